"""/rota import: leave read once a day from one's own calendar; cover is sought for it, and a calendar that is down loses nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest
from council import Council, said
from rotas import comms_plan, london

from bot.core.due import Work
from bot.core.people import Standing
from bot.use_cases import nudges, sweep
from bot.use_cases.leave_reading import SOURCE
from bot.use_cases.ports_calendar import Leave, NoLeave

ADDRESS = "https://calendar.example.gov.uk/private-5f2a/priya.ics"
HOLIDAY = (london(2026, 6, 8), london(2026, 6, 13))
DAY_OFF = (london(2026, 6, 22), london(2026, 6, 23))


class Outside:
    """Calendars of others: what each says, or that it is down."""

    def __init__(self):
        self.says, self.asked = {}, []

    def refused(self, address):
        return "" if address.startswith("https://") else "The address of a calendar has to begin with https://."

    def read(self, address, zone, *_):
        self.asked.append((address, zone.key))
        found = self.says.get(address, NoLeave("The calendar cannot be reached just now."))
        return Leave(tuple(found)) if isinstance(found, list) else found


@pytest.fixture
def town(sqlite_store, clock):
    clock.at = london(2026, 6, 3, 10, 0)
    town = Council(sqlite_store, clock)
    town.outside, town.told = Outside(), []
    town.tools = replace(town.tools, calendars=town.outside)
    with town.store.write() as uow:
        uow.rotas.put(comms_plan())
    return town


def works(town, **later):
    """The worker reads calendars once it is that late; what is to be said is noted down."""
    town.clock.move(**later)
    queue = town.store.queue()
    for claim in queue.claim(timedelta(minutes=1), 50):
        if claim.work is Work.READ_LEAVE:
            nudges.run(town.tools, queue, claim)
            continue
        with town.store.read() as uow:
            if claim.subject.startswith("leave-calendar:"):
                town.told.append((claim.subject, uow.due.body(claim.work, claim.subject)))
        queue.finish(claim)


def imports(town, *stretches):
    town.outside.says[ADDRESS] = list(stretches)
    town.types("priya", f"/rota import {ADDRESS}")
    works(town)


def away(town, person="priya"):
    with town.store.read() as uow:
        found = uow.rotas.absences(london(2026, 6, 1), london(2027, 6, 1), person)
        return [(kept.absence.start, kept.absence.end) for kept in found]


def notices(town):
    """What people were told about calendars so far, in words."""
    works(town)
    return [" ".join(body["lines"]) for _, body in town.told]


def test_what_the_calendar_says_is_entered_and_told(town):
    imports(town, HOLIDAY)
    assert away(town) == [HOLIDAY]
    (told,) = notices(town)
    assert "You are away: Monday 8 June 2026 to Friday 12 June 2026, 5 days." in told
    assert town.outside.asked == [(ADDRESS, "Europe/London")]


def test_cover_is_sought_for_it_at_once(town):
    with town.store.write() as uow:
        uow.rotas.put(comms_plan(desk=("amy", "priya"), on_call=("lee", "amy")))
    imports(town, HOLIDAY)
    with town.store.read() as uow:
        assert {request.seat for request in uow.covers.standing()} == {"desk"}


def test_it_is_read_again_every_day_and_only_what_changed_is_touched(town):
    imports(town, HOLIDAY)
    before = ids(town)
    town.outside.says[ADDRESS] = [HOLIDAY, DAY_OFF]
    works(town, hours=23)
    assert away(town) == [HOLIDAY]
    works(town, hours=2)
    assert away(town) == [HOLIDAY, DAY_OFF]
    assert ids(town)[0] == before[0]


def ids(town):
    with town.store.read() as uow:
        found = uow.rotas.absences(london(2026, 6, 1), london(2027, 6, 1), "priya")
        assert {kept.source for kept in found} <= {SOURCE}
        return [kept.absence.id for kept in found]


def test_leave_that_grew_adds_the_new_days_and_leave_that_is_gone_is_cancelled(town):
    imports(town, HOLIDAY, DAY_OFF)
    longer = (HOLIDAY[0], london(2026, 6, 15))
    town.outside.says[ADDRESS] = [longer]
    works(town, days=1)
    assert away(town) == [HOLIDAY, (HOLIDAY[1], longer[1])]
    kinds = [record.kind for record in town.records() if record.subject == "person:priya"]
    assert kinds.count("AbsenceCancelled") == 1
    assert "No longer: Monday 22 June 2026, 1 day." in notices(town)[-1]


def test_leave_that_has_begun_is_entered_from_now_on(town):
    imports(town, (london(2026, 6, 1), london(2026, 6, 6)))
    assert away(town) == [(london(2026, 6, 3, 10), london(2026, 6, 6))]
    works(town, days=1)
    assert len(away(town)) == 1


def test_days_entered_by_hand_are_not_entered_again_and_never_cancelled(town):
    with town.store.write() as uow:
        uow.rotas.add_absence("priya", *DAY_OFF, by="priya", now=uow.now())
    imports(town, HOLIDAY, DAY_OFF)
    assert away(town) == [HOLIDAY, DAY_OFF]
    town.outside.says[ADDRESS] = []
    works(town, days=1)
    assert away(town) == [DAY_OFF]


def test_a_calendar_that_is_down_keeps_what_was_read_and_says_so_once(town):
    imports(town, HOLIDAY)
    first = len(notices(town))
    town.outside.says[ADDRESS] = NoLeave("The calendar cannot be reached just now.")
    works(town, days=1)
    assert away(town) == [HOLIDAY]
    assert len(notices(town)) == first  # a short outage is nobody's business
    for _ in range(12):
        works(town, hours=1)
    told = notices(town)[first:]
    assert len(told) == 1
    assert "What was read before stays entered. It is tried again every hour." in told[0]
    town.outside.says[ADDRESS] = [HOLIDAY]
    works(town, hours=1)
    assert "There is nothing new in it." in notices(town)[-1]


def test_one_that_is_broken_from_the_start_is_told_at_once_and_nothing_is_entered(town):
    town.outside.says[ADDRESS] = NoLeave("It is not a calendar in the iCalendar format (.ics).", for_good=True)
    town.types("priya", f"/rota import {ADDRESS}")
    works(town)
    works(town, days=1)
    (told,) = notices(town)
    assert "It is not a calendar" in told
    assert "Nothing was entered." in told
    assert away(town) == []


def test_the_address_is_in_no_record_answer_or_notice(town):
    answer = said(town.types("priya", f"/rota import {ADDRESS}"))
    works(town)
    town.outside.says[ADDRESS] = [HOLIDAY]
    works(town, hours=1)
    assert "private-5f2a" not in answer + repr(town.records()) + repr(notices(town))
    assert [r.kind for r in town.records("LeaveCalendarSet")] == ["LeaveCalendarSet"]


def test_an_address_that_may_not_be_asked_is_refused_with_the_reason(town):
    assert "https://" in said(town.types("priya", "/rota import http://10.0.0.1/x.ics"))
    assert ".ics" in said(town.types("priya", "/rota import"))
    assert ".ics" in said(town.types("priya", "/rota import my outlook calendar"))
    works(town)
    assert town.outside.asked == []


def test_a_lead_may_give_it_for_somebody_and_a_colleague_may_not(town):
    town.outside.says[ADDRESS] = [HOLIDAY]
    assert "Only Priya Shah" in said(town.types("tom", f"/rota import @priya {ADDRESS}"))
    assert "Priya Shah’s leave" in said(town.types("lee", f"/rota import @priya {ADDRESS}"))
    works(town)
    assert away(town) == [HOLIDAY]
    assert "Lee Ward gave its address." in notices(town)
    assert {subject.split(":")[1] for subject, _ in town.told} == {"priya"}


def test_ended_it_is_read_no_longer_and_what_was_read_stays(town):
    imports(town, HOLIDAY)
    assert "stays entered" in said(town.types("priya", "/rota import stop"))
    works(town, days=1)
    assert len(town.outside.asked) == 1
    assert away(town) == [HOLIDAY]
    assert "nothing to end" in said(town.types("priya", "/rota import stop"))


def test_a_person_who_left_is_read_no_longer(town):
    imports(town, HOLIDAY)
    with town.store.write() as uow:
        uow.people.put(replace(uow.people.get("priya"), standing=Standing.LEFT))
    works(town, days=1)
    assert len(town.outside.asked) == 1


def test_another_address_given_while_the_first_is_read_wins(town):
    other = ADDRESS.replace("5f2a", "77aa")
    town.outside.says[other] = [DAY_OFF]
    town.types("priya", f"/rota import {ADDRESS}")
    reading = town.outside.read

    def read(*asked):
        town.outside.read = reading
        town.types("priya", f"/rota import {other}")
        return Leave((HOLIDAY,))

    town.outside.read = read
    works(town)
    works(town)
    assert away(town) == [DAY_OFF]


def test_the_watchdog_brings_back_a_row_that_was_lost(town):
    imports(town, HOLIDAY)
    with town.store.write() as uow:
        uow.due.cancel(Work.READ_LEAVE, "person:priya")
    sweep.sweep(town.tools, None)
    assert town.due(Work.READ_LEAVE, "person:priya") == town.clock() + timedelta(days=1)
