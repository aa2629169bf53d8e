"""Looks at the time zones a calendar brings before any library works them out: rules that could be counted for ever.

Reading the calendar is leave.py's.
"""

import re

MOST_RULES = 200
_FOLD = re.compile(r"\r?\n[ \t]")
_ZONE = re.compile(r"^BEGIN:VTIMEZONE\b.*?(?:^END:VTIMEZONE\b|\Z)", re.MULTILINE | re.DOTALL | re.IGNORECASE)
_RULE = re.compile(r"^[ \t]*RRULE[^:\r\n]*:([^\r\n]*)", re.MULTILINE | re.IGNORECASE)
_DAY = r"[+-]?[1-5]?(?:MO|TU|WE|TH|FR|SA|SU)"
_PART = re.compile(
    r"FREQ=YEARLY|INTERVAL=1|COUNT=\d{1,4}|UNTIL=[0-9TZ]{8,16}|WKST=[A-Z]{2}|BYMONTH=(?:[1-9]|0[1-9]|1[0-2])"
    rf"|BYDAY={_DAY}(?:,{_DAY})*|BYMONTHDAY=(?:[1-9]|1\d|2[0-8])(?:,(?:[1-9]|1\d|2[0-8]))*",
    re.IGNORECASE,
)


def are_bounded(text: str) -> bool:
    """Whether every change of clock comes once a year, as they do: only such rules end when they are counted."""
    rules = [rule for zone in _ZONE.findall(_FOLD.sub("", text)) for rule in _RULE.findall(zone)]
    return len(rules) <= MOST_RULES and all(_is_yearly(rule) for rule in rules)


def _is_yearly(rule: str) -> bool:
    parts = rule.strip().strip(";").split(";")
    return "FREQ=YEARLY" in rule.upper() and all(_PART.fullmatch(part) for part in parts)
