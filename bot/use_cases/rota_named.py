"""Which rota somebody means by a name or a key; with only one rota there is no need to say."""

from collections.abc import Iterable

from bot.core.refusals import Refusal
from bot.core.rota.plan import Plan
from bot.core.wording import names
from bot.use_cases.naming import nearest_word
from bot.use_cases.ports import UnitOfWork


def rota_named(uow: UnitOfWork, words: str) -> Plan | Refusal:
    """The rota called this, or the only one there is; else what there is to choose from."""
    plans, asked = uow.rotas.plans(), words.strip().lstrip("@").casefold()
    if not plans:
        return Refusal("rota.none", "No rota is set up yet.", "It is described in org.yaml, under “rotas”.")
    if not asked and len(plans) == 1:
        return plans[0]
    found = [plan for plan in plans if asked in {plan.id.casefold(), plan.name.casefold()}]
    if found:
        return found[0]
    there = f"{'There is' if len(plans) == 1 else 'There are'} {rotas_words(plans)}."
    if not asked:
        return Refusal("rota.which", "There is more than one rota, so please name it.", there)
    meant = _nearest(asked, plans)
    hint = f"Did you mean {meant.id}? " if meant else ""
    return Refusal("rota.unknown", f"I do not know a rota called “{words.strip()}”.", f"{hint}{there}")


def rotas_words(plans: Iterable[Plan]) -> str:
    """Rotas by name and key, to choose from."""
    return names([f"“{plan.name}” ({plan.id})" for plan in plans], joined_by="and")


def _nearest(words: str, plans: Iterable[Plan]) -> Plan | None:
    """The rota whose key or name this is a slip of."""
    called = {word.casefold(): plan for plan in plans for word in (plan.name, plan.id)}
    return called.get(nearest_word(words, tuple(called)))


def rota_beginning(uow: UnitOfWork, words: str) -> tuple[Plan | Refusal, str]:
    """The rota whose name these words begin with, and the rest; without one, the only rota there is."""
    asked = words.strip().lstrip("@")
    for plan in uow.rotas.plans():
        for name in (plan.name, plan.id):
            if f"{asked} ".casefold().startswith(f"{name} ".casefold()):
                return plan, asked[len(name) :].strip()
    first, _, rest = asked.partition(" ")
    if words.strip().startswith("@") or _nearest(first, uow.rotas.plans()):
        return rota_named(uow, first), rest.strip()
    return rota_named(uow, ""), words.strip()
