"""Which scopes the app needs and why. A test compares this with app.yaml and with the calls in this package."""

METHODS: dict[str, frozenset[str]] = {
    "auth_test": frozenset(),
    "chat_postEphemeral": frozenset({"chat:write"}),
    "chat_postMessage": frozenset({"chat:write"}),
    "chat_update": frozenset({"chat:write"}),
    "apps_connections_open": frozenset(),
    "conversations_info": frozenset({"channels:read", "groups:read"}),
    "conversations_open": frozenset({"im:write"}),
    "files_upload_v2": frozenset({"files:write"}),
    "usergroups_list": frozenset({"usergroups:read"}),
    "usergroups_users_update": frozenset({"usergroups:write"}),
    "views_open": frozenset(),
    "views_publish": frozenset(),
    "views_push": frozenset(),
    "views_update": frozenset(),
}
"""Web API methods by their name in the SDK (source: the method pages on docs.slack.dev)."""

FEATURES: dict[str, frozenset[str]] = {
    "slash commands and message shortcuts": frozenset({"commands"}),
    "pictures handed in with a form": frozenset({"files:read"}),
}

EVENTS = frozenset({"app_home_opened"})


def needed() -> frozenset[str]:
    """Every scope of the bot token."""
    return frozenset().union(*METHODS.values(), *FEATURES.values())
