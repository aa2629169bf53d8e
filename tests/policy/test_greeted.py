"""A first name that greets the author of the post that is answered is nobody who is spoken of."""

from bot.policy.context import Context
from bot.policy.engine import engine_for


def _checks(text: str, author: str) -> set[str]:
    context = Context.from_json(
        {"account_kind": "corporate", "org_type": "nhs_trust", "in_reply_to": {"author": author, "text": "Is it true?"}}
    )
    return {finding.check for finding in engine_for("nhs_trust").check(text, context)}


def test_a_greeting_to_whoever_asked_names_nobody_beside_a_sensitive_word() -> None:
    found = _checks("Hi Rob. Night staff park free and so do blue badge holders.", "@rob_lister")

    assert "person_confidentiality" not in found


def test_the_same_name_counts_where_somebody_else_is_spoken_to() -> None:
    found = _checks("Hi. Rob Lister has lost his blue badge for fraud.", "@mo_ahmed")

    assert "person_confidentiality" in found
