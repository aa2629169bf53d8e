"""POST, GET and DELETE of posts, users and timelines in the v2 API of the practice X."""

import html
import re
from collections.abc import Collection
from datetime import datetime
from typing import Any

from aiohttp import web

from bot.practice.x import problems
from bot.practice.x.asking import TIMELINE, asked_of_timeline_wrongly, asked_wrongly
from bot.practice.x.bodies import ID, fits, misfit, read_json
from bot.practice.x.length import LIMIT, weighted_length
from bot.practice.x.world import Link, NewPost, World, XAccount, XPost

PAGE_SMALLEST, PAGE_DEFAULT, PAGE_LARGEST = 5, 10, 100
CALLER = web.RequestKey("CALLER", XAccount)
"""The account whose signature the request carries."""


class TweetsApi:
    """Handlers over one world."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post("/2/tweets", self.create),
            web.get("/2/tweets/{id}", self.show),
            web.delete("/2/tweets/{id}", self.delete),
            web.get("/2/users/me", self.me),
            web.get("/2/users/by/username/{username}", self.by_username),
            web.get("/2/users/{id}/tweets", self.timeline),
            web.post("/2/users/{id}/retweets", self.repost),
            web.delete("/2/users/{id}/retweets/{source}", self.undo_repost),
        ]

    async def create(self, request: web.Request) -> web.Response:
        """Publish a post, or say why not in X's words."""
        body = await read_json(request)
        wrong = "$: expected an object" if not isinstance(body, dict) else misfit(body)
        if wrong:
            return problems.bad_request(wrong)
        new, caller = _read(body), request[CALLER]
        refusal = self._refusal(caller, new)
        if refusal is not None:
            return refusal
        post = self._world.publish(caller.handle, new)
        answer = {"data": {"id": post.id, "text": escape(post.shown), "edit_history_tweet_ids": [post.id]}}
        return web.json_response(answer, status=201)

    async def show(self, request: web.Request) -> web.Response:
        """One post, if the caller may see it."""
        number = request.match_info["id"]
        if not ID.fullmatch(number):
            return problems.bad_request(f"The `id` query parameter value [{number}] is not valid", "id")
        wrong = asked_wrongly(request)
        if wrong is not None:
            return wrong
        post = self._world.find(number)
        if post is None:
            return problems.not_found("id", number, "tweet")
        if not self._world.may_see(request[CALLER].handle, post):
            return problems.not_authorized("id", number)
        return web.json_response({"data": self._as_json(post, _fields(request)), **self._includes([post], request)})

    async def delete(self, request: web.Request) -> web.Response:
        """Delete one of the caller's own posts."""
        post = self._world.find(request.match_info["id"])
        if post is None:
            return web.json_response({"data": {"deleted": False}})
        if post.handle != request[CALLER].handle:
            return problems.forbidden("You are not authorized to delete this Tweet.")
        self._world.delete(post.id)
        return web.json_response({"data": {"deleted": True}})

    async def repost(self, request: web.Request) -> web.Response:
        """Repost a post that is there and shown to the caller."""
        body, caller = await read_json(request), request[CALLER]
        if not isinstance(body, dict) or body.keys() != {"tweet_id"} or not fits("id", body["tweet_id"]):
            return problems.bad_request("$.tweet_id: is missing or no number, or something else is there")
        if request.match_info["id"] != caller.user_id:
            return problems.forbidden("You are not permitted to act for this user.")
        source = self._world.find(body["tweet_id"])
        if source is None or not self._world.may_see(caller.handle, source):
            return problems.forbidden("You attempted to Repost a Post that is deleted or not visible to you.")
        post = self._world.repost(caller.handle, source)
        return web.json_response({"data": {"id": post.id, "retweeted": True}})

    async def undo_repost(self, request: web.Request) -> web.Response:
        """Take a repost off; X says the same where there is none."""
        caller = request[CALLER]
        if request.match_info["id"] != caller.user_id:
            return problems.forbidden("You are not permitted to act for this user.")
        self._world.undo_repost(caller.handle, request.match_info["source"])
        return web.json_response({"data": {"retweeted": False}})

    async def me(self, request: web.Request) -> web.Response:
        """The account behind the token."""
        wrong = asked_wrongly(request)
        if wrong is not None:
            return wrong
        return web.json_response({"data": _user(request[CALLER], _fields(request, "user.fields"))})

    async def by_username(self, request: web.Request) -> web.Response:
        """An account by its handle."""
        name = request.match_info["username"]
        found = self._world.account(name)
        return web.json_response({"data": _user(found)}) if found else problems.not_found("username", name, "user")

    async def timeline(self, request: web.Request) -> web.Response:
        """An account's posts, newest first, in pages."""
        wrong = asked_wrongly(request, TIMELINE) or asked_of_timeline_wrongly(request)
        if wrong is not None:
            return wrong
        account = self._world.by_user_id(request.match_info["id"])
        size = request.query.get("max_results", str(PAGE_DEFAULT))
        start, since = request.query.get("pagination_token", "0"), request.query.get("since_id", "0")
        if not size.isdigit() or not PAGE_SMALLEST <= int(size) <= PAGE_LARGEST:
            message = f"The `max_results` query parameter value [{size}] is not between 5 and 100"
            return problems.bad_request(message, "max_results")
        if not (start.isdigit() and ID.fullmatch(since)):
            return problems.bad_request("The query parameter value is not valid", "since_id")
        if account is None:
            return problems.not_found("id", request.match_info["id"], "user")
        posts = [post for post in self._world.posts_of(account.handle) if int(post.id) > int(since)]
        if (start_time := request.query.get("start_time")) is not None:
            posts = [post for post in posts if post.at >= datetime.fromisoformat(start_time)]
        excluded = request.query.get("exclude", "").split(",")
        if "replies" in excluded:
            posts = [post for post in posts if post.reply_to is None]
        if "retweets" in excluded:
            posts = [post for post in posts if post.repost_of is None]
        return self._page(request, posts, int(start), int(size))

    def _page(self, request: web.Request, posts: list[XPost], start: int, size: int) -> web.Response:
        page = posts[start : start + size]
        meta: dict[str, Any] = {"result_count": len(page)}
        if start + size < len(posts):
            meta["next_token"] = str(start + size)
        if not page:
            return web.json_response({"meta": meta})
        meta |= {"newest_id": page[0].id, "oldest_id": page[-1].id}
        data = [self._as_json(post, _fields(request)) for post in page]
        return web.json_response({"data": data, "meta": meta, **self._includes(page, request)})

    def _refusal(self, caller: XAccount, new: NewPost) -> web.Response | None:
        """X's checks of a post, in an order of ours: X documents none."""
        if not new.text.strip() and not new.media:
            return problems.bad_request("Required field `text` or `media` must be provided")
        if weighted_length(new.text) > LIMIT:
            return problems.forbidden("Your Tweet text is too long. It has more than 280 characters.")
        if not all(self._world.usable_media(caller.handle, media) for media in new.media):
            return problems.bad_request("Your media IDs are invalid.", "media.media_ids")
        for verb, target in (("reply to", new.reply_to), ("quote", new.quote_of)):
            found = self._world.find(target) if target else None
            if target and (found is None or not self._world.may_see(caller.handle, found)):
                detail = f"You attempted to {verb} a Tweet that is deleted or not visible to you."
                return problems.forbidden(detail)
        if self._world.is_duplicate(caller.handle, new):
            return problems.forbidden(problems.DUPLICATE)
        return None

    def _first_of(self, post: XPost) -> str:
        """The number of the first post of a conversation; a deleted one in between ends the way up."""
        first = post
        while first.reply_to and (parent := self._world.find(first.reply_to)):
            first = parent
        return first.reply_to or first.id

    def _as_json(self, post: XPost, fields: set[str]) -> dict[str, Any]:
        author = self._world.accounts[post.handle.lower()]
        parent = self._world.find(post.reply_to) if post.reply_to else None
        whole = {
            "author_id": author.user_id,
            "conversation_id": self._first_of(post),
            "created_at": post.at.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
            "display_text_range": [post.words_from, len(post.shown)],
            "in_reply_to_user_id": self._world.accounts[parent.handle.lower()].user_id if parent else None,
            "referenced_tweets": _references(post),
            "attachments": {"media_keys": [self._world.media[m].key for m in post.media]} if post.media else None,
            "public_metrics": _metrics(self._world.times_shown(post)),
            "entities": {"urls": [_link(link) for link in post.links]} if post.links else None,
        }
        chosen = {name: value for name, value in whole.items() if name in fields and value}
        return {
            "id": post.id,
            "text": escape(post.shown),
            "edit_history_tweet_ids": list(self._world.versions(post.id)),
            **chosen,
        }

    def _includes(self, posts: list[XPost], request: web.Request) -> dict[str, Any]:
        expansions = request.query.get("expansions", "").split(",")
        authors = {self._world.accounts[post.handle.lower()].user_id: post.handle for post in posts}
        users = [_user(self._world.accounts[handle.lower()]) for handle in authors.values()]
        media = self._media(posts, request) if "attachments.media_keys" in expansions else []
        named = {"users": users if "author_id" in expansions else [], "media": media}
        included = {name: found for name, found in named.items() if found}
        return {"includes": included} if included else {}

    def _media(self, posts: list[XPost], request: web.Request) -> list[dict[str, Any]]:
        fields = set(request.query.get("media.fields", "").split(","))
        media = [self._world.media[one] for post in posts for one in post.media]
        return [
            {"media_key": one.key, "type": "photo"}
            | ({"alt_text": one.alt} if one.alt and "alt_text" in fields else {})
            for one in media
        ]


def _read(body: dict[str, Any]) -> NewPost:
    return NewPost(
        text=body.get("text", ""),
        reply_to=body.get("reply", {}).get("in_reply_to_tweet_id"),
        quote_of=body.get("quote_tweet_id"),
        media=tuple(body.get("media", {}).get("media_ids", ())),
    )


def _fields(request: web.Request, parameter: str = "tweet.fields") -> set[str]:
    return set(request.query.get(parameter, "").split(","))


def _metrics(shown: int | None) -> dict[str, int]:
    """What X counts of a post; nothing of how often it was shown where X does not tell."""
    counts = {"retweet_count": 0, "reply_count": 0, "like_count": 0, "quote_count": 0, "bookmark_count": 0}
    return counts if shown is None else {**counts, "impression_count": shown}


def escape(text: str) -> str:
    """X escapes these three and no others."""
    return html.escape(text, quote=False)


def _user(account: XAccount, fields: Collection[str] = ()) -> dict[str, Any]:
    user = {"id": account.user_id, "name": account.name, "username": account.handle}
    if "public_metrics" not in fields or account.followers is None:
        return user
    counts = {"followers_count": account.followers, "following_count": 0, "tweet_count": 0, "listed_count": 0}
    return {**user, "public_metrics": counts}


def _references(post: XPost) -> list[dict[str, str]]:
    named = (("replied_to", post.reply_to), ("quoted", post.quote_of), ("retweeted", post.repost_of))
    return [{"type": kind, "id": target} for kind, target in named if target]


def _link(link: Link) -> dict[str, Any]:
    shown = re.sub(r"^https?://(www\.)?", "", link.expanded)
    entity = {
        "start": link.start,
        "end": link.start + len(link.short),
        "url": link.short,
        "expanded_url": link.expanded,
        "display_url": shown,
    }
    return entity | ({"media_key": link.media_key} if link.media_key else {})
