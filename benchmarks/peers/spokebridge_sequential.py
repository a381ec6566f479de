"""This project, one request after the other."""

from __future__ import annotations

from benchmarks.peers.spokebridge import pull, push

__all__ = ["NAME", "pull", "push"]

NAME = "spokebridge, sequential"
