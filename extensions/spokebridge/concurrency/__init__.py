"""What differs between the two halves of the SDK beyond `async` and `await`, as two modules of the same shape."""
