"""Beside chat each person is called as they chose, in their order; their addresses are in no record (D6)."""

from dataclasses import replace

import pytest

from bot.core.organisation import Unsaid
from bot.core.people import Way, WayKind
from bot.use_cases.organisation import apply, last_source, present
from bot.use_cases.ports_reach import CannotReach, Reached

HOME = "priya@home.example"


class Mail:
    """The other way beside the telephone of nights.py."""

    name = "e-mail"
    kind = WayKind.EMAIL

    def __init__(self):
        self.sent, self.answer = [], None

    def call(self, person, _message, target=""):
        if self.answer is not None:
            return self.answer
        self.sent.append((person.id, target))
        return Reached()


@pytest.fixture
def mail(night):
    way = Mail()
    night.tools = replace(night.tools, reach=(night.phone, way))
    return way


def chooses(night, name, *ways):
    with night.store.write() as uow:
        uow.people.put(replace(uow.people.get(name), reach=ways))


def test_where_nothing_is_chosen_the_usual_ways_are_tried_in_their_order(night, mail):
    night.phone.answer = CannotReach("no number")
    night.sends()
    night.later(minutes=5)
    assert mail.sent == [("priya", "")]


def test_somebody_is_called_by_the_way_they_chose_with_their_target(night, mail):
    chooses(night, "priya", Way(WayKind.EMAIL, HOME))
    night.sends()
    night.later(minutes=5)
    assert (mail.sent, night.phone.rang) == ([("priya", HOME)], [])


def test_the_second_way_somebody_chose_is_used_where_the_first_fails(night, mail):
    chooses(night, "priya", Way(WayKind.EMAIL, HOME), Way(WayKind.WEBHOOK, "priya-nights"))
    mail.answer = CannotReach("no such person")
    night.sends()
    night.later(minutes=5)
    assert (night.phone.people, night.phone.targets) == (["priya"], ["priya-nights"])


def test_a_way_that_was_not_chosen_is_not_used(night, mail):
    chooses(night, "priya", Way(WayKind.EMAIL, HOME))
    mail.answer = CannotReach("no such person")
    night.sends()
    night.later(minutes=5)
    assert night.phone.rang == []


def test_where_what_they_chose_is_no_longer_set_up_the_usual_way_rings(night):
    chooses(night, "priya", Way(WayKind.EMAIL, HOME))
    night.sends()
    night.later(minutes=5)
    assert night.phone.people == ["priya"]


def test_no_record_says_more_of_an_address_than_the_way(night, mail):
    chooses(night, "priya", Way(WayKind.EMAIL, HOME))
    night.sends()
    night.later(minutes=5)
    with night.store.read() as uow:
        whole = present(uow)
    people = tuple(replace(p, email="lee@home.example") if p.id == "lee" else p for p in whole.people)
    source = f"lee: {{email: lee@home.example}}\npriya: {{reach: [email: {HOME}]}}"
    apply(night.store, replace(whole, people=people), Unsaid(), source=source, by="terminal:lee")
    (called,) = night.records("CalledBesideChat")
    assert called.body["way"] == "e-mail"
    with night.store.read() as uow:
        everything = " ".join(str(record.body) for record in uow.records.read())
    assert "home.example" not in everything
    assert "e-mail address changed" in everything
    assert last_source(night.store) == source


def test_a_file_that_is_silent_about_it_leaves_what_was_chosen_in_chat(night):
    chooses(night, "priya", Way(WayKind.EMAIL, HOME))
    with night.store.read() as uow:
        whole = present(uow)
    silent = replace(whole, people=tuple(replace(person, reach=()) for person in whole.people))
    apply(night.store, silent, Unsaid(reach=frozenset({"priya"})), source="people: {}", by="terminal:lee")
    with night.store.read() as uow:
        assert uow.people.get("priya").reach == (Way(WayKind.EMAIL, HOME),)
    apply(night.store, silent, Unsaid(), source="people: {}", by="terminal:lee")
    with night.store.read() as uow:
        assert uow.people.get("priya").reach == ()
