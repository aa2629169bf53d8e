"""Finding one's way in the rules: what each stops in a sentence, when it applies, which speak of some words.

What a rule finds in a draft is the engine's.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from bot.core.accounts import Kind
from bot.core.check_names import check_name
from bot.core.findings import GROUPS, Level, office
from bot.core.wording import KINDS, PURPOSES, names
from bot.policy.rules import HARDNESS, Example, Rule
from bot.policy.scope import Scope

ORGANISATIONS = {
    "council": "councils",
    "nhs_trust": "NHS trusts",
    "police": "police forces",
    "fire": "fire and rescue services",
    "ministry": "departments",
}
_NATIONS = {
    "england": "England",
    "wales": "Wales",
    "scotland": "Scotland",
    "northern_ireland": "Northern Ireland",
    "uk": "the whole United Kingdom",
}
_WITH = {
    "media": "with a picture",
    "in_reply_to": "as a reply",
    "public_contacts": "with a public contact on record",
    "consents": "with a consent on record",
    "approved_pledges": "with an approved promise",
    "approved_domains": "with that site on our list",
    "politicians": "with that name among our politicians",
    "embargoes": "with an embargo on record",
    "recent_posts": "after an earlier post",
    "post_purpose": "with a purpose chosen",
    "period": "in an election period",
    "incident_hold": "while an incident is open",
    "meeting": "during a meeting",
    "remit": "on an account with a remit",
}
"""What an example adds to its words, by the key of the context."""

_SHORT = 3
"""Letters of a word that is only looked for whole, or as a plural."""

_FILLED = {
    "period": "pre-election period",
    "poll_date": "polling day",
    "hold": "the incident",
    "subject": "somebody",
    "topic": "a topic",
    "until": "a set time",
    "work": "a picture",
    "remit": "its own subjects",
    "over": "some characters",
    "limit": "280 characters",
    "approved": "one we know",
    "age": "a certain age",
}
"""What stands in the place of a name that is only filled in when a rule finds something."""

_ASIDE = re.compile(r"\s*\(“?\{\w+\}”?\)")
_OPENING = re.compile(r"^(?:“\{match\}”|\{match\}|\{host\})(?P<more> and other words here)? ")
_ANY_FILL = re.compile(r"“?\{(?P<name>\w+)\}”?")
_LIST = re.compile(r"\{([a-z_]+)\}")


class Where(IntEnum):
    """Where a rule has the words somebody looks for: the nearer, the earlier it is shown."""

    SAID = 0
    EXAMPLES = 1
    TERMS = 2


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that has all the words, and where."""

    rule: Rule
    where: Where


def in_short(rule: Rule) -> str:
    """What the rule stops, in one sentence with nothing to fill in."""
    said = _ASIDE.sub("", rule.message)
    return without_fills(_OPENING.sub(lambda opening: "Some words here " if opening["more"] else "This ", said))


def without_fills(words: str) -> str:
    """A rule's sentence with plain words for what is filled in when it finds something."""
    said = _ANY_FILL.sub(lambda fill: _FILLED.get(fill["name"], "…"), words).replace("….", "…")
    return said[:1].upper() + said[1:]


def applies(scope: Scope) -> tuple[str, ...]:
    """When and where a rule listens, in sentences."""
    return (*_accounts(scope), *_moments(scope)) or ("Always, on every account.",)


def _accounts(scope: Scope) -> Iterator[str]:
    for name, said in (("account_kind", _kinds), ("org_type", _organisations), ("nation", _nations)):
        if values := scope.only.get(name):
            yield f"Only {said(values)}."
        if values := scope.never.get(name):
            yield f"Not {said(values)}."
    for roles, opening in ((scope.only.get("author_role"), "Only"), (scope.never.get("author_role"), "Not")):
        if roles:
            yield f"{opening} for words pitched by: {names(roles)}."
    if purposes := scope.only.get("purpose"):
        yield f"Only for: {_purposes(purposes)}."
    if purposes := scope.never.get("purpose"):
        yield f"Not for: {_purposes(purposes)}."


def _kinds(values: Sequence[str]) -> str:
    kinds = [KINDS[Kind(value)].removesuffix(" account") for value in values]
    return f"on accounts of this kind: {names(kinds)}"


def _organisations(values: Sequence[str]) -> str:
    return f"for {names([ORGANISATIONS[value] for value in values], joined_by='and')}"


def _nations(values: Sequence[str]) -> str:
    return f"in {names([_NATIONS[value] for value in values])}"


def _purposes(values: Sequence[str]) -> str:
    return names([PURPOSES[value].lower() for value in values])


def _moments(scope: Scope) -> Iterator[str]:
    if scope.periods:
        kinds = names([period.replace("_", "-") for period in scope.periods])
        yield f"Only while a {kinds} period is on{' that covers our area' if scope.covers_account else ''}."
    situations = (
        (scope.hold, "while an incident is open"),
        (scope.meeting, "while a meeting is on"),
        (scope.reply, "in a reply"),
    )
    yield from (f"{'Only' if wanted else 'Not'} {words}." for wanted, words in situations if wanted is not None)


def packs_of(rule: Rule) -> tuple[str, ...]:
    """The packs that the rule stands in: the one that gives its words first, then those that change it."""
    files = dict.fromkeys((*(file for file, _ in rule.places.values()), rule.file))
    return tuple(file.removesuffix(".yaml") for file in files)


def said_example(example: Example) -> str:
    """An example as people read it, with what of the situation it depends on."""
    more = [_WITH.get(key, key.replace("_", " ")) for key in example.context]
    return f"“{example.text}”" + (f" ({', '.join(more)})" if more else "")


def counted(rules: Iterable[Rule]) -> list[tuple[Level, str, list[tuple[str, int]]]]:
    """For each level that has rules: its heading, and its checks with how many rules each, by name."""
    by_level: dict[Level, Counter[str]] = {}
    for rule in rules:
        by_level.setdefault(rule.level, Counter())[rule.check] += 1
    return [
        (level, title, sorted(by_level[level].items(), key=lambda each: check_name(each[0])))
        for level, title in GROUPS
        if level in by_level
    ]


def in_order(rules: Iterable[Rule]) -> list[Rule]:
    """The hardest first, then by the name of the check, then by id."""
    return sorted(rules, key=lambda rule: (HARDNESS[rule.level], check_name(rule.check), rule.id))


def speaking_of(rules: Iterable[Rule], lists: Mapping[str, Sequence[str]], sought: str) -> list[Match]:
    """The rules that have every word somebody looks for, the nearest matches first.

    A word may be the beginning of another, save a short one: “bin” is not looked for in “binding”.
    """
    wanted = [_wanted(word) for word in sought.split()]
    found = [Match(rule, where) for rule in in_order(rules) if (where := _where(rule, lists, wanted)) is not None]
    return sorted(found, key=lambda match: match.where)


def _wanted(word: str) -> re.Pattern[str]:
    ending = r"(?:e?s)?(?!\w)" if len(word) <= _SHORT else ""
    return re.compile(rf"(?<!\w){re.escape(word)}{ending}", re.IGNORECASE)


def _where(rule: Rule, lists: Mapping[str, Sequence[str]], wanted: Sequence[re.Pattern[str]]) -> Where | None:
    texts = ((Where.SAID, _said), (Where.EXAMPLES, _examples), (Where.TERMS, lambda each: _terms(each, lists)))
    missing = list(wanted)
    for where, text_of in texts:
        text = text_of(rule)
        missing = [word for word in missing if not word.search(text)]
        if not missing:
            return where
    return None


def _said(rule: Rule) -> str:
    own = (rule.id, check_name(rule.check), rule.check.replace("_", " "), rule.message, rule.why, rule.fix)
    return "\n".join((*own, office(rule.route_to), rule.owner))


def _examples(rule: Rule) -> str:
    return "\n".join(example.text for example in (*rule.fires, *rule.passes))


def _terms(rule: Rule, lists: Mapping[str, Sequence[str]]) -> str:
    used = {name for term in rule.terms for name in _LIST.findall(term)}
    return "\n".join((*rule.terms, *rule.unless_near, *(word for name in sorted(used) for word in lists.get(name, ()))))
