"""Our specifications and our sandbox, met by generators that know nothing of us. Run with `nox -s conformance`."""
