"""The watchdog (F8): every minute, looks for drafts that wait for something nobody would ever do, and sees to it.

Rotas are looked at as well: what changed in them moves the rows that wait for it.
"""

from collections.abc import Iterator
from datetime import timedelta

from bot.core.authority import ACCESS_OF_SERVICE
from bot.core.drafts import Draft, State
from bot.core.due import Claim, Work
from bot.use_cases import rota_watch
from bot.use_cases.alarms import REVIEW, pack_news
from bot.use_cases.audience_reading import accounts_without_a_row
from bot.use_cases.desk_alarms import has_changed
from bot.use_cases.expire import watch_for_expiry
from bot.use_cases.gaps import watch
from bot.use_cases.leave_reading import calendars_without_a_row
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.ready import slot_of
from bot.use_cases.reconcile import asked
from bot.use_cases.restrictions import see_to_ended
from bot.use_cases.rule_reviews import review_news, rules_in_use
from bot.use_cases.tools import Tools
from bot.use_cases.watch_timeline import is_watched

EVERYTHING = "all"
"""The subject of the one SWEEP row."""
_EVERY = timedelta(minutes=1)
_AT_ONCE = 1000
"""How many drafts of one state are looked at in a sweep: the oldest, which have waited longest."""
_WAITING_FOR_PEOPLE = (State.IN_REVIEW, State.UNCONFIRMED, State.FAILED, State.HELD, State.EXPIRED)


def sweep(tools: Tools, _claim: Claim) -> None:
    """Give every draft and call that waits for the machine its due row, and every missing card its delivery."""
    refused = tools.refused_packs()
    rules = rules_in_use(tools)
    rotas = rota_watch.rows(tools)
    with tools.store.write() as uow:
        for row in rotas:
            uow.due.at(*row)
        pack_news(uow, refused, list(tools.engines))
        review_news(uow, rules)
        for work, draft in _missing(tools, uow):
            uow.due.at(work, str(draft.id), max(slot_of(draft), uow.now()) if work is Work.PUBLISH else uow.now())
        for draft in _standing(uow, State.IN_REVIEW):
            if uow.due.waiting(Work.EXPIRE, str(draft.id)) is None:
                watch_for_expiry(uow, draft, tools.settings.missed_slot)
        for escalation in uow.escalations.all_under_way():
            if has_changed(uow, escalation):
                uow.due.at(Work.ESCALATE, str(escalation.id), uow.now())
            elif escalation.next_at and uow.due.waiting(Work.ESCALATE, str(escalation.id)) is None:
                uow.due.at(Work.ESCALATE, str(escalation.id), max(escalation.next_at, uow.now()))
        _clear_ended_holds(uow)
        see_to_ended(tools, uow)
        _watch_timelines(tools, uow)
        accounts_without_a_row(tools, uow)
        calendars_without_a_row(uow)
        watch(uow, tools.settings.cover_answer)
        uow.due.at(Work.SWEEP, EVERYTHING, uow.now() + _EVERY)


def start(uow: UnitOfWork) -> None:
    """Have the watchdog run; it keeps itself going."""
    uow.due.at(Work.SWEEP, EVERYTHING, uow.now())


def _missing(tools: Tools, uow: UnitOfWork) -> Iterator[tuple[Work, Draft]]:
    for draft in _standing(uow, State.SCHEDULED):
        if uow.due.waiting(Work.PUBLISH, str(draft.id)) is None:
            yield Work.PUBLISH, draft
    for draft in _standing(uow, State.PUBLISHING, State.UNCONFIRMED):
        attempt = uow.drafts.last_attempt(draft.id)
        is_over = attempt is not None and asked(tools.settings, attempt)
        if not is_over and uow.due.waiting(Work.RECONCILE, str(draft.id)) is None:
            yield Work.RECONCILE, draft
    for draft in _standing(uow, *_WAITING_FOR_PEOPLE):
        is_shown = uow.messages.ref(REVIEW, str(draft.id)) is not None
        if not is_shown and uow.due.waiting(Work.SHOW_DRAFT, str(draft.id)) is None:
            yield Work.SHOW_DRAFT, draft


def _watch_timelines(tools: Tools, uow: UnitOfWork) -> None:
    for account in uow.accounts.all():
        subject = f"account:{account.id}"
        if is_watched(tools, account) and uow.due.waiting(Work.WATCH_TIMELINE, subject) is None:
            uow.due.at(Work.WATCH_TIMELINE, subject, uow.now())


def _standing(uow: UnitOfWork, *states: State) -> list[Draft]:
    return uow.drafts.in_states(states, uow.now(), _AT_ONCE)


def _clear_ended_holds(uow: UnitOfWork) -> None:
    """Holds that ended by themselves stop nothing any more; released, they no longer have to be read."""
    now = uow.now()
    for hold in uow.holds.unreleased():
        if hold.until and hold.until <= now:
            uow.holds.release(hold.id, ACCESS_OF_SERVICE, now)
            about = f"account:{hold.account}" if hold.account else "accounts"
            uow.records.append("HoldEnded", ACCESS_OF_SERVICE, about, {"hold": hold.id})
