"""A repost is kept as one, on both engines."""

from bot.core.accounts import Account, Kind, Organisation, OrgType
from bot.core.drafts import Revision, Target, TargetKind
from bot.core.ids import AccountId, PersonId, TweetId
from bot.core.people import Person

ANN, ACCOUNT = PersonId("ann"), AccountId("fernshire")


def test_a_repost_and_a_quote_of_one_post_are_told_apart(store):
    with store.write() as uow:
        uow.people.set_organisation(Organisation("Fernshire"))
        uow.people.put(Person(ANN, "Ann"))
        uow.accounts.put(Account(ACCOUNT, "Fernshire", "Fernshire", Kind.CORPORATE, OrgType.COUNCIL, "C1"))
        kept = []
        for kind in TargetKind:
            target = Target(kind, TweetId("77"), "https://x.com/neighbour/status/77")
            text = "" if kind is TargetKind.REPOST else "Yes"
            draft = uow.drafts.add(ACCOUNT, ANN, Revision(1, text, ANN, uow.now(), target=target), uow.now())
            kept.append((draft.id, target))
    with store.read() as uow:
        for number, target in kept:
            assert uow.drafts.revision(number, 1).target == target
