"""Characters that are not whole: halves of a surrogate pair, and bytes that are no UTF-8.

A text that was cut to a number of code units ends in half an emoji, and JSON can say so. One such text must not cost
the reader a whole page.
"""

from __future__ import annotations

import re

_ESCAPE = re.compile(
    rb"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(\\u[dD][89a-fA-F][0-9a-fA-F]{2})|\\."
)
_REPLACEMENT = rb"\ufffd"


def whole(content: bytes) -> bytes:
    """The same JSON with U+FFFD in the place of what is no character."""
    if b"\\ud" in content or b"\\uD" in content:
        content = _ESCAPE.sub(lambda found: _REPLACEMENT if found[1] else found[0], content)
    return content.decode("utf-8", "replace").encode()
