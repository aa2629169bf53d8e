"""What people are told of a swap."""

from zoneinfo import ZoneInfo

from bot.core.cards import Action, AskCard, Tone
from bot.core.rota.requests import Part, Swap, SwapState
from bot.core.rota.said import times
from bot.use_cases.cases import name_of, zone
from bot.use_cases.ports import UnitOfWork


def swap_card(uow: UnitOfWork, swap: Swap) -> AskCard:
    """The question to the other one, or how it came out."""
    who, lines = name_of(uow, swap.mine.person), tuple(swap_lines(uow, swap))
    about = f"swap:{swap.id}:{swap.theirs.person}"
    match swap.state:
        case SwapState.AGREED:
            return AskCard(f"You have swapped with {who}", lines, about, (), Tone.DONE)
        case SwapState.DECLINED:
            return AskCard(f"You keep your shift; {who} is told", lines, about)
        case SwapState.OVER:
            return AskCard(f"Over: {who} asked you to swap a shift", lines, about)
        case _:
            return AskCard(f"{who} asks you to swap a shift", lines, about, (Action.AGREE_SWAP, Action.DECLINE_SWAP))


def swap_lines(uow: UnitOfWork, swap: Swap) -> list[str]:
    """Who would take what."""
    mine, theirs = name_of(uow, swap.mine.person), name_of(uow, swap.theirs.person)
    done = swap.state is SwapState.AGREED
    takes = "takes" if done else "would take"
    return [
        f"{theirs} {takes}: {_shift_words(uow, swap.mine)}.",
        f"{mine} {takes}: {_shift_words(uow, swap.theirs)}.",
    ]


def part_words(uow: UnitOfWork, part: Part) -> str:
    """One shift with whose it is: "Tom Bright: on call, Mon 30 Nov 17:00 to Tue 1 Dec 09:00"."""
    return f"{name_of(uow, part.person)}: {_shift_words(uow, part)}"


def _shift_words(uow: UnitOfWork, part: Part) -> str:
    return f"{part.seat.replace('_', ' ')}, {times(part.stretch, ZoneInfo(zone(uow)))}"
