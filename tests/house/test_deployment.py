"""Dockerfile and compose.yaml: only settings there are, only files there are."""

import re
from pathlib import Path

import yaml

from bot.adapters.store import open_store
from bot.config import SETTINGS

ROOT = Path(__file__).parents[2]
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())
NAMES = {s.name for s in SETTINGS}


def test_the_bot_is_given_only_settings_it_has():
    assert set(COMPOSE["services"]["bot"]["environment"]) <= NAMES


def test_the_database_address_in_compose_is_one_the_store_takes():
    address = COMPOSE["services"]["bot"]["environment"]["DATABASE_URL"]
    store = open_store(re.sub(r"\$\{[^}]*\}", "secret", address))
    assert store.engine_name == "postgresql"
    store.close()


def test_everything_the_image_copies_is_in_the_project():
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    assert copied
    for name in " ".join(copied).split():
        assert (ROOT / name).exists(), name


def test_nothing_is_published_beyond_this_machine_by_default():
    assert all(port.startswith("127.0.0.1:") for port in COMPOSE["services"]["bot"]["ports"])
    assert "ports" not in COMPOSE["services"]["database"]
