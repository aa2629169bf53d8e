"""The whole service between our own Slack and X, on any database, over a socket or HTTP: for faults and for figures."""

import threading
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from cryptography.fernet import Fernet

from bot import config, wiring
from bot.adapters.slack.http import PATH
from bot.core.commands import SaveDraft, SendForApproval
from bot.core.drafts import State
from bot.core.forms import DoneForm, PreviewForm
from bot.core.people import ChatIdentity
from bot.core.records import breaks
from bot.demo import start
from bot.practice.clock import PracticeClock
from bot.practice.serving import Served
from bot.practice.slack import Person, PracticeSlack
from bot.practice.x import PracticeX
from bot.service import Service
from bot.wiring import House

COUNCIL = "FernshireCC"
CARDS = "council-tweets"
SERVICE = "Tell people about a service"
ORDINARY = "Fernmouth library is open until eight on Thursday, in room {}."


@dataclass
class Whole:
    """What is up, and short words for what tests do with it."""

    slack: PracticeSlack
    slack_served: Served
    slack_url: str
    x: PracticeX
    clock: PracticeClock
    house: House
    service: Service

    def restart(self):
        """Take the service down and bring a new one up on the same house and database."""
        self.service.__exit__(None, None, None)
        self.service = Service(self.house, listen_port=0).__enter__()

    def person(self, user):
        """Their Slack client."""
        return Person(self.slack_url, user)

    def asks(self, user, command):
        """What the service answers a command as it comes from chat."""
        return self.service.dispatch(ChatIdentity("slack", self.slack.team_id, user), command)

    def started(self, text, account=COUNCIL, author="U0SAM", note=""):
        """A draft of this author's, kept; its number and revision."""
        shown = self.asks(author, SaveDraft(account, text, None, "", "", note, urgent=False, purpose=SERVICE))
        assert isinstance(shown, PreviewForm), shown
        return shown.view.draft.id, shown.view.revision.number

    def sent(self, text, account=COUNCIL, author="U0SAM"):
        """A draft sent for approval; its number."""
        number, revision = self.started(text, account, author)
        shown = self.asks(author, SendForApproval(number, revision))
        assert isinstance(shown, DoneForm), shown
        assert shown.title == "Sent for approval", shown
        return number

    def sent_many(self, count, account=COUNCIL):
        """So many drafts sent for approval, all with other words."""
        return [self.sent(ORDINARY.format(n), account) for n in range(count)]

    def draft(self, number):
        with self.house.store.read() as uow:
            return uow.drafts.get(number)

    def states(self, numbers):
        """The states these drafts are in."""
        with self.house.store.read() as uow:
            return {uow.drafts.get(number).state for number in numbers}

    def kinds(self, number):
        """The records about one draft, oldest first."""
        with self.house.store.read() as uow:
            return [record.kind for record in uow.records.about(f"draft:{number}")]

    def tweets(self, handle=COUNCIL):
        """What went out on this account since the house was set up."""
        return [post.typed for post in self.x.posts(handle.lower())][: len(self.x.requests("POST", "/2/tweets"))]

    def is_whole(self):
        """Whether the log has no gap."""
        with self.house.store.read() as uow:
            return not list(breaks(uow.records.read(), uow.records.head()))

    def until_in_time(self, condition, within=30, told=lambda: "it did not happen in time"):
        """Wait while the practice time runs ten times as fast: retries come sooner, and no slot is missed."""

        def passing():
            time.sleep(0.05)
            self.clock.advance(timedelta(seconds=0.5))
            return condition()

        return until(passing, within, told)

    def until_published(self, *numbers, within=20):
        until(lambda: self.states(numbers) == {State.PUBLISHED}, within, lambda: [self.draft(n) for n in numbers])


def until(condition, within=20, told=lambda: "it did not happen in time"):
    """What the condition gives, once it gives something; it is looked at every 20 ms."""
    deadline = time.monotonic() + within
    while not (found := condition()):
        assert time.monotonic() < deadline, told()
        time.sleep(0.02)
    return found


def at_once(*acts):
    """Do all of these at the same instant, each in a thread of its own; their results, in order."""
    ready, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(index, act):
        ready.wait(30)
        results[index] = act()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@contextmanager
def whole(url, *, http=False, aside=None, serving=Service, more=None):
    """The practice organisation on a migrated database, with the real service running on it.

    `aside` is a practice Slack in a process of its own (aside.py); without one it runs in this process. `more`
    are further settings, by the names they have in `.env`, made once the practice clock is there.
    """
    with ExitStack() as stack:
        clock = PracticeClock()
        slack, x = start._stand_ins(clock)
        served = stack.enter_context(Served(slack.app))
        slack, slack_at = (aside, aside.url) if aside else (slack, served.url)
        x_at = stack.enter_context(Served(x.app)).url
        house = stack.enter_context(
            wiring.house(settings(url, slack, slack_at, x, x_at, more(clock) if more else {}), clock.now)
        )
        start._fill(house, slack.team_id, x)
        up = Whole(slack, served, slack_at, x, clock, house, serving(house, http=http, listen_port=0).__enter__())
        stack.callback(lambda: up.service.__exit__(None, None, None))
        if http:
            slack.deliver_to(f"http://127.0.0.1:{up.service.web_port}{PATH}")
        yield up


def settings(url, slack, slack_at, x, x_at, more=None):
    """The settings of a house between these two stand-ins."""
    environ = {
        "DATABASE_URL": url,
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        "SLACK_API_URL": f"{slack_at}/api/",
        "X_CONSUMER_KEY": x.consumer_key,
        "X_CONSUMER_SECRET": x.consumer_secret,
        "X_API_URL": x_at,
        "COUNTERSIGN_SECRET_KEYS": Fernet.generate_key().decode(),
        "COUNTERSIGN_LISTEN": "127.0.0.1:0",
        **(more or {}),
    }
    return config.load(dotenv=Path("/nonexistent"), environ=environ)
