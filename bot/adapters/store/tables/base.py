"""The naming of constraints, and the few shapes of columns that many tables share."""

from collections.abc import Iterable
from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Integer, MetaData, Text

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

Number = BigInteger().with_variant(Integer(), "sqlite")
"""The type of numbers the database gives; SQLite counts only in INTEGER."""


def among(column: str, values: Iterable[str] | type[StrEnum]) -> CheckConstraint:
    """The column holds one of these words."""
    words = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({words})", name=column)


def of_person(name: str, *, nullable: bool = False) -> Column[str]:
    """A reference to a person who cannot be removed while it stands."""
    return Column(name, Text, ForeignKey("people.id"), nullable=nullable)
