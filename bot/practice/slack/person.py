"""A person at a Slack client, for tests and journeys that read as prose. Talks to the people side over plain HTTP."""

import json
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any, TypeVar
from urllib.parse import quote, urlsplit

from bot.practice.slack.blocks import EMPTY_VALUES, values_of
from bot.practice.slack.fields import choice_for, control_of, field_of, held_by
from bot.practice.slack.model import Json
from bot.practice.slack.reading import labels_of, words_of

T = TypeVar("T")
PATIENCE = 15.0
PAUSE = 0.02


@dataclass(frozen=True, slots=True)
class Reply:
    """What the client shows after an act: nothing when `ok`, else `message`. True when all went well."""

    ok: bool
    message: str = ""

    def __bool__(self) -> bool:
        return self.ok


class Person:
    """One person's Slack client. What they typed into a form is kept here until it is sent, as in a real client."""

    def __init__(self, base_url: str, user_id: str) -> None:
        """`base_url` is the practice Slack's own address, without /people."""
        self._url = urlsplit(base_url)
        self.id = user_id
        self.notices: list[str] = []
        self._typed: dict[str, Json] = {}

    # Seeing.

    def state(self) -> Json:
        """Everything on the screen. A notice is also kept in `notices`."""
        seen: Json = self._ask("GET", f"state?user={quote(self.id)}")
        if seen["notice"]:
            self.notices.append(seen["notice"])
        return seen

    def modal(self) -> Json | None:
        """The modal on top: {"id", "view", "errors"}; None when none is open."""
        views = self.state()["views"]
        top: Json | None = views[-1] if views else None
        return top

    def home(self) -> Json | None:
        """What the app shows on its Home, as it stands."""
        home: Json | None = self.state()["home"]
        return home

    def dms(self) -> list[Json]:
        """The conversation with the app, oldest first."""
        messages: list[Json] = self._room(self.state(), None)["messages"]
        return messages

    def channel(self, name: str) -> list[Json]:
        """The messages of a channel that this person sees, oldest first."""
        messages: list[Json] = self._room(self.state(), name)["messages"]
        return messages

    def errors(self) -> dict[str, str]:
        """What is written at the fields of the modal on top: {label: words}."""
        modal = self.modal()
        if modal is None:
            return {}
        names = labels_of(modal["view"])
        return {names.get(block_id, block_id): words for block_id, words in modal["errors"].items()}

    def sees(self, words: str) -> bool:
        """Whether these words stand anywhere on the screen: conversations, the modal, Home."""
        seen = self.state()
        messages = (message for room in seen["channels"] for message in room["messages"])
        views = [each["view"] for each in seen["views"][-1:]] + ([seen["home"]] if seen["home"] else [])
        return any(words in words_of(part) for part in [*messages, *views])

    def waits_for(self, predicate: Callable[["Person"], T], within: float = PATIENCE) -> T:
        """What `predicate(self)` gives once it gives something; AssertionError after `within` seconds."""
        deadline = time.monotonic() + within
        while not (found := predicate(self)):
            if time.monotonic() > deadline:
                raise AssertionError(f"{self.id} waited {within} s in vain and sees:\n{self._screen()}")
            time.sleep(PAUSE)
        return found

    def waits_for_modal(self, title: str = "", within: float = PATIENCE) -> Json:
        """The modal on top, once one with this title is open."""

        def shown(me: "Person") -> Json | None:
            modal = me.modal()
            return modal if modal and title in modal["view"]["title"]["text"] else None

        found = self.waits_for(shown, within)
        assert found is not None
        return found

    def waits_for_message(self, words: str, channel: str | None = None, within: float = PATIENCE) -> Json:
        """The newest message with these words in a channel (None: from the app), once it is there."""

        def said(me: "Person") -> Json | None:
            messages = me.dms() if channel is None else me.channel(channel)
            return next((each for each in reversed(messages) if words in words_of(each)), None)

        found = self.waits_for(said, within)
        assert found is not None
        return found

    # Doing.

    def types(self, text: str, channel: str | None = None, thread: Json | None = None) -> Reply:
        """Type a command or a message in a channel (None: to the app)."""
        where = {"channel": self._room(self.state(), channel)["id"]}
        if text.startswith("/"):
            word, _, rest = text.partition(" ")
            return self._post("command", where | {"command": word, "text": rest})
        return self._post("message", where | {"text": text, "thread_ts": thread["ts"] if thread else None})

    def uses_shortcut(self, name: str, on: Json | str | None = None) -> Reply:
        """Use a shortcut by its name; on a message, or one with these words."""
        seen = self.state()
        callback_id = next(each["callback_id"] for each in seen["shortcuts"] if each["name"] == name)
        where: Json = {}
        if on is not None:
            room, message = self._find_message(seen, on, lambda _message: True)
            where = {"channel": room["id"], "ts": message["ts"]}
        return self._post("shortcut", where | {"callback_id": callback_id})

    def fills(self, values: Mapping[str, Any] | None = None, /, **by_label: Any) -> "Person":
        """Type and choose in the modal on top, by label (`a_label=` or {"A label": …}), without sending it.

        Choices by their words or value; several as a list; moments as datetime or seconds; files as uploaded.
        """
        modal = self.waits_for_modal()
        for label, value in {**(values or {}), **by_label}.items():
            self._fill(modal, label, value)
        return self

    def clears(self, label: str) -> "Person":
        """Empty one field."""
        return self.fills({label: None})

    def _fill(self, modal: Json, label: str, value: Any) -> None:
        block, element = field_of(modal["view"], label)
        held = held_by(element, value)
        typed = self._typed.setdefault(modal["id"], {})
        typed.setdefault(block["block_id"], {})[element["action_id"]] = held
        if block.get("dispatch_action") or block["type"] != "input":
            where = {"container": {"type": "view", "view_id": modal["id"]}, "state": self._values(modal)}
            self._post("action", where | {**_ids(block, element), "value": held})

    def _values(self, modal: Json) -> Json:
        return values_of(modal["view"]["blocks"], self._typed.get(modal["id"], {}))

    def field(self, label: str) -> Any:
        """What a field of the modal on top holds at the moment."""
        modal = self.waits_for_modal()
        block, element = field_of(modal["view"], label)
        held = self._values(modal)[block["block_id"]][element["action_id"]]
        return held[EMPTY_VALUES[element["type"]][0]]

    def submits(self) -> Reply:
        """Send the modal on top."""
        modal = self.waits_for_modal()
        return self._post("submit", {"view_id": modal["id"], "state": self._values(modal)})

    def closes(self, *, everything: bool = False) -> Reply:
        """Close the modal on top, or all with the cross."""
        modal = self.waits_for_modal()
        return self._post("close", {"view_id": modal["id"], "all": everything})

    def opens_home(self) -> Reply:
        """Open the app's Home."""
        return self._post("home", {})

    def uploads(self, name: str, content: bytes) -> Json:
        """Upload a file and return it, to be filled into a form."""
        mark = uuid.uuid4().hex
        head = f'--{mark}\r\nContent-Disposition: form-data; name="user"\r\n\r\n{self.id}\r\n--{mark}\r\n'
        head += f'Content-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        body = head.encode() + content + f"\r\n--{mark}--\r\n".encode()
        file: Json = self._ask("POST", "upload", body, f"multipart/form-data; boundary={mark}")["file"]
        return file

    def clicks(self, label: str, on: Json | str | None = None) -> Reply:
        """Click a button by its words.

        `on`: words in a message, "home", or a message as seen before, which may have changed since: a stale click.
        None: the modal on top if there is one, else the newest message.
        """
        return self.picks(label, None, on)

    def picks(self, label: str, choice: Any, on: Json | str | None = None) -> Reply:
        """Choose in a menu or picker that is not part of a form, found by its placeholder or action id."""
        seen = self.state()
        if on == "home" or (on is None and seen["views"]):
            return self._in_view(seen, label, choice, on)
        fits = (lambda _each: True) if isinstance(on, dict) else (lambda each: control_of(each["blocks"], label))
        room, message = self._find_message(seen, on, fits)
        found = control_of(on["blocks"] if isinstance(on, dict) else message["blocks"], label)
        assert found is not None, f"There is no {label!r} in:\n{words_of(message)}"
        where = {"container": {"type": "message", "channel": room["id"], "ts": message["ts"]}}
        return self._post("action", where | _ids(*found) | choice_for(found[1], choice))

    def _in_view(self, seen: Json, label: str, choice: Any, on: Json | str | None) -> Reply:
        modal = None if on == "home" else seen["views"][-1]
        view = seen["home"] if modal is None else modal["view"]
        found = control_of(view["blocks"], label) if view else None
        assert found is not None, f"There is no {label!r} in:\n{words_of(view)}"
        where: Json = {"container": {"type": "home"}}
        if modal is not None:
            where = {"container": {"type": "view", "view_id": modal["id"]}, "state": self._values(modal)}
        return self._post("action", where | _ids(*found) | choice_for(found[1], choice))

    # Finding.

    def _find_message(self, seen: Json, on: Json | str | None, fits: Callable[[Json], object]) -> tuple[Json, Json]:
        found = [
            (room, message)
            for room in seen["channels"]
            for message in room["messages"]
            if _meant(message, on) and fits(message)
        ]
        assert found, f"{self.id} finds no such message ({on!r}) and sees:\n{self._screen()}"
        return max(found, key=lambda pair: float(pair[1]["ts"]))

    def _room(self, seen: Json, name: str | None) -> Json:
        rooms: Iterator[Json] = iter(seen["channels"])
        if name is None:
            return next(room for room in rooms if room["kind"] == "im")
        wanted = name.removeprefix("#")
        return next(room for room in rooms if wanted == room["id"] or (wanted == room["name"] and room["kind"] != "im"))

    def _screen(self) -> str:
        seen = self.state()
        lines = [f"#{room['name']}: {words_of(each)}" for room in seen["channels"] for each in room["messages"][-3:]]
        lines += [f"[modal] {words_of(each['view'])} {each['errors']}" for each in seen["views"]]
        return "\n".join(lines + self.notices[-1:])

    # Talking.

    def _post(self, act: str, body: Json) -> Reply:
        answer = self._ask("POST", act, json.dumps({"user": self.id, **body}).encode())
        return Reply(answer["ok"], answer.get("message", ""))

    def _ask(self, method: str, path: str, body: bytes | None = None, kind: str = "application/json") -> Json:
        address = f"{self._url.path.rstrip('/')}/people/{path}"
        with closing(HTTPConnection(self._url.hostname or "", self._url.port, timeout=30)) as connection:
            connection.request(method, address, body, {"Content-Type": kind} if body is not None else {})
            answer: Json = json.loads(connection.getresponse().read())
        return answer


def _meant(message: Json, on: Json | str | None) -> bool:
    if on is None:
        return True
    return bool(on in words_of(message)) if isinstance(on, str) else bool(message["ts"] == on["ts"])


def _ids(block: Json, element: Json) -> Json:
    return {"block_id": block["block_id"], "action_id": element["action_id"]}
