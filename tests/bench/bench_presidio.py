"""Side by side with presidio-analyzer's pattern recognisers on the identifiers both cover: found, false alarms, time.

Only its recognisers are used, which need no language model. Where it is not installed (`pip install '.[bench]'`), this
says so and goes on.
"""

import dataclasses
import json
import random
import statistics
import string
import time
from importlib.util import find_spec
from pathlib import Path

import phonenumbers
import pytest

from bot.policy.context import Context
from bot.policy.engine import Engine, pack_for

pytestmark = pytest.mark.bench

_EVALUATION = Path(__file__).parent.parent / "policy" / "evaluation"
_EACH = 200
_OURS = {
    "NHS number": "pii_health_number",
    "National Insurance number": "pii_nino",
    "e-mail address": "pii_email",
    "telephone number": "pii_phone",
    "postcode": "pii_postcode",
}
_SAID = {
    "NHS number": ("Your NHS number is {}.", "Patient {}, please ring the ward.", "NHS no {} has an appointment."),
    "National Insurance number": ("NI number {} please.", "Quote {} when you call.", "My NINO: {}"),
    "e-mail address": ("Write to {} today.", "From {}: thank you!", "Complaints to {}, not to us."),
    "telephone number": ("Ring her on {}.", "Call Dave ({}) for keys.", "Text {} if you saw him."),
    "postcode": (
        "She lives at 14 Elm Road, {}.",
        "Your parcel for {} is at the depot.",
        "He was arrested at home in {}.",
    ),
}
_INNOCENT = (
    "Reference {10} when you write to us.",
    "Planning application {2}/{5}/FUL is on the agenda.",
    "Crime number {8} refers.",
    "Open 0900 to 1730 on 12/0{1}/2026.",
    "Grant of £{1},{3},{3} for the roof.",
    "Bus {3} leaves at {2}.{2} from bay B{1}.",
    "See page {3} of report CAB{4}.",
    "Follow @{w}council for news of the A{2} and M{1}.",
    "Room {1}A {1}BB is on the second floor.",
    "Tender {4}-{4}-{4} closes on Friday.",
    "Flight AB{4} and train 1A{2}.",
    "Score: {2}-{2}, attendance {5}.",
)


@pytest.fixture
def presidio():
    """Its recognisers for these identifiers by our name for each, or None where it is not installed."""
    if find_spec("presidio_analyzer") is None:
        return None
    import tldextract

    tldextract.extract = tldextract.TLDExtract(
        suffix_list_urls=(), cache_dir=None
    )  # else it fetches a list at run time
    from presidio_analyzer import predefined_recognizers as known

    return {
        "NHS number": known.NhsRecognizer(),
        "National Insurance number": known.UkNinoRecognizer(),
        "e-mail address": known.EmailRecognizer(),
        "telephone number": known.PhoneRecognizer(supported_regions=("GB",)),
        "postcode": known.UkPostcodeRecognizer(),
    }


@pytest.fixture(scope="module")
def ours():
    """The shipped rules for a trust, those of these identifiers alone: (engine, what it alarms of in a text)."""
    pack = pack_for("nhs_trust")
    rules = tuple(rule for rule in pack.rules if rule.check in _OURS.values())
    return Engine(dataclasses.replace(pack, rules=rules))


def _nhs(chance):
    while True:
        nine = [chance.randint(1, 9), *(chance.randint(0, 9) for _ in range(8))]
        last = (11 - sum(d * w for d, w in zip(nine, range(10, 1, -1), strict=True)) % 11) % 11
        if last < 10:
            digits = "".join(map(str, [*nine, last]))
            return chance.choice(
                (digits, f"{digits[:3]} {digits[3:6]} {digits[6:]}", f"{digits[:3]}-{digits[3:6]}-{digits[6:]}")
            )


def _nino(chance):
    first, second, last = chance.choice("ABCEHJLMPRSW"), chance.choice("ABCEHJLMPRSWXYZ"), chance.choice("ABCD")
    digits = "".join(chance.choices(string.digits, k=6))
    spaced = f"{first}{second} {digits[:2]} {digits[2:4]} {digits[4:]} {last}"
    return chance.choice((spaced, spaced.replace(" ", ""), spaced.replace(" ", "").lower(), spaced.replace(" ", "-")))


def _email(chance):
    name, host = ("".join(chance.choices(string.ascii_lowercase, k=chance.randint(3, 9))) for _ in range(2))
    return f"{name}{chance.choice(('', '.smith', '_1', '+x'))}@{host}.{chance.choice(('co.uk', 'org', 'com', 'gov.uk', 'nhs.uk'))}"


def _phone(chance):
    """Of a form that is in use, made up anew each time; half of them mobiles."""
    kind = chance.choice((phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE))
    like = phonenumbers.example_number_for_type("GB", kind)
    number = phonenumbers.PhoneNumber(44, int(f"{str(like.national_number)[:5]}{chance.randint(0, 99999):05}"))
    form = chance.choice((phonenumbers.PhoneNumberFormat.NATIONAL, phonenumbers.PhoneNumberFormat.INTERNATIONAL))
    written = phonenumbers.format_number(number, form)
    return chance.choice((written, written.replace(" ", "")))


def _postcode(chance):
    area = chance.choice(("B", "LS", "SW", "M", "EH", "CF", "BT", "NE", "S", "YO"))
    inward = f"{chance.randint(0, 9)}{''.join(chance.choices('ABDEFGHJLNPQRSTUWXYZ', k=2))}"
    written = f"{area}{chance.randint(1, 20)} {inward}"
    return chance.choice((written, written.lower(), written.replace(" ", "")))


_MADE = {
    "NHS number": _nhs,
    "National Insurance number": _nino,
    "e-mail address": _email,
    "telephone number": _phone,
    "postcode": _postcode,
}


def _texts():
    """(identifier or None, text): each identifier said in several ways, and as many texts that only look like one."""
    chance = random.Random(11)
    made = [
        (kind, chance.choice(_SAID[kind]).format(make(chance))) for kind, make in _MADE.items() for _ in range(_EACH)
    ]
    return made + [(None, _innocent(chance)) for _ in range(_EACH * len(_MADE))]


def _innocent(chance):
    text = chance.choice(_INNOCENT)
    for length in range(1, 11):
        while f"{{{length}}}" in text:
            text = text.replace(f"{{{length}}}", "".join(chance.choices(string.digits, k=length)), 1)
    return text.replace("{w}", "".join(chance.choices(string.ascii_lowercase, k=5)))


def _alarms_of(engine, text, context):
    checks = {finding.check for finding in engine.check(text, context) if finding.level != "advice"}
    return {kind for kind, check in _OURS.items() if check in checks}


def _alarms_of_presidio(recognisers, text):
    return {kind for kind, each in recognisers.items() if each.analyze(text, each.supported_entities, None)}


def _microseconds(work, texts):
    spent = []
    for text in texts:
        started = time.thread_time()
        work(text)
        spent.append(time.thread_time() - started)
    return statistics.median(spent) * 1e6


def _table(title, rows):
    print(f"\n{title}\n{'':28}{'there':>7}{'found: ours':>13}{'presidio':>10}{'false: ours':>13}{'presidio':>10}")
    for kind in _OURS:
        there = sum(kind in wanted for wanted, _, _ in rows)
        found = [sum(kind in wanted and kind in row[who] for wanted, *row in rows) for who in (0, 1)]
        false = [sum(kind not in wanted and kind in row[who] for wanted, *row in rows) for who in (0, 1)]
        print(f"{kind:28}{there:7}{found[0]:13}{found[1]:10}{false[0]:13}{false[1]:10}")


def test_made_up_identifiers_beside_presidio(presidio, ours):
    if presidio is None:
        print("\npresidio-analyzer is not installed, so nothing is put beside the checks: pip install '.[bench]'")
        return
    context, texts = Context(org_type="nhs_trust"), _texts()
    rows = [
        ({kind} - {None}, _alarms_of(ours, text, context), _alarms_of_presidio(presidio, text)) for kind, text in texts
    ]
    _table(f"{len(texts)} texts made up, half of them with one identifier:", rows)

    mine = _microseconds(lambda text: ours.check(text, context), [text for _, text in texts])
    theirs = _microseconds(lambda text: _alarms_of_presidio(presidio, text), [text for _, text in texts])
    print(f"time for these identifiers: ours {mine:.0f} µs a text, presidio {theirs:.0f} µs")


def test_the_evaluation_sets_beside_presidio(presidio):
    if presidio is None:
        print("\npresidio-analyzer is not installed, so nothing is put beside the checks: pip install '.[bench]'")
        return
    drafts = [
        json.loads(line)
        for file in sorted(_EVALUATION.glob("*.jsonl"))
        for line in file.read_text("utf-8").splitlines()
    ]
    engines = {org_type: Engine(_of_identifiers(org_type)) for org_type in {d["context"]["org_type"] for d in drafts}}
    rows = [
        (
            {kind for kind, check in _OURS.items() if any(wanted["check"] == check for wanted in draft["expect"])},
            _alarms_of(engines[draft["context"]["org_type"]], draft["text"], Context.from_json(draft["context"])),
            _alarms_of_presidio(presidio, draft["text"]),
        )
        for draft in drafts
    ]
    _table(f"{len(drafts)} drafts of the evaluation sets, where context decides:", rows)


def _of_identifiers(org_type):
    pack = pack_for(org_type)
    return dataclasses.replace(pack, rules=tuple(rule for rule in pack.rules if rule.check in _OURS.values()))
