"""A Spark cluster of the tests' own: a master, two workers and a Spark Connect server, each a process, gone after."""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from engines.server import _free_port

MISSING = "Java is missing: apt-get install --no-install-recommends openjdk-17-jre-headless"
PATIENCE_SECONDS = 180
QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto"
"""Daemons and workers do little here: to compile it well takes longer."""
SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.log.level": "ERROR",
    "spark.cores.max": "2",
    "spark.executor.cores": "1",
    "spark.executor.memory": "512m",
    "spark.driver.extraJavaOptions": "-XX:+UseSerialGC",
    "spark.executor.extraJavaOptions": QUICK,
    # The tables are small: planning and compiling would take most of the time.
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.task.maxFailures": "4",
}


def programs() -> Path | None:
    """Where Spark's programs are; None where Java is missing."""
    found = importlib.util.find_spec("pyspark")
    if found is None or found.origin is None or (shutil.which("java") is None and "JAVA_HOME" not in os.environ):
        return None
    return Path(found.origin).parent


@dataclass
class Cluster:
    """A running cluster."""

    of: Path
    folder: Path
    memory: str
    driver: str
    master: str = ""
    port: int = 0
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def address(self, warehouse: Path, **settings: str) -> str:
        """A book in a folder."""
        return f"sc://127.0.0.1:{self.port}?warehouse={warehouse}" + "".join(f"&{name}={value}" for name, value in settings.items())

    def kill_a_worker(self) -> None:
        """Kills a worker as a machine dies: it has no time to say so. Another comes in its place."""
        dying = self.workers.pop(0)
        os.killpg(dying.pid, signal.SIGKILL)
        dying.wait()
        self.add_worker()

    def add_worker(self) -> None:
        name = f"worker{len(self.processes)}"
        arguments = ("--host", "127.0.0.1", "-c", "1", "-m", self.memory, "--webui-port", "0", "-d", str(self.folder / name), self.master)
        self.workers.append(self.start(name, "org.apache.spark.deploy.worker.Worker", *arguments))

    def start(self, name: str, *command: str) -> subprocess.Popen[bytes]:
        log = self.folder / f"{name}.log"
        environment = os.environ | {
            "SPARK_HOME": str(self.of),
            "SPARK_LOCAL_IP": "127.0.0.1",
            # Spark takes its server for a daemon like the others.
            "SPARK_DAEMON_MEMORY": self.driver if name == "connect" else "256m",
            "SPARK_DAEMON_JAVA_OPTS": QUICK,
            "SPARK_LOCAL_DIRS": str(self.folder),
        }
        with log.open("wb") as out:
            program = str(self.of / "bin" / ("spark-class" if command[0].startswith("org.") else "spark-submit"))
            process = subprocess.Popen(
                [program, *command], stdout=out, stderr=out, stdin=subprocess.DEVNULL, env=environment, cwd=self.folder,
                start_new_session=True,
            )  # fmt: skip
        self.processes.append(process)
        return process

    def said(self, name: str, words: str, times: int = 1) -> None:
        """Waits until a process has said something in its log."""
        last, log = time.monotonic() + PATIENCE_SECONDS, self.folder / f"{name}.log"
        while log.read_text("utf-8", "replace").count(words) < times:
            if time.monotonic() > last:
                raise RuntimeError(f"{name} did not say {words!r}: {log.read_text('utf-8', 'replace')[-2000:]}")
            time.sleep(0.1)

    def listening(self) -> None:
        """Waits until somebody listens where the Spark Connect server is to."""
        last = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                if time.monotonic() > last or self.processes[-1].poll() is not None:
                    raise RuntimeError((self.folder / "connect.log").read_text("utf-8", "replace")[-2000:]) from None
                time.sleep(0.1)


@contextmanager
def cluster(
    of: Path, *, workers: int = 2, memory: str = "700M", driver: str = "1g", settings: Mapping[str, str] = SETTINGS
) -> Iterator[Cluster]:
    """A cluster of workers of one core each.   memory: of each worker.   driver: the memory of the Spark Connect server."""
    folder = Path(tempfile.mkdtemp(prefix="subledger-spark-"))
    made = Cluster(of, folder, memory, driver, port=_free_port())
    try:
        port = _free_port()
        made.master = f"spark://127.0.0.1:{port}"
        made.start("master", "org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", str(port), "--webui-port", "0")
        made.said("master", "I have been elected leader")
        for _ in range(workers):
            made.add_worker()
        places = {"spark.connect.grpc.binding.port": str(made.port), "spark.sql.warehouse.dir": str(folder / "warehouse")}
        options = [word for name, value in {**settings, **places}.items() for word in ("--conf", f"{name}={value}")]
        server = "org.apache.spark.sql.connect.service.SparkConnectServer"
        made.start("connect", "--master", made.master, "--name", "subledger-tests", *options, "--class", server, "spark-internal")
        made.listening()
        made.said("master", "Registering worker", workers)
        yield made
    finally:
        for process in reversed(made.processes):
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        shutil.rmtree(folder, ignore_errors=True)
