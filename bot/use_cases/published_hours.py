"""Saying in public when an account is read (S72): the card, the form, saving it, and drafting it as a tweet.

Saving publishes nothing: whatever goes out goes through review like any other tweet.
"""

from dataclasses import dataclass, replace

from bot.core.accounts import Account, Hours, Role
from bot.core.authority import account_named, may, may_set_hours
from bot.core.cards import Action, AskCard, Notice, Tone
from bot.core.commands import Pressed, SetHours
from bot.core.findings import Finding, Level, blocks, masked
from bot.core.forms import Field, FormErrors, HoursForm, Shown
from bot.core.ids import PersonId
from bot.core.organisation import Unsaid, Whole
from bot.core.people import Person
from bot.core.purposes import DEFAULT
from bot.core.refusals import Refusal
from bot.core.rota.desk_hours import desk_words, sentence
from bot.core.rota.plan import Plan, plan_for
from bot.core.wording import clock
from bot.use_cases.cases import acting, name_of, refused, told, zone
from bot.use_cases.hours_words import all_to_look_at, to_look_at
from bot.use_cases.naming import no_such_account
from bot.use_cases.organisation import wanted
from bot.use_cases.pitch import REFUSED as PITCH_REFUSED
from bot.use_cases.pitch import open_pitch
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.tools import Tools
from bot.use_cases.trying import findings_now

SET, REFUSED = "HoursSet", "HoursRefused"
PIN = (
    "To keep it at the top of the profile, pin it by hand once it is published: sign in to X as @{handle}, open the "
    "tweet, choose the three dots and “Pin to your profile”. Countersign cannot do that, because X offers programs no "
    "way to pin."
)
OUTSIDE = "Outside the desk’s hours an urgent pitch calls whoever is on call; any other waits until the desk opens."
_UNKNOWN = "I do not know that account"


def hours_of(tools: Tools, person: Person, handle: str) -> Shown:
    """`/account hours @x`: what is published, what the rota says, and what this person may do about it."""
    with tools.store.read() as uow:
        account = account_named(handle, uow.accounts.all())
        if account is None:
            return told(no_such_account(handle, uow.accounts.all()), _UNKNOWN)
        return _card(uow, acting(uow, person), account)


def press_hours(tools: Tools, person: Person, command: Pressed) -> Shown:
    """“Hours” on the list of accounts."""
    return hours_of(tools, person, command.about)


def _card(uow: UnitOfWork, me: Person, account: Account) -> AskCard:
    plan = plan_for(account.id, uow.rotas.plans())
    questioned = to_look_at(uow, account)
    words = account.hours.words
    lines = (
        f"What we tell the public: “{words}”" if words else "Nothing tells the public yet when this account is read.",
        *_last_saved(uow, account),
        *questioned,
        *_rota_lines(plan, words),
        *([PIN.format(handle=account.handle)] if words else []),
    )
    grants = uow.accounts.grants(account.id)
    may_change = may_set_hours(me, account, grants) is None
    may_tweet = bool(words) and may(me, Role.PITCH, account, grants) is None
    actions = (*([Action.CHANGE_HOURS] * may_change), *([Action.PITCH_HOURS] * may_tweet))
    tone = Tone.WARNING if questioned else Tone.INFO
    return AskCard(f"When @{account.handle} is read", lines, account.handle, actions, tone)


def _last_saved(uow: UnitOfWork, account: Account) -> list[str]:
    """Who saved these very words in chat, and when; nothing where they come from org.yaml."""
    saved = uow.records.about_any([f"account:{account.id}"], [SET])
    if not saved or not account.hours.words or (saved[-1].body or {}).get("words") != account.hours.words:
        return []
    return [f"Saved by {name_of(uow, saved[-1].actor)} {clock(saved[-1].at, zone(uow), uow.now())}."]


def _rota_lines(plan: Plan | None, words: str) -> list[str]:
    desk = desk_words(plan) if plan else ""
    if plan is None or not desk:
        return [OUTSIDE] * (plan is not None)
    proposed = sentence(plan)
    may_say = [f"From it one might publish: “{proposed}”"] if words != proposed else []
    return [f"By the rota {plan.name} its desk is open {desk}.", *may_say, OUTSIDE]


def open_form(tools: Tools, person: Person, command: Pressed) -> Shown:
    """The form with the present words, or with the sentence the rota proposes where there are none."""
    with tools.store.write() as uow:
        me = acting(uow, person)
        account = _to_change(uow, me, command.about)
        if isinstance(account, Notice):
            return account
        plan = plan_for(account.id, uow.rotas.plans())
        proposed = sentence(plan) if plan else ""
        if not account.hours.words:
            hint = ["This sentence comes from the rota. Change it as you like."] if proposed else []
            return HoursForm(account.handle, proposed, tuple(hint))
        from_rota = [f"From the rota: “{proposed}”"] if proposed and proposed != account.hours.words else []
        return HoursForm(account.handle, account.hours.words, (*to_look_at(uow, account), *from_rota))


def set_hours(tools: Tools, person: Person, command: SetHours) -> Shown:
    """Keep the words, with the desk's hours they are for. What must be mended in a tweet must be mended here."""
    with tools.store.write() as uow:
        me = acting(uow, person)
        account = _to_change(uow, me, command.account)
        if isinstance(account, Notice):
            return account
        words = " ".join(command.words.split())
        found = findings_now(tools, uow, account, words, me.id) if words else ()
        if blocks(found):
            return FormErrors({Field.WORDS: _to_fix(found)})
        _keep(uow, me, account, words, found)
        return _saved(uow, me, uow.accounts.get(account.id) or account, found)


def _saved(uow: UnitOfWork, me: Person, account: Account, found: tuple[Finding, ...]) -> AskCard:
    """The card with what has been done above it."""
    card = _card(uow, me, account)
    said = f"The hours of @{account.handle} are {'saved' if account.hours.words else 'taken back'}"
    nothing_out = "This publishes nothing by itself: draft it as a tweet, and it goes through review."
    lines = (*_found_lines(found), *([nothing_out] if account.hours.words else []), *card.lines)
    return replace(card, title=said, lines=lines, tone=Tone.DONE)


def _keep(uow: UnitOfWork, me: Person, account: Account, words: str, found: tuple[Finding, ...]) -> None:
    plan = plan_for(account.id, uow.rotas.plans())
    desk = desk_words(plan) if plan and words else ""
    uow.accounts.set_hours(account.id, Hours(words, desk))
    body = {"words": masked(words, found), "desk": desk, "rules": [finding.rule for finding in found]}
    uow.records.append(SET, me.id, f"account:{account.id}", body)


@dataclass(frozen=True, slots=True)
class Notes:
    """What is to be said of the published hours of a file; `blocked` where some may not come into force."""

    lines: tuple[str, ...] = ()
    blocked: bool = False


def notes_on(tools: Tools, file: Whole, unsaid: Unsaid) -> Notes:
    """What the checks say of hours a file changes, and which hours were written for another desk. Reads only."""
    with tools.store.read() as uow:
        after, before = wanted(uow, file, unsaid), {account.id: account.hours.words for account in uow.accounts.all()}
        changed = [a for a in after.accounts if a.hours.words and a.hours.words != before.get(a.id, "")]
        found = [(a, f) for a in changed for f in findings_now(tools, uow, a, a.hours.words, PersonId(""))]
    said = [f"Hours of @{a.handle}: {f.message} {f.fix}".strip() for a, f in found if f.level is not Level.ADVICE]
    return Notes((*said, *all_to_look_at(after)), blocks(f for _, f in found))


def _to_fix(found: tuple[Finding, ...]) -> str:
    return " ".join(f"{f.message} {f.fix}".strip() for f in found if f.level is Level.BLOCK)


def _found_lines(found: tuple[Finding, ...]) -> list[str]:
    """What the checks say besides, for whoever wants to change the words once more; nothing where it is nothing."""
    said = [f"{f.message} {f.fix}".strip() for f in found if f.level is not Level.ADVICE]
    return [f"The checks say: {' '.join(said)}"] if said else []


def as_tweet(tools: Tools, person: Person, command: Pressed) -> Shown:
    """“Draft this as a tweet”: the pitch form with the words in it. What comes of it is reviewed as always."""
    with tools.store.write() as uow:
        me = acting(uow, person)
        account = account_named(command.about, uow.accounts.all())
        if account is None:
            return told(no_such_account(command.about, uow.accounts.all()), _UNKNOWN)
        if refusal := may(me, Role.PITCH, account, uow.accounts.grants(account.id)):
            return refused(uow, me, refusal, about=f"account:{account.id}", kind=PITCH_REFUSED)
        if not account.hours.words:
            what = f"@{account.handle} has no published hours now, so there is nothing to draft."
            return told(Refusal("hours.none", what))
    hint, purpose = PIN.format(handle=account.handle), DEFAULT[0].name
    return open_pitch(tools, person, account.hours.words, account.id, hint, purpose=purpose)


def _to_change(uow: UnitOfWork, me: Person, handle: str) -> Account | Notice:
    """The account, if this person may change its hours; else what to tell them."""
    account = account_named(handle, uow.accounts.all())
    if account is None:
        return told(no_such_account(handle, uow.accounts.all()), _UNKNOWN)
    if refusal := may_set_hours(me, account, uow.accounts.grants(account.id)):
        return refused(uow, me, refusal, about=f"account:{account.id}", kind=REFUSED)
    return account
