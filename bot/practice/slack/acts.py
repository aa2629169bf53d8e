"""What a person at a Slack client does, and what they then see: commands, messages, clicks, forms, App Home."""

import asyncio
import re
from collections.abc import Sequence
from typing import Any

from bot.practice.slack import payloads, views
from bot.practice.slack.blocks import EMPTY_VALUES, find, options_of
from bot.practice.slack.deliver import Delivery
from bot.practice.slack.inputs import WrongRequest, complaints, entry, read_state
from bot.practice.slack.model import Json, Message, OpenView, Room
from bot.practice.slack.responses import respond_to_command
from bot.practice.slack.shapes import escape, view_json
from bot.practice.slack.sockets import Answer
from bot.practice.slack.wire import Refused
from bot.practice.slack.world import World

TRY_AGAIN = "We had some trouble connecting. Try again?"
TOO_SLOW = "Operation timed out. Apps need to respond within 3 seconds."
NOT_REACHED = "Slack could not reach the app."
LINK = re.compile(r"https?://[^\s<>|]+")
MESSAGE_EVENTS = {"im": "message.im", "channel": "message.channels", "group": "message.groups"}
DEFAULT_EVENTS = frozenset({"app_home_opened", "message.im"})


class Acts:
    """Everything a person can do. Each returns "" or the words Slack's client would show."""

    def __init__(
        self,
        world: World,
        delivery: Delivery,
        commands: Sequence[Json],
        shortcuts: Sequence[Json],
        events: frozenset[str],
    ) -> None:
        self._world = world
        self._delivery = delivery
        self.commands = list(commands)
        self.shortcuts = list(shortcuts)
        self._events = events

    def room(self, user: str, channel: str) -> Room:
        """A conversation this person is in. WrongRequest otherwise."""
        room = self._world.rooms.get(channel)
        if room is None or user not in room.members:
            raise WrongRequest(f"You are not in the conversation {channel!r}.")
        return room

    def message_in(self, user: str, channel: str, ts: str) -> Message:
        """A message this person can see. WrongRequest otherwise."""
        message = self.room(user, channel).messages.get(ts)
        if message is None or message.only_for not in {None, user}:
            raise WrongRequest("That message is not there any more.")
        return message

    async def command(self, user: str, channel: str, word: str, text: str) -> str:
        """Type a slash command."""
        room = self.room(user, channel)
        known = [each for each in self.commands if each["command"] == word]
        if not known:
            return self._told(
                user, f"{word} is not a valid command. In Slack, a message that starts with / is a command."
            )
        text = self._typed(text.strip()) if known[0].get("should_escape") else escape(text.strip())
        payload = payloads.command(self._world, user, room, word, text)
        answer = await self._delivery.send("slash_commands", payload)
        if answer.trouble == "timeout":
            return self._told(user, f"{word} failed because the app did not respond")
        if not answer.ok:
            return self._told(user, f'{word} failed with the error "dispatch_failed"')
        wrong = respond_to_command(self._world, payload["response_url"], answer.payload)
        if wrong:
            self._world.problems.append(f"The answer to {word} was refused: {wrong}")
            return self._told(user, f'{word} failed with the error "{wrong.partition(":")[0]}"')
        return ""

    def _told(self, user: str, words: str) -> str:
        self._world.notify(user, words)
        return words

    def _typed(self, text: str) -> str:
        """Typed text as Slack hands it on: entities, links in angle brackets, @names as mentions."""
        typed = LINK.sub(lambda found: f"<{found[0]}>", escape(text).replace("&amp;", "\0")).replace("\0", "&amp;")
        names = {user.name: user.id for user in self._world.users.values()}
        names[self._world.bot_name.lower()] = self._world.bot_user
        return re.sub(
            r"(?<!\S)@([\w.-]*\w)",
            lambda found: f"<@{names[found[1].lower()]}>" if found[1].lower() in names else found[0],
            typed,
        )

    async def message(self, user: str, channel: str, text: str, thread_ts: str | None) -> str:
        """Write in a channel or to the app."""
        room = self.room(user, channel)
        if room.archived:
            raise WrongRequest("This channel is archived.")
        if not text.strip():
            raise WrongRequest("There is nothing to send.")
        if thread_ts is not None and thread_ts not in room.messages:
            raise WrongRequest("That thread is not there any more.")
        message = self._world.say(room, user, self._typed(text), None, thread_ts)
        room.read[user] = message.ts
        for inner in self._heard(room, message):
            await self._delivery.send("events_api", payloads.event(self._world, inner))
        return ""

    def _heard(self, room: Room, message: Message) -> list[Json]:
        """The events the app asked for that this message causes."""
        inner = payloads.written(self._world, message)
        asked_for = MESSAGE_EVENTS[inner["channel_type"]] in self._events
        heard = [inner] if asked_for and room.bot_in else []
        if "app_mention" in self._events and f"<@{self._world.bot_user}>" in message.text:
            heard.append(inner | {"type": "app_mention"})
        return heard

    async def shortcut(self, user: str, callback_id: str, message: Message | None) -> str:
        """Use a shortcut, on a message or from anywhere."""
        kind = "message" if message else "global"
        if not any(each["callback_id"] == callback_id and each["type"] == kind for each in self.shortcuts):
            raise WrongRequest(f"There is no {kind} shortcut {callback_id!r}.")
        payload = payloads.shortcut(self._world, user, callback_id, message)
        return self._seen(await self._delivery.send("interactive", payload))

    def _seen(self, answer: Answer) -> str:
        return "" if answer.ok else TOO_SLOW if answer.trouble == "timeout" else NOT_REACHED

    async def click_in_message(self, user: str, message: Message, block_id: str, action_id: str, value: Any) -> str:
        """Click or choose something in a message."""
        shown = _version(message, block_id, action_id, value)
        block, element = self._element(shown, block_id, action_id)
        held, values = self._chosen(block, element, value)
        acted = payloads.action(element, block_id, held, self._world.new_ts())
        payload = payloads.message_actions(self._world, user, message, acted, values)
        return self._seen(await self._delivery.send("interactive", payload))

    async def click_in_view(self, opened: OpenView, block_id: str, action_id: str, value: Any, state: Any) -> str:
        """Click or choose something in a modal or on App Home."""
        block, element = self._element(opened.view["blocks"], block_id, action_id)
        held, values = self._chosen(block, element, value)
        opened.values = read_state(self._world, opened, state)
        for key, entries in values.items():
            opened.values.setdefault(key, {}).update(entries)
        acted = payloads.action(element, block_id, held, self._world.new_ts())
        payload = payloads.view_actions(self._world, opened, acted)
        return self._seen(await self._delivery.send("interactive", payload))

    def _element(self, blocks: list[Json], block_id: str, action_id: str) -> tuple[Json, Json]:
        found = find(blocks, block_id, action_id)
        if found is None:
            raise WrongRequest("That button is not there any more.")
        block, element = found
        if block["type"] == "input" and not block.get("dispatch_action"):
            raise WrongRequest("An input tells the app only when the form is sent.")
        return block, element

    def _chosen(self, block: Json, element: Json, value: Any) -> tuple[Json, Json]:
        """What was chosen, and the state it leads to: nothing for a button or an overflow menu."""
        if element["type"] in EMPTY_VALUES:
            held = entry(self._world, element, value)
            return held, {block["block_id"]: {element["action_id"]: held}}
        if element["type"] == "overflow":
            wanted = ((value or {}).get("selected_option") or {}).get("value")
            for option in options_of(element):
                if option["value"] == wanted:
                    return {"type": "overflow", "selected_option": option}, {}
            raise WrongRequest(f"The menu has no choice {wanted!r}.")
        return {}, {}

    async def submit(self, opened: OpenView, state: Any) -> str:
        """Send a form."""
        if "submit" not in opened.view:
            raise WrongRequest("This view has nothing to send.")
        opened.values = read_state(self._world, opened, state)
        opened.errors = complaints(opened.view, opened.values)
        if opened.errors:
            self._world.changed([opened.user])
            return next(iter(opened.errors.values()))
        answer = await self._delivery.send("interactive", payloads.submission(self._world, opened))
        if not answer.ok:
            return TRY_AGAIN
        try:
            return self._answered(opened, answer.payload)
        except Refused as refusal:
            self._world.problems.append(f"The answer to a form was refused: {refusal} {refusal.answer}")
            return TRY_AGAIN

    def _answered(self, opened: OpenView, payload: Any) -> str:
        """Do what the acknowledgement of a form asks. Refused when it asks for something impossible."""
        world = self._world
        if opened.id not in world.views:
            return ""
        if not payload:
            world.close_view(opened)
            return ""
        match payload.get("response_action") if isinstance(payload, dict) else None:
            case "errors":
                return self._show_errors(opened, payload.get("errors"))
            case "clear":
                world.close_views(opened.user)
            case "update":
                views.replace(world, opened, views.check_view(payload.get("view"), "modal"))
            case "push":
                views.place(world, opened.user, views.check_view(payload.get("view"), "modal"))
            case other:
                raise Refused("invalid_response_action", [f"[ERROR] unknown response_action: {other}"])
        return ""

    def _show_errors(self, opened: OpenView, errors: Any) -> str:
        inputs = {block["block_id"] for block in opened.view["blocks"] if block["type"] == "input"}
        if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
            raise Refused("invalid_errors", [f"[ERROR] errors must be keyed to input blocks: {errors}"])
        if not all(isinstance(words, str) and words for words in errors.values()):
            raise Refused("invalid_errors", ["[ERROR] each error must be a non-empty string"])
        opened.errors = dict(errors)
        self._world.changed([opened.user])
        return str(next(iter(errors.values())))

    async def close(self, opened: OpenView, *, everything: bool) -> str:
        """Close the top modal, or all of them with the cross."""
        stack = self._world.stack(opened.user)
        everything = everything or bool(opened.view.get("clear_on_close"))
        gone = stack if everything else [opened]
        keep = 0 if everything else max(len(stack) - 1, 0)
        sent = [
            payloads.closed(self._world, each, cleared=everything) for each in gone if each.view.get("notify_on_close")
        ]
        self._world.close_views(opened.user, keep=keep)
        await asyncio.gather(*(self._delivery.send("interactive", payload) for payload in sent))
        return ""

    async def open_home(self, user: str) -> str:
        """Open the app's Home."""
        if "app_home_opened" not in self._events:
            return ""
        room = self._world.ims[user]
        inner = {"type": "app_home_opened", "user": user, "channel": room, "tab": "home"}
        inner["event_ts"] = self._world.new_ts()
        home = self._world.homes.get(user)
        shown: Json = {"view": view_json(self._world, home)} if home else {}
        await self._delivery.send("events_api", payloads.event(self._world, inner | shown))
        return ""


def _version(message: Message, block_id: str, action_id: str, value: Any) -> list[Json]:
    """The blocks that a person looks at: the present ones, or earlier ones if their client has not redrawn yet.

    A client that says what its button is worth (`value`) means the version in which it is worth that.
    """
    worth = value.get("value") if isinstance(value, dict) and value.get("type") == "button" else None
    for blocks in [message.blocks or [], *reversed(message.earlier)]:
        found = find(blocks, block_id, action_id)
        if found and (worth is None or found[1].get("value") == worth):
            return blocks
    return message.blocks or []
