"""How what a use case answers reaches the one person who acted: privately, in a form, or as the reply to a form.

When a request is answered, and with which command, is listeners.py's.
"""

from collections.abc import Iterable
from typing import Any

from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient

from bot.adapters.slack import render, render_form
from bot.adapters.slack.faults import EXPIRED_TRIGGERS, FAULTS, error_of
from bot.adapters.slack.parse import Payload, part, user, word
from bot.adapters.slack.parse_form import fields
from bot.adapters.slack.quiet import LIBRARIES, report
from bot.adapters.slack.tags import FormName
from bot.adapters.slack.text import Json, exact, rich
from bot.core.cards import AccountsCard, AskCard, ChangesCard, HomeCard, ListCard, Notice, Overview, Tone
from bot.core.forms import AltTextForm, DoneForm, DraftForm, Field, Form, FormErrors, Nothing, PreviewForm, Shown
from bot.core.reading import AdviceForm
from bot.core.said_back import AbsenceCheck, ChangeCheck

Told = Notice | ListCard | AccountsCard | ChangesCard | AskCard | Overview
"""Cards that answer one person."""
_LEADS_BACK = frozenset({FormName.DRAFT, FormName.ABSENCE, FormName.SHIFT})
"""Forms on which their next page lies, so that its close button leads back to what was typed."""
SORRY = Notice(
    "We could not save that just now",
    ("Nothing was changed. Please try again in a minute.",),
    Tone.WARNING,
)
SORRY_SENTENCE = "We could not save that just now. Nothing was changed. Please try again in a minute."
LATE = "Slack gave us too little time to open the form. Nothing is lost: please try once more."
LATE_WORDS = "Slack gave us too little time to open the form. Please try once more; these are your words:"
OK = 200


def tell(client: WebClient, payload: Payload, card: Told, *, typed: str = "") -> None:
    """Show a card to the person who acted and to nobody else, wherever they are. `typed` is given back to them."""
    drawn = render.message(card)
    blocks = [*drawn.blocks, rich(exact(typed, 3000))] if typed else drawn.blocks
    try:
        _tell(client, payload, render.Message(drawn.text, blocks))
    except FAULTS as fault:
        report("Somebody could not be answered", fault)


def _tell(client: WebClient, payload: Payload, drawn: render.Message) -> None:
    view_id = word(payload, "view", "id")
    person = user(payload)
    if view_id and word(payload, "view", "type") == "modal":
        client.views_update(view_id=view_id, view=_page(drawn, pushed=_is_pushed(payload)))
    elif word(payload, "response_url") and _respond(client, word(payload, "response_url"), drawn):
        return
    elif channel := _channel(payload):
        client.chat_postEphemeral(channel=channel, user=person, text=drawn.text, blocks=drawn.blocks)
    elif word(payload, "trigger_id"):
        client.views_open(trigger_id=word(payload, "trigger_id"), view=_page(drawn, pushed=False))
    elif part(payload, "event", "type") == "app_home_opened":
        client.views_publish(user_id=person, view={"type": "home", "blocks": drawn.blocks})


def _respond(client: WebClient, address: str, drawn: render.Message) -> bool:
    hook = WebhookClient(address, timeout=client.timeout, ssl=client.ssl, proxy=client.proxy, logger=LIBRARIES)
    body = {"response_type": "ephemeral", "replace_original": False, "text": drawn.text, "blocks": drawn.blocks}
    return hook.send_dict(body).status_code == OK


def _channel(payload: Payload) -> str:
    return word(payload, "channel", "id") or word(payload, "channel_id") or word(payload, "container", "channel_id")


def _page(drawn: render.Message, *, pushed: bool) -> Json:
    view = render_form.form_view(DoneForm("Countersign", ()), pushed=pushed)
    return {**view, "blocks": drawn.blocks}


def _is_pushed(payload: Payload) -> bool:
    return bool(word(payload, "view", "previous_view_id"))


def show(client: WebClient, payload: Payload, shown: Shown, *, typed: str = "") -> None:
    """Answer a slash command, a shortcut, a button or an event."""
    match shown:
        case Notice() | ListCard() | AccountsCard() | ChangesCard() | AskCard() | Overview():
            tell(client, payload, shown)
        case HomeCard():
            publish(client, payload, shown)
        case FormErrors():
            tell(client, payload, Notice("Please change this", tuple(shown.at.values()), Tone.WARNING), typed=typed)
        case Nothing():
            return
        case _:
            _open(client, payload, shown, typed)


def publish(client: WebClient, payload: Payload, card: HomeCard) -> None:
    """Draw somebody's App Home."""
    try:
        client.views_publish(user_id=user(payload), view=render.home_view(card))
    except FAULTS as fault:
        report("App Home could not be drawn", fault)


def _open(client: WebClient, payload: Payload, form: Form, typed: str) -> None:
    """Open a form, or turn the form the button was in to its next page; what is only to be read is laid on it."""
    view_id = word(payload, "view", "id")
    try:
        if isinstance(form, AdviceForm) and view_id and word(payload, "view", "type") == "modal":
            client.views_push(trigger_id=word(payload, "trigger_id"), view=render_form.form_view(form, pushed=True))
        elif view_id and word(payload, "view", "type") == "modal":
            view = render_form.form_view(form, pushed=_is_pushed(payload))
            client.views_update(view_id=view_id, hash=word(payload, "view", "hash") or None, view=view)
        else:
            client.views_open(trigger_id=word(payload, "trigger_id"), view=render_form.form_view(form))
    except FAULTS as fault:
        if error_of(fault) not in EXPIRED_TRIGGERS:
            report("A form could not be opened", fault)
        kept = typed or (form.text if isinstance(form, DraftForm) else "")
        untriggered = {name: value for name, value in payload.items() if name != "trigger_id"}
        tell(client, untriggered, Notice(LATE_WORDS if kept else LATE, (), Tone.WARNING), typed=kept)


def acknowledge(payload: Payload, shown: Shown) -> dict[str, Any]:
    """The reply to a submitted form, as the arguments of Bolt's `ack`."""
    match shown:
        case FormErrors():
            return errors(payload, shown)
        case Nothing() | HomeCard():
            return {"response_action": "clear"}
        case ListCard() | AccountsCard() | ChangesCard() | AskCard() | Overview():
            return _turn(_page(render.message(shown), pushed=False))
        case Notice():
            return _turn(render_form.notice_view(shown))
        case PreviewForm() | AltTextForm() | AbsenceCheck() | ChangeCheck() if (
            word(payload, "view", "callback_id") in _LEADS_BACK
        ):
            return {"response_action": "push", "view": render_form.form_view(shown, pushed=True)}
        case _:
            return _turn(render_form.form_view(shown, pushed=_is_pushed(payload)))


def _turn(view: Json) -> dict[str, Any]:
    return {"response_action": "update", "view": view}


def errors(payload: Payload, found: FormErrors) -> dict[str, Any]:
    """Each sentence at its field; one whose field is not in the form goes to the first field there is."""
    there = fields(payload)
    if not there:
        return _turn(render_form.back_view(list(found.at.values()), "Please look at this"))
    at: dict[str, list[str]] = {}
    for field, sentence in found.at.items():
        at.setdefault(_block_of(field, there), []).append(sentence)
    return {"response_action": "errors", "errors": {block: " ".join(said)[:2000] for block, said in at.items()}}


def _block_of(field: Field, there: list[str]) -> str:
    return next((block for block in there if block.partition(".")[0] == field), there[0])


def sentences(found: FormErrors) -> Iterable[str]:
    """What is to be mended, without the fields."""
    return dict.fromkeys(found.at.values())
