"""How findings are summed up, grouped, and masked in the record."""

import pytest

from bot.core.findings import Finding, Level, blocks, grouped, masked, verdict


def finding(level=Level.WARN, start=0, end=0, shown=""):
    return Finding("rule", "check", level, start, end, shown, "Message.", "Why.", "Fix.")


@pytest.mark.parametrize(
    ("levels", "words"),
    [
        ([], "The checks found nothing to change."),
        (["advice"], "Can be sent for approval: 1 suggestion."),
        (["advice", "warn", "warn"], "Can be sent for approval: 2 to check, 1 suggestion."),
        (["second_approver"], "Can be sent for approval: 1 needs a second approver."),
        (
            ["advice", "second_approver", "second_approver", "block", "advice"],
            "Cannot be sent yet: 1 to fix, 2 need a second approver, 2 suggestions.",
        ),
    ],
)
def test_the_first_line_says_whether_it_can_be_sent_and_what_was_found(levels, words):
    assert verdict([finding(Level(level)) for level in levels]) == words


def test_groups_come_hardest_first_without_empty_ones():
    found = [finding(Level.ADVICE), finding(Level.BLOCK), finding(Level.ADVICE)]
    assert [(title, len(members)) for title, members in grouped(found)] == [("Must fix", 1), ("Suggestions", 2)]


def test_only_a_block_blocks():
    assert blocks([finding(Level.BLOCK)])
    assert not blocks([finding(level) for level in Level if level is not Level.BLOCK])


def test_private_passages_are_masked_and_others_left():
    text = "Ring 07911 123456 or say bloody."
    private = finding(start=5, end=17, shown="number ending 456")
    public = finding(start=25, end=31, shown="bloody")
    assert masked(text, [private, public]) == "Ring [number ending 456] or say bloody."
    assert masked(text, [public]) == text


def test_overlapping_private_passages_leave_nothing_of_either():
    text = "abc 1234567890 def"
    found = [finding(start=4, end=10, shown="A"), finding(start=7, end=14, shown="B")]
    assert "1234" not in masked(text, found)
    assert "7890" not in masked(text, found)


def test_a_long_passage_shown_shortened_is_not_private():
    text = "word " * 40
    assert masked(text, [finding(start=0, end=199, shown=text[:119] + "…")]) == text
