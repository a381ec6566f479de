"""One folder per tag of the description, one module per operation."""
