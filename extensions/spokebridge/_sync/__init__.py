# Derived from extensions/spokebridge/_async/__init__.py by `python -m codegen build`; edit that file instead.
"""The asynchronous half, written by hand. `_sync` is derived from it by `python -m codegen build`."""
