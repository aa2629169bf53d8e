"""Keeps the members of Slack's user groups (the port UserGroups). Who belongs in one is not decided here."""

from collections.abc import Sequence
from typing import Any

from slack_sdk import WebClient

from bot.adapters.slack.clients import for_deliveries
from bot.adapters.slack.config import SlackConfig
from bot.adapters.slack.faults import FAULTS, error_of, undelivered
from bot.adapters.slack.parse import PLATFORM
from bot.core.people import ChatIdentity
from bot.use_cases.ports_chat import CannotDeliver, Delivered, Delivery

_NONE = "There is no user group {group} in Slack, or it is switched off. Create it, or correct user_group in org.yaml."
_REFUSED = {
    "invalid_users": "One of these people cannot be in a user group: guests, bots and people who left cannot.",
    "permission_denied": "The workspace lets only admins change user groups. Let everyone, under Permissions.",
    "plan_upgrade_required": "User groups come with Slack’s paid plans only.",
    "paid_teams_only": "User groups come with Slack’s paid plans only.",
}


class SlackGroups:
    """The user groups of one workspace. Every fault is a value; nothing is tried twice by itself."""

    platform = PLATFORM

    def __init__(self, client: WebClient) -> None:
        """Use this client; `for_config` makes the right one."""
        self._client = client

    @classmethod
    def for_config(cls, config: SlackConfig) -> "SlackGroups":
        """With a client that waits for nothing and repeats nothing."""
        return cls(for_deliveries(config))

    def put(self, group: str, members: Sequence[ChatIdentity]) -> Delivery:
        """Have exactly these people in the group, which is named by its handle or its id."""
        try:
            found = find(self._client, group)
            if found is None:
                return CannotDeliver(_NONE.format(group=group))
            users = [member.user for member in members]
            self._client.usergroups_users_update(usergroup=str(found["id"]), users=users)
        except FAULTS as fault:
            error = error_of(fault)
            return CannotDeliver(_REFUSED[error]) if error in _REFUSED else undelivered(fault)
        return Delivered(f"{PLATFORM}:{found['id']}")


def find(client: WebClient, group: str) -> dict[str, Any] | None:
    """The group of this handle (`@comms-oncall`) or id (`S0…`), as Slack describes it. Raises what FAULTS names."""
    wanted = group.removeprefix("@")
    listed: list[dict[str, Any]] = client.usergroups_list(include_disabled=False).get("usergroups") or []
    return next((each for each in listed if wanted in {each.get("id"), each.get("handle")}), None)
