"""Every card and form there is, drawn on the practice page in Chromium, with a picture of each to look at.

COUNTERSIGN_SCREENSHOTS names the folder the pictures go to; without it they go to pytest's own.
"""

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect
from stories import COUNCIL, SERVICE, Somebody, png

from bot.adapters.store import tables
from bot.core.accounts import Account, Kind, OrgType
from bot.core.cards import Action, AskCard, AuthorCard, CallCard, Notice, ReviewCard, Tone
from bot.core.draft_view import DraftView, Step
from bot.core.drafts import Draft, Media, Pictured, Revision, State, Suggestion, Target, TargetKind
from bot.core.findings import Finding, Level
from bot.core.ids import AccountId, DraftId, PersonId, TweetId
from bot.core.wording import STATES
from bot.use_cases.viewing import actions_in_review, actions_of_author

pytestmark = pytest.mark.browser

AUTUMN = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
"""The clocks go back half an hour later: 01:30 comes twice."""
TEXT = "Tonight the clocks go back. The library opens at 10am as always: fernshire.example/library"
ACCOUNT = Account(AccountId("fernshirecc"), "FernshireCC", "Fernshire Council", Kind.CORPORATE, OrgType.COUNCIL, "C1")
REASONS = {
    State.CHANGES_REQUESTED: "Say which library. Words wanted: “The library in Mill Street opens at 10am.”",
    State.UNCONFIRMED: "X did not answer in time. It may or may not be on X; Countersign is looking for it.",
    State.FAILED: "It was not published. @FernshireCC is stopped: X no longer accepts its login.",
    State.HELD: "Tom Bright put this on hold.",
    State.EXPIRED: "It was to go out today 01:30 (UK time, UTC+1), and that time was missed. It was not published.",
    State.REJECTED: "We have said so twice this week.",
}
FINDINGS = (
    Finding("links.unknown", "links", Level.SECOND_APPROVER, 0, 4, "quay.example", "This site is not on your list.",
            "Readers cannot tell whose it is.", "Use an address you know.", "https://guidance.example/links"),
    Finding("style.time", "style", Level.WARN, 0, 4, "10am", "Is this the new time?", "The clocks change.", "Say so."),
)  # fmt: skip
QUIET = """() => new Promise((quiet) => {
  let wait = setTimeout(quiet, 150);
  const again = () => { clearTimeout(wait); wait = setTimeout(quiet, 150); };
  new MutationObserver(again).observe(document.querySelector("main") ?? document.body, { childList: true, subtree: true });
})"""
"""Nothing on the page has been drawn anew for a moment."""


def view(state, **more):
    """A draft of everything: a reply, two pictures, a note, an urgent one, in this state."""
    author = PersonId("sam.okafor")
    media = (
        Media(
            "a" * 64,
            "image/png",
            900,
            "library.png",
            "The library on Mill Street, lit at night.",
            Pictured.NOBODY,
            credit="Ashby Camera Club",
            licence="By permission, 3 May",
        ),
        Media("b" * 64, "image/png", 900, "hours.png", "A board with the opening hours.", Pictured.ADULTS, "C-12"),
    )
    target = Target(TargetKind.REPLY, TweetId("1789"), "https://x.com/FernshireCC/status/1789")
    revision = Revision(2, TEXT, author, AUTUMN - timedelta(hours=2), media, target, AUTUMN + timedelta(hours=1),
                        "The head librarian has confirmed the hours.", urgent=True,
                        purpose="Tell people about a service", follows="release:1")  # fmt: skip
    draft = Draft(DraftId(214), ACCOUNT.id, author, state, AUTUMN, AUTUMN, 2, 1, AUTUMN + timedelta(hours=1),
                  REASONS.get(state, ""))  # fmt: skip
    steps = (
        Step("Sent for approval by Sam Okafor", AUTUMN - timedelta(minutes=10)),
        Step(f"{STATES[state]} (an example)", AUTUMN + timedelta(hours=1)),
    )
    whole = DraftView(draft, revision, ACCOUNT, TEXT, 62, "Sam Okafor", "Sam Okafor", FINDINGS, 2,
                      "a check asks for a second approver", ("Priya Shah",), ("Tom Bright", "Megan Price"), steps,
                      "Europe/London")  # fmt: skip
    said = "press release “Winter hours of our libraries”, ask Tom Bright, press office"
    carries = "12,480 followers; a tweet is shown 2,310 times, the middle of 14 in the 7 days before"
    whole = replace(whole, follows=said, audience=carries)
    return replace(whole, **more)


def views():
    """One of each: every state, and what there is besides."""
    shown = {str(state): view(state) for state in State}
    suggestion = Suggestion(7, DraftId(214), 2, PersonId("tom.bright"), "The library opens at 10am on Sunday.", AUTUMN)
    shown["suggested"] = view(State.IN_REVIEW, suggestion=suggestion, suggestion_by="Tom Bright")
    shown["asking"] = view(State.UNCONFIRMED, asks_people=True)
    shown["asking_second"] = view(State.UNCONFIRMED, asks_people=True, asked_not_there="Tom Bright")
    address = "https://x.com/FernshireCC/status/1790"
    let_pass = ("Priya Shah approved knowing: Is this the new time?",)
    shown["published"] = view(State.PUBLISHED, tweet_address=address, accepted=let_pass)
    return shown


@pytest.fixture(scope="module")
def chat(house):
    """The chat the house speaks through."""
    return house.house.tools.chats["slack"]


class Album:
    """Where the pictures go."""

    def __init__(self, page, folder):
        self.page, self.folder = page, folder

    def be(self, house, name, place):
        """Open the page as somebody, at a channel or the app."""
        self.becomes(house, name)
        self.page.get_by_role("button", name=place).first.click()
        self.page.get_by_role("region", name=place).wait_for()

    def becomes(self, house, name):
        """Open the page as somebody. Whoever has a form open sees nothing else."""
        self.page.set_viewport_size({"width": 1440, "height": 1800})
        if not self.page.url.startswith(house.page):
            self.page.goto(house.page)
        somebody = self.page.get_by_role("radio", name=name, include_hidden=True)
        somebody.wait_for(state="attached")
        if somebody.get_attribute("aria-checked") != "true":
            somebody.click()

    def last_messages(self, house, names):
        """The newest messages in #general, one for each name, once the page shows all there are."""
        self.be(house, "Priya", "general")
        messages = self.page.locator(".message")
        expect(messages).to_have_count(len(Somebody(house.slack_url, "U0PRIYA").channel("general")))
        first = messages.count() - len(names)
        return [(name, messages.nth(first + number)) for number, name in enumerate(names)]

    def keeps(self, name, of):
        """A picture of one part of the page, which must be there and not be empty."""
        self.page.evaluate(QUIET)
        of.scroll_into_view_if_needed()
        of.screenshot(path=self.folder / f"{name}.png", animations="disabled")
        assert of.inner_text().strip()


@pytest.fixture
def album(page, tmp_path):
    folder = Path(os.environ.get("COUNTERSIGN_SCREENSHOTS") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    return Album(page, folder)


def test_the_review_card_in_every_state(house, chat, album):
    """D3, F9: nothing is shown in UTC without saying so, and the hour that comes twice is told apart."""
    shown = views()
    for each in shown.values():
        chat.post("C0GENERAL", ReviewCard(each, actions_in_review(each), AUTUMN))
    for name, message in album.last_messages(house, shown):
        album.keeps(f"review-{name}", message)
        said = message.inner_text()
        assert "01:30 (UK time, UTC)" in said
        assert "01:20 (UK time, UTC+1)" in said
        assert f"@{ACCOUNT.handle} · {ACCOUNT.name}" in said
        assert TEXT in said


def test_the_authors_message_in_every_state(house, chat, album):
    shown = views()
    for each in shown.values():
        chat.post("C0GENERAL", AuthorCard(each, actions_of_author(each), AUTUMN))
    for name, message in album.last_messages(house, shown):
        album.keeps(f"author-{name}", message)


def test_notices_of_every_tone(house, chat, album):
    lines = ("What happened, in a sentence.", "What it means for you.", "What to do next.")
    for tone in Tone:
        chat.post("C0GENERAL", Notice("Something has happened", lines, tone))
    for tone, message in album.last_messages(house, list(Tone)):
        album.keeps(f"notice-{tone}", message)


def test_what_somebody_sees_who_is_called_out_of_hours(house, chat, album):
    """D6: woken, had by them, had by another, over; an alarm; a drill."""
    waiting = view(State.IN_REVIEW)
    wake, decide = "Wake up: an urgent tweet for @FernshireCC needs a decision", (Action.APPROVE, Action.UNTIL_MORNING)
    until = "by today 01:35 (UK time, UTC+1). After that the next person is called."
    shown = {
        "waiting": CallCard(wake, ("You are called because you are on call.", f"Please answer {until}"), "call:1",
                            (Action.HAVE_IT, *decide, Action.HAND_ON), AUTUMN, waiting),
        "yours": CallCard("You have it: an urgent tweet for @FernshireCC",
                          (f"Please decide {until}",), "call:1", (*decide, Action.HAND_ON), AUTUMN, waiting),
        "theirs": CallCard("Tom Bright has it: an urgent tweet for @FernshireCC",
                           ("Tom Bright took it at 01:32. You need not do anything.",), "call:1", (), AUTUMN, waiting),
        "over": CallCard("It is decided: an urgent tweet for @FernshireCC",
                         ("At 01:40, by Tom Bright.", "There is nothing left for you to do."), "call:1", (), AUTUMN,
                         view(State.PUBLISHED)),
        "alarm": CallCard("Wake up: @FernshireCC is stopped: X no longer accepts its login",
                          ("What X said: Invalid or expired token.", f"Please answer {until}"), "call:2",
                          (Action.HAVE_IT, Action.HAND_ON), AUTUMN),
        "drill": CallCard("Drill: please press “I have it”", ("This is a drill. Nothing is wrong.",), "call:3",
                          (Action.HAVE_IT, Action.HAND_ON), AUTUMN),
    }  # fmt: skip
    for card in shown.values():
        chat.post("C0GENERAL", card)
    for name, message in album.last_messages(house, shown):
        album.keeps(f"call-{name}", message)
        assert shown[name].title in message.inner_text()
    chat.post(
        "C0GENERAL", ReviewCard(replace(waiting, meanwhile="Tom Bright has had it since today 01:32."), (), AUTUMN)
    )
    for _, message in album.last_messages(house, ["called"]):
        album.keeps("review-called", message)
        assert "Out of hours: Tom Bright has had it" in message.inner_text()


def test_a_hand_over_with_its_lists(house, chat, album):
    """S73."""
    lines = (
        "Now on call: Megan Price, until tomorrow 09:00 (UK time, UTC+1).",
        "Before, until 17:00 on Wednesday 3 June: Tom Bright at the desk.",
        "On hold: @FernshireCC. Roadworks figures are wrong.",
        "Waiting for approval (2):\n• draft 214 for @FernshireCC by Sam: “Open at ten.”\n• draft 215, urgent: “Closed.”",
    )
    chat.post("C0GENERAL", Notice("Hand-over, Communications: Megan Price is on call", lines))
    ((_, message),) = album.last_messages(house, ["hand-over"])
    album.keeps("notice-hand-over", message)
    assert "(2):\n• draft 214" in message.inner_text()


def test_the_forms_of_an_author(house, sam, album):
    """D1, D2, F11."""
    picture = sam.uploads("bridge.png", png())
    sam.types("/tweet Ring us on 07911 123456 or see quay.example today.", COUNCIL)
    sam.waits_for_modal("Pitch a tweet")
    sam.fills(Purpose=SERVICE)
    form = _form(house, album, "Sam")
    form("form-pitch", "Pitch a tweet")
    sam.fills(Tweet="word " * 60, **{"Address of that post on X": "nowhere"}).submits()
    sam.waits_for(lambda me: me.errors())
    form("form-pitch-errors", "over")
    sam.fills(Tweet="Ring us on 07911 123456 or see quay.example today.", Pictures=[picture])
    sam.clears("Address of that post on X")
    sam.submits()
    sam.waits_for_modal("Describe the pictures")
    form("form-alt", "Describe the pictures")
    sam.fills({"What does “bridge.png” show?": "A wooden footbridge over a stream."}).submits()
    sam.waits_for(lambda me: me.errors())
    form("form-alt-errors", "Describe the pictures")
    sam.fills(
        {"Who can be recognised in it?": "Children who can be recognised", "Credit": "Ashby Camera Club"}
    ).submits()
    sam.waits_for_modal("Preview")
    form("form-preview", "Pictures…")
    sam.closes(everything=True)
    sam.types("/tweet NHS number 943 476 5919 is yours.", COUNCIL)
    sam.waits_for_modal("Pitch a tweet")
    sam.fills(Purpose=SERVICE)
    sam.submits()
    sam.waits_for_modal("Preview")
    form("form-preview-must-fix", "Must fix")
    sam.closes(everything=True)


def test_the_forms_of_an_approver_and_what_they_turn_into(house, sam, tom, album):
    """D3."""
    words = "The bandstand concerts begin on Sunday at three."
    sam.pitches(words)
    form = _form(house, album, "Tom")
    for label, title in (
        ("Approve for…", "Approve for a time"),
        ("Ask for changes…", "Ask for changes"),
        ("Reject…", "Reject"),
        ("Edit…", "Suggest other words"),
    ):
        tom.clicks(label, on=tom.card(words))
        tom.waits_for_modal(title)
        form(f"form-{title.lower().replace(' ', '-')}", title)
        tom.closes(everything=True)
    tom.clicks("Reject…", on=tom.card(words))
    tom.waits_for_modal("Reject")
    tom.fills({"Why is it rejected? The author reads this.": "Not this week."}).submits()
    tom.waits_for_modal("Rejected")
    form("form-done", "is told, with your reason")
    tom.closes(everything=True)

    found = "Ring the bandstand steward on 07911 123456."
    sam.pitches(found)
    tom.clicks("Approve", on=tom.card(found))
    tom.waits_for_modal("Approve")
    form("form-approve-despite", "This is fine because")
    tom.closes(everything=True)


def test_the_forms_of_the_rota_and_what_they_lead_to(house, tom, priya, album):
    """S68."""
    form = _form(house, album, "Tom")
    for words, title, picture in (
        ("/rota leave", "Away", "form-absence"),
        ("/rota leave whenever it suits", "", ""),
        ("/rota leave 2 weeks from next Monday", "Is this right?", "form-absence-check"),
        ("/rota swap", "Swap a shift", "form-swap"),
    ):
        tom.types(words, COUNCIL)
        if not title:
            tom.hears("I could not read “whenever it suits” as a day.")
            continue
        tom.waits_for_modal(title)
        form(picture, title)
        tom.closes(everything=True)
    priya.types("/rota sick @tom.bright tomorrow", COUNCIL)
    priya.waits_for_modal("Is this right?")
    _form(house, album, "Priya")("form-absence-of-another", "Tom Bright is away")
    priya.submits()
    priya.waits_for_modal("Entered")
    _form(house, album, "Priya")("form-absence-entered", "Tom Bright is away")
    priya.closes(everything=True)
    tom.types("/rota cancel", COUNCIL)
    tom.waits_for_modal("Cancel an absence")
    form("form-absence-cancel", "Which absence?")
    tom.submits()
    tom.waits_for_modal("Cancelled")
    form("form-absence-cancelled", "The rota is as it was before.")
    tom.closes(everything=True)


def test_questions_and_gaps(house, chat, album):
    lines = (
        "On call, Communications:",
        "• Mon 30 Nov 17:00 to Tue 1 Dec 09:00",
        "• Tue 1 Dec 17:00 to Wed 2 Dec 09:00",
    )
    answers = (Action.I_WILL_COVER, Action.I_CANNOT_COVER)
    shown = {
        "cover": AskCard("Can you cover for Tom Bright?", (*lines, "Please answer by today 17:00."), "cover:1:x", answers),
        "covered": AskCard("You cover for Tom Bright", lines, "cover:1:x", (), Tone.DONE),
        "gap": AskCard("Nobody covers for Tom Bright: on call, Communications",
                       (*lines, "Asked: Megan Price cannot and Priya Shah has not answered.", "To do: press the button."),
                       "gap:1:", (Action.I_WILL_COVER, Action.LEAVE_OPEN), Tone.ALARM),
        "swap": AskCard("Tom Bright asks you to swap a shift",
                        ("Priya Shah would take: desk, Mon 30 Nov 09:00 to 17:00.",
                         "Tom Bright would take: on call, Mon 7 Dec 17:00 to Tue 8 Dec 09:00."),
                        "swap:1:x", (Action.AGREE_SWAP, Action.DECLINE_SWAP)),
    }  # fmt: skip
    for card in shown.values():
        chat.post("C0GENERAL", card)
    for name, message in album.last_messages(house, shown):
        album.keeps(f"question-{name}", message)


def test_published_hours_and_the_figures_of_a_month(house, priya, tom, album):
    """S72, S74."""
    with house.house.store.write() as uow:
        always = datetime(2026, 1, 1, tzinfo=UTC)
        uow.connection.execute(tables.rota_versions.update().values(since=always))
    tom.types("/account hours @FernshireCC", "general")
    card = tom.hears("When @FernshireCC is read", channel="general")
    album.be(house, "Tom", "general")
    album.keeps("said-account-hours", album.page.locator(".message").last)
    tom.clicks("Change the words…", on=card)
    tom.waits_for_modal("Published hours")
    form = _form(house, album, "Tom")
    form("form-hours", "Published hours")
    tom.submits()
    tom.waits_for_modal("Countersign")
    form("form-hours-saved", "What we tell the public:")
    tom.clicks("Draft this as a tweet")
    tom.waits_for_modal("Pitch a tweet")
    form("form-hours-as-a-tweet", "pin it by hand")
    tom.closes(everything=True)
    for who, name, says in ((priya, "Priya", "Megan Price: "), (tom, "Tom", "Your duty and decisions")):
        who.types("/rota hours last month", "general")
        who.hears(says, channel="general")
        album.be(house, name, "general")
        album.keeps(f"said-rota-hours-{name.lower()}", album.page.locator(".message").last)
        who.waits_for(lambda me: next((m for m in me.dms() if m.get("files")), None))
        album.be(house, name, "Countersign")
        album.keeps(f"said-rota-hours-picture-{name.lower()}", album.page.locator(".message").last)


def test_press_releases_and_what_tweets_were_for(house, tom, sam, album):
    """S50, S55."""
    tom.types("/tweet releases", COUNCIL)
    tom.clicks("Add a press release…", on=tom.hears("Press releases", "There are none yet"))
    tom.waits_for_modal("Add a press release")
    form = _form(house, album, "Tom")
    form("form-release", "Add a press release")
    tom.fills(
        {"Headline": "Winter hours of our libraries", "Text, or its figures": "12 libraries open from 9am to 8pm."}
    )
    tom.fills({"Embargo until": house.clock.now() + timedelta(days=1), "Questions to": "Tom Bright, press office"})
    tom.submits()
    tom.waits_for_modal("Press release kept")
    form("form-release-kept", "can be chosen")
    tom.closes(everything=True)
    tom.types("/tweet releases", COUNCIL)
    tom.hears("Press releases", "Winter hours")
    album.be(house, "Tom", COUNCIL)
    album.keeps("said-releases", album.page.locator(".message").last)
    sam.types("/tweet From tomorrow 14 libraries are open from 9am to 8pm.", COUNCIL)
    sam.waits_for_modal("Pitch a tweet")
    sam.fills({"Purpose": SERVICE})
    offered = "Winter hours of our libraries · embargo to tomorrow"
    sam.fills({"Press release or line it follows": _option(sam, "follows", offered)}).submits()
    sam.waits_for_modal("Preview")
    form = _form(house, album, "Sam")
    form("form-preview-release", "under embargo until")
    sam.closes(everything=True)
    tom.types("/account purposes", COUNCIL)
    tom.hears("What tweets were for")
    album.be(house, "Tom", COUNCIL)
    album.keeps("said-account-purposes", album.page.locator(".message").last)


def _option(person, block, words):
    """The option of a menu that begins with these words, as it is shown."""
    blocks = person.modal()["view"]["blocks"]
    (element,) = [each["element"] for each in blocks if each.get("block_id") == block]
    return next(o["text"]["text"] for o in element["options"] if o["text"]["text"].startswith(words))


def test_lists_help_and_home(house, sam, tom, album):
    for number in range(12):
        sam.types(f"/tweet Street {number} is being swept on Monday.", COUNCIL)
        sam.waits_for_modal("Pitch a tweet")
        sam.fills(Purpose=SERVICE)
        sam.submits()
        sam.waits_for_modal("Preview")
        if number % 3 == 0:
            sam.submits()
            sam.waits_for_modal("Sent for approval")
        sam.closes(everything=True)
    for who, name, words, says in (
        (sam, "Sam", "/tweet mine", "To see them, type /tweet mine 2."),
        (sam, "Sam", "/tweet mine 2", "Your drafts, page 2"),
        (tom, "Tom", "/tweet queue", "Queue"),
        (tom, "Tom", "/tweet help", "Pitch a tweet"),
        (tom, "Tom", "/account who @AlderbrookNHS", "Who may act for"),
        (tom, "Tom", "/account", "Accounts"),
        (tom, "Tom", "/incident status", "Nothing is on hold"),
        (tom, "Tom", "/rota forecast", "The next 14 days"),
    ):
        who.types(words, "general")
        who.hears(says, channel="general")
        album.be(house, name, "general")
        album.keeps(f"said-{words.strip('/').replace(' ', '-').replace('@', '')}", album.page.locator(".message").last)
    tom.types("/account rules @FernshireCC", "general")
    tom.waits_for_modal("Rules for @FernshireCC")
    _form(house, album, "Tom")("form-rules", "Must fix")
    tom.fills({"Search the rules": "councillor"}).submits()
    tom.waits_for(lambda me: me.sees("“councillor”: "))
    _form(house, album, "Tom")("form-rules-found", "All topics")
    tom.closes(everything=True)
    tom.types("/account rules @FernshireCC council.how-votes-fall", "general")
    tom.waits_for(lambda me: me.sees("It leaves alone"))
    _form(house, album, "Tom")("form-rule", "Back")
    tom.closes(everything=True)
    for who, name in ((sam, "Sam"), (tom, "Tom")):
        who.opens_home()
        who.waits_for(lambda me: me.home())
        album.be(house, name, "Countersign: Home")
        home = album.page.locator(".home")
        home.get_by_text("To see it afresh, open this page again.").wait_for()
        album.keeps(f"home-{name.lower()}", home)


def test_a_journalists_question_from_the_form_to_its_end(house, sam, tom, priya, album):
    """S40: read by whoever is told, in the words each of them gets."""
    words = "The lido on Quay Street is open on Sunday from ten."
    sam.pitches(words)
    tom.clicks("Approve", on=tom.card(words))
    sam.clicks("A journalist has asked…", on=sam.message(words, "Published"))
    sam.waits_for_modal("A journalist has asked")
    form = _form(house, album, "Sam")
    form("form-press", "Who asked?")
    sam.submits()
    sam.waits_for(lambda me: me.errors())
    form("form-press-errors", "Who asked?")
    sam.fills(
        {
            "Who asked? Their name": "Ida Marsh",
            "For which paper, station or site?": "Wealdmere Gazette",
            "Their name on X, if you know it": "@idamarsh",
            "How did they get in touch?": "By telephone",
            "What did they ask?": "Is the lido closing for good in the autumn, and who has decided that?",
            "What have you told them already?": "That somebody will ring back.",
        }
    ).submits()
    sam.waits_for_modal("The press office is told")
    form("form-press-told", "Told:")
    sam.closes(everything=True)
    sam.types(f"/tweet It opens at ten. {len(words)}", COUNCIL)
    sam.waits_for_modal("Pitch a tweet")
    address = f"https://x.com/FernshireCC/status/{house.x.posts('FernshireCC')[0].id}"
    sam.fills(
        {"Purpose": SERVICE, "Reply, quote or repost": "In reply to", "Address of that post on X": address}
    ).submits()
    sam.waits_for_modal("Preview")
    form("form-preview-press", "replies in it wait")
    sam.closes(everything=True)
    asked = tom.message("A journalist has asked about a post on @FernshireCC", "To do: answer the journalist for us.")
    sam.message("A journalist has asked about your post")
    for name in ("Sam", "Tom"):
        album.be(house, name, "Countersign")
        album.keeps(f"press-card-{name.lower()}", album.page.locator(".message").last)
    tom.types("/tweet press list", "general")
    tom.hears("What the press has asked", channel="general")
    album.be(house, "Tom", "general")
    album.keeps("said-tweet-press-list", album.page.locator(".message").last)
    tom.clicks("Let them reply again…", on=asked)
    tom.waits_for_modal("May they reply again?")
    _form(house, album, "Tom")("form-press-lift", "Why may they reply again?")
    tom.fills({"Why may they reply again?": "The Gazette has our answer."}).submits()
    tom.waits_for_modal("Lifted")
    tom.closes(everything=True)
    sam.message("You may reply again", "The Gazette has our answer.")
    album.be(house, "Sam", "Countersign")
    album.keeps("press-card-lifted", album.page.locator(".message").last)


def test_the_words_for_accounts_of_ones_own(house, sam, priya, album):
    """S46."""
    sam.types("/account disclaimer", "general")
    card = sam.hears("Words for your own account", channel="general")
    album.be(house, "Sam", "general")
    album.keeps("said-account-disclaimer", album.page.locator(".message").last)
    sam.clicks("Tell us of your account…", on=card)
    sam.waits_for_modal("Your own account")
    form = _form(house, album, "Sam")
    form("form-own-account", "Your own account on X")
    sam.fills({"Your own account on X": "@samreads", "Whose staff are you?": "Fernshire Council"})
    sam.fills({"The words": ["It carries these words today"]}).submits()
    sam.waits_for_modal("Entered")
    form("form-own-account-entered", "It is noted")
    sam.closes(everything=True)
    sam.types("/account disclaimer", "general")
    sam.hears("@samreads", channel="general")
    album.be(house, "Sam", "general")
    album.keeps("said-account-disclaimer-carried", album.page.locator(".message").last)
    priya.types("/account disclaimer list", "general")
    priya.hears("Accounts of staff: 1 of 1 carry the words", channel="general")
    album.be(house, "Priya", "general")
    album.keeps("said-account-disclaimer-list", album.page.locator(".message").last)


def test_words_of_others_and_signatures(house, sam, tom, priya, callum, album):
    """S38, S49, S51: reposts, words typed by hand, a post that changed, the owner’s message, restrictions."""
    target, address = "Reply, quote or repost", "Address of that post on X"
    post = house.x.post_as("AlderbrookNHS", "Flu jabs at the Corn Exchange on Saturday from 9 to 12.")
    at = f"https://x.com/AlderbrookNHS/status/{post.id}"
    form = _form(house, album, "Sam")
    sam.types("/tweet", COUNCIL)
    sam.waits_for_modal("Pitch a tweet")
    sam.fills(Purpose=SERVICE).chooses_repost(at)
    form("form-pitch-repost", "Address of that post on X")
    sam.submits()
    sam.waits_for_modal("Preview")
    form("form-preview-repost", "No words of ours go out")
    sam.submits()
    sam.waits_for_modal("Sent for approval")
    sam.closes(everything=True)
    tom.clicks("Approve", on=tom.card("Reposts @AlderbrookNHS", "Waiting for approval"))
    tom.card("Reposts @AlderbrookNHS", "Published", "Take the repost back")
    album.be(house, "Tom", COUNCIL)
    album.keeps("review-repost", album.page.locator(".message").filter(has_text="Reposts @AlderbrookNHS").last)
    sam.types(f"/tweet See this! RT @AlderbrookNHS: Flu jabs on Saturday {at}", COUNCIL)
    sam.waits_for_modal("Pitch a tweet")
    sam.fills(Purpose=SERVICE).submits()
    sam.waits_for_modal("Preview")
    form("form-preview-retyped", "Quote it instead…")
    sam.clicks("Quote it instead…")
    sam.waits_for_modal("Change your draft")
    form("form-quote-instead", "Read them once more")
    sam.closes(everything=True)
    asked = house.x.post_as("AlderbrookNHS", "Is the tip open on Sunday?")
    words = "Yes, from ten on Sunday, as always."
    sam.pitches(words, **{target: "In reply to", address: f"https://x.com/AlderbrookNHS/status/{asked.id}"})
    card = tom.card(words)
    house.x.world.edit(asked.id, "Is the tip haunted on Sunday?")
    tom.clicks("Approve", on=card)
    tom.hears("so nothing was approved")
    album.be(house, "Tom", COUNCIL)
    album.keeps("said-target-changed", album.page.locator(".message").filter(has_text="so nothing was approved").last)
    dam = "We are at the dam today for a safety visit with the rangers."
    callum.types(f"/tweet {dam}", "police-tweets")
    callum.waits_for_modal("Pitch a tweet")
    none = ["None: neither I nor anybody close to me has one"]
    callum.fills({"Purpose": SERVICE, "Do you, or somebody close to you, have an interest in this?": none}).submits()
    callum.waits_for_modal("Preview")
    _form(house, album, "Callum")("form-preview-owner", "must still sign, as the owner")
    callum.submits()
    callum.waits_for_modal("Sent for approval")
    callum.closes(everything=True)
    priya.message("waits for your signature", "Sign off")
    album.be(house, "Priya", "Countersign")
    album.keeps("ask-signature", album.page.locator(".message").filter(has_text="waits for your signature").last)
    priya.types("/account restrictions", COUNCIL)
    priya.hears("Everybody in Events team")
    album.be(house, "Priya", COUNCIL)
    album.keeps("said-restrictions", album.page.locator(".message").filter(has_text="Everybody in Events team").last)


def _form(house, album, name):
    """How to keep a picture of the form somebody has open, now and later."""

    def keep(picture, says):
        album.becomes(house, name)
        dialog = album.page.get_by_role("dialog")
        dialog.get_by_text(says).first.wait_for()
        album.keeps(picture, dialog)

    return keep
