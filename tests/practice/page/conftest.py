"""A small scripted Slack and X for the page's own tests: just enough of the people's side to tell one story."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import web

from bot.practice.clock import PracticeClock
from bot.practice.page.server import page_app
from bot.practice.serving import Served

ADA, BO = "U0ADA", "U0BO"
BOT = "B0BOT"
PEOPLE = [
    {"id": ADA, "name": "Ada Price", "title": "Press officer", "hint": "Writes posts and asks for approval."},
    {"id": BO, "name": "Bo Okafor", "title": "Communications lead", "hint": "Approves posts for @Marlbrook."},
]
INTRO = [
    {
        "title": "Pitch",
        "text": "You are Ada. Type /tweet and some words.",
        "person": ADA,
        "channel": "comms-review",
        "type": "/tweet ",
    },
    {"title": "Approve", "text": "Become Bo and approve.", "person": BO, "channel": "comms-review"},
    {"title": "See it", "text": "See it on X."},
]
PITCH_FORM = Path(__file__).with_name("pitch_form.json")
COMMANDS = [
    {"command": "/tweet", "description": "Pitch a tweet", "usage_hint": "[words, mine or queue]"},
    {"command": "/rota", "description": "Who is on call", "usage_hint": "[leave, sick or swap]"},
]


def plain(text):
    return {"type": "plain_text", "text": text}


def option(value, text):
    return {"text": plain(text), "value": value}


def button(action, text, **more):
    return {"type": "button", "action_id": action, "text": plain(text), **more}


def pitch_form(text):
    """The form that /tweet opens, with these words in it."""
    form = json.loads(PITCH_FORM.read_text(encoding="utf-8"))
    words = next(block for block in form["blocks"] if block["block_id"] == "words")
    words["element"]["initial_value"] = text
    return form


def card(text, state, *, buttons):
    ask = {
        "title": plain("Publish this?"),
        "text": plain("It goes out on @Marlbrook at once."),
        "confirm": plain("Approve"),
        "deny": plain("Go back"),
    }
    blocks = [
        {"type": "header", "text": plain("@Marlbrook · Marlbrook Council")},
        {
            "type": "rich_text",
            "block_id": "words",
            "elements": [
                {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": text}]},
            ],
        },
        {
            "type": "section",
            "block_id": "facts",
            "fields": [
                {"type": "mrkdwn", "text": f"*Author*\n<@{ADA}>"},
                {"type": "mrkdwn", "text": "*When*\nAs soon as it is approved"},
                {"type": "mrkdwn", "text": "*Revision*\n1"},
                {"type": "mrkdwn", "text": "*Length*\n62 of 280"},
            ],
        },
        {
            "type": "context",
            "elements": [{"type": "mrkdwn", "text": f":white_check_mark: Nothing found by the checks · {state}"}],
        },
    ]
    if buttons:
        more = [option("edit", "Edit…"), option("hold", "Hold")]
        actions = [
            button("approve", "Approve", style="primary", value="d1", confirm=ask),
            button("changes", "Ask for changes…"),
            button("reject", "Reject…", style="danger"),
            {"type": "overflow", "action_id": "more", "options": more},
        ]
        blocks.append({"type": "actions", "block_id": "decide", "elements": actions})
    return blocks


class World:
    """The scripted Slack and X; what people sent is kept in `sent` for the tests to read."""

    def __init__(self):
        self.sent = []
        self.views = {ADA: [], BO: []}
        self.homes = {ADA: None, BO: None}
        self.notices = {ADA: None, BO: None}
        self.on_call = [BO]
        self.messages = {"C1": [], "D" + ADA: [], "D" + BO: []}
        self.read = {}
        self.posts = []
        self.faults = []
        self.changes = 0
        self.answer = {"ok": True}
        self.slow = False
        self.base = datetime(2026, 11, 20, 13, 5, tzinfo=UTC)

    def say(self, channel, user, text, blocks=None, **more):
        at = self.base + timedelta(minutes=len(self.messages[channel]))
        ts = f"{int(at.timestamp())}.{len(self.messages[channel]):06d}"
        bot = user == BOT
        names = {"username": "Countersign"} if bot else {}
        message = {"ts": ts, "user": user, "is_bot": bot, "text": text, "blocks": blocks, "files": [], **names}
        message |= {"ephemeral": False, "edited": False, "thread_ts": None, "at": at.isoformat(), **more}
        self.messages[channel].append(message)
        self.changes += 1
        return message

    def open(self, user, view, **more):
        self.views[user].append({"id": f"V{len(self.views[user])}", "type": "modal", "view": view, **more})
        self.changes += 1

    def change(self):
        self.changes += 1

    def state(self, user):
        notice, self.notices[user] = self.notices[user], None
        channels = [("C1", "comms-review", "channel"), ("D" + user, "Countersign", "im")]
        return {
            "me": {"id": user, "name": user.lower(), "real_name": "", "title": ""},
            "now": self.base.isoformat(),
            "commands": COMMANDS,
            "shortcuts": [{"name": "Pitch as a tweet", "callback_id": "pitch_message", "type": "message"}],
            "bot": {"name": "Countersign", "id": BOT, "connected": True},
            "users": [{"id": one["id"], "name": one["name"], "real_name": one["name"]} for one in PEOPLE],
            "channels": [
                {
                    "id": cid,
                    "name": name,
                    "kind": kind,
                    "unread": self.unread(cid, user),
                    "messages": self.seen_by(cid, user),
                }
                for cid, name, kind in channels
            ],
            "groups": [{"id": "S1", "handle": "comms-oncall", "name": "Whoever is on", "users": self.on_call}],
            "views": self.views[user],
            "home": self.homes[user],
            "notice": notice,
        }

    def unread(self, channel, user):
        seen = self.read.get((user, channel), "")
        return sum(1 for m in self.seen_by(channel, user) if m["ts"] > seen and m["user"] != user)

    def seen_by(self, channel, user):
        return [m for m in self.messages[channel] if not m["ephemeral"] or m.get("for") == user]

    def timelines(self):
        marlbrook = {
            "handle": "Marlbrook",
            "name": "Marlbrook Council",
            "bio": "News from your council. Watched 8 to 6.",
            "avatar_colour": "#7b3f61",
            "posts": self.posts,
        }
        nhs = {
            "handle": "MarlbrookNHS",
            "name": "Marlbrook NHS Trust",
            "bio": "For emergencies call 999.",
            "avatar_colour": "#1d5ca8",
            "posts": [],
        }
        return [marlbrook, nhs]

    def do(self, what, body):
        """The script: what the app would do."""
        if what == "command":
            self.open(body["user"], pitch_form(body["text"]))
        elif what == "submit":
            self.submit(body)
        elif what == "close":
            self.views[body["user"]].pop()
        elif what == "action" and body["action_id"] == "approve":
            self.approve(body)
        elif what == "read":
            self.read[body["user"], body["channel"]] = self.messages[body["channel"]][-1]["ts"]
        elif what == "message":
            self.say(body["channel"], body["user"], body["text"], thread_ts=body.get("thread_ts"))
        self.changes += 1

    def submit(self, body):
        view = self.views[body["user"]][-1]
        words = body["state"].get("words", {"it": {"value": "nothing"}})["it"]["value"] or ""
        if "lorem" in words:
            view["errors"] = {
                "words": "These look like filler words. Please write what you want to say.",
                "note": "Please say where this comes from.",
            }
            return
        self.views[body["user"]].clear()
        self.words = words
        self.say("C1", BOT, f"A tweet to approve: {words}", card(words, "waiting for Bo Okafor", buttons=True))
        self.say("D" + ADA, BOT, "Your tweet is waiting for approval.")

    def approve(self, body):
        message = next(m for m in self.messages["C1"] if m["ts"] == body["container"]["ts"])
        message["blocks"] = card(self.words, "approved by Bo Okafor, published 13:09", buttons=False)
        message["edited"] = True
        post = {"id": "1859000000000000001", "text": self.words, "at": self.base.isoformat(), "links": []}
        self.posts.append(post | {"reply_to": None, "quote_of": None, "media": []})


def slack_app(world):
    app = web.Application()
    app.router.add_get("/people/state", awaiting(lambda r: answer(world.state(r.query["user"]))))
    app.router.add_get("/people/events", awaiting(lambda r: events(r, world)))
    app.router.add_post("/people/upload", awaiting(lambda r: uploaded(r, world)))
    app.router.add_post("/people/{what}", awaiting(lambda r: people(r, world)))
    app.router.add_post("/faults", awaiting(lambda r: people(r, world)))
    return app


def x_app(world):
    app = web.Application()
    app.router.add_get("/people/timelines", awaiting(lambda _: answer(world.timelines())))
    app.router.add_get("/people/events", awaiting(lambda r: events(r, world)))
    app.router.add_post("/people/post", awaiting(lambda r: people(r, world)))
    app.router.add_get("/faults", awaiting(lambda _: answer({"kinds": [], "planned": world.faults})))
    app.router.add_post("/faults", awaiting(lambda r: people(r, world)))
    return app


def awaiting(work):
    async def serve(request):
        return await work(request)

    return serve


async def answer(body):
    return web.json_response(body)


async def people(request, world):
    body = await request.json()
    what = request.match_info.get("what", "faults")
    world.sent.append((what, body))
    while world.slow:
        await asyncio.sleep(0.01)
    if world.answer["ok"]:
        world.do(what, body)
    return web.json_response(world.answer)


async def uploaded(request, world):
    form = await request.post()
    world.sent.append(("upload", {"user": form["user"], "name": form["file"].filename}))
    file = {"id": "F1", "name": form["file"].filename, "mimetype": "image/png", "size": 1, "url_private": ""}
    return web.json_response({"ok": True, "file": file})


async def events(request, world):
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    await response.prepare(request)
    told = -1
    try:
        while request.transport is not None and not request.transport.is_closing():
            if told != world.changes:
                told = world.changes
                await response.write(f"data: {told}\n\n".encode())
            await asyncio.sleep(0.03)
    except ConnectionResetError:
        pass
    return response


@pytest.fixture
def world():
    return World()


@pytest.fixture
def clock():
    return PracticeClock()


@pytest.fixture
def stand_ins(world):
    """The addresses of the scripted Slack and X."""
    with Served(slack_app(world)) as slack, Served(x_app(world)) as x:
        yield slack.url, x.url


@pytest.fixture
def new_site(stand_ins, clock):
    """Makes an application for the practice page over the scripted Slack and X."""
    return lambda: page_app(*stand_ins, clock, PEOPLE, INTRO)


@pytest.fixture
def site(new_site):
    """The address of the practice page."""
    with Served(new_site()) as served:
        yield served.url
