"""The practice X takes, refuses and shows posts as X does."""

import itertools
from datetime import timedelta

import pytest


def test_a_post_is_answered_with_its_id_and_shown_with_links_wrapped_and_three_signs_escaped(x, fernshire):
    answer = fernshire.post("A & B < C: fernshire.gov.uk/bins")

    assert answer.status_code == 201
    shown = fernshire.timeline(**{"tweet.fields": "entities,created_at"}).json()
    (post,) = shown["data"]
    (link,) = post["entities"]["urls"]
    assert post["id"] == answer.json()["data"]["id"] == x.posts("fernshire")[0].id
    assert post["text"] == f"A &amp; B &lt; C: {link['url']}"
    assert link["expanded_url"] == "http://fernshire.gov.uk/bins"
    assert len(link["url"]) == 23
    assert shown["meta"] == {"result_count": 1, "newest_id": post["id"], "oldest_id": post["id"]}


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"text": ""},
        {"text": "  \n"},
        {"text": 5},
        {"words": "Hello"},
        {"text": "Hello", "reply": {"in_reply_to_tweet_id": 5}},
        {"text": "Hello", "reply": {}},
        {"text": "Hello", "media": {"media_ids": []}},
        {"text": "Hello", "media": {"media_ids": ["1", "2", "3", "4", "5"]}},
        {"text": "Hello", "media": {"media_ids": ["404"]}},
        {"text": "Hello", "media": {"media_ids": ["1"], "more": 1}},
        {"text": "Hello", "for_super_followers_only": 1},
        [],
        None,
    ],
)
def test_a_body_that_does_not_fit_is_refused_whole(x, fernshire, body):
    assert fernshire.call("POST", "/2/tweets", json=body).status_code == 400
    assert x.world.accepted == 0


def test_a_body_that_is_not_json_is_refused(fernshire):
    assert fernshire.call("POST", "/2/tweets", data={"text": "Hello"}).status_code == 400
    wrong = {"data": b"{", "headers": {"Content-Type": "application/json"}}
    assert fernshire.call("POST", "/2/tweets", **wrong).status_code == 400


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("x" * 280, 201),
        ("x" * 281, 403),
        ("字" * 140, 201),
        ("字" * 141, 403),
        ("👩🏽‍🚒" * 140, 201),
        ("x" * 256 + " https://fernshire.gov.uk/" + "y" * 200, 201),
        ("x" * 257 + " fernshire.gov.uk", 403),
    ],
)
def test_length_is_weighted(fernshire, text, status):
    assert fernshire.post(text).status_code == status


def test_the_same_words_by_the_same_account_are_a_duplicate_for_a_day(fernshire, trust, clock):
    fernshire.post("Good morning")

    again = fernshire.post("Good  morning ")
    assert (again.status_code, again.json()["detail"]) == (
        403,
        "You are not allowed to create a Tweet with duplicate content.",
    )
    assert trust.post("Good morning").status_code == 201
    clock.advance(timedelta(days=1, seconds=1))
    assert fernshire.post("Good morning").status_code == 201


def test_a_deleted_post_is_gone_and_may_be_said_again(x, fernshire):
    made = fernshire.post("Good morning").json()["data"]["id"]

    assert fernshire.call("DELETE", f"/2/tweets/{made}").json() == {"data": {"deleted": True}}

    assert fernshire.call("GET", f"/2/tweets/{made}").json()["errors"][0]["title"] == "Not Found Error"
    assert fernshire.post("Good morning").status_code == 201
    assert x.world.accepted == 2


def test_nobody_deletes_the_post_of_another(fernshire, trust):
    made = fernshire.post("Good morning").json()["data"]["id"]

    assert trust.call("DELETE", f"/2/tweets/{made}").status_code == 403


def test_replies_and_quotes_name_their_target_and_need_one(fernshire, trust):
    target = trust.post("The clinic is open").json()["data"]["id"]

    assert fernshire.post("Hi", reply={"in_reply_to_tweet_id": "5"}).status_code == 403
    assert fernshire.post("Hi", quote_tweet_id="5").status_code == 403
    made = fernshire.post("Hi", reply={"in_reply_to_tweet_id": target}, quote_tweet_id=target).json()["data"]
    shown = fernshire.call("GET", f"/2/tweets/{made['id']}?tweet.fields=referenced_tweets,display_text_range").json()
    assert shown["data"]["referenced_tweets"] == [
        {"type": "replied_to", "id": target},
        {"type": "quoted", "id": target},
    ]
    assert shown["data"]["text"].startswith("@fern_trust Hi https://t.co/")


def test_a_timeline_comes_in_pages_from_the_newest(fernshire):
    ids = [fernshire.post(f"Number {n}").json()["data"]["id"] for n in range(7)]

    first = fernshire.timeline(max_results=5).json()
    second = fernshire.timeline(max_results=5, pagination_token=first["meta"]["next_token"]).json()

    assert [post["id"] for post in first["data"] + second["data"]] == ids[::-1]
    assert "next_token" not in second["meta"]
    assert fernshire.timeline(since_id=ids[-1]).json() == {"meta": {"result_count": 0}}


@pytest.mark.parametrize(
    "params",
    [
        {"max_results": 4},
        {"max_results": 101},
        {"since_id": "x"},
        {"start_time": "2026-06-01"},
        {"start_time": "2026-06-01T09:00:00+01:00"},
        {"exclude": "reposts"},
        {"tweet.fields": "public_metric"},
        {"since": "1"},
    ],
)
def test_page_sizes_and_ids_out_of_bounds_are_refused(fernshire, params):
    assert fernshire.timeline(**params).status_code == 400


def test_a_timeline_leaves_out_what_is_asked_to_be(fernshire, clock):
    old = fernshire.post("Old").json()["data"]["id"]
    clock.advance(timedelta(days=8))
    since = (clock.now() - timedelta(days=7)).strftime("%Y-%m-%dT%H:%M:%SZ")
    new = fernshire.post("New").json()["data"]["id"]
    fernshire.call("POST", "/2/tweets", json={"text": "And this", "reply": {"in_reply_to_tweet_id": old}})
    page = fernshire.timeline(start_time=since, exclude="replies,retweets").json()
    assert [post["id"] for post in page["data"]] == [new]


def test_figures_are_told_only_where_they_are_asked_for(x, fernshire):
    first, second = (fernshire.post(text).json()["data"]["id"] for text in ("One", "Two"))
    x.world.shown |= {first: 40, second: None}
    assert "public_metrics" not in fernshire.timeline().json()["data"][0]
    told = [post["public_metrics"] for post in fernshire.timeline(**{"tweet.fields": "public_metrics"}).json()["data"]]
    assert told[1]["impression_count"] == 40
    assert "impression_count" not in told[0]
    assert "public_metrics" not in fernshire.call("GET", "/2/users/me").json()["data"]
    me = fernshire.call("GET", "/2/users/me?user.fields=public_metrics").json()["data"]
    assert me["public_metrics"]["followers_count"] == 12480
    assert fernshire.call("GET", "/2/users/me?user.fields=followers").status_code == 400


def test_ids_grow_and_have_nineteen_digits(x):
    ids = [x.post_as("fernshire", str(n)).id for n in range(50)]

    assert all(int(a) < int(b) for a, b in itertools.pairwise(ids))
    assert {len(one) for one in ids} == {19}


def test_every_answer_says_what_is_left_and_a_full_window_refuses_until_it_ends(x, fernshire, clock):
    left = [int(fernshire.call("GET", "/2/users/me").headers["x-rate-limit-remaining"]) for _ in range(2)]
    assert left == [74, 73]
    next(iter(x.limits._windows.values())).used = 75

    refused = fernshire.call("GET", "/2/users/me")

    assert refused.status_code == 429
    assert int(refused.headers["x-rate-limit-reset"]) > clock.now().timestamp()
    clock.advance(timedelta(minutes=15))
    assert fernshire.call("GET", "/2/users/me").status_code == 200


def test_limits_can_be_lifted_for_those_who_need_more(x, fernshire):
    x.limits.lifted = True

    assert int(fernshire.post("Hello").headers["x-rate-limit-limit"]) > 1000


def test_people_are_found_by_handle_in_any_case(fernshire, x):
    found = fernshire.call("GET", "/2/users/by/username/FERNSHIRE").json()

    assert found["data"]["id"] == x.world.account("fernshire").user_id
    assert "errors" in fernshire.call("GET", "/2/users/by/username/nobody").json()


def test_a_post_is_shown_with_its_author_where_that_is_asked_for(x, fernshire):
    number = x.post_as("fern_trust", "Fish & chips").id
    asked = {"expansions": "author_id", "tweet.fields": "author_id,note_tweet", "user.fields": "username"}

    body = fernshire.call("GET", f"/2/tweets/{number}", params=asked).json()

    assert (body["data"]["text"], body["data"]["edit_history_tweet_ids"]) == ("Fish &amp; chips", [number])
    (author,) = body["includes"]["users"]
    assert (author["id"], author["username"]) == (body["data"]["author_id"], "fern_trust")


@pytest.mark.parametrize(
    "asked",
    [
        {"tweet.fields": "author_id,colour"},
        {"expansions": "author"},
        {"user.fields": "handle"},
        {"fields": "text"},
    ],
)
def test_a_name_x_does_not_know_is_refused(x, fernshire, asked):
    number = x.post_as("fern_trust", "The clinic is open.").id
    answer = fernshire.call("GET", f"/2/tweets/{number}", params=asked)
    assert answer.status_code == 400
    assert "is not one of" in answer.json()["errors"][0]["message"]


def test_a_number_that_is_none_is_refused(fernshire):
    assert fernshire.call("GET", "/2/tweets/twelve").status_code == 400


def test_a_protected_account_is_shown_to_itself_only_and_cannot_be_answered(x, fernshire, trust):
    number = x.post_as("fern_trust", "The clinic is open.").id
    x.world.closed.add("fern_trust")

    assert fernshire.call("GET", f"/2/tweets/{number}").json()["errors"][0]["title"] == "Authorization Error"
    assert trust.call("GET", f"/2/tweets/{number}").json()["data"]["id"] == number
    assert fernshire.post("Thank you", reply={"in_reply_to_tweet_id": number}).status_code == 403


def test_changed_words_get_a_new_number_and_the_old_number_keeps_the_old_words(x, fernshire):
    old = x.post_as("fernshire", "The tip is open.").id
    new = x.world.edit(old, "The tip is closed.").id

    shown = fernshire.call("GET", f"/2/tweets/{old}").json()["data"]

    assert (shown["text"], shown["edit_history_tweet_ids"]) == ("The tip is open.", [old, new])
    assert [post["id"] for post in fernshire.timeline().json()["data"]] == [new]
