"""Identifiers and secrets that look random and are the same on every run with the same seed."""

import random
import string
import uuid


class Ids:
    """One stream of values per purpose, so that one more company does not change the ids of connections."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._streams: dict[str, random.Random] = {}

    def stream(self, purpose: str) -> random.Random:
        """The values of one purpose, in order."""
        if purpose not in self._streams:
            self._streams[purpose] = self.apart(purpose)
        return self._streams[purpose]

    def apart(self, purpose: str) -> random.Random:
        """Values of their own for a purpose, the same whenever they are asked for."""
        return random.Random(f"{self._seed}/{purpose}")

    def uuid(self, purpose: str) -> str:
        """The next UUID of a purpose."""
        return str(uuid.UUID(int=self.stream(purpose).getrandbits(128), version=4))

    def text(self, purpose: str, length: int) -> str:
        """The next letters and digits of a purpose."""
        return "".join(self.stream(purpose).choices(string.ascii_letters + string.digits, k=length))
