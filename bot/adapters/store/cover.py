"""Requests for cover, and swaps."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, or_, select

from bot.adapters.store import tables
from bot.adapters.store.repository import Repository
from bot.core.ids import AccountId, PersonId, RotaId
from bot.core.rota.duty import SeatName
from bot.core.rota.requests import STANDING, Answer, Ask, CoverRequest, Part, RequestState, Swap, SwapState
from bot.core.rota.stretches import Stretch

REQUESTS, SWAPS = tables.cover_requests.c, tables.swaps.c


class SqlCovers(Repository):
    """Requests; what is over stays in its table."""

    def add(
        self,
        person: PersonId,
        absence: str,
        parts: Sequence[Stretch],
        *,
        rota: RotaId,
        seat: SeatName,
        account: AccountId | None,
    ) -> CoverRequest:
        values = {
            "person": person,
            "absence": absence,
            "rota": rota,
            "seat": seat,
            "account": account,
            "parts": [[start.isoformat(), end.isoformat()] for start, end in parts],
            "start": parts[0][0],
            "state": RequestState.SEEKING,
            "asks": [],
        }
        return _request(
            self._connection.execute(tables.cover_requests.insert().values(values).returning(*REQUESTS)).one()
        )

    def get(self, request: int) -> CoverRequest | None:
        query = select(tables.cover_requests).where(REQUESTS.id == request)
        row = self._connection.execute(self._locking(query)).one_or_none()
        return _request(row) if row else None

    def save(self, request: CoverRequest) -> None:
        values = {
            "state": request.state,
            "asks": [[a.person, a.at.isoformat(), a.until.isoformat(), a.answer] for a in request.asks],
            "covered_by": request.covered_by,
            "entry": request.entry,
            "left_open_by": request.left_open_by,
        }
        self._connection.execute(tables.cover_requests.update().where(REQUESTS.id == request.id).values(values))

    def standing(self) -> list[CoverRequest]:
        if self._transaction.writing:
            return self._standing()
        return list(self._transaction.once("standing", self._standing))

    def _standing(self) -> list[CoverRequest]:
        return self._found(REQUESTS.state.in_(sorted(STANDING)))

    def of_absence(self, absence: str) -> list[CoverRequest]:
        return self._found(REQUESTS.absence == absence)

    def _found(self, condition: ColumnElement[bool]) -> list[CoverRequest]:
        query = select(tables.cover_requests).where(condition).order_by(REQUESTS.start, REQUESTS.id)
        return [_request(row) for row in self._connection.execute(query)]

    def _locking(self, query: Select[Any]) -> Select[Any]:
        return query.with_for_update() if self._transaction.writing else query


class SqlSwaps(Repository):
    """Swaps; what was answered stays in its table."""

    def propose(self, mine: Part, theirs: Part, now: datetime) -> Swap:
        values = _side("mine", mine) | _side("theirs", theirs) | {"state": SwapState.PROPOSED, "proposed_at": now}
        return _swap(self._connection.execute(tables.swaps.insert().values(values).returning(*SWAPS)).one())

    def get(self, swap: int) -> Swap | None:
        query = select(tables.swaps).where(SWAPS.id == swap)
        row = self._connection.execute(query.with_for_update() if self._transaction.writing else query).one_or_none()
        return _swap(row) if row else None

    def save(self, swap: Swap) -> None:
        self._connection.execute(tables.swaps.update().where(SWAPS.id == swap.id).values(state=swap.state))

    def agreed(self, after: datetime) -> list[Swap]:
        ahead = or_(SWAPS.mine_end > after, SWAPS.theirs_end > after)
        query = select(tables.swaps).where(SWAPS.state == SwapState.AGREED, ahead).order_by(SWAPS.id)
        return [_swap(row) for row in self._connection.execute(query)]

    def proposed(self) -> list[Swap]:
        query = select(tables.swaps).where(SWAPS.state == SwapState.PROPOSED).order_by(SWAPS.id)
        return [_swap(row) for row in self._connection.execute(query)]


def _request(row: Row[Any]) -> CoverRequest:
    return CoverRequest(
        id=row.id,
        person=PersonId(row.person),
        absence=row.absence,
        rota=RotaId(row.rota),
        seat=SeatName(row.seat),
        account=AccountId(row.account) if row.account else None,
        parts=tuple((datetime.fromisoformat(start), datetime.fromisoformat(end)) for start, end in row.parts),
        state=RequestState(row.state),
        asks=tuple(
            Ask(PersonId(person), datetime.fromisoformat(at), datetime.fromisoformat(until), Answer(answer))
            for person, at, until, answer in row.asks
        ),
        covered_by=PersonId(row.covered_by) if row.covered_by else None,
        entry=row.entry,
        left_open_by=PersonId(row.left_open_by) if row.left_open_by else None,
    )


def _side(side: str, part: Part) -> dict[str, Any]:
    return {
        f"{side}_person": part.person,
        f"{side}_rota": part.rota,
        f"{side}_seat": part.seat,
        f"{side}_start": part.stretch[0],
        f"{side}_end": part.stretch[1],
    }


def _swap(row: Row[Any]) -> Swap:
    mine, theirs = (
        Part(PersonId(person), RotaId(rota), SeatName(seat), (start, end))
        for person, rota, seat, start, end in (
            (row.mine_person, row.mine_rota, row.mine_seat, row.mine_start, row.mine_end),
            (row.theirs_person, row.theirs_rota, row.theirs_seat, row.theirs_start, row.theirs_end),
        )
    )
    return Swap(row.id, mine, theirs, SwapState(row.state), row.proposed_at)
