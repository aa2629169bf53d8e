"""What happens on each kind of request: acknowledge, parse, hand over, show the answer. Wired to Bolt in app.py."""

import hashlib
import logging
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from slack_bolt import Ack, BoltContext, BoltResponse
from slack_sdk import WebClient

from bot.adapters.slack import answers, parse, parse_form, render_form, render_more, tags
from bot.adapters.slack.faults import FAULTS, error_of
from bot.adapters.slack.parse import Payload, Unreadable, part, word
from bot.adapters.slack.parse_form import Handed
from bot.adapters.slack.pictures import PictureError, Pictures
from bot.adapters.slack.quiet import report
from bot.adapters.slack.repeats import Beneath, Repeats
from bot.adapters.slack.tags import FormName, Tag
from bot.adapters.slack.text import Json
from bot.core.cards import Notice, Tone
from bot.core.commands import Command, OpenHome, SaveDraft
from bot.core.drafts import TargetKind
from bot.core.forms import AltTextForm, FormErrors, Nothing, PreviewForm, Shown
from bot.core.people import ChatIdentity

Dispatch = Callable[[ChatIdentity, Command], Shown]
Reply = tuple[dict[str, Any], Shown]
"""The arguments of Bolt's `ack`, and what they show."""
APPEARS = 20
"""How often a page that Slack is about to show is looked for, a quarter of a second apart."""
DRAWN = ("type", "callback_id", "title", "submit", "close", "private_metadata", "blocks", "clear_on_close")
"""What of a view in a payload can be sent back to Slack."""

_log = logging.getLogger(__name__)


class Listeners:
    """The listeners of one workspace. An exception in any of them ends in `failed`."""

    def __init__(self, dispatch: Dispatch, team: Callable[[], str], pictures: Pictures) -> None:
        self._dispatch = dispatch
        self._team = team
        self._pictures = pictures
        self._repeats: Repeats[Reply] = Repeats()
        self._beneath = Beneath()

    def command(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """A slash command."""
        ack()
        if self._is_first(body):
            asked = parse.typed(body)
            self._answer(client, body, asked, typed=word(body, "text"))

    def shortcut(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """A message shortcut."""
        ack()
        if self._is_first(body):
            self._answer(client, body, parse.shortcut(body))

    def button(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """A button, or a field that reports its changes: one of them redraws its form, the others nothing."""
        ack()
        if chosen := parse_form.kind_chosen(body):
            self._ask_for_words(client, body, *chosen)
        if word((part(body, "actions") or [None])[0], "type") != "button" or not self._is_first(body):
            return
        self._answer(client, body, parse.pressed(body))
        if word(body, "view", "type") == "home":
            answers.show(client, body, self._dispatch(self._who(body), OpenHome()))

    def home_opened(self, body: dict[str, Any], client: WebClient) -> None:
        """Somebody opened App Home."""
        if part(body, "event", "tab") in {None, "home"}:
            answers.show(client, body, self._dispatch(self._who(body), OpenHome()))

    def other(self, ack: Ack) -> None:
        """Events nobody asked for, closed forms."""
        ack()

    def submitted(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """A form handed in."""
        asked = parse_form.handed_in(body)
        files = parse_form.files(body)
        if isinstance(asked, SaveDraft) and files:
            ack(response_action="push", view=render_form.waiting_view(_external_id(body)))
            if self._is_first(body):
                self._save_with_pictures(body, client, asked, files)
            return
        reply, shown = self._repeats.answer(word(body, "trigger_id"), lambda: self._reply(body, asked))
        ack(**reply)
        self._renumber(client, body, shown)

    def failed(self, error: Exception, body: dict[str, Any], client: WebClient, context: BoltContext) -> Any:
        """Say that it did not work; log the kind of fault and where, never what was being written."""
        report(f"A {word(body, 'type') or 'request'} could not be handled", error)
        acknowledged = context.ack.response is not None
        if word(body, "type") != "view_submission":
            answers.tell(client, body, answers.SORRY)
            return None if acknowledged else BoltResponse(status=503, body="")
        if acknowledged:
            self._turn_waiting(client, body, render_form.back_view([answers.SORRY_SENTENCE]))
            return None
        there = dict.fromkeys(parse_form.fields(body)[:1], answers.SORRY_SENTENCE)
        if there:
            return BoltResponse(status=200, body={"response_action": "errors", "errors": there})
        page = render_form.back_view([answers.SORRY_SENTENCE])
        return BoltResponse(status=200, body={"response_action": "update", "view": page})

    def _answer(self, client: WebClient, body: Payload, asked: Command | Unreadable, typed: str = "") -> None:
        if isinstance(asked, Unreadable):
            answers.tell(client, body, Notice(asked.words, (), Tone.WARNING))
            return
        answers.show(client, body, self._dispatch(self._who(body), asked), typed=typed)

    def _reply(self, body: Payload, asked: Handed | Unreadable) -> Reply:
        if isinstance(asked, Unreadable):
            return answers.acknowledge(body, Notice(asked.words, (), Tone.WARNING)), Nothing()
        shown = self._dispatch(self._who(body), asked)
        return answers.acknowledge(body, shown), shown

    def _save_with_pictures(
        self, body: Payload, client: WebClient, asked: SaveDraft, files: tuple[parse_form.FileRef, ...]
    ) -> None:
        """Fetch, save, and turn the waiting page, beneath which the form lies with everything typed in it."""
        try:
            uploads = self._pictures.fetch(files)
        except PictureError as unusable:
            self._turn_waiting(client, body, render_form.back_view([str(unusable)]))
            return
        shown = self._dispatch(self._who(body), replace(asked, uploads=uploads))
        if isinstance(shown, FormErrors):
            self._turn_waiting(client, body, render_form.back_view(list(answers.sentences(shown))))
            return
        page = answers.acknowledge({"view": {"previous_view_id": "beneath"}}, shown).get("view")
        self._turn_waiting(client, body, page or render_form.notice_view(Notice("Done", ("Your draft is saved.",))))
        self._renumber(client, body, shown)

    def _turn_waiting(self, client: WebClient, body: Payload, page: Json) -> None:
        """Put a page in the place of the waiting one, which Slack may not have shown yet: then ask again."""
        for _ in range(APPEARS):
            try:
                client.views_update(external_id=_external_id(body), view=page)
            except FAULTS as fault:
                if error_of(fault) != "not_found":
                    report("A form could not be turned to its next page", fault)
                    return
                time.sleep(0.25)
            else:
                return
        _log.warning("A form was closed before its next page could be shown.")

    def _renumber(self, client: WebClient, body: Payload, shown: Shown) -> None:
        """Tell the form beneath which draft it is now, so that going back and sending again changes that one."""
        if not isinstance(shown, PreviewForm | AltTextForm):
            return
        view_id, drawn = self._form_beneath(body)
        if drawn is None:
            return
        put_away = _tag_of(drawn).put_away
        drawn = {**drawn, "private_metadata": tags.write(replace(_tag(shown), put_away=put_away))}
        if isinstance(shown, PreviewForm):
            drawn["blocks"] = render_more.with_asked(drawn["blocks"], shown.asks)
        self._beneath.keep(view_id, drawn)
        try:
            client.views_update(view_id=view_id, view=drawn)
        except FAULTS as fault:
            report("The form beneath a preview could not be renumbered", fault)

    def _ask_for_words(self, client: WebClient, body: Payload, kind: str, typed: str) -> None:
        """Draw the form with the words or, for a repost, without; words typed before come back with another kind."""
        view_id, drawn = self._form_beneath(body)
        if drawn is None:
            return
        repost, tag = kind == TargetKind.REPOST, _tag_of(drawn)
        drawn["blocks"] = render_more.for_kind(drawn["blocks"], repost=repost, typed=tag.put_away)
        kept = replace(tag, put_away=typed or tag.put_away) if repost else replace(tag, put_away="")
        drawn["private_metadata"] = tags.write(kept)
        try:
            client.views_update(view_id=view_id, view=drawn)
        except FAULTS as fault:
            report("A form could not be drawn for another kind of tweet", fault)

    def _form_beneath(self, body: Payload) -> tuple[str, Json | None]:
        view = part(body, "view")
        if word(view, "callback_id") == FormName.DRAFT:
            return word(view, "id"), {name: view[name] for name in DRAWN if view.get(name)}
        root = word(view, "root_view_id")
        return root, self._beneath.get(root)

    def _is_first(self, body: Payload) -> bool:
        return self._repeats.first(word(body, "trigger_id"))

    def _who(self, body: Payload) -> ChatIdentity:
        return parse.who(body, self._team())


def _tag(shown: PreviewForm | AltTextForm) -> Tag:
    if isinstance(shown, PreviewForm):
        return Tag(shown.view.draft.id, shown.view.revision.number)
    return Tag(shown.draft, shown.revision)


def _tag_of(drawn: Json) -> Tag:
    try:
        return tags.read(drawn.get("private_metadata"))
    except tags.TagError:
        return Tag()


def _external_id(body: Payload) -> str:
    """A name for the waiting page of one submission that nobody else can guess or repeat."""
    return f"waiting-{hashlib.sha256(word(body, 'trigger_id').encode()).hexdigest()[:40]}"
