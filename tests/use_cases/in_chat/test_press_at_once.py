"""Two press-question forms that say the same, handed in at the same instant, are entered once (S40, F16)."""

import pytest
from council import Council
from whole import at_once

from bot.core.forms import DoneForm
from bot.core.press_forms import TellOfPress
from bot.use_cases.ports import BusyError

ADDRESS = "https://x.com/Fernshire/status/1800000000000000001"
FORM = TellOfPress(
    address=ADDRESS,
    journalist="Ida Marsh",
    outlet="Wealdmere Gazette",
    handle="@neighbour",
    when="just now",
    how="phone",
    asked="Is the pool closing?",
    answered="",
    draft=None,
)


@pytest.fixture
def town(store, clock):
    return Council(store, clock)


def told(town, form=FORM):
    """Handed in; again where the database was busy, as chat delivers it again."""
    for _ in range(20):
        try:
            return town.does("tom", form)
        except BusyError:
            continue
    raise AssertionError("the database never answered")


@pytest.mark.parametrize("times", [2, 4])
def test_the_same_form_at_the_same_instant_is_entered_once(town, times):
    shown = at_once(*[lambda: told(town)] * times)

    assert all(isinstance(each, DoneForm) for each in shown), shown
    assert sorted(each.title for each in shown) == ["The press office is told", *["Told already"] * (times - 1)]
    assert len(town.records("PressEnquiry")) == 1
    assert town.broken() == []


def test_another_question_about_the_same_post_is_entered_too(town):
    told(town)
    other = told(town, TellOfPress(**{**_fields(), "asked": "And the library?"}))
    assert other.title == "The press office is told"
    assert len(town.records("PressEnquiry")) == 2


def _fields():
    return {name: getattr(FORM, name) for name in FORM.__dataclass_fields__}
