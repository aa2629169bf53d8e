"""The side of the practice X that people see: timelines, a way to post by hand, and faults on request."""

import asyncio
import json
from typing import Any

from aiohttp import web

from bot.practice.x.faults import FaultKind, Faults
from bot.practice.x.length import LIMIT, weighted_length
from bot.practice.x.world import NewPost, World, XAccount, XPost

EVENT_PAUSE_SECONDS = 0.2


class PeopleApi:
    """Handlers over one world; nothing here is signed, and all of it is on 127.0.0.1."""

    def __init__(self, world: World, faults: Faults) -> None:
        self._world = world
        self._faults = faults

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/people/timelines", self.timelines),
            web.get("/people/events", self.events),
            web.post("/people/post", self.post),
            web.get("/faults", self.list_faults),
            web.post("/faults", self.plan_fault),
        ]

    async def timelines(self, _request: web.Request) -> web.Response:
        """Every account with its posts, newest first."""
        return web.json_response([self._timeline(account) for account in self._world.accounts.values()])

    async def events(self, request: web.Request) -> web.StreamResponse:
        """A server-sent event with a growing number whenever a timeline changes, and one at the start."""
        answer = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-cache"})
        await answer.prepare(request)
        told = -1
        while request.transport is not None and not request.transport.is_closing():
            if told != self._world.changes:
                told = self._world.changes
                await answer.write(f"data: {told}\n\n".encode())
            await asyncio.sleep(EVENT_PAUSE_SECONDS)
        return answer

    async def post(self, request: web.Request) -> web.Response:
        """A person posts by hand: `{"handle", "text", "reply_to"?, "quote_of"?}`."""
        body = await _object(request)
        account, text = self._world.account(str(body.get("handle", ""))), str(body.get("text", ""))
        if account is None:
            return _refused("There is no such account here.")
        if not text.strip() or weighted_length(text) > LIMIT:
            return _refused("A post has between 1 and 280 characters.")
        for target in (body.get("reply_to"), body.get("quote_of")):
            if target and self._world.find(str(target)) is None:
                return _refused("That post is not there.")
        post = self._world.publish(account.handle, NewPost(text, body.get("reply_to"), body.get("quote_of")))
        return web.json_response(self._post(post), status=201)

    async def list_faults(self, _request: web.Request) -> web.Response:
        """The kinds there are and those planned."""
        planned = [{"kind": f.kind, "times": f.times, "path": f.path} for f in self._faults.planned]
        return web.json_response({"kinds": list(FaultKind), "planned": planned})

    async def plan_fault(self, request: web.Request) -> web.Response:
        """Plan a fault: `{"kind", "times"?, "path"?}`; `{"clear": true}` takes all plans back."""
        body = await _object(request)
        if body.get("clear"):
            self._faults.planned.clear()
            return await self.list_faults(request)
        kind, times, path = body.get("kind"), body.get("times", 1), body.get("path")
        if kind not in list(FaultKind) or not isinstance(times, int) or times < 1:
            return _refused("`kind` must be one of the kinds listed, and `times` a number from 1.")
        self._faults.plan(FaultKind(kind), times, str(path) if path else None)
        return await self.list_faults(request)

    def _timeline(self, account: XAccount) -> dict[str, Any]:
        posts = [self._post(post) for post in self._world.posts_of(account.handle)]
        return {
            "handle": account.handle,
            "name": account.name,
            "bio": account.bio,
            "avatar_colour": account.colour,
            "posts": posts,
        }

    def _post(self, post: XPost) -> dict[str, Any]:
        """A post as a person sees it: no added mention, no t.co of a picture or a quoted post at the end."""
        media = [self._world.media[one] for one in post.media]
        added = [link for link in post.links if link.start >= self._end_of_words(post)]
        text = post.shown[post.words_from : added[0].start if added else None].strip()
        links = [[link.short, link.expanded] for link in post.links if link not in added]
        return {
            "id": post.id,
            "text": text,
            "at": post.at.isoformat(),
            "links": links,
            "reply_to": post.reply_to,
            "quote_of": post.quote_of,
            "media": [{"url": f"/media/{one.id}", "alt": one.alt} for one in media],
        }

    def _end_of_words(self, post: XPost) -> int:
        appended = int(bool(post.media)) + int(post.quote_of is not None)
        return post.links[-appended].start if appended else len(post.shown) + 1


async def _object(request: web.Request) -> dict[str, Any]:
    try:
        body = json.loads(await request.read())
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _refused(message: str) -> web.Response:
    return web.json_response({"message": message}, status=400)
