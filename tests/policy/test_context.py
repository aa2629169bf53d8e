"""The context as it is read from the measuring format."""

from datetime import UTC, date, datetime

import pytest

from bot.policy.context import Context, Hold, Period, Post
from bot.policy.context_values import ContextError
from bot.policy.engine import engine_for

_WHOLE = {
    "account_kind": "official",
    "org_type": "nhs_trust",
    "org": "Fernshire Hospitals",
    "handle": "@fernhosp",
    "nation": "wales",
    "now": "2026-04-20T12:00:00Z",
    "author_role": "midwife",
    "remit": ["maternity"],
    "period": {
        "kind": "pre_election",
        "election": "local",
        "area": "Fernshire",
        "starts": "2026-03-30",
        "poll": "2026-05-07",
    },
    "incident_hold": {"name": "Dock fire", "since": "2026-04-20T09:00:00+01:00", "themes": ["fire"], "scope": "all"},
    "post_purpose": None,
    "meeting": {"active": True, "hashtag": "#FernBoard"},
    "media": [{"type": "image", "alt": "A ward", "credit": None, "subjects": ["nurse"], "consent": True}],
    "in_reply_to": {"author": "@resident", "text": "When?"},
    "recent_posts": [{"at": "2026-04-20T10:00:00+00:00", "text": "Hello"}],
    "approved_domains": ["fernhosp.nhs.uk"],
    "public_contacts": ["01632 960100"],
    "consents": ["Ola Finch agreed on 1 April"],
    "approved_pledges": ["£500 for the garden"],
    "embargoes": [{"topic": "new wing", "keywords": ["wing"], "until": "2026-05-01T00:00:00+01:00"}],
}


def test_every_key_of_the_format_is_read():
    context = Context.from_json(_WHOLE)

    assert context.now == datetime(2026, 4, 20, 12, tzinfo=UTC)
    assert context.period == Period("pre_election", "local", date(2026, 3, 30), date(2026, 5, 7), "Fernshire")
    assert context.incident_hold.themes == ("fire",)
    assert context.recent_posts == (Post(datetime(2026, 4, 20, 10, tzinfo=UTC), "Hello"),)
    assert (context.media[0].consent, context.media[0].credit) == ("yes", "")
    assert context.embargoes[0].keywords == ("wing",)
    assert hash(context) == hash(Context.from_json(_WHOLE))


def test_an_empty_context_has_plain_defaults():
    context = Context.from_json({})

    assert (context.account_kind, context.period, context.now) == ("corporate", None, None)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"acount_kind": "corporate"}, "“acount_kind” is not known in the context. Did you mean “account_kind”?"),
        ({"account_kind": "corprate"}, "Did you mean “corporate”?"),
        ({"nation": "cornwall"}, "Known: england"),
        ({"now": "tomorrow"}, "“tomorrow” is no time in “now”"),
        ({"incident_hold": {"name": "x", "thems": []}}, "Did you mean “themes”?"),
        ({"media": {"type": "image"}}, "“media” should be a list."),
        ({"media": ["image"]}, "“media” should hold names and values"),
        ({"remit": 3}, "“remit” should be a list."),
        ({"org": ["x"]}, "“org” should be words"),
        ({"period": {"kind": "pre-election"}}, "Did you mean “pre_election”?"),
    ],
)
def test_what_is_unknown_is_refused_with_the_nearest_known_name(values, said):
    with pytest.raises(ContextError) as refused:
        Context.from_json(values)

    assert said in str(refused.value)


def test_a_period_counts_at_the_time_of_publication_and_not_of_writing():
    """F5, S37."""
    period = {"kind": "pre_election", "election": "local", "starts": "2026-03-30", "poll": "2026-05-07"}
    on = Context.from_json({"period": period, "now": "2026-05-07T21:59:00+01:00"})
    over = Context.from_json({"period": period, "now": "2026-05-08T00:01:00+01:00"})
    not_yet = Context.from_json({"period": period, "now": "2026-03-29T23:30:00+00:00"})

    assert on.period_in_force == on.period
    assert over.period_in_force is None
    assert not_yet.period_in_force == not_yet.period  # 30 March began in London half an hour ago


def test_a_time_without_a_zone_is_londons():
    assert Context.from_json({"now": "2026-07-01T12:00:00"}).now.utcoffset().total_seconds() == 3600


def test_findings_tell_a_summer_time_by_the_uk_clock_and_not_in_utc():
    """F9: an embargo read an hour early is one that is broken."""
    context = Context.from_json(
        {
            "now": "2026-07-01T06:00:00+00:00",
            "embargoes": [{"topic": "bus station", "until": "2026-07-01T08:00:00+00:00"}],
            "recent_posts": [{"at": "2026-06-30T23:30:00+00:00", "text": "The bus station is moving to Quay Street."}],
        }
    )

    said = {
        f.check: f.message for f in engine_for("council").check("The bus station is moving to Quay Street.", context)
    }

    assert "1 July 2026, 09:00 (UK time)" in said["embargo"]
    assert "1 July, 00:30 (UK time)" in said["duplicate"]


def test_a_hold_needs_only_a_name():
    assert Context.from_json({"incident_hold": {"name": "Dock fire"}}).incident_hold == Hold("Dock fire")


@pytest.mark.parametrize(
    ("given", "remit"),
    [("", ()), ([], ()), (None, ()), (["", " "], ()), ("bins, parks; roads", ("bins", "parks", "roads"))],
)
def test_a_remit_may_be_words_with_commas_and_nothing_is_no_remit(given, remit):
    assert Context.from_json({"remit": given}).remit == remit
