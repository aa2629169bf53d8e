"""Which accounts of staff carry the standard words, as CSV (S46)."""

import csv

from bot.adapters.store import open_store
from bot.core.ids import PersonId
from bot.wiring import utc_now

SAYS = "I work for Fernshire Council. Views here are my own."


def test_the_register_is_written_as_csv_with_what_asks_for_something_first(organised):
    store = open_store(f"sqlite:///{organised.folder / 'countersign.db'}", utc_now)
    with store.write() as uow:
        uow.own_accounts.put(PersonId("megan.price"), "MeganWalks", "council", SAYS, uow.now())
        uow.own_accounts.put(PersonId("sam.okafor"), "SamReads", "council", "", uow.now())
    store.close()

    told = organised.types("accounts", "disclaimers")

    assert told.returncode == 0, told.stderr
    rows = list(csv.DictReader(told.stdout.splitlines()))
    assert [(row["person"], row["account"], row["standing"]) for row in rows] == [
        ("Sam Okafor", "SamReads", "does not carry the words yet"),
        ("Megan Price", "MeganWalks", "carries the words"),
    ]
    assert rows[0]["confirm_by"] == ""
    assert rows[1]["confirm_by"] > rows[1]["said_on"]
