"""Identifiers: ULIDs (26 characters of Crockford base 32: 48 bits of milliseconds, 80 bits of chance).

Source of the format: https://github.com/ulid/spec.
"""

import os
import time
from threading import Lock

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_last = 0
_lock = Lock()


def new_id() -> str:
    """Return a new ULID; ids made by one process sort in the order they were made."""
    global _last
    value = (time.time_ns() // 1_000_000 << 80) | int.from_bytes(os.urandom(10), "big")
    with _lock:
        _last = value = value if value > _last else _last + 1
    return "".join(_ALPHABET[(value >> shift) & 31] for shift in range(125, -1, -5))
