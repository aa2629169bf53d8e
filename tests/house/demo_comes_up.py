"""Runs the README's demo command in a copy of the project and waits until its page answers. Used by .ci/run."""

import os
import re
import signal
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path

DEADLINE_SECONDS = 300


def main(folder: str, command: str) -> int:
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell has what it runs beside itself ignore Ctrl-C
    process = subprocess.Popen(
        ["bash", "-euo", "pipefail", "-c", command],
        cwd=Path(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    watchdog = threading.Timer(DEADLINE_SECONDS, os.killpg, (process.pid, signal.SIGKILL))
    watchdog.start()
    try:
        return _page_answers(process)
    finally:
        watchdog.cancel()
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGINT)
            process.wait(30)


def _page_answers(process: subprocess.Popen[str]) -> int:
    for line in process.stdout or ():
        print(line, end="")
        found = re.search(r"http://127\.0\.0\.1:\d+/?", line)
        if found:
            with urllib.request.urlopen(found[0], timeout=10) as answer:
                print(f"The page answers: {answer.status}")
                return 0 if answer.status == 200 else 1
    print("The demo ended without showing its address.")
    return 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
