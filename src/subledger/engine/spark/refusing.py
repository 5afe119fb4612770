"""What Spark refuses, in the words of a book."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from pyspark.errors import PySparkException

from subledger.engine.too_large import too_large
from subledger.model.errors import SubledgerError

_TOO_LARGE = re.compile(r"ARITHMETIC_OVERFLOW|CAST_OVERFLOW|NUMERIC_VALUE_OUT_OF_RANGE|NUMERIC_OUT_OF_SUPPORTED_RANGE")
_GONE = re.compile(r"FAILED_READ_FILE|FileNotFoundException|PATH_NOT_FOUND|FILE_NOT_EXIST")
_NO_RIGHTS = re.compile(r"AccessControlException|AccessDenied|Permission denied|Mkdirs failed|PERMISSION_DENIED|Forbidden")
_NO_ROOM = re.compile(r"No space left on device|DiskQuota|OutOfMemory|Disk quota exceeded")
_LOST = re.compile(
    r"UNAVAILABLE|RETRIES_EXCEEDED|SESSION_CLOSED|SESSION_NOT_FOUND|SESSION_CHANGED|INVALID_HANDLE|SparkContext was shut down|"
    r"stopped SparkContext|Connection refused|Socket closed|failed to connect|Py4JNetworkError|DEADLINE_EXCEEDED"
)
_WORKER = re.compile(r"ExecutorLost|Lost task|stage failure|FetchFailed|worker lost|Master removed our application", re.IGNORECASE)


@contextmanager
def told(table: str = "a figure") -> Iterator[None]:
    """Says in words what the cluster or its disk refuses inside; what nobody foresaw goes on as it is."""
    try:
        yield
    except (PySparkException, OSError) as error:
        found = _refusal(error, table)
        if found is None:
            raise
        raise found from None


def is_missing(error: PySparkException) -> bool:
    """Whether a file or folder is asked for that is not there."""
    return bool(_GONE.search(_said(error)))


def is_taken(error: PySparkException) -> bool:
    """Whether something stands where something was to be written."""
    return "PATH_ALREADY_EXISTS" in _said(error)


def _said(error: BaseException) -> str:
    condition = error.getCondition() if isinstance(error, PySparkException) else None
    return f"{type(error).__name__} {condition or ''} {error}"


def _refusal(error: BaseException, table: str) -> SubledgerError | None:
    said = _said(error)
    first = (str(error).strip().splitlines() or [type(error).__name__])[0][:300]
    if _TOO_LARGE.search(said):
        return too_large(table, first)
    if _NO_ROOM.search(said):
        return SubledgerError(f"the cluster has no room left: {first}", "no_room", hint="make room there and try again", exit_code=1)
    if _NO_RIGHTS.search(said):
        hint = "the workers and the server write the warehouse: let their user read and write it"
        return SubledgerError(f"the cluster refuses: {first}", "no_rights", None, "a warehouse that the cluster may use", hint)
    if _LOST.search(said) or isinstance(error, ConnectionError):
        return SubledgerError(
            f"the connection to the cluster is lost: {first}",
            "connection_lost",
            hint="the last good build stays in force; try again when the cluster is back",
            exit_code=1,
        )
    if _GONE.search(said):
        hint = "another took its place long ago: open the book again"
        return SubledgerError("the build that was being read is gone", "book_closed", hint=hint, exit_code=1)
    if _WORKER.search(said):
        return SubledgerError(
            f"the cluster could not finish: {first}",
            "cluster_failed",
            hint="the last good build stays in force; see the cluster's log, then try again",
            exit_code=1,
        )
    return None
