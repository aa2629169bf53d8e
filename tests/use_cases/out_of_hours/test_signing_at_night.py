"""An urgent draft at night that waits for a topic's owner too: whoever is called is told whom to reach (D6, S49)."""

from dataclasses import replace

from bot.core.cards import Action
from bot.core.commands import ConfirmAbsence
from bot.core.drafts import State
from bot.core.reference import Reference
from bot.core.topics import Topic

TEXT = "Flooding on Mill Street: the road is closed and the library stays open."


def floods_are(night, owner):
    with night.store.write() as uow:
        uow.people.put(replace(uow.people.get("nia"), email="nia@fernshire.gov.uk"))
        uow.reference.set(Reference(topics=(Topic("Flood defences", ("flood*",), owner=owner),)))
    night.sets("fernshire", remit=("libraries",))


def told(night):
    return " ".join(night.calls("amy")[-1].lines)


def test_whoever_is_called_reads_who_must_sign_too_and_how_to_reach_them(night):
    floods_are(night, "nia")
    number = night.sends(text=TEXT)
    assert (
        "“Flood defences”: it goes out only once Nia Cole (nia@fernshire.gov.uk), who owns it, has signed it too. They "
        "are asked in their messages, and nobody is woken for it: please reach them yourself."
    ) in told(night)
    assert "a lead or their manager may enter that they are away: /rota leave @nia today." in told(night)

    night.answers("amy", Action.HAVE_IT)
    assert "Nia Cole (nia@fernshire.gov.uk)" in told(night)

    night.presses("nia", Action.SIGN_OFF, number)
    night.run()
    assert "signed it too" not in told(night)


def test_where_the_owner_is_entered_as_away_a_lead_signs_and_it_goes_on(night):
    floods_are(night, "nia")
    number = night.sends(text=TEXT)
    night.does("lee", ConfirmAbsence(night.types("lee", "/rota leave @nia today").about))
    night.presses("lee", Action.SIGN_OFF, number)
    night.approves("amy", number)
    assert night.draft(number).state is State.SCHEDULED


def test_a_draft_that_nobody_signs_says_nothing_of_it(night):
    night.sends()
    assert "signed it too" not in told(night)
