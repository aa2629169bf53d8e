"""The people side over HTTP: what the practice page and tests talk to. What is done is in acts.py."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from bot.practice.slack.acts import Acts
from bot.practice.slack.deliver import Delivery
from bot.practice.slack.files import type_of
from bot.practice.slack.inputs import WrongRequest
from bot.practice.slack.model import File, Json, OpenView
from bot.practice.slack.people_state import state
from bot.practice.slack.shapes import file_json
from bot.practice.slack.world import World

Act = Callable[[str, Json], Awaitable[str]]


class People:
    """The routes under /people/."""

    def __init__(self, world: World, acts: Acts, delivery: Delivery) -> None:
        self._world = world
        self._acts = acts
        self._delivery = delivery
        self._closing = asyncio.Event()

    def routes(self) -> list[web.RouteDef]:
        """Every route of the people side."""
        acts: dict[str, Act] = {
            "command": self._command,
            "message": self._message,
            "shortcut": self._shortcut,
            "action": self._action,
            "submit": self._submit,
            "close": self._close,
            "home": self._home,
            "read": self._read,
        }
        posts = [web.post(f"/people/{name}", self._answering(act)) for name, act in acts.items()]
        return [
            web.get("/people/state", self._state),
            web.get("/people/events", self._events),
            web.get("/people/file/{file_id}", self._file),
            web.post("/people/upload", self._upload),
            *posts,
        ]

    def close(self) -> None:
        """End the event streams."""
        self._closing.set()

    def _who(self, user: Any) -> str:
        if not isinstance(user, str) or user not in self._world.users:
            raise WrongRequest(f"There is nobody with the id {user!r}.")
        if user in self._world.deactivated:
            raise WrongRequest("This account has been deactivated.")
        return user

    def _answering(self, act: Act) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def handle(request: web.Request) -> web.Response:
            try:
                body = await _body(request)
                words = await act(self._who(body.get("user")), body)
            except WrongRequest as wrong:
                return web.json_response({"ok": False, "message": str(wrong)}, status=400)
            return web.json_response({"ok": False, "message": words} if words else {"ok": True})

        return handle

    async def _state(self, request: web.Request) -> web.Response:
        try:
            user = self._who(request.query.get("user"))
        except WrongRequest as wrong:
            return web.json_response({"ok": False, "message": str(wrong)}, status=400)
        return web.json_response(state(self._world, self._acts, self._delivery, user))

    async def _events(self, request: web.Request) -> web.StreamResponse:
        user = request.query.get("user", "")
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await response.prepare(request)
        closing = asyncio.ensure_future(self._closing.wait())
        try:
            await self._stream(response, user, closing)
        except ConnectionError:
            return response  # the page was closed
        finally:
            closing.cancel()
        return response

    async def _stream(self, response: web.StreamResponse, user: str, closing: "asyncio.Future[Any]") -> None:
        seen = self._world.changes.count(user)
        while not closing.done():
            await response.write(f"data: {seen}\n\n".encode())
            news = asyncio.ensure_future(self._world.changes.after(user, seen))
            await asyncio.wait({news, closing}, return_when=asyncio.FIRST_COMPLETED)
            if news.done():
                seen = news.result()
            news.cancel()

    async def _upload(self, request: web.Request) -> web.Response:
        form = await request.post()
        field = form.get("file")
        try:
            user = self._who(form.get("user"))
        except WrongRequest as wrong:
            return web.json_response({"ok": False, "message": str(wrong)}, status=400)
        if not isinstance(field, web.FileField):
            return web.json_response({"ok": False, "message": "There is no file."}, status=400)
        content = field.file.read()
        name = field.filename or "file"
        file = File(self._world.new_id("F"), name, type_of(name), user, len(content), content=content, finished=True)
        self._world.files[file.id] = file
        return web.json_response({"ok": True, "file": file_json(self._world, file)})

    async def _file(self, request: web.Request) -> web.Response:
        file = self._world.files.get(request.match_info["file_id"])
        if file is None or file.content is None:
            return web.Response(status=404, text="not found")
        return web.Response(body=file.content, content_type=file.mimetype)

    async def _command(self, user: str, body: Json) -> str:
        channel, word = _text(body, "channel"), _text(body, "command")
        return await self._acts.command(user, channel, word, str(body.get("text") or ""))

    async def _message(self, user: str, body: Json) -> str:
        thread_ts = body.get("thread_ts") or None
        return await self._acts.message(user, _text(body, "channel"), _text(body, "text"), thread_ts)

    async def _shortcut(self, user: str, body: Json) -> str:
        on = self._acts.message_in(user, _text(body, "channel"), _text(body, "ts")) if body.get("ts") else None
        return await self._acts.shortcut(user, _text(body, "callback_id"), on)

    async def _action(self, user: str, body: Json) -> str:
        container = body.get("container")
        if not isinstance(container, dict):
            raise WrongRequest("Say where: the container is missing.")
        block_id, action_id, value = _text(body, "block_id"), _text(body, "action_id"), body.get("value")
        if container.get("type") == "message":
            message = self._acts.message_in(user, _text(container, "channel"), _text(container, "ts"))
            return await self._acts.click_in_message(user, message, block_id, action_id, value)
        opened = self._home_of(user) if container.get("type") == "home" else self._top(user, container)
        return await self._acts.click_in_view(opened, block_id, action_id, value, body.get("state"))

    def _home_of(self, user: str) -> OpenView:
        if user not in self._world.homes:
            raise WrongRequest("The app has not published a Home for you.")
        return self._world.homes[user]

    def _top(self, user: str, body: Json) -> OpenView:
        """The modal on top of this person's screen, which must be the one they mean."""
        stack = self._world.stack(user)
        if not stack or stack[-1].id != body.get("view_id"):
            raise WrongRequest("That form is not open any more.")
        return stack[-1]

    async def _submit(self, user: str, body: Json) -> str:
        return await self._acts.submit(self._top(user, body), body.get("state"))

    async def _close(self, user: str, body: Json) -> str:
        return await self._acts.close(self._top(user, body), everything=bool(body.get("all")))

    async def _home(self, user: str, _body: Json) -> str:
        return await self._acts.open_home(user)

    async def _read(self, user: str, body: Json) -> str:
        room = self._acts.room(user, _text(body, "channel"))
        room.read[user] = next(reversed(room.messages), "")
        self._world.changed([user])
        return ""


async def _body(request: web.Request) -> Json:
    try:
        body = await request.json()
    except ValueError:
        raise WrongRequest("The request is not JSON.") from None
    if not isinstance(body, dict):
        raise WrongRequest("The request is not a JSON object.")
    return body


def _text(body: Json, name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str) or not value:
        raise WrongRequest(f"{name} is missing.")
    return value
