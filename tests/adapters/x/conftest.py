"""A practice X over real HTTP, and X's own description to hold every captured request against."""

import functools
import json
import os
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from openapi_core import Config, OpenAPI
from openapi_core.testing import MockRequest

from bot.adapters.x import AccountTokens, XPublisher
from bot.core.ids import AccountId
from bot.practice.clock import PracticeClock
from bot.practice.serving import Served
from bot.practice.x import PracticeX, XAccount

SHARED = Path(os.environ.get("COUNTERSIGN_SHARED", Path(__file__).parents[4] / "shared"))
DESCRIPTION = SHARED / "schemas" / "x-openapi-2.159.json"
ACCOUNT = AccountId("fernshire")


@functools.cache
def description():
    """X's OpenAPI description, once per process; the document itself is X's to keep valid.

    openapi-core lets anything through where OAuth 2 is one of the ways in, and knows schemes in lower case only, so
    what is left is the one way in that the product uses: OAuth 1.0a.
    """
    document = json.loads(DESCRIPTION.read_text())
    document["components"]["securitySchemes"]["UserToken"]["scheme"] = "oauth"
    for path in document["paths"].values():
        for operation in path.values():
            if isinstance(operation, dict) and "security" in operation:
                operation["security"] = [way for way in operation["security"] if "UserToken" in way]
    return OpenAPI.from_dict(document, config=Config(spec_validator_cls=None))


def validate(logged):
    """Raise unless the request is one X describes."""
    path, _, query = logged.path.partition("?")
    headers = dict(logged.headers)
    description().validate_request(
        MockRequest(
            "https://api.x.com",
            logged.method.lower(),
            path,
            args={name: values[0] for name, values in parse_qs(query).items()},
            headers=headers,
            data=logged.body,
            content_type=headers.get("Content-Type", ""),
        )
    )


@pytest.fixture
def x():
    accounts = [
        XAccount("Fernshire", "Fernshire Council", "Bins, bridges and beaches", "#1b5e20"),
        XAccount("fern_trust", "Fern NHS Trust", "Care in the county", "#005eb8"),
    ]
    return PracticeX(PracticeClock(), accounts, "app-key-of-practice", "app-secret-of-practice")


@pytest.fixture
def served(x):
    """The practice X on a real socket; every request a test made has to be one X describes."""
    with Served(x.app) as serving:
        yield serving
    if DESCRIPTION.exists():
        for logged in x.log:
            if logged.path.startswith("/2/"):
                validate(logged)


@pytest.fixture(scope="session")
def validated():
    """The check of one captured request, for tests that are about nothing else."""
    if not DESCRIPTION.exists():
        pytest.skip(f"X's description is not at {DESCRIPTION}")
    return validate


@pytest.fixture
def tokens(x):
    """Which login is stored for which account; tests put the wrong one in, or none."""
    return {
        handle: AccountTokens(x.tokens(handle).token, x.tokens(handle).secret) for handle in ("fernshire", "fern_trust")
    }


@pytest.fixture
def publisher(x, served, tokens):
    return XPublisher(x.consumer_key, x.consumer_secret, tokens.get, served.url, timeout_seconds=2)


@pytest.fixture
def hasty(x, served, tokens):
    """A publisher that waits half a second."""
    return XPublisher(x.consumer_key, x.consumer_secret, tokens.get, served.url, timeout_seconds=0.5)
