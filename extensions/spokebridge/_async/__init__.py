"""The asynchronous half, written by hand. `_sync` is derived from it by `python -m codegen build`."""
