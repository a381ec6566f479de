"""The version of this distribution, which the build reads from here, and how it introduces itself."""

__version__ = "0.1.0"

USER_AGENT = f"spokebridge/{__version__}"
