"""What is particular to 9Spokes and does no I/O."""
