"""Prints what handing in a form costs, with all checks, next to a Bolt listener that only acknowledges; 20 a second."""

import gc
import logging
from contextlib import ExitStack

import pytest
from aside import Aside, let_go
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from whole import CARDS, ORDINARY, SERVICE, until, whole

pytestmark = [pytest.mark.bench, pytest.mark.timeout(120)]

FORMS = 60
A_SECOND = 20


@pytest.fixture(scope="module")
def house(migrated_file, tmp_path_factory):
    copy = tmp_path_factory.mktemp("forms") / "countersign.db"
    copy.write_bytes(migrated_file.read_bytes())
    with ExitStack() as stack:
        aside = stack.enter_context(Aside())
        house = stack.enter_context(whole(f"sqlite:///{copy}", aside=aside))
        gc.collect()
        gc.freeze()  # as `countersign run` does before it serves
        yield house
        gc.unfreeze()


@pytest.fixture(scope="module")
def bare():
    """A practice Slack with an app that acknowledges forms and does nothing."""
    with Aside() as slack:
        app = App(
            client=WebClient(slack.bot_token, base_url=f"{slack.url}/api/"),
            token_verification_enabled=False,
            logger=logging.getLogger("bare"),
        )
        app.view("draft")(lambda ack: ack())
        handler = SocketModeHandler(app, slack.app_token, concurrency=32)
        handler.connect()
        until(slack.sockets)
        yield slack
        slack.hang_up()
        let_go(handler)


def handed_in(slack, payloads):
    """Seconds from handing in to the answer, of each form, handed in at an even pace; shortest first."""
    return sorted(each.acked - each.sent for each in slack.sends(payloads, a_second=A_SECOND))


def forms(house):
    """One form as Slack hands it in, taken from a real one, with other words each time."""
    sam = house.person("U0SAM")
    sam.types("/tweet Something or other", CARDS)
    sam.waits_for_modal("Pitch a tweet")
    sam.fills(Purpose=SERVICE)
    sam.submits()
    sam.waits_for_modal("Preview")
    real = next(each for each in reversed(house.slack.delivered()) if each.get("type") == "view_submission")
    values = real["view"]["state"]["values"]
    (block,) = [key for key in values if "Something or other" in str(values[key])]
    for number in range(FORMS):
        (action,) = real["view"]["state"]["values"][block]
        field = {**real["view"]["state"]["values"][block][action], "value": ORDINARY.format(number)}
        values = {**real["view"]["state"]["values"], block: {action: field}}
        view = {**real["view"], "id": f"VOTHER{number}", "state": {"values": values}}
        yield {**real, "trigger_id": f"{number}.bench", "view": view}


def test_forms_with_all_checks_next_to_bare_acknowledgements(house, bare):
    payloads = list(forms(house))
    handed_in(bare, payloads[:10])
    alone = handed_in(bare, payloads)
    took = handed_in(house.slack, payloads)
    with house.house.store.read() as uow:
        assert uow.drafts.by_author("sam.okafor", ["draft"], 1)[1] >= FORMS
    half, nearly_all = len(took) // 2, int(len(took) * 0.99) - 1
    print(
        f"\nform with all checks at {A_SECOND} a second, bare ack = 1: p50 ×{took[half] / alone[half]:.1f}"
        f" ({took[half] * 1e3:.0f} ms), p99 ×{took[nearly_all] / alone[nearly_all]:.1f} ({took[nearly_all] * 1e3:.0f} ms)"
    )
