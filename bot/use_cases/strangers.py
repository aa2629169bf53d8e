"""Somebody on no list tried to use Countersign: the communications leads are told, once a day for each person."""

from bot.core.cards import Notice, Tone
from bot.core.people import ChatIdentity
from bot.use_cases.alarms import first_time, tell_leads
from bot.use_cases.ports import UnitOfWork


def tell_of(uow: UnitOfWork, who: ChatIdentity) -> None:
    """Tell the leads of this person, unless they were told of them today (UTC) already."""
    key = f"stranger:{who.platform}:{who.tenant}:{who.user}"
    if not first_time(uow, key, f"{uow.now():%Y-%m-%d}"):
        return
    lines = (
        f"Their member id in {who.platform.capitalize()} is {who.user}. Nothing was done; they were told to ask you.",
        "If they should pitch or approve, have them added to org.yaml under this id. If not, there is nothing to do.",
        "Further tries by the same person today are recorded, and you are not told of them again.",
    )
    tell_leads(uow, key, Notice("Somebody on no list tried to use Countersign", lines, Tone.WARNING))
