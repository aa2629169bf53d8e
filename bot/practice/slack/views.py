"""The views.* methods, and the changes to somebody's modals that an acknowledgement may ask for."""

import json
import secrets
import time
from typing import Any

from bot.practice.slack.blocks import settle
from bot.practice.slack.limits import VIEW_BYTES, faults_in_view
from bot.practice.slack.model import Json, OpenView, Trigger
from bot.practice.slack.shapes import view_json
from bot.practice.slack.wire import Call, Refused
from bot.practice.slack.world import World

DEEPEST = 3


def check_view(view: Any, kind: str) -> Json:
    """The view with ids filled in; Refused with `view_too_large` or `invalid_arguments` and Slack's reasons."""
    if not isinstance(view, dict):
        raise Refused("invalid_arguments", ["[ERROR] missing required field: view"])
    if len(json.dumps(view)) > VIEW_BYTES:
        raise Refused("view_too_large")
    if faults := faults_in_view(view, kind):
        raise Refused("invalid_arguments", faults)
    return {**view, "blocks": settle(view["blocks"])}


def _given_view(call: Call, kind: str) -> Json:
    view = check_view(call.structure("view", "invalid_arguments"), kind)
    _external_id_is_free(call.world, view, call.text("view_id"))
    return view


def _external_id_is_free(world: World, view: Json, view_id: str) -> None:
    external = view.get("external_id")
    for other in world.views.values():
        if external and other.id != view_id and other.view.get("external_id") == external:
            raise Refused("duplicate_external_id")


def _exchange(call: Call) -> Trigger:
    """Use up the trigger of a call. Refused when it is unknown, used, too old, or its person has left."""
    trigger = call.world.triggers.get(call.required("trigger_id"))
    if trigger is None:
        raise Refused("invalid_trigger_id")
    if trigger.used:
        raise Refused("exchanged_trigger_id")
    if time.monotonic() > trigger.expires:
        raise Refused("expired_trigger_id")
    trigger.used = True
    return trigger


def _new_hash() -> str:
    return f"{int(time.time())}.{secrets.token_hex(4)}"


def place(world: World, user: str, view: Json) -> OpenView:
    """Put a modal on top of this person's screen. Refused with `push_limit_reached` above three."""
    stack = world.stacks.setdefault(user, [])
    if len(stack) >= DEEPEST:
        raise Refused("push_limit_reached")
    view_id = world.new_id("V")
    root, previous = (stack[0], stack[-1]) if stack else (view_id, None)
    opened = OpenView(view_id, user, view, _new_hash(), root, previous)
    world.views[view_id] = opened
    stack.append(view_id)
    world.changed([user])
    return opened


def replace(world: World, opened: OpenView, view: Json) -> None:
    """Show another view in the place of this one. What was typed stays where the ids stay."""
    opened.view, opened.hash, opened.errors = view, _new_hash(), {}
    world.changed([opened.user])


def open_view(call: Call) -> Json:
    """views.open."""
    view = _given_view(call, "modal")
    trigger = _exchange(call)
    call.world.close_views(trigger.user)
    return _shown(call.world, place(call.world, trigger.user, view))


def push_view(call: Call) -> Json:
    """views.push: only from a modal that is open."""
    view = _given_view(call, "modal")
    trigger = _exchange(call)
    if trigger.view_id is None or trigger.view_id not in call.world.views:
        raise Refused("not_found")
    return _shown(call.world, place(call.world, trigger.user, view))


def update_view(call: Call) -> Json:
    """views.update, by id or external id, refused with `hash_conflict` when somebody was faster."""
    view_id, external = call.text("view_id"), call.text("external_id")
    if not view_id and not external:
        raise Refused("invalid_arguments", ["[ERROR] must provide one of: view_id, external_id"])
    found = [
        each
        for each in call.world.views.values()
        if each.id == view_id or (external and each.view.get("external_id") == external)
    ]
    if not found:
        raise Refused("not_found")
    opened = found[0]
    view = check_view(call.structure("view", "invalid_arguments"), "modal")
    _external_id_is_free(call.world, view, opened.id)
    _same_hash(call, opened)
    replace(call.world, opened, view)
    return _shown(call.world, opened)


def publish_view(call: Call) -> Json:
    """views.publish: somebody's App Home."""
    world, user = call.world, call.required("user_id")
    if user not in world.users:
        raise Refused("user_not_found")
    if user in world.deactivated:
        raise Refused("not_enabled")
    view = _given_view(call, "home")
    opened = world.homes.get(user)
    if opened is None:
        view_id = world.new_id("V")
        opened = world.homes[user] = OpenView(view_id, user, view, _new_hash(), view_id)
        world.changed([user])
    else:
        _same_hash(call, opened)
        replace(world, opened, view)
    return _shown(world, opened)


def _same_hash(call: Call, opened: OpenView) -> None:
    if call.text("hash") and call.text("hash") != opened.hash:
        raise Refused("hash_conflict")


def _shown(world: World, opened: OpenView) -> Json:
    return {"ok": True, "view": view_json(world, opened)}
