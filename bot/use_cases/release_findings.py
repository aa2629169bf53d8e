"""What there is to say of a draft beside the press release or line to take it follows (S55): embargo and figures.

Keeping releases is releases.py's; the rule on figures is policy/figures/comparing.py's.
"""

from collections.abc import Iterator
from datetime import datetime

from bot.core.drafts import Revision
from bot.core.findings import Finding, Level
from bot.core.releases import Followed, followed, from_release, release_number
from bot.core.wording import excerpt, moment
from bot.policy.context import Embargo
from bot.policy.figures.comparing import Unsupported, unsupported
from bot.use_cases.cases import zone
from bot.use_cases.ports import UnitOfWork

FIGURE = "release.figure"
"""The rule of a figure that does not stand in the release: new since approval, it brings the draft back to review."""
_SHOWN, _MOST = 60, 5


def following(uow: UnitOfWork, key: str) -> Followed | None:
    """What a draft with this key follows, withdrawn or not; None where it follows nothing, or that is gone."""
    number = release_number(key)
    if number is not None:
        release = uow.releases.get(number)
        return from_release(release) if release else None
    return followed(key, (), uow.reference.get().topics) if key else None


def release_findings(uow: UnitOfWork, revision: Revision, going_out: datetime) -> Iterator[Finding]:
    """What is found of a revision that would go out at `going_out` (UTC)."""
    if not revision.follows:
        return
    follows = following(uow, revision.follows)
    if follows is None or follows.withdrawn:
        yield _gone(follows)
    if follows is None:
        return
    if follows.embargo and going_out < follows.embargo:
        yield _too_early(follows, moment(follows.embargo, zone(uow), uow.now()))
    if follows.withdrawn:
        return
    for each in unsupported(revision.text, follows.text)[:_MOST]:
        yield _another_figure(follows, each)


def embargo_problem(uow: UnitOfWork, revision: Revision, when: datetime) -> str:
    """What is wrong with this time of publication because of what the revision follows, or nothing."""
    follows = following(uow, revision.follows)
    if follows is None or follows.embargo is None or when >= follows.embargo:
        return ""
    until = moment(follows.embargo, zone(uow), uow.now())
    return f"“{excerpt(follows.title)}” is under embargo until {until}. Choose that time or a later one."


def embargoes_of_others(uow: UnitOfWork, revision: Revision) -> tuple[Embargo, ...]:
    """The embargoes of releases that this revision does not follow: it may speak of them all the same."""
    held = uow.releases.held(uow.now())
    return tuple(Embargo(release.title, release.embargo, ()) for release in held if release.key != revision.follows)


def what(follows: Followed) -> str:
    """What it is: press release or line, with its title."""
    return f"{'the line on' if follows.is_line else 'the press release'} “{excerpt(follows.title)}”"


def _finding(rule: str, level: Level, message: str, why: str, fix: str) -> Finding:
    return Finding(rule, "press_release", level, 0, 0, "", message, why, fix)


def _gone(follows: Followed | None) -> Finding:
    named = f"{_begun(what(follows))}, which this follows, was withdrawn." if follows else ""
    return _finding(
        "release.withdrawn",
        Level.SECOND_APPROVER,
        named or "What this follows, a press release or a line to take, is no longer there.",
        "What is said here may no longer be what the organisation says.",
        "Ask the press office what stands now, and choose that, or none, under “Press release or line it follows”.",
    )


def _too_early(follows: Followed, until: str) -> Finding:
    return _finding(
        "release.embargo",
        Level.BLOCK,
        f"{_begun(what(follows))}, which this follows, is under embargo until {until}.",
        "Journalists have it on the promise that nobody speaks first, and that binds us as well.",
        f"Under “When”, choose {until} or later.",
    )


def _another_figure(follows: Followed, found: Unsupported) -> Finding:
    figure, said = found.figure, _cut(found.figure.shown)
    there = f"it says “{_cut(found.instead.shown)}”" if found.instead else "it has no such figure"
    source = "the line to take" if follows.is_line else "the release"
    return Finding(
        rule=FIGURE,
        check="press_release",
        level=Level.WARN,
        start=figure.start,
        end=figure.end,
        shown=said,
        message=f"“{said}” does not stand in {what(follows)}: {there}.",
        why="Two figures for one thing, and readers trust neither.",
        fix=f"Use the figure of {source}. If that one is wrong, tell the press office.",
    )


def _begun(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def _cut(shown: str) -> str:
    return excerpt(shown, _SHOWN)
