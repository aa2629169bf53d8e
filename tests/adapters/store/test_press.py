"""What journalists have asked about posts, on both engines (S40)."""

import pytest

from bot.core.accounts import Account, Kind, OrgType
from bot.core.answered import Answered, Sight
from bot.core.drafts import Revision
from bot.core.people import Person
from bot.core.press import About, Contact, How

POST, FIRST = "1789", "1700"
CONTACT = Contact("Ida Marsh", "Wealdmere Gazette", "idamarsh", "ten minutes ago", How.PHONE, "Is the pool closing?")
ABOUT = About("fernshire", POST, f"https://x.com/fernshire/status/{POST}", FIRST, 1)


@pytest.fixture
def filled(store, clock):
    """Two people, an account and a draft."""
    with store.write() as uow:
        uow.people.put(Person("tom", "Tom Reid"))
        uow.people.put(Person("amy", "Amy Brown"))
        uow.accounts.put(Account("fernshire", "Fernshire", "Fernshire", Kind.CORPORATE, OrgType.COUNCIL, "C1"))
        uow.drafts.add("fernshire", "tom", Revision(1, "Words", "tom", clock()), clock())
    return store


def test_what_was_asked_is_read_back_as_it_was_written(filled, clock):
    with filled.write() as uow:
        made = uow.enquiries.add("tom", "amy", ABOUT, CONTACT, clock())
        assert (made.author, made.told_by, made.at, made.about, made.contact) == ("tom", "amy", clock(), ABOUT, CONTACT)
    with filled.read() as uow:
        assert uow.enquiries.get(made.id) == made
        assert uow.enquiries.get(99) is None


def test_a_post_that_did_not_go_out_by_countersign_has_no_draft_and_perhaps_no_conversation(filled, clock):
    about = About("fernshire", POST, "https://x.com/i/status/1789")
    with filled.write() as uow:
        made = uow.enquiries.add("tom", "tom", about, CONTACT, clock())
    with filled.read() as uow:
        assert uow.enquiries.get(made.id).about == about


def test_it_stops_somebody_until_it_is_lifted_and_is_kept_for_good(filled, clock):
    with filled.write() as uow:
        first = uow.enquiries.add("tom", "tom", ABOUT, CONTACT, clock())
        second = uow.enquiries.add("amy", "tom", ABOUT, CONTACT, clock())
        assert [each.id for each in uow.enquiries.unlifted()] == [first.id, second.id]
        assert uow.enquiries.lift(first.id, "amy", "The press office has answered.", clock())
        assert not uow.enquiries.lift(first.id, "tom", "Somebody else came later.", clock())
    with filled.read() as uow:
        assert [each.id for each in uow.enquiries.unlifted()] == [second.id]
        lifted = uow.enquiries.get(first.id)
        assert (lifted.lifted_by, lifted.lifted_at, lifted.lifted_because) == (
            "amy", clock(), "The press office has answered.",
        )  # fmt: skip
        assert [each.id for each in uow.enquiries.newest(1)] == [second.id]
        assert [each.id for each in uow.enquiries.newest(9)] == [second.id, first.id]


def test_the_conversation_of_a_post_that_is_answered_is_kept(filled, clock):
    seen = Answered(POST, Sight.READ, clock(), "idamarsh", "Is the pool closing?", conversation=FIRST)
    with filled.write() as uow:
        uow.drafts.put_answered(1, seen)
        uow.drafts.put_answered(1, Answered("12", Sight.UNREAD, clock()))
    with filled.read() as uow:
        assert uow.drafts.answered(1, POST) == seen
        assert uow.drafts.answered(1, "12").conversation is None
