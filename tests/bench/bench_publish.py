"""Prints the way from the click on Approve to the tweet on the timeline next to one bare tweepy post."""

import time
from statistics import median
from urllib.parse import urlsplit

import pytest
import requests
import tweepy
from whole import CARDS, COUNCIL, ORDINARY, until, whole

pytestmark = [pytest.mark.bench, pytest.mark.timeout(120)]

TWEETS = 12


@pytest.fixture(scope="module")
def house(migrated_file, tmp_path_factory):
    copy = tmp_path_factory.mktemp("publish") / "countersign.db"
    copy.write_bytes(migrated_file.read_bytes())
    with whole(f"sqlite:///{copy}") as up:
        yield up


class Here(requests.Session):
    """A session that goes to the practice X wherever it is sent."""

    def __init__(self, at):
        super().__init__()
        self.at = at

    def request(self, method, url, **more):
        return super().request(method, self.at + urlsplit(url).path, **more)


def bare_posts(house, count):
    """Seconds of each post through tweepy alone, on another account of the same practice X."""
    config, token = house.house.config, house.x.tokens("WealdmerePol")
    client = tweepy.Client(
        consumer_key=config.x_consumer_key,
        consumer_secret=config.x_consumer_secret,
        access_token=token.token,
        access_token_secret=token.secret,
    )
    client.session.close()
    took = []
    for n in range(count):
        began = time.perf_counter()
        client.session = Here(config.x_api_url)  # a new connection each time, as the product makes one
        assert client.create_tweet(text=f"The road at mile {n} is clear.").data["id"]
        client.session.close()
        took.append(time.perf_counter() - began)
    return took


def test_from_the_click_to_the_timeline_next_to_a_bare_post(house):
    tom = house.person("U0TOM")
    took = []
    for number in house.sent_many(TWEETS):
        card = tom.waits_for_message(f"draft {number} ", CARDS)
        before = len(house.x.posts(COUNCIL.lower()))
        began = time.perf_counter()
        tom.clicks("Approve", card)
        until(lambda seen=before: len(house.x.posts(COUNCIL.lower())) > seen)
        took.append(time.perf_counter() - began)
        house.until_published(number)
    bare = median(bare_posts(house, TWEETS))
    print(
        f"\nclick to timeline, a bare tweepy post = 1: median ×{median(took) / bare:.1f}, slowest ×{max(took) / bare:.1f}"
        f" ({median(took) * 1e3:.0f} ms)"
    )
    assert {ORDINARY.format(n) for n in range(TWEETS)} <= set(house.tweets())
