"""Published hours from the terminal (S72): what org.yaml says goes through the checks, and the desk is kept in view."""

import pytest

BAD = "We read this account. Ring Dave on 07911 123456 with the password Xk9!vq22Lm."


@pytest.fixture
def org(organised):
    """The file as it is in force, and what the terminal says of it changed."""

    def says(old, new, *words):
        text = (organised.folder / "org.yaml").read_text()
        assert old in text
        (organised.folder / "changed.yaml").write_text(text.replace(old, new))
        return organised.types("org", *words[:1], "changed.yaml", *words[1:])

    return says


def test_hours_that_may_not_go_out_as_a_tweet_do_not_come_into_force(org, organised):
    hours = next(line for line in (organised.folder / "org.yaml").read_text().splitlines() if "hours: We" in line)
    told = org(hours, f"    hours: {BAD}", "apply", "--yes")
    assert told.returncode == 1
    assert "! Hours of @FernshireCC: " in told.stdout
    assert "Nothing was changed" in told.stderr
    assert organised.types("org", "check", "org.yaml").stdout.strip() == "Nothing would change."


def test_another_desk_than_the_words_were_saved_for_is_told_on_check_on_apply_and_by_doctor(org, organised):
    desk = 'required: {days: mon-fri, from: "09:00", to: "17:00"}'
    asked = "now it is Monday to Saturday, 8am to 6pm, except bank holidays. Please read the published hours"
    later = 'required: {days: mon-sat, from: "08:00", to: "18:00"}'
    for words in (("check",), ("apply", "--yes")):
        told = org(desk, later, *words)
        assert told.returncode == 0, told.stderr
        assert asked in told.stdout, words
    assert asked in organised.types("doctor").stdout

    assert organised.types("org", "apply", "org.yaml", "--yes").returncode == 0
    assert "Please read the published hours" not in organised.types("doctor").stdout
