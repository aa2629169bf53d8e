"""The database locked, full, restarted or gone while people click: they are told, nothing is lost, it goes on by itself."""

import os
import shutil
import sqlite3
import subprocess
import sys
import urllib.request
from collections import Counter
from datetime import timedelta
from pathlib import Path
from urllib.error import HTTPError

import postgres as servers
import pytest
from sqlalchemy import Engine, event
from whole import CARDS, SERVICE, at_once, until, whole

from bot.adapters.store import migrate
from bot.core.cards import Action
from bot.core.commands import Pressed
from bot.core.drafts import State
from bot.practice.slack.reading import words_of
from bot.use_cases.ports import BusyError

pytestmark = pytest.mark.fault

SORRY = "We could not save that just now"


@pytest.fixture
def file(migrated_file, tmp_path):
    return shutil.copy(migrated_file, tmp_path / "countersign.db")


@pytest.fixture
def house(file):
    with whole(f"sqlite:///{file}") as up:
        yield up


class OtherProgram:
    """Something else that writes in the same file, and takes its time."""

    def __init__(self, file):
        self.connection = sqlite3.connect(file, isolation_level=None, timeout=20)

    def __enter__(self):
        self.connection.execute("BEGIN IMMEDIATE")

    def __exit__(self, *_):
        self.connection.execute("ROLLBACK")
        self.connection.close()


def test_while_another_program_locks_the_database_people_are_told_and_lose_nothing(house, file):
    number = house.sent("The registry office is open on Saturday.")
    sam, tom, priya = (house.person(user) for user in ("U0SAM", "U0TOM", "U0PRIYA"))
    card = tom.waits_for_message("The registry office", CARDS)
    sam.types("/tweet Flu jabs are given in the town hall on Monday.", CARDS)
    sam.waits_for_modal("Pitch a tweet")
    sam.fills(Purpose=SERVICE)
    with OtherProgram(file):
        replies = at_once(sam.submits, lambda: tom.clicks("Approve", card), lambda: priya.clicks("Approve", card))
        assert replies[1].ok
        assert replies[2].ok
        assert "could not save that just now" in replies[0].message, "the form must be answered within three seconds"
        assert sam.field("Tweet") == "Flu jabs are given in the town hall on Monday."
        for person in (tom, priya):
            person.waits_for_message(SORRY, CARDS)
        assert house.draft(number).state is State.IN_REVIEW
    assert sam.submits()
    sam.waits_for_modal("Preview")
    tom.clicks("Approve", card)
    house.until_published(number)
    assert house.kinds(number).count("DraftApproved") == 1
    assert house.is_whole()


def test_the_worker_waits_out_a_lock_and_what_was_due_is_done_once(house, file):
    numbers = house.sent_many(3)
    for number in numbers:
        house.person("U0TOM").waits_for_message(f"draft {number} ", CARDS)
    for number in numbers:
        house.asks("U0TOM", Pressed(Action.APPROVE, number, 1))
    with OtherProgram(file):
        with pytest.raises(BusyError):
            house.asks("U0TOM", Pressed(Action.HOLD, numbers[0], 1))
        assert house.service.worker.healthy().is_running
    house.until_in_time(lambda: house.states(numbers) == {State.PUBLISHED}, 40, lambda: list(map(house.draft, numbers)))
    assert Counter(house.tweets()).most_common(1)[0][1] == 1
    assert len(house.tweets()) == 3


IS_FULL = {}
"""For each engine it was about: whether its disk is full now."""


class FullDisk:
    """From now on this file may grow no further, whoever of this process writes in it."""

    def __init__(self, house):
        self.engine = house.house.store._database.engine

    def __enter__(self):
        IS_FULL[self.engine] = True

    def __exit__(self, *_):
        IS_FULL[self.engine] = False


@event.listens_for(Engine, "begin")  # for all, from the start: nobody may join those who listen to an engine in use
def _limit(connection):
    full = IS_FULL.get(connection.engine)
    if full is not None:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one() if full else 1073741823
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")


def test_with_the_disk_full_a_click_is_told_so_and_what_was_said_to_be_saved_is_saved(house):
    sam = house.person("U0SAM")
    answers = []
    with FullDisk(house):
        for n in range(30):
            text = f"Room {n} of the library has new chairs. " + "They are blue. " * 12
            sam.types(f"/tweet {text}", CARDS)
            sam.waits_for_modal("Pitch a tweet")
            sam.fills(Purpose=SERVICE)
            sam.fills({"Note for the approver": "See the minutes. " * 60})
            answers.append(sam.submits())
            sam.waits_for(lambda me: me.errors() or me.modal()["view"]["title"]["text"] != "Pitch a tweet")
            if not answers[-1]:
                assert sam.field("Tweet").startswith(f"Room {n} ")
                break
            sam.closes(everything=True)
    assert not answers[-1], "the disk never filled up"
    assert "could not save that just now" in answers[-1].message
    with house.house.store.read() as uow:
        assert len(uow.drafts.by_author("sam.okafor", [State.DRAFT], 100)[0]) == len(answers) - 1
    assert sam.submits(), "there is room again"
    sam.waits_for_modal("Preview")
    assert house.is_whole()


def test_with_the_disk_full_in_the_worker_every_tweet_goes_out_once_when_there_is_room_again(house):
    numbers = house.sent_many(12)
    until(lambda: house.service.worker.healthy().in_hand == 0)
    refused = 0
    with FullDisk(house):
        for number in numbers:
            try:
                house.asks("U0TOM", Pressed(Action.APPROVE, number, 1))
            except BusyError:
                refused += 1
        house.clock.advance(timedelta(minutes=1))
        until(lambda: house.service.worker.healthy().in_hand == 0)
        known = house.states(numbers)
        assert known <= {State.IN_REVIEW, State.SCHEDULED, State.PUBLISHING, State.PUBLISHED}
    for number in numbers:
        if house.draft(number).state is State.IN_REVIEW:
            house.asks("U0TOM", Pressed(Action.APPROVE, number, 1))
    house.until_in_time(lambda: house.states(numbers) == {State.PUBLISHED}, 60, lambda: list(map(house.draft, numbers)))
    assert max(Counter(house.tweets()).values()) == 1
    assert len(house.tweets()) == 12
    assert house.is_whole()


@pytest.fixture(scope="module")
def cluster(postgres):
    """A server that may be stopped: nobody else's tests use it. (`postgres` skips where there is none.)"""
    cluster = servers.start()
    yield cluster
    cluster.stop()


def test_a_restart_of_postgresql_under_the_service_is_told_survived_and_loses_nothing(cluster):
    url = cluster.database()
    migrate.upgrade(url)
    with whole(url) as up:
        numbers = up.sent_many(2)
        tom = up.person("U0TOM")
        cards = [tom.waits_for_message(f"draft {number} ", CARDS) for number in numbers]
        tom.clicks("Approve", cards[0])
        up.until_published(numbers[0])
        cluster.pause()
        assert tom.clicks("Approve", cards[1]), "a click is acknowledged even then"
        tom.waits_for_message(SORRY, CARDS, within=15)
        assert health(up) == 503
        cluster.resume()
        tom.waits_for(lambda me: approved(up, me, cards[1], numbers[1]), within=30)
        up.until_in_time(lambda: up.draft(numbers[1]).state is State.PUBLISHED)
        until(lambda: health(up) == 200)
        assert up.kinds(numbers[1]).count("DraftApproved") == 1
        assert len(up.tweets()) == 2
        assert up.is_whole()


def approved(up, tom, card, number):
    tom.clicks("Approve", card)
    return up.draft(number).state is not State.IN_REVIEW


def health(up):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{up.service.web_port}/healthz", timeout=20) as answer:
            return answer.status
    except HTTPError as unfit:
        unfit.close()
        return unfit.code


def test_a_notice_about_the_outage_is_one_sentence_and_never_the_programs_words(house, file):
    tom = house.person("U0TOM")
    house.sent("The allotments at Coldharbour have water again.")
    card = tom.waits_for_message("The allotments", CARDS)
    with OtherProgram(file):
        tom.clicks("Hold", card)
        said = words_of(tom.waits_for_message(SORRY, CARDS))
    assert not [word for word in ("sqlite", "Error", "Traceback", "database") if word in said]


GONE = {
    "a server that is down": ("postgresql://somebody:secret@127.0.0.1:1/none", "cannot be reached"),
    "a folder that is gone": ("sqlite:////nowhere/at/all/countersign.db", "countersign db upgrade"),
    "a file that is no database": ("sqlite:///spoilt.db", "restored from a backup"),
}


@pytest.mark.parametrize("what", GONE)
def test_a_database_that_is_gone_at_the_start_is_said_in_a_sentence_and_the_process_ends(tmp_path, what):
    url, said = GONE[what]
    (tmp_path / "spoilt.db").write_text("These are not the bytes of a database. " * 200)
    ended = subprocess.run(
        [sys.executable, "-c", "from bot.cli import main; main()", "run"],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(Path(__file__).parents[2]), "DATABASE_URL": url},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 1, ended.stderr
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr
    assert "secret" not in ended.stderr
