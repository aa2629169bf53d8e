"""What there is to say of somebody else's words that stand in a draft without a proper quote (S38).

How they are recognised is core/retold.py's; the button that makes a quote of them is quoting.py's.
"""

from collections.abc import Iterator

from bot.core.accounts import Account
from bot.core.answered import Answered, author_in
from bot.core.drafts import Revision
from bot.core.findings import Finding, Level
from bot.core.retold import CREDIT, PASTED, RETYPED, How, Retold, retold_in

_WHY = "Published like this, they are words of ours: nobody sees whether they were said, changed or taken back."


def retold_findings(revision: Revision, account: Account, answered: Answered | None) -> Iterator[Finding]:
    """Each place, unless the draft quotes or answers that very author's post anyway."""
    quoted = _author_of(revision, answered)
    found = [one for one in retold_in(revision.text, account.handle) if not one.author or one.author != quoted]
    pasted = [one for one in found if one.how is How.PASTED]
    for one in found:
        match one.how:
            case How.RETYPED:
                yield _retyped(revision.text, one)
            case How.CREDIT:
                yield _credit(revision.text, one)
            case How.PASTED:
                yield _pasted(revision.text, one, alone=len(pasted) == 1 and revision.target is None)


def _author_of(revision: Revision, answered: Answered | None) -> str:
    if revision.target is None:
        return ""
    return (answered.author if answered else "") or author_in(revision.target)


def _retyped(text: str, one: Retold) -> Finding:
    return _finding(
        text,
        one,
        rule=RETYPED,
        level=Level.SECOND_APPROVER,
        message=f"“{text[one.start : one.end]}” passes on words of @{one.author} as they were typed here.",
        why=_WHY,
        fix="Press “Quote it instead…” and paste the address of the post; then it is read on X, shown and checked.",
    )


def _credit(text: str, one: Retold) -> Finding:
    return _finding(
        text,
        one,
        rule=CREDIT,
        level=Level.WARN,
        message=f"“{text[one.start : one.end]}” says that this comes from @{one.author}.",
        why="Readers take it for a recommendation, and somebody else’s words or pictures need their permission.",
        fix="If it is their post, choose “Quotes” and paste its address. Otherwise say it in words of your own.",
    )


def _pasted(text: str, one: Retold, *, alone: bool) -> Finding:
    whose = f" of @{one.author}" if one.author else ""
    more = "It is read and checked like a quote." if alone else "Only the last one is shown, so the rest was not read."
    return _finding(
        text,
        one,
        rule=PASTED,
        level=Level.ADVICE if alone else Level.SECOND_APPROVER,
        message=f"This is the address of a post{whose}, which X shows below your words as a quote. {more}",
        why="Whoever shares a post answers for it. A quote says whose it is, and does not use up your characters.",
        fix="Press “Quote it instead…”: the address leaves your words, and the post is quoted properly.",
    )


def _finding(text: str, one: Retold, *, rule: str, level: Level, message: str, why: str, fix: str) -> Finding:
    shown = text[one.start : one.end]
    return Finding(rule, "reply_target", level, one.start, one.end, shown, message, why, fix)
