"""The Productiv client and its resources."""
