"""Figures of a draft that do not stand in the release it follows (S55): written otherwise, rounded, hedged, wrong."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policy.figures.comparing import unsupported
from bot.policy.figures.stated import figures_in


def shown(text):
    return [figure.shown for figure in figures_in(text)]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("We mended 2,987 potholes.", ["2,987"]),
        ("We mended about 3,000 potholes.", ["about 3,000"]),
        ("Three thousand potholes and twenty-one bridges.", ["Three thousand", "twenty-one"]),
        ("A dozen swans, two hundred and fifty ducks.", ["A dozen", "two hundred and fifty"]),
        ("£1.2m for parks, £850 a year, 50p a day.", ["£1.2m", "£850", "50p"]),
        ("Half a million pounds, two and a half million visits.", ["Half a million pounds", "two and a half million"]),
        ("Up 12%, from 9.5 per cent.", ["12%", "from 9.5 per cent"]),
        ("One in five of us; 4 out of 10 children.", ["One in five", "4 out of 10"]),
        ("A third of pupils; up by half.", ["A third", "by half"]),
        ("On Tuesday 1 December 2026 at 7.30pm.", ["1 December 2026", "7.30pm"]),
        ("Between 2,900 and 3,000 people.", ["2,900 and 3,000"]),
        ("£5-10m, or 5 to 10 years.", ["£5-10m", "5 to 10 years"]),
        ("Open 9am to 5pm, 1-5 June.", ["9am", "5pm", "1-5 June", "1-5 June"]),
        ("More than 40 crews; at least 3; up to £500; 200 or more.", ["More than 40", "at least 3", "up to £500", "200 or more"]),
        ("In 2026, and in 2026/27.", ["2026", "2026/27"]),
        ("Since 2026.", ["2026"]),
    ],
)  # fmt: skip
def test_figures_are_found_as_people_write_them(text, figures):
    assert shown(text) == figures


@pytest.mark.parametrize(
    "text",
    [
        "Call 999 or 101. Ring 01632 960100 or +44 1632 960 100.",
        "The A481, M25 and B2130 are open at Coldharbour, RH5 6HG.",
        "See https://fernshire.gov.uk/news/2026/12 or fernshire.gov.uk/p/44 #Fern2026 @fern2026",
        "One of us will answer; no one is left out. A one-off.",
        "Covid-19 jabs, 24/7. 1/3 Thread.",
        "At 12 Mill Street, in the 1970s, for under-5s.",
        "May we help? March with us.",
    ],
)
def test_what_is_no_figure_is_none(text):
    assert shown(text) == []


@pytest.mark.parametrize(
    ("draft", "release"),
    [
        ("£1.2 million for parks", "The council has found £1.2m for parks."),
        ("£1.2m for parks", "The council spends £1,200,000 on parks."),
        ("£1.2m for parks", "The council spends £1,234,567 on parks."),
        ("1.2 million pounds", "£1.2m"),
        ("half a million pounds", "£500,000"),
        ("£5-10m", "between £5 million and £10 million"),
        ("50p", "£0.50"),
        ("12%", "12 per cent"),
        ("12 per cent", "12 percentage points"),
        ("12%", "11.8%"),
        ("one in five", "20% of pupils"),
        ("a third of pupils", "34% of pupils"),
        ("about 3,000 potholes", "We mended 2,987 potholes."),
        ("nearly 3,000 potholes", "We mended 2,987 potholes."),
        ("more than 2,900 potholes", "We mended 2,987 potholes."),
        ("at least 2,987", "2,987"),
        ("about 3,000", "nearly 3,000"),
        ("about 40%", "42%"),
        ("three thousand", "3,000"),
        ("3\u202f000 people", "3,000 people"),
        ("3,000", "3,000 tonnes"),
        ("90 minutes", "1.5 hours"),
        ("5km", "5 kilometres"),
        ("10-minute walk", "ten minutes on foot"),
        ("3 to 5 days", "between three and five days"),
        ("3 to 5 days", "from 3 days, and 5 days at most: 3 days, 5 days"),
        ("between 2,900 and 3,000", "2,987"),
        ("1 December", "Tuesday 1 December 2026"),
        ("1 Dec 2026", "The bridge opens on December 1st"),
        ("01/12/2026", "1 December 2026"),
        ("December 2026", "1 December 2026"),
        ("in 2026", "1 December 2026"),
        ("7.30pm", "19:30"),
        ("noon", "12pm"),
        ("9am to 5pm", "Open from 9am until 5pm"),
        ("3,000 in 2026", "3,000 homes in 2026"),
        ("5m people", "five million people"),
        ("a 5m wall", "a wall of 5 metres"),
        ("two-thirds of staff", "66.7 per cent of staff"),
        ("No figures here at all", "3,000"),
        ("from £0.9m to £1.4m", "rises from £900,000 to £1.4 million"),
        ("over 25,000 of you", "25,000+ people"),
        ("a 10k run", "the 10km run"),
        ("over five years", "in the next five years"),
        ("at 2pm on the 8th", "at 2pm on 8 May"),
        ("the 1,500 volunteers", "Some 1,500 volunteers"),
        ("some 3,000 visits", "2,987 visits"),
    ],
)
def test_the_same_figure_stands_however_it_is_written(draft, release):
    assert unsupported(draft, release) == []


@pytest.mark.parametrize(
    ("draft", "release", "figure", "instead"),
    [
        ("3,200 new homes", "2,987 new homes on 14 sites", "3,200", "2,987"),
        ("3,000 potholes", "2,987 potholes", "3,000", "2,987"),
        ("about 3,000", "2,600", "about 3,000", "2,600"),
        ("nearly 3,000", "3,050", "nearly 3,000", "3,050"),
        ("more than 3,000", "3,000", "more than 3,000", "3,000"),
        ("£500 off", "up to £500 off", "£500", "up to £500"),
        ("3,000 visits", "more than 3,000 visits", "3,000", "more than 3,000"),
        ("£1m", "£1.4m", "£1m", "£1.4m"),
        ("£1.3m", "£1,234,567", "£1.3m", "£1,234,567"),
        ("£12", "12 people and €12", "£12", "€12"),
        ("12%", "12 people", "12%", None),
        ("12%", "13.4 per cent", "12%", "13.4 per cent"),
        ("half of pupils", "20% of pupils", "half", "20%"),
        ("30 minutes", "30 hours", "30 minutes", "30 hours"),
        ("3 to 6 days", "3 to 5 days", "3 to 6 days", "3 to 5 days"),
        ("4 days", "3 to 5 days", "4 days", "3 to 5 days"),
        ("2 December", "1 December 2026", "2 December", "1 December 2026"),
        ("1 December 2027", "1 December 2026", "1 December 2027", "1 December 2026"),
        ("1 December", "December 2026", "1 December", "December 2026"),
        ("8pm", "Doors open at 7.30pm", "8pm", "7.30pm"),
        ("twenty crews", "Nineteen crews", "twenty", "Nineteen"),
        ("5 million", "no figure", "5 million", None),
        ("on the 9th", "on 8 May", "9th", "8 May"),
        ("over six years", "in five years", "over six years", "five years"),
    ],
)
def test_another_figure_is_named_with_the_one_it_was_taken_from(draft, release, figure, instead):
    (found,) = unsupported(draft, release)
    assert found.figure.shown == figure
    assert (found.instead and found.instead.shown) == instead


def test_the_figure_named_is_the_one_in_the_most_alike_surroundings():
    release = "We mended 2,987 potholes and planted 3,100 trees."
    (found,) = unsupported("We mended 3,200 potholes this year.", release)
    assert found.instead.shown == "2,987"


def test_a_figure_said_twice_is_told_once():
    assert len(unsupported("3,200 homes. Yes, 3,200!", "2,987 homes")) == 1


def test_what_is_found_stands_where_it_was_typed():
    text = "Thirty-two crews, and between five and six hundred people."
    assert [text[f.start : f.end] for f in figures_in(text)] == ["Thirty-two", "five and six hundred"]


@given(st.text(max_size=400), st.text(max_size=400))
def test_any_text_is_read_and_every_figure_stands_in_itself(draft, release):
    for found in unsupported(draft, release):
        assert draft[found.figure.start : found.figure.end] == found.figure.shown
    assert unsupported(draft, draft) == []


@given(st.lists(st.sampled_from(["3,000", "£1.2m", "12%", "one in five", "up to", "about", "1 December", "2026", "7.30pm", "to", "and", "between", "half a million", "5m", "minutes", "-", " of", "three", "hundred"]), max_size=14))  # fmt: skip
def test_every_figure_stands_in_its_own_text(words):
    text = " ".join(words)
    assert unsupported(text, text) == []


@pytest.mark.parametrize("text", ["1 " * 2000, "1," * 2000, "one " * 1000, "9" * 4000, "£" * 4000, "between " * 500, "1-" * 2000, "a " * 2000])  # fmt: skip
def test_hostile_text_is_read_in_no_time(text):
    began = time.perf_counter()
    figures_in.__wrapped__(text)
    assert time.perf_counter() - began < 1
