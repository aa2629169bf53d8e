"""`/account topics`: which topics are held, and switching one off, which takes two leads and is recorded (S53).

Whether a draft touches one is topic_findings.py's; org.yaml may make a topic stricter by itself, never milder.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.core.authority import may_lead
from bot.core.cards import Action, AskCard, Notice, Tone
from bot.core.commands import Pressed
from bot.core.due import Work
from bot.core.forms import Shown
from bot.core.people import Person, Standing
from bot.core.records import Body
from bot.core.refusals import Refusal
from bot.core.topics import Topic, loosened, topic_named
from bot.core.wording import names, sentence
from bot.use_cases.alarms import tell_leads
from bot.use_cases.cases import acting, name_of, refused
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.tools import Tools

TOPIC = "topic"
"""What a question is about; its number is that of the record of the request."""
REFUSED = "TopicFilterRefused"
_SEE = "To see them all, type /account topics."
_USE = "Type /account topics off, the topic, a colon and why: /account topics off Flood defences: the review is out."
_ASKED, _ENDS = "TopicFilterOffAsked", {"TopicFilterSwitchedOff": "switched off", "TopicFilterKept": "kept"}


@dataclass(frozen=True, slots=True)
class Request:
    """A lead's request to switch a filter off: the topic as it was then, and how it ended, if it has."""

    number: int
    topic: str
    entry: str
    by: str
    reason: str
    end: str = ""
    ended_by: str = ""


def topics(tools: Tools, person: Person, words: str) -> Shown:
    """`/account topics` lists them for everybody; `/account topics off NAME: reason` asks to switch one off."""
    first, _, rest = words.strip().partition(" ")
    if first.casefold() == "off":
        return _ask(tools, person, rest)
    with tools.store.read() as uow:
        lines = tuple(_line(uow, topic) for topic in uow.reference.get().topics)
        hint = ("To switch one off, a lead types /account topics off and the topic; a second lead says yes.",)
        none = ("No topics are entered. They stand in org.yaml, under “topics”.",)
        return Notice("Topics that are watched", (*lines, *hint) if lines else none)


def switch_off(tools: Tools, person: Person, command: Pressed) -> Shown:
    """The second lead's yes: the topic takes no second approver any more."""
    with tools.store.write() as uow:
        uow.people.hold()  # of a yes, a no and a file that come in the same moment, one is first
        me, request = acting(uow, person), _pressed(uow, command)
        refusal = _may_answer(me, request) or _may_agree(uow, me, request)
        if request is None or refusal:
            return refused(uow, me, refusal or _UNKNOWN, about="organisation", kind=REFUSED)
        reference = uow.reference.get()
        milder = tuple(
            replace(topic, filtered="", line="") if topic.name == request.topic else topic for topic in reference.topics
        )
        uow.reference.set(replace(reference, topics=milder))
        return _ended(uow, me, request, "TopicFilterSwitchedOff")


def keep(tools: Tools, person: Person, command: Pressed) -> Shown:
    """A lead's no, or the asker's second thought: it stays in force."""
    with tools.store.write() as uow:
        uow.people.hold()
        me, request = acting(uow, person), _pressed(uow, command)
        refusal = _may_answer(me, request)
        if request is None or refusal:
            return refused(uow, me, refusal or _UNKNOWN, about="organisation", kind=REFUSED)
        return _ended(uow, me, request, "TopicFilterKept")


def takes_two(before: tuple[Topic, ...], after: tuple[Topic, ...]) -> Refusal | None:
    """The refusal of a file that would let pass what a topic holds (S53), or None."""
    milder = [f"“{topic.name}”" for topic in loosened(before, after)]
    if not milder:
        return None
    what = names(milder, joined_by="and")
    return Refusal(
        "topics.takes_two",
        f"The file takes away from what {what} {'holds' if len(milder) == 1 else 'hold'}, and no one person may do that"
        " alone; nothing was applied.",
        "Leave it in the file as it was, or have it switched off in chat first: one lead types /account topics off and"
        " the topic, a second lead says yes. Then apply the file again.",
    )


def filter_card(uow: UnitOfWork, number: int, reader: str) -> AskCard | None:
    """The question to one lead, or how it came out."""
    request = _read(uow, number)
    if request is None:
        return None
    about, who = f"{TOPIC}:{number}", name_of(uow, request.by)
    lines = (f"{who} asks, because: {sentence(request.reason)}", f"Entered as: {request.entry}.")
    if request.end:
        how = _ENDS[request.end]
        title = f"“{request.topic}” is {how}, by {name_of(uow, request.ended_by)}"
        return AskCard(title, lines, about, (), Tone.DONE)
    if reader == request.by:
        return AskCard(f"A second lead is asked about “{request.topic}”", lines, about, (Action.KEEP_FILTER,))
    meaning = "If you agree, drafts on it take no second approver because of it any more. It needs two of you."
    actions = (Action.SWITCH_FILTER_OFF, Action.KEEP_FILTER)
    return AskCard(f"Switch “{request.topic}” off?", (*lines, meaning), about, actions, Tone.WARNING)


def _line(uow: UnitOfWork, topic: Topic) -> str:
    held = "takes a second approver" if topic.is_held else "takes no second approver"
    because = f", because {topic.filtered.rstrip('.')}" if topic.filtered else ""
    line = f" Line to take: “{topic.line}”" if topic.line else ""
    owner = f" Owner: {name_of(uow, topic.owner)}." if topic.owner else ""
    return f"{topic.name} ({', '.join(topic.keywords)}): {held}{because}.{line}{owner}"


def _ask(tools: Tools, person: Person, words: str) -> Shown:
    with tools.store.write() as uow:
        name, reason = _named(words, uow.reference.get().topics)
        me, topic = acting(uow, person), topic_named(name, uow.reference.get().topics)
        refusal = may_lead(me) or _cannot_ask(uow, me, topic, reason.strip())
        if topic is None or refusal:
            return refused(uow, me, refusal or _UNKNOWN, about="organisation", kind=REFUSED)
        body: Body = {"topic": topic.name, "entry": topic.words, "reason": reason.strip()}
        number = uow.records.append(_ASKED, me.id, "organisation", body).number
        uow.records.append(_ASKED, me.id, f"{TOPIC}:{number}", body)
        _show(uow, number)
        others = names([lead.name for lead in _leads(uow) if lead.id != me.id], joined_by="or")
        lines = (f"It stays in force until {others} says yes in their messages.",)
        return Notice(f"Asked to switch “{topic.name}” off", lines, Tone.DONE)


def _cannot_ask(uow: UnitOfWork, me: Person, topic: Topic | None, reason: str) -> Refusal | None:
    if topic is None:
        known = names([t.name for t in uow.reference.get().topics], joined_by="and")
        there = f"Known: {known}." if known else "None are entered."
        return Refusal("topics.unknown", f"That is no topic here. {there} Nothing was done.", f"{_SEE} {_USE}")
    if not topic.is_held:
        return Refusal("topics.not_held", f"“{topic.name}” takes no second approver: there is nothing to switch off.")
    if not reason:
        return Refusal("topics.no_reason", "Say why, so that the second lead can judge. Nothing was done.", _USE)
    if not any(lead.id != me.id for lead in _leads(uow)):
        what = "It takes two leads, and you are the only one, so nothing was done."
        return Refusal("topics.one_lead", what, "Name a second lead in org.yaml.")
    return None


def _named(words: str, topics: Iterable[Topic]) -> tuple[str, str]:
    """The topic's name and the reason, between which a colon stands; a name may have colons of its own."""
    known = {topic.name.casefold() for topic in topics}
    parts = words.split(":")
    for at in range(len(parts), 0, -1):
        name = ":".join(parts[:at]).strip(' “”"')
        if name.casefold() in known:
            return name, ":".join(parts[at:])
    name, _, reason = words.partition(":")
    return name, reason


def _leads(uow: UnitOfWork) -> list[Person]:
    return [p for p in uow.people.all() if p.lead and p.standing is Standing.ACTIVE]


_UNKNOWN = Refusal("topics.unknown_request", "I do not know that request any more, so nothing was done.", _USE)


def _may_answer(me: Person, request: Request | None) -> Refusal | None:
    if refusal := may_lead(me):
        return refusal
    if request is not None and request.end:
        what = f"That is answered already: “{request.topic}” is {_ENDS[request.end]}. Nothing was changed."
        return Refusal("topics.answered", what)
    return None if request else _UNKNOWN


def _may_agree(uow: UnitOfWork, me: Person, request: Request | None) -> Refusal | None:
    """Two different leads, both leads now, about the topic as it stood when it was asked."""
    if request is None:
        return _UNKNOWN
    if me.id == request.by:
        what = f"You asked for it, so somebody else must agree. “{request.topic}” stays in force."
        return Refusal("topics.second_lead", what, "Another lead has the same question in their messages.")
    if request.by not in {lead.id for lead in _leads(uow)}:
        what = f"{name_of(uow, request.by)}, who asked, is no lead any more. “{request.topic}” stays in force."
        return Refusal("topics.asker_gone", what, _USE)
    topic = topic_named(request.topic, uow.reference.get().topics)
    if topic is None or topic.words != request.entry:
        what = f"“{request.topic}” has changed since this was asked, so nothing was done."
        return Refusal("topics.changed", what, f"Look at it with /account topics, and ask anew. {_USE}")
    return None


def _pressed(uow: UnitOfWork, command: Pressed) -> Request | None:
    what, _, number = command.about.partition(":")
    return _read(uow, int(number)) if what == TOPIC and number.isdecimal() else None


def _read(uow: UnitOfWork, number: int) -> Request | None:
    """A request as its records tell it (F14: nothing of it comes from the button but its number)."""
    found: Request | None = None
    for record in uow.records.about(f"{TOPIC}:{number}"):
        body = record.body or {}
        if record.kind == _ASKED:
            found = Request(number, str(body["topic"]), str(body["entry"]), record.actor, str(body["reason"]))
        elif found and record.kind in _ENDS:
            found = replace(found, end=record.kind, ended_by=record.actor)
    return found


def _ended(uow: UnitOfWork, me: Person, request: Request, kind: str) -> Notice:
    body: Body = {"topic": request.topic, "entry": request.entry, "asked_by": request.by, "reason": request.reason}
    for about in (f"{TOPIC}:{request.number}", "organisation"):
        uow.records.append(kind, me.id, about, body)
    _show(uow, request.number)
    title = f"“{request.topic}” is {_ENDS[kind]}"
    off = "Take it out of org.yaml too: whoever applies the file as it is switches it on again."
    agreed = f"Asked by {name_of(uow, request.by)}, answered by {me.name}. {sentence(request.reason)}"
    lines = (agreed, off) if kind == "TopicFilterSwitchedOff" else (agreed, "It stays in force.")
    tell_leads(uow, f"{TOPIC}:{request.number}:{kind}", Notice(title, lines, Tone.WARNING))
    return Notice(title, lines, Tone.DONE)


def _show(uow: UnitOfWork, number: int) -> None:
    for lead in _leads(uow):
        uow.due.at(Work.SHOW_ASK, f"{TOPIC}:{number}:{lead.id}", uow.now())
