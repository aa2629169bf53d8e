"""People for stories in the practice house, with a word for what everybody does in them. The house is started elsewhere."""

import struct
import zlib
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.policy.calendar.working_days import bank_holidays
from bot.practice.slack import Person
from bot.practice.slack.reading import labels_of, words_of

COUNCIL, HOSPITALS, POLICE = "council-tweets", "hospital-tweets", "police-tweets"
LONDON = ZoneInfo("Europe/London")
SERVICE = "Tell people about a service"
PATIENCE = 12.0
"""Seconds: an idle worker looks at a moved clock every two."""


class Somebody(Person):
    """A person with a word for what everybody does in these stories."""

    def pitches(self, words, channel=COUNCIL, **fields):
        """Type it, fill in the form, look at the preview, send it for approval."""
        self.types(f"/tweet {words}", channel)
        self.waits_for_modal("Pitch a tweet")
        self.fills(**{"Purpose": SERVICE, **fields})
        self.submits()
        self.waits_for_modal("Preview")
        self.submits()
        self.waits_for_modal("Sent for approval")
        self.closes(everything=True)

    def chooses_repost(self, address):
        """Choose a repost of this post; the form is drawn anew without the words."""
        self.fills({"Reply, quote or repost": "Reposts, without words", "Address of that post on X": address})
        self.waits_for(lambda me: not _asks(me, "Tweet"))
        return self

    def changes(self, old, new):
        """Edit one's own draft from its direct message, and send it again."""
        self.clicks("Edit…", on=self.message(old, "Edit…"))
        self.waits_for_modal("Change your draft")
        self.fills(Tweet=new).submits()
        self.waits_for_modal("Preview")
        self.submits()
        self.waits_for_modal("Sent for approval")
        self.closes(everything=True)

    def card(self, words, *also, channel=COUNCIL):
        """The review card with these words, once it says all of the rest too."""
        return self.waits_for(lambda me: _found(me.channel(channel), (words, "· revision", *also)), PATIENCE)

    def message(self, words, *also):
        """The direct message with these words, once it says all of the rest too."""
        return self.waits_for(lambda me: _found(me.dms(), (words, *also)), PATIENCE)

    def hears(self, *words, channel=COUNCIL):
        """What the channel, or only this person in it, is told."""
        return self.waits_for(lambda me: _found(me.channel(channel), words), PATIENCE)

    def decides(self, label, words, title, fields, channel=COUNCIL):
        """Press a button of the card with these words that opens a form, fill it in, hand it in; the last page."""
        self.clicks(label, on=self.card(words, channel=channel))
        self.waits_for_modal(title)
        self.fills(fields)
        self.submits()
        done = self.waits_for(lambda me: _last_page(me.modal()))
        self.closes(everything=True)
        return words_of(done["view"])


def _last_page(modal):
    return modal if modal and "submit" not in modal["view"] else None


def _found(messages, words):
    return next((m for m in reversed(messages) if all(each in words_of(m) for each in words)), None)


def _asks(me, label):
    """Whether the form on top has a field of this name."""
    modal = me.modal()
    return bool(modal) and label in labels_of(modal["view"]).values()


def until_working_day(house, hour):
    """Move the practice clock on to this hour of the next working day in London; that moment."""
    now = house.clock.now().astimezone(LONDON)
    at = now.replace(hour=hour, minute=0, second=0, microsecond=0)
    while at <= now or at.weekday() > 4 or at.date() in bank_holidays("england", at.year):
        at += timedelta(days=1)
    house.clock.advance(at - house.clock.now())
    return at


def png():
    """The smallest picture there is."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0\0\0")) + chunk(b"IEND", b"")
    )
