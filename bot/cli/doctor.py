"""`countersign doctor`: what is set up, what is missing, and how to mend it. Each examination is one function."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

import click
from rich.text import Text

from bot import wiring
from bot.adapters.rule_packs import RulePacks
from bot.adapters.slack import checkup as slack
from bot.adapters.store import migrate
from bot.adapters.webhook import PLACE
from bot.adapters.x import WhoAmI
from bot.cli.opening import out, settings
from bot.config import Config
from bot.core.accounts import Account, Role
from bot.core.authority import holders
from bot.core.organisation import Whole
from bot.core.organisation_notes import of_restrictions
from bot.core.people import Person, WayKind
from bot.core.publishing import Refused, RefusedBecause
from bot.core.rota.plan import Plan
from bot.policy.reviews import to_review
from bot.policy.rules import PackError
from bot.use_cases.hours_words import all_to_look_at
from bot.use_cases.organisation import present
from bot.use_cases.ports import BusyError
from bot.use_cases.reach_ways import ways_for
from bot.wiring import House


class State(StrEnum):
    """How one thing stands."""

    FINE = "fine"
    CARE = "look at this"
    BAD = "to mend"


MARKS = {State.FINE: ("✓", "green"), State.CARE: ("!", "yellow"), State.BAD: ("✗", "red")}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing examined, in words, and how to mend it where that is needed."""

    state: State
    what: str
    fix: str = ""


def fine(what: str) -> Line:
    """A line about something that is as it should be."""
    return Line(State.FINE, what)


def bad(what: str, fix: str) -> Line:
    """A line about something that must be mended before Countersign can work."""
    return Line(State.BAD, what, fix)


@click.command()
def doctor() -> None:
    """Examine settings, database, Slack, X, rules and organisation. Exit code 1 if something must be mended."""
    config, worst = settings(), 0
    for title, examination in EXAMINATIONS:
        out.print(Text(title, style="bold"))
        for line in examination(config):
            mark, colour = MARKS[line.state]
            out.print(Text(f"  {mark} {line.what}", style=colour))
            if line.fix:
                out.print(Text(f"    → {line.fix}"))
            worst = max(worst, int(line.state is State.BAD))
    out.print(Text("Something must be mended." if worst else "Ready.", style="bold red" if worst else "bold green"))
    sys.exit(worst)


def _settings(config: Config) -> Iterator[Line]:
    needed = (
        ("SLACK_BOT_TOKEN", config.slack_bot_token, "README, “Set up Slack”."),
        ("SLACK_APP_TOKEN", config.slack_app_token, "README, “Set up Slack”; or run with --http."),
        ("X_CONSUMER_KEY", config.x_consumer_key, "README, “Set up X”."),
        ("X_CONSUMER_SECRET", config.x_consumer_secret, "README, “Set up X”."),
        ("COUNTERSIGN_SECRET_KEYS", ",".join(config.secret_keys), "Make one: countersign accounts new-key."),
    )
    for name, value, where in needed:
        yield fine(f"{name} is set.") if value else bad(f"{name} is not set.", where)
    if not config.slack_signing_secret:
        yield Line(State.CARE, "SLACK_SIGNING_SECRET is not set.", "Only needed for countersign run --http.")
    if not config.call_url and not config.mail_host:
        yield Line(
            State.CARE,
            "Nobody can be reached out of hours when chat is down: no second way is set up.",
            "Set COUNTERSIGN_CALL_URL or MAIL_HOST (README, “Reach people out of hours”).",
        )
    try:
        wiring.keys(config)
    except wiring.CannotBuildError as wrong:
        yield bad(str(wrong), "Put the new key first; keep the old one after it until you have run accounts rotate.")


def _database(config: Config) -> Iterator[Line]:
    kind = "PostgreSQL" if config.database_url.startswith("postgresql") else "SQLite"
    try:
        found = migrate.current(config.database_url)
    except BusyError as busy:
        yield bad(f"The {kind} database cannot be used: {busy}", "Check DATABASE_URL and that the server runs.")
        return
    if found == migrate.head():
        yield fine(f"{kind}, tables at version {found}.")
    else:
        yield bad(
            f"{kind}, tables at {found or 'no version'}; needed: {migrate.head()}.", "Run: countersign db upgrade."
        )


def _rules(config: Config) -> Iterator[Line]:
    try:
        packs = RulePacks(config.packs)
        loaded = dict(packs)
    except PackError as refused:
        yield bad(str(refused), "The pack before it stays in force until this is mended.")
        return
    for problem in dict.fromkeys(packs.refused().values()):
        yield bad(problem, "The shipped rules are in force instead. Mend it, then run: countersign packs check FILE.")
    for group in to_review([rule for engine in loaded.values() for rule in engine.rules], wiring.utc_now().date()):
        yield Line(
            State.CARE, f"{group.words}.", "Read them again, and write the next day as review_by. Leads are told."
        )
    rules = {rule.id for engine in loaded.values() for rule in engine.rules}
    yield fine(f"{len(rules)} rules in {len(loaded)} packs; every rule's examples come out as it says.")


def _slack(config: Config) -> Iterator[Line]:
    if not config.slack_bot_token:
        yield bad("Not examined: no bot token.", "See above.")
        return
    for ok, what, fix in slack.examine(wiring.slack_config(config)):
        yield fine(what) if ok else bad(what, fix)


def _with_house(config: Config, examine: Callable[[House], Iterator[Line]]) -> Iterator[Line]:
    try:
        with wiring.house(config) as built:
            yield from examine(built)
    except (wiring.CannotBuildError, BusyError) as wrong:
        yield bad(f"Not examined: {wrong}", "See above.")


def _organisation(config: Config) -> Iterator[Line]:
    yield from _with_house(config, _organisation_in)


def _organisation_in(built: House) -> Iterator[Line]:
    with built.store.read() as uow:
        whole = present(uow)
    if whole.organisation is None:
        yield bad("No organisation yet.", "Write an org.yaml (README) and run: countersign org apply org.yaml.")
        return
    yield fine(f"{whole.organisation.name}: {len(whole.people)} people, {len(whole.accounts)} accounts.")
    yield from _too_few(whole)
    yield from _out_of_reach(built, whole)
    yield from (Line(State.CARE, words) for words in all_to_look_at(whole))
    yield from (Line(State.CARE, words) for words in of_restrictions(whole, wiring.utc_now()))
    if built.config.slack_bot_token:
        for account in whole.accounts:
            ok, what, fix = slack.examine_channel(wiring.slack_config(built.config), account.handle, account.channel)
            yield fine(what) if ok else bad(what, fix)
        for plan in whole.rotas:
            if plan.user_group:
                yield _group(built, plan)


def _too_few(whole: Whole) -> Iterator[Line]:
    for account in whole.accounts:
        able = len(holders(account, Role.APPROVE, whole.people, whole.grants))
        if able <= account.approvals:
            yield Line(
                State.CARE,
                f"@{account.handle} needs {account.approvals} to approve and has {able} who may.",
                "Add approvers: nobody approves their own words, and people are away.",
            )


def _out_of_reach(built: House, whole: Whole) -> Iterator[Line]:
    """People who may be called at night and can be written to in chat only, though another way is set up."""
    called = {person for plan in whole.rotas for person in (*plan.people(), plan.calling.fallback)}
    for person in whole.people if built.tools.reach else ():
        ways = ways_for(person, built.tools.reach)
        if person.id in called and not any(_leads_to(built.config, person, way.kind, own) for way, own in ways):
            what = f"{person.name} takes turns in a rota and cannot be called when chat is down."
            yield Line(State.CARE, what, "They choose a way with /rota reach, or org.yaml gives their email.")


def _leads_to(config: Config, person: Person, kind: WayKind, own: str) -> bool:
    if kind is WayKind.EMAIL:
        return bool(own or person.email)
    return bool(own) or PLACE not in config.call_url


def _group(built: House, plan: Plan) -> Line:
    """Without its group a rota works; whoever writes to the group may not reach the right people."""
    ok, what, fix = slack.examine_group(wiring.slack_config(built.config), plan.name, plan.user_group)
    return fine(what) if ok else Line(State.CARE, what, fix)


def _x(config: Config) -> Iterator[Line]:
    yield from _with_house(config, _x_in)


def _x_in(built: House) -> Iterator[Line]:
    with built.store.read() as uow:
        accounts = uow.accounts.all()
    for account in accounts:
        yield _login(built, account)


def _login(built: House, account: Account) -> Line:
    connect = f"Run: countersign accounts connect @{account.handle}."
    if not built.vault.connected(account.id):
        return bad(f"@{account.handle} is not connected to X.", connect)
    found = built.publisher.who_am_i(account.id)
    if isinstance(found, WhoAmI):
        return fine(f"@{account.handle} is connected, and X knows the login.")
    if isinstance(found, Refused) and found.because in {RefusedBecause.LOGIN, RefusedBecause.PERMISSION}:
        return bad(f"X does not accept the login of @{account.handle}: {found.detail}", connect)
    return Line(State.CARE, f"X could not be asked about @{account.handle}: {found.detail}", "Try again later.")


EXAMINATIONS: tuple[tuple[str, Callable[[Config], Iterator[Line]]], ...] = (
    ("Settings", _settings),
    ("Database", _database),
    ("Rules", _rules),
    ("Slack", _slack),
    ("Organisation", _organisation),
    ("X", _x),
)
