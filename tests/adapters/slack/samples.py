"""A draft of a made-up council and cards about it, to be changed with `replace` in tests."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.core.accounts import Account, Kind, OrgType
from bot.core.answered import Answered, Sight
from bot.core.declared import Declared
from bot.core.draft_view import DraftView, Step
from bot.core.drafts import Draft, Media, Pictured, Revision, State, Suggestion, Target, TargetKind
from bot.core.findings import Finding, Level
from bot.core.ids import AccountId, DraftId, PersonId, TweetId

NOW = datetime(2026, 7, 3, 9, 0, tzinfo=UTC)
TEXT = "The Saturday market is back on Quay Street from 9am. Bring a bag & <a friend>!"
ACCOUNT = Account(
    AccountId("fernshire"), "fernshire", "Fernshire Council", Kind.CORPORATE, OrgType.COUNCIL, channel="C1"
)
REVISION = Revision(3, TEXT, PersonId("ana.reyes"), NOW - timedelta(minutes=20))
DRAFT = Draft(
    DraftId(214),
    ACCOUNT.id,
    PersonId("ana.reyes"),
    State.IN_REVIEW,
    NOW - timedelta(hours=1),
    NOW - timedelta(minutes=5),
    revision=3,
    round=1,
)
FINDINGS = (
    Finding(
        "links.unknown",
        "links",
        Level.WARN,
        0,
        4,
        "quay.example",
        "This site is not on the list.",
        "Readers cannot tell whose it is.",
        "Use an address on fernshire.example.",
        "https://guidance.example/links",
    ),
    Finding("length", "length", Level.ADVICE, 0, 0, "", "It is longer than most.", "Short ones are read.", "Cut it."),
)
VIEW = DraftView(
    draft=DRAFT,
    revision=REVISION,
    account=ACCOUNT,
    published_text=TEXT,
    length=79,
    author="Ana Reyes",
    edited_by="Ana Reyes",
    findings=FINDINGS,
    needed=2,
    needed_because="The account asks for two approvals.",
    approvals=("Priya Shah",),
    deciders=("Tom Okafor", "Mei Lin"),
    steps=(Step("Sent for approval by Ana Reyes", NOW - timedelta(minutes=5)), Step("Approved by Priya Shah", NOW)),
    zone="Europe/London",
)
MEDIA = (
    Media("a" * 64, "image/png", 900, "market.png", "Stalls on the quay"),
    Media("b" * 64, "image/png", 9, "b.png", ""),
)


def view(state=State.IN_REVIEW, **changes):
    """The sample in another state, with other fields of the view."""
    return replace(VIEW, draft=replace(DRAFT, state=state), **changes)


def longest(text="@channel <!channel> & *bold* `code` :smile: \u202e"):
    """Everything at its longest at once."""
    much = text * (25_000 // len(text))
    finding = Finding(
        "r" * 200, "c", Level.BLOCK, 0, 9, much, much, much, much, "https://x.example/" + "a" * 2000, much
    )
    levels = tuple(Level)
    media = tuple(Media(f"{n:064x}", "image/png", 1, much, much, Pictured.ADULTS, much, much, much) for n in range(12))
    revision = replace(
        REVISION,
        text=much,
        media=media,
        target=Target(TargetKind.QUOTE, TweetId("1"), much),
        when=NOW,
        note=much,
        urgent=True,
        declared=Declared(much, much, much, much, much),
    )
    return DraftView(
        draft=replace(DRAFT, reason=much),
        revision=revision,
        account=replace(ACCOUNT, handle="f" * 50, name=much),
        published_text=much,
        length=25_000,
        author=much,
        edited_by=much + "x",
        findings=tuple(replace(finding, level=levels[n % 4]) for n in range(50)),
        needed=2,
        needed_because=much,
        approvals=(much, much),
        deciders=tuple(f"{much}{n}" for n in range(200)),
        steps=tuple(Step(much, NOW) for _ in range(300)),
        zone="Europe/London",
        suggestion=Suggestion(7, DRAFT.id, 3, PersonId("x"), much, NOW),
        suggestion_by=much,
        tweet_address="https://x.com/fernshire/status/1",
        asked_not_there=much,
        accepted=(much,) * 50,
        quoted=much,
        barred=(much,) * 20,
        signatures=(much,) * 20,
        answered=Answered(TweetId("1"), Sight.READ, NOW, much, much, pictures=True),
    )


__all__ = ["ACCOUNT", "DRAFT", "MEDIA", "NOW", "REVISION", "TEXT", "VIEW", "longest", "view"]
