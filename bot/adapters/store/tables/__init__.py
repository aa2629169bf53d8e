"""Every table, index, check and trigger. Migrations build the same, and a test compares the two.

What the values mean is told by the dataclasses of bot/core and bot/use_cases/ports.py.
"""

from bot.adapters.store.tables.base import metadata
from bot.adapters.store.tables.calendars import feed_events, feeds, leave_calendars
from bot.adapters.store.tables.calls import callouts, escalation_calls, escalations
from bot.adapters.store.tables.cover import cover_requests, swaps
from bot.adapters.store.tables.drafts import (
    answered_posts,
    attempts,
    checks,
    decisions,
    drafts,
    media,
    revision_media,
    revisions,
    suggestions,
)
from bot.adapters.store.tables.facts import incidents, reference, releases
from bot.adapters.store.tables.own_accounts import own_accounts
from bot.adapters.store.tables.press import press_enquiries
from bot.adapters.store.tables.records import record_head, records
from bot.adapters.store.tables.rotas import absences, rota_entries, rota_versions, rotas
from bot.adapters.store.tables.who import (
    account_tokens,
    accounts,
    audiences,
    chat_identities,
    grants,
    organisation,
    people,
)
from bot.adapters.store.tables.work import due, holds, messages, seen

__all__ = [
    "absences",
    "account_tokens",
    "accounts",
    "answered_posts",
    "attempts",
    "audiences",
    "callouts",
    "chat_identities",
    "checks",
    "cover_requests",
    "decisions",
    "drafts",
    "due",
    "escalation_calls",
    "escalations",
    "feed_events",
    "feeds",
    "grants",
    "holds",
    "incidents",
    "leave_calendars",
    "media",
    "messages",
    "metadata",
    "organisation",
    "own_accounts",
    "people",
    "press_enquiries",
    "record_head",
    "records",
    "reference",
    "releases",
    "revision_media",
    "revisions",
    "rota_entries",
    "rota_versions",
    "rotas",
    "seen",
    "suggestions",
    "swaps",
]
