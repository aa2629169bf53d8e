"""What is asked of people because somebody is away: requests for cover and swaps."""

from sqlalchemy import Column, Index, Table, Text, text

from bot.adapters.store.columns import Instant, Json
from bot.adapters.store.tables.base import Number, among, metadata, of_person
from bot.core.rota.requests import RequestState, SwapState

_STANDING = "state IN ('seeking', 'gap', 'accepted')"
_PROPOSED = "state = 'proposed'"

cover_requests = Table(
    "cover_requests",
    metadata,
    Column("id", Number, primary_key=True),
    of_person("person"),
    Column("absence", Text, nullable=False),
    Column("rota", Text, nullable=False),
    Column("seat", Text, nullable=False),
    Column("account", Text),
    Column("parts", Json, nullable=False),
    Column("start", Instant, nullable=False),
    Column("state", Text, nullable=False),
    Column("asks", Json, nullable=False),
    of_person("covered_by", nullable=True),
    Column("entry", Number),
    Column("left_open_by", Text),
    among("state", RequestState),
    Index("ix_cover_requests_standing", "start", sqlite_where=text(_STANDING), postgresql_where=text(_STANDING)),
    Index(None, "absence"),
)

swaps = Table(
    "swaps",
    metadata,
    Column("id", Number, primary_key=True),
    *(
        column
        for side in ("mine", "theirs")
        for column in (
            of_person(f"{side}_person"),
            Column(f"{side}_rota", Text, nullable=False),
            Column(f"{side}_seat", Text, nullable=False),
            Column(f"{side}_start", Instant, nullable=False),
            Column(f"{side}_end", Instant, nullable=False),
        )
    ),
    Column("state", Text, nullable=False),
    Column("proposed_at", Instant, nullable=False),
    among("state", SwapState),
    Index("ix_swaps_proposed", "id", sqlite_where=text(_PROPOSED), postgresql_where=text(_PROPOSED)),
)
