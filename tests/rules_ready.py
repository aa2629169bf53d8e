"""Importing this makes the shipped rules ready: in a nursery, once for all processes born there."""

from bot.core.accounts import OrgType
from bot.policy.engine import engine_for

for org_type in OrgType:
    engine_for(org_type)
