"""The words typed after /tweet, /account and /incident (/rota has rota_commands.py): which use case they mean, help, and help with slips.

Reading the words is all that happens here; what they set off stands in the use case they name.
"""  # noqa: E501

import re
from collections.abc import Callable, Mapping

from bot.core.cards import Notice, Tone
from bot.core.commands import Typed
from bot.core.forms import Shown
from bot.core.people import ChatIdentity, Person
from bot.use_cases import (
    access,
    drill,
    election_periods,
    hacked,
    incident,
    incidents,
    lists,
    own_accounts,
    people,
    press_asked,
    published_hours,
    purpose_figures,
    releases,
    restrictions,
    rule_figures,
    rules,
    topic_filters,
)
from bot.use_cases.naming import nearest_word
from bot.use_cases.pitch import open_pitch
from bot.use_cases.rota_commands import rota
from bot.use_cases.tools import Tools

ACCOUNT_WORDS = (
    "who",
    "list",
    "rules",
    "hours",
    "topics",
    "restrictions",
    "purposes",
    "disclaimer",
    "suspend",
    "restore",
    "help",
)
TWEET_WORDS = ("mine", "queue", "press", "releases", "help")
INCIDENT_WORDS = ("hacked", "freeze", "release", "open", "close", "period", "status", "drill", "help")

_LISTS = re.compile(r"(?P<list>mine|queue)(?: +(?P<page>[1-9][0-9]?))?")
"""A list, and which page of it."""
_RELEASES = re.compile(r"releases(?: +(?P<page>[1-9][0-9]?))?")
_PRESS = re.compile(r"press(?: +(?P<about>list|(?:https?://)?[^ ]*\.com/[^ ]+))?", re.IGNORECASE)
"""The press has asked about a post: nothing, an address, or the list. Any other words after it begin a tweet."""

TWEET_HELP = Notice(
    "Pitch a tweet",
    (
        "/tweet and your words: write a tweet. You see it checked, and as it will appear, before anybody else does.",
        "/tweet mine: your drafts and where they stand.",
        "/tweet queue: what waits on the accounts you work on.",
        "/tweet press, or /tweet press and a post’s address: a journalist asked about it; the press office is told.",
        "/tweet releases: press releases that tweets can follow; approvers add, change and withdraw them.",
        "To pitch somebody’s message, choose “Pitch as a tweet” in its menu.",
    ),
)
ACCOUNT_HELP = Notice(
    "Accounts and who may act for them",
    (
        "/account who @account: everybody who may pitch or approve, and who may approve now.",
        "/account, or /account list: every account, what you may do on it, and its rules.",
        "/account rules @account: the rules its tweets are checked by, by topic. Add a word, an id, or: to review.",
        "/account rules figures 2026-11: how often each rule fired in a month, and what came of it (leads).",
        "/account hours @account: when the public is told it is read; change it, or draft it as a tweet.",
        "/account topics: subjects that take a second approver; leads switch one off, two of them together.",
        "/account restrictions: who does not speak of which topics alone, why, and until when.",
        "/account purposes, or /account purposes @account 2026-11: what the tweets of a month were for.",
        "/account disclaimer: the words for the profile of your own account; tell us that it carries them.",
        "/account suspend @person reason: take somebody’s rights away at once (communications leads).",
        "/account restore @person: give them back (communications leads).",
    ),
)
INCIDENT_HELP = Notice(
    "Stop everything, or one account",
    (
        "/incident status: what is on hold now, and why; which serious incidents are open.",
        "/incident open name, place, words: a serious incident. What touches it takes two, light words wait (leads).",
        "/incident close name: it is over.",
        "/incident period: which election periods bind which account.",
        "/incident freeze reason: nothing goes out on any account (communications leads).",
        "/incident freeze @account reason: nothing goes out on one account.",
        "/incident hacked @account: somebody else has it. It is stopped, people are called, and the steps are listed.",
        "/incident hacked @account drill: the same to practise, with nothing stopped and nobody called.",
        "/incident drill, or /incident drill @account: call everybody in the chain, with nothing wrong (leads).",
        "/incident drill last, or list: who answered when in the last drill; every drill there was (leads).",
        "/incident release, or /incident release @account: lift it. Drafts on hold are approved again first.",
    ),
)


def typed(tools: Tools, person: Person, who: ChatIdentity, command: Typed) -> Shown:
    """Answer a slash command."""
    if command.command == "/tweet":
        return _tweet(tools, person, command.words.strip())
    if command.command == "/account":
        return _account(tools, person, who, command.words.strip())
    if command.command == "/incident":
        return _incident(tools, person, command.words.strip())
    if command.command == "/rota":
        return rota(tools, person, who, command.words.strip())
    lines = ("Countersign answers to /tweet, /rota, /account and /incident. Each explains itself: /tweet help.",)
    return Notice(f"{command.command} is not known here", lines, Tone.WARNING)


def _tweet(tools: Tools, person: Person, words: str) -> Shown:
    """Anything but a sub-command is the beginning of a tweet, unless it is one word that looks like a slip."""
    word = words.casefold()
    if listed := _LISTS.fullmatch(word):
        show = lists.mine if listed["list"] == "mine" else lists.queue
        return show(tools, person, int(listed["page"] or 1))
    if pressed := _PRESS.fullmatch(words):
        return press_asked.press(tools, person, pressed["about"] or "")
    if word == "help":
        return TWEET_HELP
    if kept := _RELEASES.fullmatch(word):
        return releases.releases(tools, person, int(kept["page"] or 1))
    if " " not in words and (meant := nearest_word(words, TWEET_WORDS)):
        lines = (
            f"Did you mean /tweet {meant}?",
            f"To pitch “{words}” as a tweet, type /tweet alone and fill in the form.",
        )
        return Notice(f"I do not know /tweet {words}", lines, Tone.WARNING)
    return open_pitch(tools, person, words)


def _list(tools: Tools, person: Person, _who: ChatIdentity, words: str) -> Shown:
    return access.accounts_list(tools, person, int(words) if words.isdecimal() else 1)


def _rules(tools: Tools, person: Person, _who: ChatIdentity, words: str) -> Shown:
    first, _, after = words.partition(" ")
    if first.casefold() == "figures":
        return rule_figures.month_figures(tools, person, after)
    return rules.rules_for(tools, person, first, after)


def _suspend(tools: Tools, person: Person, who: ChatIdentity, words: str) -> Shown:
    whom, _, reason = words.partition(" ")
    return people.suspend(tools, person, who, whom, reason.strip())


_Answer = Callable[[Tools, Person, ChatIdentity, str], Shown]
ACCOUNT: Mapping[str, _Answer] = {
    "": _list,
    "list": _list,
    "topics": lambda tools, person, _who, words: topic_filters.topics(tools, person, words),
    "restrictions": lambda tools, person, _who, _words: restrictions.restrictions(tools, person),
    "purposes": lambda tools, _person, _who, words: purpose_figures.purposes(tools, words),
    "disclaimer": lambda tools, person, _who, words: own_accounts.disclaimer(tools, person, words),
}
"""What each word after /account does, given those that follow."""
ACCOUNT_ABOUT: Mapping[str, _Answer] = {
    "who": lambda tools, _person, _who, words: access.who_may(tools, words.partition(" ")[0]),
    "rules": _rules,
    "hours": lambda tools, person, _who, words: published_hours.hours_of(tools, person, words.partition(" ")[0]),
    "suspend": _suspend,
    "restore": people.restore,
}
"""Those after which an account, a person or a month has to follow."""


def _account(tools: Tools, person: Person, who: ChatIdentity, words: str) -> Shown:
    word, _, rest = words.partition(" ")
    answer = ACCOUNT.get(word.casefold()) or ACCOUNT_ABOUT.get(word.casefold())
    if word.casefold() in ACCOUNT_ABOUT and not rest.strip():
        usage = (line for line in ACCOUNT_HELP.lines if line.startswith(f"/account {word.casefold()} "))
        return Notice(f"/account {word.casefold()} needs more words", tuple(usage), Tone.WARNING)
    if answer is None:
        return _help_or_slip("/account", word, ACCOUNT_WORDS, ACCOUNT_HELP)
    return answer(tools, person, who, rest.strip())


def _periods(tools: Tools, _person: Person, _words: str) -> Shown:
    return election_periods.election_periods(tools)


def _status(tools: Tools, _person: Person, _words: str) -> Shown:
    return incident.status(tools)


INCIDENT: Mapping[str, Callable[[Tools, Person, str], Shown]] = {
    "freeze": incident.freeze,
    "release": incident.lift,
    "open": incidents.open_incident,
    "close": incidents.close_incident,
    "hacked": hacked.report,
    "drill": drill.drill,
    "period": _periods,
    "periods": _periods,
    "status": _status,
}
"""What each word after /incident does, given those that follow."""


def _incident(tools: Tools, person: Person, words: str) -> Shown:
    word, _, rest = words.partition(" ")
    answer = INCIDENT.get(word.casefold())
    if answer is None:
        return _help_or_slip("/incident", word, INCIDENT_WORDS, INCIDENT_HELP)
    return answer(tools, person, rest)


def _help_or_slip(command: str, word: str, known: tuple[str, ...], usage: Notice) -> Notice:
    """The help; after a word that is not known, with the nearest that is."""
    if not word or word.casefold() in known:
        return usage
    meant = nearest_word(word, known, alike=0.5)
    hint = f"Did you mean {command} {meant}?" if meant else "This is what there is:"
    return Notice(f"I do not know {command} {word}", (hint, *usage.lines), Tone.WARNING)
