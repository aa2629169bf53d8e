"""How somebody wants to be called beside chat: `/rota reach`, App Home, the form, and the button that sends a test.

The test itself is reach_test.py's. What people enter is personal: it is shown to them only, and recorded as the way.
"""

from dataclasses import replace

from bot.core.authority import may_act
from bot.core.cards import Action, AskCard, Notice, Tone
from bot.core.commands import ChooseReach, Pressed
from bot.core.due import Work
from bot.core.forms import Choice, Field, FormErrors, ReachForm, Shown
from bot.core.people import ChatIdentity, Person, Standing, Way, WayKind, fits
from bot.core.refusals import Refusal
from bot.use_cases.cases import acting, refused
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.reach_ways import WORDS, in_words, ways_for
from bot.use_cases.tools import Tools

REFUSED = "ReachRefused"
ABOUT = "reach"
USUAL = "usual"
TEST = "test"
_JOINED_BY = "+"
_NO_ADDRESS = "Your organisation has no e-mail address of you, so please write one, such as name@example.org."
_BAD = {
    WayKind.EMAIL: (Field.ADDRESS, "This is no e-mail address. Write one such as name@example.org."),
    WayKind.WEBHOOK: (Field.TARGET, "Write one number or topic, in letters, digits and + - _ . : @, without spaces."),
}


def reach(tools: Tools, person: Person, _who: ChatIdentity, words: str) -> Shown:
    """Answer `/rota reach` and `/rota reach test`."""
    if words.casefold() == TEST:
        return ask_for_test(tools, person, Pressed(Action.TEST_REACH, about=ABOUT))
    with tools.store.read() as uow:
        return _card(tools, acting(uow, person), "How you are called out of hours")


def open_form(tools: Tools, person: Person, _command: Pressed) -> Shown:
    """The form with what was chosen before."""
    with tools.store.write() as uow:
        me = acting(uow, person)
        if refusal := may_act(me) or _nothing_to_choose(tools):
            return refused(uow, me, refusal, about=f"person:{me.id}", kind=REFUSED)
        own, there = {way.kind: way.target for way in me.reach}, {way.kind for way in tools.reach}
        offered, chosen = _offered(tools), _JOINED_BY.join(way.kind for way in me.reach)
        return ReachForm(
            offered,
            chosen if chosen in {choice.value for choice in offered} else USUAL,
            own.get(WayKind.EMAIL, ""),
            own.get(WayKind.WEBHOOK, ""),
            by_mail=WayKind.EMAIL in there,
            by_gateway=WayKind.WEBHOOK in there,
        )


def choose(tools: Tools, person: Person, command: ChooseReach) -> Shown:
    """Keep what they have chosen, and offer the test."""
    with tools.store.write() as uow:
        me = acting(uow, person)
        if refusal := may_act(me):
            return refused(uow, me, refusal, about=f"person:{me.id}", kind=REFUSED)
        ways = _ways(tools, command)
        if ways is None:
            return FormErrors({Field.WAYS: "This is not set up here any more. Choose another."})
        if wrong := _wrong(me, ways, command):
            return FormErrors(wrong)
        changed = replace(me, reach=ways)
        uow.people.set_reach(me.id, ways)
        uow.records.append("ReachChosen", me.id, f"person:{me.id}", {"by": [WORDS[way.kind] for way in ways]})
        return _card(tools, changed, "This is how you are called now", Tone.DONE)


def ask_for_test(tools: Tools, person: Person, _command: Pressed) -> Shown:
    """Have a test sent by every way they would be called by. What came of it they are told in a moment."""
    with tools.store.write() as uow:
        me = acting(uow, person)
        if refusal := may_act(me):
            return refused(uow, me, refusal, about=f"person:{me.id}", kind=REFUSED)
        uow.due.at(Work.TEST_REACH, me.id, uow.now())
        ways = ["a message in chat", *(way.name for way, _ in ways_for(me, tools.reach))]
        lines = (
            f"It is sent by {', '.join(ways)}, and says that nothing is wrong.",
            "In a moment you are told in your direct messages which of them took it.",
        )
        return Notice("A test is on its way to you", lines, Tone.DONE)


def home_lines(tools: Tools, uow: UnitOfWork, me: Person) -> tuple[str, ...]:
    """How they are called, for App Home; nothing for somebody who never is."""
    plans = uow.rotas.plans()
    called = me.lead or any(me.id in plan.people() or plan.calling.fallback == me.id for plan in plans)
    if not plans or not called or me.standing is not Standing.ACTIVE:
        return ()
    return (f"In chat first, then by {in_words(me.reach)}.",) if me.reach else (_usual(tools),)


def _card(tools: Tools, me: Person, title: str, tone: Tone = Tone.INFO) -> AskCard:
    chosen = [f"Then by {_shown(way, me)}." for way in me.reach]
    usual = f"Then by the usual ways here: {_usual_names(tools)}." if tools.reach else _NO_OTHER
    lines = ("First by a direct message in chat, where the buttons are.", *(chosen or [usual]), _WHEN)
    return AskCard(title, lines, ABOUT, (*([Action.CHANGE_REACH] if tools.reach else []), Action.TEST_REACH), tone)


_NO_OTHER = "No other way is set up here. Ask whoever looks after Countersign: README, “Reach people out of hours”."
_WHEN = "The other ways are used when chat is down, or when somebody before you did not answer."


def _usual(tools: Tools) -> str:
    return f"In chat first, then by the usual ways here: {_usual_names(tools)}." if tools.reach else _NO_OTHER


def _usual_names(tools: Tools) -> str:
    return ", then ".join(way.name for way in tools.reach)


def _shown(way: Way, me: Person) -> str:
    """A way with what the person has entered for it. For their eyes only."""
    target = way.target or (me.email if way.kind is WayKind.EMAIL else "")
    return f"{WORDS[way.kind]} ({target})" if target else WORDS[way.kind]


def _offered(tools: Tools) -> tuple[Choice, ...]:
    kinds = [way.kind for way in tools.reach]
    alone = [(kind,) for kind in kinds]
    pairs = [(one, other) for one in kinds for other in kinds if one is not other]
    choices = [Choice(_JOINED_BY.join(each), _capital(in_words(tuple(Way(k) for k in each)))) for each in alone + pairs]
    return (Choice(USUAL, f"The usual ways here: {_usual_names(tools)}"), *choices)


def _ways(tools: Tools, command: ChooseReach) -> tuple[Way, ...] | None:
    """What was chosen, with what was typed for it; None where it is no longer offered.

    Who types an address of their own and leaves the usual ways, is called by these at that address.
    """
    if command.ways not in {choice.value for choice in _offered(tools)}:
        return None
    typed = _typed(command)
    if command.ways == USUAL:
        return tuple(Way(way.kind, typed[way.kind]) for way in tools.reach) if any(typed.values()) else ()
    return tuple(Way(kind, typed[kind]) for kind in map(WayKind, command.ways.split(_JOINED_BY)))


def _typed(command: ChooseReach) -> dict[WayKind, str]:
    return {WayKind.EMAIL: command.address, WayKind.WEBHOOK: command.target}


def _wrong(me: Person, ways: tuple[Way, ...], command: ChooseReach) -> dict[Field, str]:
    """What cannot be used, at its field. What was typed is not said back."""
    wrong = dict(_BAD[way.kind] for way in ways if not fits(way))
    chosen = {way.kind for way in ways}
    for kind, words in _typed(command).items():
        if words and kind not in chosen:
            wrong[_BAD[kind][0]] = f"You have not chosen {WORDS[kind]} above. Choose it too, or leave this empty."
    if command.ways != USUAL and Way(WayKind.EMAIL) in ways and not me.email:
        wrong[Field.ADDRESS] = _NO_ADDRESS
    return wrong


def _nothing_to_choose(tools: Tools) -> Refusal | None:
    if tools.reach:
        return None
    return Refusal("reach.nothing", "Beside chat no way is set up here, so there is nothing to choose.")


def _capital(words: str) -> str:
    return words.removeprefix("the ")[:1].upper() + words.removeprefix("the ")[1:]
