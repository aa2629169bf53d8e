"""What an organisation can be told of its own set-up: lawful, put into force all the same, and likely a slip.

What is wrong in the file itself is refused where it is read: adapters/org_file.py and org_rotas.py.
"""

from collections.abc import Iterable, Iterator

from bot.core.accounts import Role
from bot.core.organisation import Whole
from bot.core.people import Person
from bot.core.rota.plan import Plan
from bot.core.wording import names


def notes(whole: Whole) -> list[str]:
    """Sentences on what would leave somebody on duty who may approve nothing, or nobody to enter an absence."""
    return [*_own_managers(whole.people), *(note for plan in whole.rotas for note in _of_rota(whole, plan))]


def _own_managers(people: Iterable[Person]) -> Iterator[str]:
    for person in people:
        if person.manager == person.id:
            yield (
                f"{person.name} is their own manager, so only they and the leads can enter their absences. "
                f"Name whom {person.name} answers to as manager, or leave it out."
            )


def _of_rota(whole: Whole, plan: Plan) -> Iterator[str]:
    if not (watched := {account.id for account in whole.accounts if plan.watches(account.id)}):
        return
    listed = {grant.person for grant in whole.grants if grant.role is Role.APPROVE and grant.account in watched}
    known = {person.id: person.name for person in whole.people}
    where = "any account" if not plan.accounts else "any account of this rota"
    if (last := plan.calling.fallback) and last not in listed:
        yield (
            f"Rota {plan.name}: {known.get(last, last)} is the fallback, called when nobody else answers, but may not "
            f"approve for {where}. Put them on an approve list, or name a fallback who is on one."
        )
    if lacking := sorted(known.get(person, person) for person in plan.people() - listed):
        yield _cannot_approve(plan, lacking, where)


def _cannot_approve(plan: Plan, lacking: list[str], where: str) -> str:
    verb = "takes turns" if len(lacking) == 1 else "take turns"
    return (
        f"Rota {plan.name}: {names(lacking, joined_by='and')} {verb} on duty but may not approve for {where}, so "
        "drafts wait while nobody else is there. Put them on an approve list, or take them off the rota."
    )
