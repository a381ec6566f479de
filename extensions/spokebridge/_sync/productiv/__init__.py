# Derived from extensions/spokebridge/_async/productiv/__init__.py by `python -m codegen build`; edit that file instead.
"""The Productiv client and its resources."""
