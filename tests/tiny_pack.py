"""A rule pack of four rules, for tests about what happens around the checks and not about the shipped rules."""

from bot.policy.engine import Engine
from bot.policy.packs import load_pack

TINY = """\
pack: council
version: {version}
owner: Head of communications
review_by: 2030-03-01
rules:
  - id: politics.party
    check: party_political
    matcher: phrases
    level: warn
    terms: [labour]
    message: "“{{match}}” names a party."
    why: Publicity must not favour a party.
    fix: Take the name out.
    link: https://www.legislation.gov.uk/ukpga/1986/10/section/2
    examples: {{fires: [Labour did this], passes: [The park opens]}}
  - id: politics.party-now
    check: pre_election
    matcher: phrases
    level: {level}
    terms: [labour]
    when: {{period: [pre_election]}}
    route_to: monitoring_officer
    message: "“{{match}}” names a party, and the pre-election period runs until {{poll_date}}."
    why: Nothing may favour a party now.
    fix: Hold it until after {{poll_date}}.
    examples: {{fires: [Labour did this], passes: [The park opens]}}
  - id: consent.name
    check: person_confidentiality
    matcher: phrases
    level: {level}
    terms: [Jane]
    message: This tells something about a person.
    why: People decide what is told of them.
    fix: Name the consent that is on record.
    examples: {{fires: [Jane came home], passes: [{passes}]}}
  - id: identifiers.nino
    check: pii_nino
    matcher: builtin:nino
    level: block
    message: This looks like a National Insurance number.
    why: It is somebody's own.
    fix: Take it out.
    examples: {{fires: [NI AB123456C], passes: [The park opens]}}
"""


def tiny(folder, version="1", level="second_approver", passes="The park opens", name="council"):
    """The pack as a file in a folder."""
    path = folder / f"{name}.yaml"
    path.write_text(TINY.format(version=version, level=level, passes=passes), encoding="utf-8")
    return path


def tiny_engine(folder, **how):
    """The pack, ready."""
    return Engine(load_pack(tiny(folder, **how)))
