"""No token reaches a log, even with every logger at DEBUG."""

import logging

from bot.adapters.x.connect import begin, finish
from bot.core.ids import AccountId
from bot.core.publishing import Picture, Post

ACCOUNT = AccountId("fernshire")
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


def test_debug_logs_hold_no_token(x, served, publisher, tokens, caplog):
    names = [name for name in logging.root.manager.loggerDict if "." in name or "oauth" in name or name == "tweepy"]
    with caplog.at_level(logging.DEBUG):
        for name in names:
            caplog.set_level(logging.DEBUG, logger=name)
        publisher.send(ACCOUNT, Post("Good morning", pictures=(Picture(PNG, "image/png", "A bridge"),)))
        x.fault("unauthorised")
        publisher.send(ACCOUNT, Post("Good night"))
        publisher.timeline(ACCOUNT, None)
        _, request = begin(x.consumer_key, x.consumer_secret, served.url)
        finish(request, "1234567")

    logged = caplog.text
    assert "connectionpool" in logged  # DEBUG really was on
    for secret in (
        tokens["fernshire"].token,
        tokens["fernshire"].secret,
        x.consumer_key,
        x.consumer_secret,
        request.token,
        request.secret,
        "oauth_signature",
    ):
        assert secret not in logged
