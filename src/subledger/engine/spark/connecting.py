"""Sessions on a Spark cluster, and why there is none."""

from __future__ import annotations

import atexit
import contextlib
import os
import re
import shutil
import socket
import threading
import time
import warnings
import weakref
from typing import TYPE_CHECKING, Any

from pyspark.errors import PySparkException
from pyspark.logger import PySparkLogger
from pyspark.storagelevel import StorageLevel

from subledger.engine.spark.where import Where, unreadable, where
from subledger.model.errors import SubledgerError

if TYPE_CHECKING:
    from subledger.model.address import Address

PATIENCE_SECONDS = 10
TRIES = 4
"""How often a call is tried while the server does not answer; the driver's own habit is to try for ten minutes."""
_SETTINGS = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.timestampType": "TIMESTAMP_NTZ",
    "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
    # Where a file is read from many parts, no job is needed to list them.
    "spark.sql.sources.parallelPartitionDiscovery.threshold": "10000",
    # A text may hold a dollar and braces.
    "spark.sql.variable.substitute": "false",
}
_QUIET = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false", "spark.log.level": "ERROR"}
ALIVE_SECONDS = 600
"""How often a session says that it is there: a server ends one of which it hears nothing for an hour."""
# What the cluster refuses is said once, in the words of a book; the driver would write its whole stack to the screen.
PySparkLogger.getLogger("SQLQueryContextLogger").disabled = True
_OPEN = weakref.WeakSet[Any]()
"""Sessions with Spark Connect servers."""


def session(address: Address) -> Any:
    """A session of its own on the cluster of an address: its tables are nobody else's.

    Raises: SubledgerError saying why there is none.
    """
    of = where(address)
    _refuse_silent(address, of)
    try:
        made = _through_connect(of) if of.is_connect else _as_driver(of)
        for name, value in (_SETTINGS | (dict(of.settings) if of.is_connect else {})).items():
            made.conf.set(name, value)
    except PySparkException as error:
        said = (str(error).strip().splitlines() or [type(error).__name__])[0]
        hint = "is it a Spark Connect server, and of Spark 4?" if of.is_connect else "is its version of Spark that of the package pyspark?"
        raise SubledgerError(f"{address} cannot be used: {said}", "no_server", str(address), "a Spark cluster", hint) from None
    return made


def is_remote(of: Any) -> bool:
    """Whether a session is one with a Spark Connect server."""
    return of in _OPEN


def ended(of: Any) -> None:
    """Ends a session. Where this process drives the cluster itself others may still use it."""
    with contextlib.suppress(Exception):
        if of in _OPEN:
            _OPEN.discard(of)
            of.stop()
        else:
            for table in of.catalog.listTables():
                of.catalog.dropTempView(table.name)


def checkpointed(of: Any, frame: Any) -> Any:
    """A frame of a session whose rows two workers keep until nobody has it any more."""
    if of in _OPEN:
        # The driver looks for the session of what comes back among those in use, and not where it asked.
        type(of)._set_default_and_active_session(of)
    return frame.localCheckpoint(eager=True, storageLevel=StorageLevel.MEMORY_AND_DISK_2)


def _refuse_silent(address: Address, of: Where) -> None:
    """Raises where nobody listens, or nothing can be started here."""
    if not of.is_connect and shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        hint = "install it: apt-get install openjdk-17-jre-headless; or name a Spark Connect server: sc://HOST:15002"
        raise SubledgerError(f"{address} needs Java, and there is none on this machine", "no_java", "java", "Java 17 or newer", hint)
    found = re.match(r"(?:sc|spark)://(?P<host>\[[^]]*\]|[^:/,;]+)(?::(?P<port>\d+))?", of.cluster)
    if found is None:
        if of.cluster.startswith("local"):
            return
        raise unreadable(address, f"{address} names no host", "write the host behind ://")
    port = int(found["port"] or (15002 if of.is_connect else 7077))
    try:
        socket.create_connection((found["host"].strip("[]"), port), PATIENCE_SECONDS).close()
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error) or "no answer"
        raise SubledgerError(
            f"{address} cannot be reached: {reason}", "no_server", str(address), "a Spark server that listens there",
            "is it running, and are host and port right? Spark Connect listens on 15002, a master on 7077",
        ) from None  # fmt: skip


def _through_connect(of: Where) -> Any:
    with warnings.catch_warnings():
        # The driver says which pandas it would rather have; none is used here.
        warnings.simplefilter("ignore")
        from pyspark.sql.connect.client.retries import DefaultPolicy
        from pyspark.sql.connect.session import SparkSession

        made = SparkSession(connection=of.cluster)
    _OPEN.add(made)
    threading.Thread(target=_keep_alive, args=(weakref.ref(made),), daemon=True, name="keeps a Spark session").start()
    made.client.set_retry_policies([DefaultPolicy(max_retries=TRIES)])
    return made


def _keep_alive(of: weakref.ref[Any]) -> None:
    while True:
        time.sleep(ALIVE_SECONDS)
        made = of()
        if made is None or made not in _OPEN:
            return
        with contextlib.suppress(Exception):
            made.conf.get("spark.sql.ansi.enabled")
        del made


def _end_all() -> None:
    for each in list(_OPEN):
        ended(each)


# A session that is left to the end of the process keeps the process from ending.
atexit.register(_end_all)


def _as_driver(of: Where) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pyspark.sql import SparkSession

        builder = SparkSession.builder.appName("subledger").master(of.cluster)
        for name, value in (_QUIET | dict(of.settings)).items():
            builder = builder.config(name, value)
        first = builder.getOrCreate()
    if first.sparkContext.master != of.cluster:
        other = first.sparkContext.master
        raise SubledgerError(
            f"this process drives {other} already", "book_in_use", other, "one cluster per process", "start another process"
        )
    return first.newSession()
