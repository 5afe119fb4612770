"""Memory: how much of it a command may take."""

from __future__ import annotations

import re

from subledger.model.errors import SubledgerError

_UNITS = {"B": 1, "KB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12, "KIB": 2**10, "MIB": 2**20, "GIB": 2**30, "TIB": 2**40}
LEAST = 500 * 10**6


def parse_memory(text: str) -> int:
    """An amount of memory in bytes.

    Raises: SubledgerError for what is no amount, or less than a build can do with.
    >>> parse_memory("1GB"), parse_memory("1.5 GiB")
    (1000000000, 1610612736)
    """
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([KMGT]?i?B)", text.strip(), re.IGNORECASE)
    if found is None:
        raise SubledgerError(f"{text!r} is no amount of memory", "memory", text, "a number and a unit, as 2GB or 800MB")
    amount = int(float(found[1]) * _UNITS[found[2].upper()])
    if amount < LEAST:
        raise SubledgerError(f"{text} is too little memory", "memory", text, "500MB or more")
    return amount
