"""Speed and memory next to named peers; see README.md."""
