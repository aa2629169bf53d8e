"""Asks Slack whether the set-up is right, for `countersign doctor`. Posts nothing."""

from collections.abc import Iterator

from slack_sdk.errors import SlackApiError

from bot.adapters.slack.clients import for_deliveries
from bot.adapters.slack.config import SlackConfig
from bot.adapters.slack.faults import FAULTS, error_of
from bot.adapters.slack.groups import find
from bot.adapters.slack.scopes import needed

Examined = tuple[bool, str, str]
"""Whether it is as it should be, what was found, and how to mend it."""

REINSTALL = "Paste app.yaml into “App Manifest” of the Slack app, save, and reinstall it to the workspace."


def examine(config: SlackConfig) -> Iterator[Examined]:
    """The bot token, its scopes, and the app token."""
    client = for_deliveries(config)
    try:
        who = client.auth_test()
    except FAULTS as fault:
        yield False, f"Slack does not accept the bot token: {error_of(fault)}.", "Copy SLACK_BOT_TOKEN again."
        return
    yield True, f"The bot is “{who['user']}” in the workspace “{who['team']}” ({who['team_id']}).", ""
    yield _scopes(str(who.headers.get("x-oauth-scopes", "")))
    if config.app_token:
        yield _app_token(config)


def _scopes(granted: str) -> Examined:
    missing = sorted(needed() - {scope.strip() for scope in granted.split(",")})
    if missing:
        return False, f"The bot lacks the permissions {', '.join(missing)}.", REINSTALL
    return True, "The bot has every permission it needs.", ""


def _app_token(config: SlackConfig) -> Examined:
    try:
        for_deliveries(config).apps_connections_open(app_token=config.app_token)
    except FAULTS as fault:
        fix = "Make an app-level token with connections:write and copy it as SLACK_APP_TOKEN; switch Socket Mode on."
        return False, f"Slack opens no socket for the app token: {error_of(fault)}.", fix
    return True, "Slack opens a socket for the app token.", ""


def examine_channel(config: SlackConfig, handle: str, channel: str) -> Examined:
    """Whether the bot can post in the review channel of an account."""
    try:
        found = for_deliveries(config).conversations_info(channel=channel)["channel"]
    except SlackApiError as refused:
        return False, f"The review channel of @{handle} ({channel}) cannot be seen: {error_of(refused)}.", _INVITE
    except FAULTS as fault:
        return False, f"Slack could not be asked about {channel}: {error_of(fault)}.", "Try again later."
    if found.get("is_archived"):
        return False, f"#{found['name']}, where @{handle} is reviewed, is archived.", "Choose another in org.yaml."
    if not found.get("is_member"):
        return False, f"The bot is not in #{found['name']}, where @{handle} is reviewed.", _INVITE
    return True, f"@{handle} is reviewed in #{found['name']}, and the bot is in it.", ""


def examine_group(config: SlackConfig, rota: str, group: str) -> Examined:
    """Whether the user group that follows a rota exists."""
    fix = f"Create the user group {group} in Slack, or correct `user_group` of the rota in org.yaml."
    try:
        found = find(for_deliveries(config), group)
    except FAULTS as fault:
        return False, f"Slack could not be asked about the user group {group}: {error_of(fault)}.", REINSTALL
    if found is None:
        return False, f"There is no user group {group}, which is to follow the rota {rota}.", fix
    return True, f"The user group @{found['handle']} follows the rota {rota}.", ""


_INVITE = "Check `channel` in org.yaml, and type /invite @Countersign in that channel."
