"""What tests of several layers share: the headless browser, and databases (stores.py, postgres.py).

Everything else stands next to the tests that use it.
"""

import os
import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
pytest_plugins = ("stores",)

PATIENCE = 30_000
"""Milliseconds a test waits for what it expects to see: long enough for a machine on which much else runs."""
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
]


def chromium_path():
    """Chromium on this machine: COUNTERSIGN_CHROMIUM, else the first one on the path; None without one."""
    found = os.environ.get("COUNTERSIGN_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    return found if found and os.path.exists(found) else None  # noqa: PTH110  a plain string goes to Playwright


@pytest.fixture(scope="module")
def browser():
    """Headless Chromium for one module; tests that use it are marked `browser`.

    Not for longer: while Playwright is open its event loop runs in this thread, and others want one of their own.
    """
    path = chromium_path()
    if path is None:
        pytest.skip("needs Chromium: install it, or name it in COUNTERSIGN_CHROMIUM")
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def page(browser):
    """A fresh page on a wide screen. A script error on it fails the test."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
    opened = context.new_page()
    opened.set_default_timeout(PATIENCE)
    faults = []
    opened.on("pageerror", lambda fault: faults.append(str(fault)))
    yield opened
    context.close()
    assert faults == []
