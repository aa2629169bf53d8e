"""Who and what is in the workspace: auth.test, users.*, usergroups.*, team.info, bots.info."""

from bot.practice.slack.model import Json
from bot.practice.slack.shapes import bot_user_json, user_json, usergroup_json
from bot.practice.slack.wire import Call, Refused


def auth_test(call: Call) -> Json:
    """auth.test."""
    world = call.world
    return {
        "ok": True,
        "url": f"https://{world.domain}.slack.com/",
        "team": "Practice",
        "user": world.bot_name.lower().replace(" ", "_"),
        "team_id": world.team_id,
        "user_id": world.bot_user,
        "bot_id": world.bot_id,
        "app_id": world.app_id,
        "is_enterprise_install": False,
    }


def user_info(call: Call) -> Json:
    """users.info."""
    user = call.required("user")
    if user == call.world.bot_user:
        return {"ok": True, "user": bot_user_json(call.world)}
    if user not in call.world.users:
        raise Refused("user_not_found")
    return {"ok": True, "user": user_json(call.world, call.world.users[user])}


def user_list(call: Call) -> Json:
    """users.list, people who left and the app included."""
    people = [user_json(call.world, user) for user in call.world.users.values()]
    return call.page([*people, bot_user_json(call.world)], "members")


def lookup_by_email(call: Call) -> Json:
    """users.lookupByEmail; people who left are not found."""
    email = call.required("email").lower()
    for user in call.world.users.values():
        shown = user_json(call.world, user)
        if shown["profile"]["email"].lower() == email and not shown["deleted"]:
            return {"ok": True, "user": shown}
    raise Refused("users_not_found")


def usergroup_list(call: Call) -> Json:
    """usergroups.list."""
    groups = [usergroup_json(call.world, group) for group in call.world.usergroups.values()]
    if not call.flag("include_users"):
        groups = [{key: value for key, value in group.items() if key != "users"} for group in groups]
    return {"ok": True, "usergroups": groups}


def usergroup_users(call: Call) -> Json:
    """usergroups.users.list."""
    group = call.required("usergroup")
    if group not in call.world.usergroups:
        raise Refused("no_such_subteam")
    return {"ok": True, "users": list(call.world.usergroups[group].users)}


def usergroup_update(call: Call) -> Json:
    """usergroups.users.update: the whole list at once, never empty."""
    group, given = call.required("usergroup"), call.args.get("users")
    users = given if isinstance(given, list) else [user for user in str(given or "").split(",") if user]
    if group not in call.world.usergroups:
        raise Refused("no_such_subteam")
    if not users:
        raise Refused("no_users_provided")
    if any(user not in call.world.users or user in call.world.deactivated for user in users):
        raise Refused("invalid_users")
    return {"ok": True, "usergroup": usergroup_json(call.world, call.world.set_usergroup(group, users))}


def team_info(call: Call) -> Json:
    """team.info."""
    world = call.world
    team = {"id": world.team_id, "name": "Practice", "domain": world.domain, "email_domain": "practice.example"}
    return {"ok": True, "team": team}


def bot_info(call: Call) -> Json:
    """bots.info."""
    world = call.world
    if call.text("bot", world.bot_id) != world.bot_id:
        raise Refused("bot_not_found")
    bot = {
        "id": world.bot_id,
        "deleted": False,
        "name": world.bot_name,
        "user_id": world.bot_user,
        "app_id": world.app_id,
    }
    return {"ok": True, "bot": bot}
