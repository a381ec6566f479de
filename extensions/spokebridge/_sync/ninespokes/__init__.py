# Derived from extensions/spokebridge/_async/ninespokes/__init__.py by `python -m codegen build`; edit that file instead.
"""The 9Spokes client and its resources."""
