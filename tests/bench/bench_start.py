"""Prints what `countersign run` costs to start, next to a program that only imports the three libraries it stands on."""

import os
import shutil
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from statistics import median

import pytest
from whole import settings

from bot.demo import start
from bot.practice.clock import PracticeClock
from bot.practice.serving import Served

pytestmark = [pytest.mark.bench, pytest.mark.timeout(300)]

ROUNDS = 3
ROOT = Path(__file__).parents[2]
LIBRARIES = "import slack_bolt, tweepy, sqlalchemy; print('ready', flush=True); input()"
COMMAND = "import sys; sys.argv = ['countersign', *sys.argv[1:]]; from bot.cli import main; main()"


@pytest.fixture
def environment(migrated_file, tmp_path):
    """Everything `countersign run` needs, with stand-ins for Slack and X."""
    slack, x = start._stand_ins(PracticeClock())
    database = shutil.copy(migrated_file, tmp_path / "countersign.db")
    with Served(slack.app) as slack_at, Served(x.app) as x_at:
        read = settings(f"sqlite:///{database}", slack, slack_at.url, x, x_at.url)
        yield {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "DATABASE_URL": read.database_url,
            "SLACK_BOT_TOKEN": read.slack_bot_token,
            "SLACK_APP_TOKEN": read.slack_app_token,
            "SLACK_API_URL": read.slack_api_url,
            "X_CONSUMER_KEY": read.x_consumer_key,
            "X_CONSUMER_SECRET": read.x_consumer_secret,
            "X_API_URL": read.x_api_url,
            "COUNTERSIGN_SECRET_KEYS": read.secret_keys[0],
            "COUNTERSIGN_LISTEN": "127.0.0.1:0",
        }


def started(command, environment, ready):
    """Seconds, processor seconds and megabytes until the program has said this; then it is ended."""
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", *command],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as process:
        line = process.stdout.readline()
        took = time.perf_counter() - began
        assert ready in line, line
        figures = took, processor_seconds(process.pid), resident_megabytes(process.pid)
        process.terminate()
    return figures


def processor_seconds(pid):
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident_megabytes(pid):
    (line,) = [each for each in Path(f"/proc/{pid}/status").read_text().splitlines() if each.startswith("VmRSS")]
    return int(line.split()[1]) / 1024


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads memory from /proc, which this system lacks")
def test_start_and_memory_next_to_the_libraries_alone(environment):
    alone = [started([LIBRARIES], environment, "ready") for _ in range(ROUNDS)]
    run = [started([COMMAND, "run"], environment, "Countersign is running") for _ in range(ROUNDS)]
    (bare_s, bare_cpu, bare_mb), (run_s, run_cpu, run_mb) = (
        [median(figure) for figure in zip(*rounds, strict=True)] for rounds in (alone, run)
    )
    print(
        f"\ncountersign run, the libraries alone = 1: time ×{run_s / bare_s:.2f} ({run_s:.2f} s),"
        f" processor ×{run_cpu / bare_cpu:.2f} ({run_cpu:.2f} s), memory ×{run_mb / bare_mb:.2f} ({run_mb:.0f} MB)"
    )


def ended(command, environment):
    """Seconds until the program has ended."""
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", *command],
        env=environment,
        cwd=ROOT,
        input="\n",
        text=True,
        capture_output=True,
        check=True,
    )
    return time.perf_counter() - began


def test_small_commands_next_to_the_libraries_alone(environment):
    small = (["--help"], ["org", "--help"], ["db", "current"], ["records", "verify"])
    took = [
        [ended(each, environment) for each in ([LIBRARIES], *([COMMAND, *words] for words in small))]
        for _ in range(ROUNDS)
    ]
    bare, *each = (median(times) for times in zip(*took, strict=True))
    for words, seconds in zip(small, each, strict=True):
        print(f"\ncountersign {' '.join(words)}, the libraries alone = 1: ×{seconds / bare:.2f} ({seconds:.2f} s)")


def test_the_health_page_answers_at_once(environment):
    with subprocess.Popen(
        [sys.executable, "-c", COMMAND, "run"], env=environment, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as process:
        address = next(word for word in process.stdout.readline().split() if word.startswith("http"))
        began = time.perf_counter()
        urllib.request.urlopen(address, timeout=10).close()
        print(f"\nfirst look at the health page: {(time.perf_counter() - began) * 1e3:.0f} ms")
        process.terminate()
