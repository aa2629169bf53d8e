"""An account in somebody else's hands: the steps that bring it back, in order, and how far a rescue has come (S70).

Who may report it and who is told stands in use_cases/hacked.py. The steps follow the National Cyber Security Centre's
“Recovering a hacked account” and, for whom to tell, article 33 of the UK GDPR.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.core.ids import AccountId, PersonId


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do, and by how many minutes after the report it should be done."""

    title: str
    how: str
    minutes: int


STEPS = (
    Step(
        "Take the account back",
        "Sign in to X and change the password. Then, under Security, log out every other session.",
        10,
    ),
    Step(
        "Shut out other apps",
        "Under Connected apps, take access away from all. Countersign’s goes too; it is connected again at the end.",
        15,
    ),
    Step(
        "Close the way in",
        "Check that the e-mail address and telephone number for recovery are yours, and switch on two-factor sign-in.",
        20,
    ),
    Step(
        "Take down what they posted",
        "Make a screenshot of every post that is not yours, with its time. Then delete them on X.",
        30,
    ),
    Step(
        "Say so in public",
        "Pitch a holding statement, marked urgent: “Somebody else used our account for a short time. We have it back "
        "and have removed what they posted. We are sorry for any upset it caused.”",
        45,
    ),
    Step(
        "Tell those who have to know",
        "X’s support and your IT security now; your data protection lead too, who has 72 hours to tell the Information "
        "Commissioner if messages or personal data could be read; the police on 101 if it is a crime.",
        60,
    ),
    Step(
        "Connect it again and lift the stop",
        "Whoever looks after Countersign runs “countersign accounts connect {handle}”. Then a lead types /incident "
        "release {handle}. Drafts on hold are approved again first.",
        90,
    ),
)


@dataclass(frozen=True, slots=True)
class Hack:
    """One rescue. `number` is that of the record which began it; `done` says who ticked each step, and when (UTC).

    In a drill nothing is stopped and nobody is called out.
    """

    number: int
    account: AccountId
    by: PersonId
    begun_at: datetime
    is_drill: bool = False
    done: tuple[tuple[PersonId, datetime], ...] = ()
    stood_down: tuple[PersonId, datetime] | None = None
    """Who said that the account was never taken, and when."""

    @property
    def next_step(self) -> int | None:
        """The step that comes next, from 0; None once it is over."""
        over = self.stood_down is not None or len(self.done) >= len(STEPS)
        return None if over else len(self.done)

    def due(self, step: int) -> datetime:
        """By when a step should be done."""
        return self.begun_at + timedelta(minutes=STEPS[step].minutes)

    def ticked(self, by: PersonId, at: datetime) -> "Hack":
        """With its next step done."""
        return replace(self, done=(*self.done, (by, at)))


def hack_from(number: int, records: Iterable[tuple[str, PersonId, datetime, Mapping[str, object]]]) -> Hack | None:
    """How far a rescue has come by its records, each a kind, an actor, a time and a body; None for none."""
    found: Hack | None = None
    for kind, actor, at, body in records:
        if kind == "RescueBegun":
            found = Hack(number, AccountId(str(body["account"])), actor, at, bool(body["drill"]))
        elif found and kind == "RescueStepDone":
            found = found.ticked(actor, at)
        elif found and kind == "RescueStoodDown":
            found = replace(found, stood_down=(actor, at))
    return found
