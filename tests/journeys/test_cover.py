"""Stories of leave: who is asked to cover, what they say, what everybody hears, and how it is undone (S68, S69)."""

from datetime import timedelta

from stories import COUNCIL, PATIENCE

from bot.core.ids import PersonId, RotaId
from bot.core.rota.clock import midnight
from bot.core.rota.duty import Holder
from bot.core.rota.schedule import spans
from bot.practice.slack.reading import words_of
from bot.use_cases.rotas import in_force

ASKED = "Can you cover for Tom Bright?"
YES, NO = "Yes, I’ll cover", "Sorry, I can’t"
DAY = timedelta(days=1)


def night_of_tom(house):
    """The first day, a week or more ahead, on which Tom is on call morning and evening and not at the desk."""
    now = house.clock.now()
    with house.house.store.read() as uow:
        plan = uow.rotas.plan(RotaId("comms"))
        found = spans(in_force(uow, plan, now, now + 60 * DAY), now, now + 60 * DAY)
    tom = {seat: [s for s in found if s.seat == seat and holds(s)] for seat in ("desk", "on_call")}
    days = [(now + n * DAY).date() for n in range(7, 56)]
    fits = (day for day in days if on(tom["on_call"], day, plan, twice=True) and not on(tom["desk"], day, plan))
    day = next(fits)
    return f"{day.day} {day:%B %Y}"


def holds(span):
    return isinstance(span.duty, Holder) and span.duty.person == PersonId("tom.bright")


def on(shifts, day, plan, *, twice=False):
    start, end = midnight(day, plan.rota.zone), midnight(day + DAY, plan.rota.zone)
    met = [s for s in shifts if s.start < end and s.end > start]
    return len({s.start for s in met}) > 1 if twice else bool(met)


def asked_first(*people):
    """Whoever of them is asked, and the others."""
    chosen = people[0].waits_for(lambda _: next((p for p in people if is_asked(p)), None), PATIENCE)
    return chosen, next(p for p in people if p is not chosen)


def is_asked(person):
    """Whether there is a question they can still answer."""
    return any(ASKED in words_of(m) and NO in words_of(m) for m in person.dms())


def takes_leave(tom, day):
    tom.types(f"/rota leave {day}", COUNCIL)
    tom.waits_for_modal("Is this right?")
    tom.submits()
    tom.waits_for_modal("Entered")
    tom.closes(everything=True)


def takes_it_back(tom):
    tom.types("/rota cancel", COUNCIL)
    tom.waits_for_modal("Cancel an absence")
    tom.submits()
    tom.waits_for_modal("Cancelled")
    tom.closes(everything=True)


def test_one_says_no_the_next_says_yes_and_cancelling_undoes_it(house, tom, priya, megan):
    takes_leave(tom, night_of_tom(house))
    first, second = asked_first(priya, megan)

    first.clicks(NO, on=first.message(ASKED, NO))
    second.clicks(YES, on=second.message(ASKED, YES))

    first.message("You cannot cover for Tom Bright")
    second.message("You cover for Tom Bright", "On call, Communications")
    tom.message("covers for you")

    takes_it_back(tom)
    second.message("Tom Bright is back: the shift moves back")
    second.message("No longer needed: cover for Tom Bright")
    with house.house.store.read() as uow:
        assert uow.covers.standing() == []


def test_where_nobody_is_left_the_gap_is_announced_until_somebody_takes_it(house, tom, priya, megan):
    takes_leave(tom, night_of_tom(house))
    for _ in range(2):
        who, _other = asked_first(priya, megan)
        who.clicks(NO, on=who.message(ASKED, NO))
        who.message("You cannot cover for Tom Bright", "Thank you for saying so.")

    gap = megan.hears("Nobody covers for Tom Bright", "To do:", channel=COUNCIL)
    priya.message("Nobody covers for Tom Bright")
    priya.opens_home()
    priya.waits_for(lambda me: "Nobody has these yet" in str(me.home()), PATIENCE)

    megan.clicks(YES, on=gap)

    tom.hears("Closed: Megan Price covers for Tom Bright", channel=COUNCIL)
    tom.message("Megan Price covers for you")
    takes_it_back(tom)
    megan.message("Tom Bright is back: the shift moves back")
