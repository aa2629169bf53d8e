"""Looking through the rules in the terminal: topics, words, one by its id, and an organisation's own (S52)."""

import re


def unwrapped(words):
    """What a terminal of any width shows, on one line."""
    return " ".join(words.split())


OWN = """\
pack: police
version: 1
owner: Head of communications
review_by: 2030-03-01
extends: [police]
rules:
  - id: own.castle
    check: topic_authority
    matcher: phrases
    level: warn
    terms: [castle]
    message: "“{match}” is the heritage team’s to speak of."
    why: They run it.
    fix: Ask the heritage team.
    examples: {fires: [The castle is shut], passes: [The park opens]}
"""


def test_the_topics_are_counted_by_level(terminal):
    told = terminal.types("packs", "show").stdout

    assert told.index("Must fix: ") < told.index("Needs a second approver: ") < told.index("Check this: ")
    assert re.search(r"Party politics \d+, ", told)
    assert re.search(r"\d{3} rules\. To see them: countersign packs show WORDS", told)
    assert "council 20" in told


def test_words_lead_to_the_rules_that_speak_of_them(terminal):
    told = terminal.types("packs", "show", "wegovy", "--kind", "nhs_trust")

    assert told.returncode == 0, told.stderr
    assert "nhs.prescription-medicine This may advertise" in unwrapped(told.stdout)
    assert "pii.nino" not in told.stdout


def test_an_id_leads_to_all_there_is_to_know_of_a_rule(terminal):
    told = unwrapped(terminal.types("packs", "show", "council.how-votes-fall").stdout)

    for words in (
        "This tells how people have voted before the result is declared.",
        "Must fix · Pre-election period · council.how-votes-fall",
        "Why: The law keeps votes secret",
        "Ask: the returning officer",
        "https://www.legislation.gov.uk/ukpga/1983/2/section/66",
        "When: Only while a pre-election or pre-referendum period is on.",
        "Kept by: Returning Officer, to be reviewed by 1 June 2027",
        "Stands in: council.yaml, line ",
        "locked: packs of your own may make it stricter, not softer",
        "“Postal votes must reach us by 10pm on Thursday”",
    ):
        assert words in told


def test_all_rules_are_listed_on_demand_and_nothing_found_is_said(terminal):
    everything = terminal.types("packs", "show", "--all").stdout
    nothing = terminal.types("packs", "show", "xylophone", "wardens")

    assert "pii.nino" in everything
    assert "style.capitals" in everything
    assert nothing.returncode == 1
    assert "No rule speaks of “xylophone wardens”." in nothing.stderr


def test_an_organisations_own_rules_are_among_them(terminal):
    folder = terminal.folder / "own-rules"
    folder.mkdir()
    (folder / "police.yaml").write_text(OWN, "utf-8")

    told = terminal.types("packs", "show", "own.castle", "--kind", "police", COUNTERSIGN_PACKS=str(folder))

    assert "Stands in: police.yaml, line 7" in told.stdout
    assert "“The castle is shut”" in told.stdout
