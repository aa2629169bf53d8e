"""Sending somebody the test they asked for, by every way they are called, and telling them what took it (TEST_REACH).

Never inside a transaction. Nothing is tried again: that a way does not work now is what they want to know.
"""

from bot.core.cards import Notice, Tone
from bot.core.due import Claim
from bot.core.ids import PersonId
from bot.core.people import Person, Standing
from bot.use_cases.alarms import ToPerson, tell
from bot.use_cases.deliver import how_to_reach
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.ports_chat import Delivered
from bot.use_cases.ports_reach import Message, Reached
from bot.use_cases.reach_ways import ways_for
from bot.use_cases.tools import Tools

_IN_CHAT = "a message in chat"
_CHAT = Notice(
    "Test: this is how you are called in chat",
    ("Nothing is wrong, and you need do nothing. A real call has buttons to say that you have it.",),
)
Result = tuple[str, str]
"""A way in words, and what was in its way; empty where it took the test."""


def send_test(tools: Tools, claim: Claim) -> None:
    """Send it, by each of their ways."""
    with tools.store.read() as uow:
        person = uow.people.get(PersonId(claim.subject))
    if person is None or person.standing is not Standing.ACTIVE:
        return
    results = [_by_chat(tools, person), *_beside_chat(tools, person, f"test-{claim.id}-{claim.token}")]
    with tools.store.write() as uow:
        _note(uow, person, results, f"reach-test:{claim.id}:{claim.token}")


def _by_chat(tools: Tools, person: Person) -> Result:
    reached = how_to_reach(tools, person)
    if reached is None:
        return _IN_CHAT, "You are in no chat that Countersign knows."
    chat, identity = reached
    answer = chat.direct(identity, _CHAT)
    return _IN_CHAT, "" if isinstance(answer, Delivered) else answer.detail


def _beside_chat(tools: Tools, person: Person, key: str) -> list[Result]:
    message = Message(key, "Test: this is how you are called out of hours", "a test you asked for", is_test=True)
    answers = [(way.name, way.call(person, message, target)) for way, target in ways_for(person, tools.reach)]
    return [(name, "" if isinstance(answer, Reached) else answer.detail) for name, answer in answers]


def _note(uow: UnitOfWork, person: Person, results: list[Result], key: str) -> None:
    taken, not_taken = [name for name, why in results if not why], [name for name, why in results if why]
    body = {"taken": taken, "not_taken": not_taken}
    uow.records.append("ReachTested", person.id, f"person:{person.id}", body)
    tell(uow, key, ToPerson(person.id), _report(results))


def _report(results: list[Result]) -> Notice:
    lines = [f"{_capital(name)}: {f'not taken. {why}' if why else 'taken.'}" for name, why in results]
    if len(results) == 1:
        lines.append("Beside chat no way is set up here. Ask whoever looks after Countersign.")
    lines.append("Did each that was taken reach you, and would it have woken you? To change it: /rota reach.")
    failed = any(why for _, why in results)
    title = "Your test: not every way works" if failed else "Your test is sent"
    return Notice(title, tuple(lines), Tone.WARNING if failed else Tone.DONE)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
