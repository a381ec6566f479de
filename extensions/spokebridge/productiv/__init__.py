"""What is particular to Productiv and does no I/O."""
