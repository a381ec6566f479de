"""The 9Spokes client and its resources."""
