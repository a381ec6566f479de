"""Our specifications and our sandbox, met by tools that know nothing of us. Run with `nox -s sandbox-conformance`."""
