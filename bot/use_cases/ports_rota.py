"""Ports for rotas: the plans, what was entered beside them, and absences. The other ports: ports.py."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.core.ids import PersonId, RotaId
from bot.core.rota.changes import Absence, Change, Shift
from bot.core.rota.plan import Plan


@dataclass(frozen=True, slots=True)
class Entered:
    """A change or one-off shift somebody entered in a rota. `by` is a person, or the service."""

    id: int
    rota: RotaId
    what: Change | Shift
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class EnteredAbsence:
    """An absence with its number in `absence.id`. `source` tells where it was read: "" for what people entered."""

    absence: Absence
    by: str
    at: datetime
    source: str = ""
    cancelled_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Era:
    """What a rota was in [start, end), before anything entered beside it."""

    plan: Plan
    start: datetime
    end: datetime


class Rotas(Protocol):
    """Rotas, and what departs from them. Nothing is forgotten: what was taken back is marked, and no longer counts."""

    def plans(self) -> list[Plan]:
        """Every rota, by its key."""

    def plan(self, rota: RotaId) -> Plan | None: ...
    def put(self, plan: Plan) -> None:
        """From now on the rota is this. What it was until now stays known."""

    def remove(self, rota: RotaId) -> None:
        """From now on there is no such rota."""

    def history(self, start: datetime, end: datetime) -> list[Era]:
        """What every rota was in [start, end), rota by rota and in order; times in which there was none are left out.

        A rota that is older than this history counts as having always been what it was when that began.
        """

    def hold(self, *rotas: RotaId) -> None:
        """Until this transaction ends nobody else holds these: for whoever looks first and enters then."""

    def enter(self, rota: RotaId, what: Change | Shift, by: str, now: datetime) -> Entered: ...
    def entry(self, entry: int) -> Entered | None:
        """One that stands; None for one that was withdrawn or never was."""

    def withdraw(self, entry: int, by: str, now: datetime) -> bool:
        """Whether it stood until now: of two who withdraw it at once only one does."""

    def entries(self, rota: RotaId, start: datetime, end: datetime) -> list[Entered]:
        """What stands and touches [start, end), in the order it was entered."""

    def every_entry(self, start: datetime, end: datetime) -> list[Entered]:
        """The same of all rotas."""

    def covers_for(self, absence: str) -> list[Entered]:
        """The cover found for one absence, in every rota."""

    def add_absence(
        self, person: PersonId, start: datetime, end: datetime, *, by: str, now: datetime, source: str = ""
    ) -> EnteredAbsence: ...
    def absence(self, absence: str) -> EnteredAbsence | None:
        """One absence, also a cancelled one."""

    def cancel_absence(self, absence: str, by: str, now: datetime) -> None: ...
    def absences(
        self,
        start: datetime,
        end: datetime,
        person: PersonId | None = None,
        *,
        among: Collection[PersonId] | None = None,
    ) -> list[EnteredAbsence]:
        """Those in force that touch [start, end), in the order they begin: all, or of one person, or among some."""
