"""Starts processes that have everything imported already: by forking one that waits, instead of a new interpreter.

Run as a script it is the one that waits. It takes a JSON line for each process to start, and answers with its exit
code once that has ended. A process born here has its own folder, environment and files, and can be killed like any.
"""

import importlib
import json
import os
import pkgutil
import runpy
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path


class Nursery:
    """The waiting process, as a context manager. `modules` are imported in it beforehand."""

    def __init__(self, *modules):
        self.modules = modules

    def __enter__(self):
        env = {**os.environ, "PYTHONUTF8": "1"}
        env.pop("COLUMNS", None)  # else what writes to terminals keeps this width, whatever its own process has
        self._process = subprocess.Popen([sys.executable, __file__, *self.modules], stdin=-1, stdout=-1, env=env)
        return self

    def __exit__(self, *_):
        self._process.stdin.close()
        self._process.wait(30)
        self._process.stdout.close()

    def run(self, program, *args, cwd, env=None, stdin=""):
        """Run `module:function`, or a file, in a new process with these `sys.argv`; what came of it, once it ended.

        `stdin` None is a terminal at which nobody types.
        """
        with tempfile.TemporaryDirectory() as folder:
            files = [Path(folder, name) for name in ("stdin", "stdout", "stderr")]
            files[0].write_text(stdin or "", encoding="utf-8")
            asked = {"program": str(program), "args": args, "cwd": str(cwd), "files": [str(file) for file in files]}
            asked |= {"env": env or dict(os.environ), "silent": stdin is None}
            self._process.stdin.write(json.dumps(asked).encode() + b"\n")
            self._process.stdin.flush()
            code = int(self._process.stdout.readline())
            out, err = (file.read_text(encoding="utf-8") for file in files[1:])
        return subprocess.CompletedProcess([str(program), *args], code, out, err)


def _live(asked):
    """Be the new process, to its end."""
    os.chdir(asked["cwd"])
    os.environ.clear()
    os.environ.update(asked["env"])
    for number, (file, flags) in enumerate(zip(asked["files"], (os.O_RDONLY, NEW, NEW), strict=True)):
        os.dup2(os.open(file, flags, 0o600), number)
    if asked["silent"]:
        os.dup2(os.pipe()[0], 0)
    sys.stdin = open(0, encoding="utf-8")  # noqa: SIM115  for as long as the process lives
    sys.argv = [asked["program"], *asked["args"]]
    module, _, function = asked["program"].partition(":")
    if function:
        getattr(importlib.import_module(module), function)()
    else:
        runpy.run_path(module, run_name="__main__")


NEW = os.O_WRONLY | os.O_CREAT


def _born(asked):
    code = 0
    try:
        _live(asked)
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except BaseException:  # noqa: BLE001  an interpreter tells of it and ends
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _wait():
    for name in sys.argv[1:]:
        module = importlib.import_module(name)
        for found in pkgutil.iter_modules(getattr(module, "__path__", []), f"{name}."):
            importlib.import_module(found.name)
    for line in sys.stdin.buffer:
        child = os.fork()
        if child == 0:
            _born(json.loads(line))
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    _wait()
