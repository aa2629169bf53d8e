"""The log keeps secrets out, whatever is logged."""

import logging

from bot.log_setup import CHATTY, WITHHELD, Withhold, set_up


def logged(caplog, secrets, *args, exc_info=None):
    record = logging.LogRecord("bot", logging.INFO, "f", 1, args[0], args[1:], exc_info)
    Withhold(secrets).filter(record)
    return logging.Formatter("%(message)s").format(record)


def test_a_known_secret_is_withheld_wherever_it_stands(caplog):
    assert logged(caplog, ["hush-hush"], "key=%s and again %s", "hush-hush", "hush-hush") == (
        f"key={WITHHELD} and again {WITHHELD}"
    )


def test_anything_shaped_like_a_token_is_withheld(caplog):
    for text in ("xoxb-1-2-abc", "xapp-1-A-b", "Bearer abc.def", 'oauth_token="abc"', "oauth_signature=abc%3D"):
        shown = logged(caplog, [], f"before {text} after")
        assert WITHHELD in shown, text
        assert "abc" not in shown, text


def test_a_traceback_holds_no_secret_either(caplog):
    try:
        raise ValueError("login hush-hush refused")
    except ValueError as fault:
        shown = logged(caplog, ["hush-hush"], "failed", exc_info=(type(fault), fault, fault.__traceback__))
    assert "ValueError" in shown
    assert "hush-hush" not in shown


def test_a_longer_secret_is_withheld_before_a_shorter_one_inside_it(caplog):
    assert logged(caplog, ["abc", "abcdef"], "abcdef") == WITHHELD


def test_libraries_that_print_payloads_stay_quiet_at_every_level():
    before = logging.getLogger().level, logging.getLogger().handlers[:]
    try:
        set_up("DEBUG", [])
        assert {logging.getLogger(name).getEffectiveLevel() for name in CHATTY} == {logging.WARNING}
    finally:
        logging.getLogger().setLevel(before[0])
        logging.getLogger().handlers[:] = before[1]
