"""A PostgreSQL of the tests' own: made in a temporary folder, thrown away with it, never anybody else's server."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg

STARTS_WITHIN = 30
SUPERUSER = "countersign"
SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "autovacuum": "on",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "listen_addresses": "127.0.0.1",
}


def binaries():
    """The folder with initdb and postgres, or None."""
    on_path = shutil.which("initdb")
    candidates = [Path(on_path).resolve().parent] if on_path else []
    if config := shutil.which("pg_config"):
        asked = subprocess.run([config, "--bindir"], capture_output=True, text=True, check=False)
        candidates.append(Path(asked.stdout.strip() or "/nowhere"))
    candidates += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((c for c in candidates if (c / "initdb").exists() and (c / "postgres").exists()), None)


def _other_user():
    """PostgreSQL refuses to run as root: root lets another user run it."""
    return ("postgres" if _exists("postgres") else "nobody") if os.geteuid() == 0 else None


def _exists(user):
    import pwd

    try:
        pwd.getpwnam(user)
    except KeyError:
        return False
    return True


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class Cluster:
    """A running server. `database()` gives the address of an empty database, or of a copy of `template`."""

    folder: Path
    port: int
    process: subprocess.Popen = field(repr=False)
    command: list = field(repr=False)
    options: dict = field(repr=False)
    numbers: count = field(default_factory=count)

    def url(self, name):
        return f"postgresql://{SUPERUSER}@127.0.0.1:{self.port}/{name}"

    def socket_url(self, name):
        return f"postgresql://{SUPERUSER}@/{name}?host={self.folder}&port={self.port}"

    def database(self, template="template1"):
        name = f"t{next(self.numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template}{self.copying}")
        return self.url(name)

    def drop(self, url):
        self.run(f"DROP DATABASE IF EXISTS {url.rsplit('/', 1)[1]} WITH (FORCE)")

    @property
    def copying(self):
        """The quick way of copying a small database, which PostgreSQL 15 and later have to be asked for."""
        version = int((self.folder / "data" / "PG_VERSION").read_text())
        return " STRATEGY file_copy" if version >= 15 else ""

    def run(self, statement):
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)

    def cut_connections(self):
        """End every session, as a restart of the server would."""
        self.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")

    def pause(self):
        """Shut the server down, throwing everybody out, as for a restart."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(30)

    def resume(self):
        """Bring it up again, on the same port with the same databases."""
        self.process = _serve(self.folder, self.command, self.options)
        _wait_until_it_answers(self)

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def start():
    """A new server on a free port and a socket in its own folder."""
    folder, user, programs = Path(tempfile.mkdtemp(prefix="countersign-pg-")), _other_user(), binaries()
    if user:
        shutil.chown(folder, user)
    data, environment = folder / "data", {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    options = {"user": user, "cwd": folder, "env": environment}
    initdb = [programs / "initdb", "-D", data, "-U", SUPERUSER, "-A", "trust", "-E", "UTF8", "--no-sync"]
    subprocess.run(initdb, check=True, capture_output=True, **options)
    port = _free_port()
    settings = {**SETTINGS, "port": str(port), "unix_socket_directories": str(folder)}
    arguments = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    command = [programs / "postgres", "-D", data, *arguments]
    cluster = Cluster(folder, port, _serve(folder, command, options), command, options)
    _wait_until_it_answers(cluster)
    return cluster


def _serve(folder, command, options):
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(command, stdout=log, stderr=log, **options)


def _wait_until_it_answers(cluster):
    deadline = time.monotonic() + STARTS_WITHIN
    while True:
        try:
            cluster.run("SELECT 1")
        except psycopg.OperationalError:
            if time.monotonic() > deadline or cluster.process.poll() is not None:
                log = (cluster.folder / "log").read_text(errors="replace")
                cluster.stop()
                raise RuntimeError(f"PostgreSQL did not start:\n{log}") from None
            time.sleep(0.05)
        else:
            return
