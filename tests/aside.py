"""The practice Slack in a process of its own, so that it and the bot do not share an interpreter: for figures.

Run as a script it is that process: it takes one JSON command a line and answers each with one line. Every instant is
one of the machine's monotonic clock, which all processes share.
"""

import asyncio
import json
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from bot.demo import start
from bot.practice.clock import PracticeClock
from bot.practice.serving import Served
from bot.practice.slack import PracticeSlack, payloads
from bot.practice.slack.blocks import walk

LONGEST = 120
"""Seconds a command may take."""


@dataclass(frozen=True)
class Seen:
    """What a person sees of one thing they did: when it was sent, and acknowledged, answered, shown on its card."""

    sent: float
    acked: float
    answered: float | None
    drawn: float | None


class Aside:
    """The other process, as a context manager. Looks like a PracticeSlack to whoever needs its tokens."""

    bot_token, app_token = PracticeSlack.bot_token, PracticeSlack.app_token
    signing_secret = PracticeSlack.signing_secret

    def __enter__(self):
        self._process = subprocess.Popen([sys.executable, __file__], stdin=-1, stdout=-1, text=True)
        self.url, self.team_id = json.loads(self._process.stdout.readline())
        return self

    def __exit__(self, *_):
        self._process.stdin.close()
        self._process.wait(30)
        self._process.stdout.close()

    def sockets(self):
        """How many sockets the app has open."""
        return self._asks("sockets")

    def hang_up(self):
        """Close the app's sockets, so that its client can end at once."""
        self._asks("hang_up")

    def approvals(self, user, channel):
        """The payload of this person's click on Approve for each card that shows the button, oldest first."""
        return self._asks("approvals", user=user, channel=channel)

    def delivered(self):
        """The payloads that went to the app lately."""
        return self._asks("delivered")

    def sends(self, payloads, *, at_a_time=1000, a_second=0.0, until="acked"):
        """Send these to the app, so many at a time or a second, and wait until all are acked, answered or drawn."""
        seen = self._asks("sends", payloads=payloads, at_a_time=at_a_time, a_second=a_second, until=until)
        return [Seen(*each) for each in seen]

    def _asks(self, do, **args):
        self._process.stdin.write(json.dumps({"do": do, **args}) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())


class Watched:
    """Our own Slack with a note of when answers and redrawn cards reached it."""

    def __init__(self):
        self.slack, _ = start._stand_ins(PracticeClock())
        self.slack.app.middlewares.append(self._noting())
        self.reached = {}
        self.something_came = asyncio.Event()

    def _noting(self):
        @web.middleware
        async def note(request, handler):
            response = await handler(request)
            if "/hooks/" in request.path:
                self.reached.setdefault(request.path.rsplit("/", 1)[1], time.monotonic())
            elif request.path.endswith("/chat.update"):
                args = await request.json()
                self.reached.setdefault((args["channel"], args["ts"]), time.monotonic())
            self.something_came.set()
            return response

        return note

    async def sockets(self):
        return self.slack.sockets.count

    async def hang_up(self):
        await self.slack.sockets.close()

    async def delivered(self):
        return [body["payload"] for _, body in self.slack.delivered]

    async def approvals(self, user, channel):
        world = self.slack.world
        made = []
        for message in self.slack.messages(channel):
            for block, element in walk(message.blocks or []):
                if element.get("action_id") == "approve":
                    acted = payloads.action(element, block["block_id"], {}, world.new_ts())
                    made.append(payloads.message_actions(world, user, message, acted, {}))
        return made

    async def sends(self, payloads, at_a_time, a_second, until):
        self.reached.clear()
        free, began = asyncio.Semaphore(at_a_time), time.monotonic()

        async def send(number, payload):
            if a_second:
                await asyncio.sleep(began + number / a_second - time.monotonic())
            async with free:
                sent = time.monotonic()
                answer = await self.slack.delivery.send("interactive", payload)
                assert answer.ok, answer
                return sent, time.monotonic()

        times = await asyncio.gather(*(send(*each) for each in enumerate(payloads)))
        keys = [keys_of(payload) for payload in payloads]
        awaited = {"acked": [], "answered": [one for one, _ in keys], "drawn": [*sum(keys, ())]}[until]
        while not self.reached.keys() >= set(awaited):
            self.something_came.clear()
            await asyncio.wait_for(self.something_came.wait(), 30)
        return [
            (*each, self.reached.get(answer), self.reached.get(card))
            for each, (answer, card) in zip(times, keys, strict=True)
        ]


def keys_of(payload):
    """How the answer to this payload, and the redrawing of its card, are recognised."""
    card = payload.get("channel", {}).get("id"), payload.get("message", {}).get("ts")
    return payload.get("response_url", "").rpartition("/")[2], card


def main():
    watched = Watched()
    with Served(watched.slack.app) as served:
        print(json.dumps([served.url, watched.slack.team_id]), flush=True)
        for line in sys.stdin:
            args = json.loads(line)
            answer = served.call(getattr(watched, args.pop("do"))(**args), LONGEST)
            print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    main()


def let_go(handler):
    """Closes a handler whose Slack has hung up; slack_sdk drops the socket of such a one while it is being closed."""
    with suppress(AttributeError):
        handler.close()
