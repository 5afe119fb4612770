"""What the address of a book on Spark says: which cluster, which folder, which settings of Spark's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from subledger.model.errors import SubledgerError

if TYPE_CHECKING:
    from subledger.model.address import Address

_READABLE = "sc://HOST:15002?warehouse=FOLDER, spark://HOST:7077?warehouse=FOLDER or local[2]?warehouse=FOLDER"


@dataclass(frozen=True, slots=True)
class Where:
    """A cluster, the folder that is the book, and settings of Spark that the address gives."""

    cluster: str
    warehouse: str
    settings: tuple[tuple[str, str], ...]

    @property
    def is_connect(self) -> bool:
        """Whether the cluster is spoken to through Spark Connect."""
        return self.cluster.startswith("sc://")


def where(address: Address) -> Where:
    """What an address says.

    Raises: SubledgerError for one without a warehouse, or with a parameter that is none.
    """
    cluster, _, query = address.text.partition("?")
    given = dict(parse_qsl(query, keep_blank_values=True))
    warehouse = given.pop("warehouse", "")
    others = [name for name in given if not name.startswith("spark.")]
    if others:
        raise unreadable(address, f"{address} has a parameter {others[0]}", "write settings of Spark's by their full names: &spark.…=…")
    if not warehouse:
        raise unreadable(address, f"{address} names no warehouse", "add ?warehouse=, a folder that every worker reaches")
    if cluster.startswith("local"):
        warehouse = warehouse if "://" in warehouse else str(Path(warehouse).resolve())
    elif not (warehouse.startswith("/") or "://" in warehouse or re.match(r"\w+:/", warehouse)):
        raise unreadable(address, f"{address} has the warehouse {warehouse}", "write it in full: it is looked for on the cluster")
    return Where(cluster.rstrip("/"), warehouse.rstrip("/"), tuple(given.items()))


def unreadable(address: Address, message: str, hint: str) -> SubledgerError:
    """The error for an address that says too little, or what nobody understands."""
    return SubledgerError(message, "bad_address", str(address), _READABLE, hint)
