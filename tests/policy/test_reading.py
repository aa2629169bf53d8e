"""Addresses that X makes no link of and that people follow all the same."""

from bot.policy.context import Context
from bot.policy.engine import engine_for
from bot.policy.reading import read


def test_an_address_with_an_ending_that_x_does_not_know_is_read_as_a_link():
    (link,) = read("Order at https://craft.example/boxes, please").links

    assert (link.host, link.url) == ("craft.example", "https://craft.example/boxes")


def test_an_address_within_walls_is_read_as_a_link_and_found_once():
    text = "The rota is at www.fernshire.intranet/rota today"
    found = engine_for("council").check(text, Context(org_type="council"))

    assert [link.host for link in read(text).links] == ["www.fernshire.intranet"]
    assert [f.check for f in found].count("link_unapproved") == 1


def test_a_link_that_x_knows_is_read_once():
    assert [link.host for link in read("See https://www.gov.uk/bins and www.gov.uk").links] == [
        "www.gov.uk",
        "www.gov.uk",
    ]


def test_such_an_address_needs_approval_like_any_other():
    text = "Order at https://craft.example/boxes"
    strange, approved = (
        {f.check for f in engine_for("council").check(text, Context(org_type="council", approved_domains=domains))}
        for domains in ((), ("craft.example",))
    )

    assert "link_unapproved" in strange
    assert "link_unapproved" not in approved
