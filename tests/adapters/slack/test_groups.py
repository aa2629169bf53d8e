"""The user group that follows a rota, against a Slack as strict as the real one; and what `doctor` says of it."""

import pytest

from bot.adapters.slack import checkup
from bot.adapters.slack.groups import SlackGroups
from bot.core.people import ChatIdentity
from bot.practice.clock import PracticeClock
from bot.practice.serving import Served
from bot.practice.slack import PracticeSlack, Usergroup
from bot.use_cases.ports_chat import CannotDeliver, Delivered, TryLater

ANA, PRIYA, GONE = (ChatIdentity("slack", "T1", user) for user in ("U1", "U2", "U9"))
GROUP = "@comms-oncall"


@pytest.fixture
def groups(config):
    return SlackGroups.for_config(config)


def members(slack):
    return slack.world.usergroups["S0ONCALL"].users


@pytest.mark.parametrize("name", [GROUP, "comms-oncall", "S0ONCALL"])
def test_the_group_named_by_handle_or_id_holds_exactly_these_people(slack, groups, name):
    assert groups.put(name, [PRIYA, ANA]) == Delivered("slack:S0ONCALL")
    assert members(slack) == ("U2", "U1")


def test_slack_never_lets_a_group_be_emptied(slack, groups):
    assert isinstance(groups.put(GROUP, []), CannotDeliver)
    assert members(slack) == ("U1",)


def test_somebody_slack_does_not_know_is_refused_and_the_group_stays_as_it_was(slack, groups):
    answer = groups.put(GROUP, [PRIYA, GONE])
    assert isinstance(answer, CannotDeliver)
    assert "cannot be in a user group" in answer.detail
    assert members(slack) == ("U1",)


def test_a_group_that_does_not_exist_is_said_to_be_missing(groups):
    answer = groups.put("@press-oncall", [PRIYA])
    assert isinstance(answer, CannotDeliver)
    assert "There is no user group @press-oncall in Slack" in answer.detail


def test_a_busy_slack_is_asked_later(slack, groups):
    slack.faults.fail("usergroups.users.update", "429", seconds=2)
    assert isinstance(groups.put(GROUP, [PRIYA]), TryLater)
    assert groups.put(GROUP, [PRIYA]) == Delivered("slack:S0ONCALL")


@pytest.mark.parametrize("missing", ["usergroups:read", "usergroups:write"])
def test_without_the_permission_it_says_what_to_compare(manifest, config, missing):
    scopes = set(manifest["oauth_config"]["scopes"]["bot"]) - {missing}
    narrow = PracticeSlack(
        PracticeClock(), users=[], channels=[], scopes=scopes, usergroups=[Usergroup("S0ONCALL", "comms-oncall", "")]
    )
    with Served(narrow.app) as served:
        there = type(config)(config.bot_token, base_url=f"{served.url}/api/", timeout=5)
        answer = SlackGroups.for_config(there).put(GROUP, [ANA])
    assert isinstance(answer, CannotDeliver)
    assert "app.yaml" in answer.detail


def test_doctor_says_whether_the_group_of_a_rota_exists(config):
    assert checkup.examine_group(config, "Communications", GROUP) == (
        True,
        "The user group @comms-oncall follows the rota Communications.",
        "",
    )
    ok, what, fix = checkup.examine_group(config, "Communications", "@press-oncall")
    assert not ok
    assert what == "There is no user group @press-oncall, which is to follow the rota Communications."
    assert "Create the user group @press-oncall in Slack" in fix
