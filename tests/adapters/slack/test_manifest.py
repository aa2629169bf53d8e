"""app.yaml declares exactly what the code uses, and Slack's own schema takes it."""

import ast
import json
import os
from pathlib import Path

import jsonschema
import pytest
from slack_sdk import WebClient

from bot.adapters.slack import scopes, tags

ROOT = Path(__file__).parents[3]
SHARED = Path(os.environ.get("COUNTERSIGN_SHARED", ROOT.parent / "shared"))
ADAPTER = ROOT / "bot/adapters/slack"


def trees():
    return [ast.parse(path.read_text()) for path in ADAPTER.glob("*.py")]


def called():
    names = {node.func.attr for tree in trees() for node in ast.walk(tree) if is_call(node)}
    web = {name for name in vars(WebClient) if not name.startswith("_") and callable(getattr(WebClient, name))}
    return names & web


def is_call(node):
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)


def strings():
    return {
        n.value for tree in trees() for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)
    }


def test_slacks_own_schema_takes_it(manifest):
    path = SHARED / "schemas/slack-manifest-2.0.0.json"
    if not path.is_file():
        pytest.skip("Slack's manifest schema is not here")
    jsonschema.validate(manifest, json.loads(path.read_text()))


def test_every_method_that_is_called_is_in_the_table_and_the_other_way_round():
    assert called() == set(scopes.METHODS)


def test_the_scopes_are_those_of_the_methods_and_features_in_use(manifest):
    assert set(manifest["oauth_config"]["scopes"]["bot"]) == scopes.needed()
    assert len(manifest["oauth_config"]["scopes"]["bot"]) == len(scopes.needed())
    assert "user" not in manifest["oauth_config"]["scopes"]
    assert "file_input" in strings()


def test_the_commands_and_shortcuts_are_those_the_code_knows(manifest):
    assert [each["command"] for each in manifest["features"]["slash_commands"]] == list(tags.COMMANDS)
    assert [each["callback_id"] for each in manifest["features"]["shortcuts"]] == [tags.SHORTCUT]
    assert {each["type"] for each in manifest["features"]["shortcuts"]} == {"message"}


def test_the_events_are_those_the_code_listens_to(manifest):
    assert set(manifest["settings"]["event_subscriptions"]["bot_events"]) == scopes.EVENTS
    assert strings() >= scopes.EVENTS


def test_the_app_is_set_up_as_the_adapter_expects(manifest):
    settings = manifest["settings"]
    assert settings["socket_mode_enabled"] is True
    assert settings["interactivity"]["is_enabled"] is True
    assert settings["org_deploy_enabled"] is False
    assert settings["token_rotation_enabled"] is False
    assert manifest["features"]["app_home"]["home_tab_enabled"] is True
