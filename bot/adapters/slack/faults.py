"""What goes wrong between us and Slack, as values: try later, or somebody has to act."""

from datetime import timedelta
from http.client import HTTPException

from slack_sdk.errors import SlackApiError, SlackClientError

from bot.use_cases.ports_chat import CannotDeliver, TryLater

FAULTS = (SlackClientError, OSError, HTTPException)
"""All that a call to Slack may raise: its refusals, the network, a broken answer (timeouts are OSErrors)."""

EXPIRED_TRIGGERS = frozenset({"expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id", "trigger_expired"})

PASSING = frozenset(
    {"ratelimited", "rate_limited", "internal_error", "fatal_error", "service_unavailable", "request_timeout"}
)
_ADD = "Add it to the channel again (/invite), or give the account another channel."
LASTING: dict[str, str] = {
    "channel_not_found": f"Slack does not know this channel, or the app is not in it. {_ADD}",
    "not_in_channel": f"The app is no longer in this channel. {_ADD}",
    "is_archived": "The channel is archived. Restore it, or give the account another channel.",
    "account_inactive": "The app’s login to Slack has been switched off. A workspace admin must install it again.",
    "invalid_auth": "Slack does not accept the app’s login. Check SLACK_BOT_TOKEN.",
    "token_revoked": "The app’s login to Slack has been withdrawn. A workspace admin must install it again.",
    "missing_scope": "The app lacks a permission in Slack. Compare it with app.yaml and reinstall it.",
    "user_not_found": "Slack does not know this person. Check their Slack id.",
    "user_disabled": "This person’s Slack account is switched off.",
    "users_not_found": "Slack does not know this person. Check their Slack id.",
    "cannot_dm_bot": "This is a bot; it cannot be written to.",
    "message_not_found": "The message is no longer there.",
    "cant_update_message": "The message cannot be changed any more.",
    "edit_window_closed": "The message cannot be changed any more.",
    "restricted_action": "The workspace does not let the app write in this channel.",
    "invalid_blocks": "Slack would not show this card. Please report it: the app drew something Slack does not take.",
}


def error_of(fault: Exception) -> str:
    """Slack's word for what it refused, or nothing where it was something else."""
    return str(fault.response.get("error") or "") if isinstance(fault, SlackApiError) and _answered(fault) else ""


def _answered(fault: SlackApiError) -> bool:
    return isinstance(getattr(fault.response, "data", None), dict)


def undelivered(fault: Exception) -> TryLater | CannotDeliver:
    """What a failed delivery means."""
    error = error_of(fault)
    status = int(getattr(getattr(fault, "response", None), "status_code", 0) or 0)
    too_many, broken = 429, 500
    if error in PASSING or status == too_many or status >= broken:
        return TryLater(f"Slack is busy ({error or status}).", _retry_after(fault))
    if error:
        return CannotDeliver(LASTING.get(error, f"Slack refused it ({error})."))
    return TryLater(f"Slack cannot be reached ({type(fault).__name__}).")


def _retry_after(fault: Exception) -> timedelta | None:
    headers = getattr(getattr(fault, "response", None), "headers", None) or {}
    given = {str(name).lower(): value for name, value in headers.items()}.get("retry-after")
    if isinstance(given, list | tuple):
        given = given[0] if given else None
    longest = 3600
    seconds = str(given) if given is not None else ""
    return timedelta(seconds=min(int(seconds), longest)) if seconds.isascii() and seconds.isdigit() else None
