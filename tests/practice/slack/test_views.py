"""Modals and App Home: triggers, stacks, hashes, and what an acknowledgement may ask for, with a real Bolt app."""

import pytest
from slack_sdk.errors import SlackApiError


def refusal(call, **arguments):
    with pytest.raises(SlackApiError) as caught:
        call(**arguments)
    return caught.value.response["error"]


def test_a_trigger_opens_one_view(client, slack, make):
    trigger = slack.world.new_trigger("U1")

    client.views_open(trigger_id=trigger, view=make.modal())

    assert refusal(client.views_open, trigger_id=trigger, view=make.modal()) == "exchanged_trigger_id"
    assert refusal(client.views_open, trigger_id="1.T.x", view=make.modal()) == "invalid_trigger_id"


def test_a_trigger_lives_three_seconds_of_real_time_whatever_the_practice_clock_says(client, slack, make, clock):
    from datetime import timedelta

    fresh, old = slack.world.new_trigger("U1"), slack.world.new_trigger("U1")
    clock.advance(timedelta(days=1))
    slack.world.triggers[old].expires -= 3

    assert client.views_open(trigger_id=fresh, view=make.modal())["ok"]
    assert refusal(client.views_open, trigger_id=old, view=make.modal()) == "expired_trigger_id"


def test_a_faulty_view_is_refused_with_reasons_and_does_not_use_the_trigger(client, slack, make):
    trigger = slack.world.new_trigger("U1")
    with pytest.raises(SlackApiError) as caught:
        client.views_open(trigger_id=trigger, view=make.modal(title="A title that is much too long"))

    assert caught.value.response["error"] == "invalid_arguments"
    assert caught.value.response["response_metadata"]["messages"] == [
        "[ERROR] must be less than 25 characters [json-pointer:/view/title/text]"
    ]
    assert client.views_open(trigger_id=trigger, view=make.modal())["ok"]


def test_at_most_three_views_lie_on_each_other(client, slack, make, priya):
    opened = client.views_open(trigger_id=slack.world.new_trigger("U1"), view=make.modal(title="One"))["view"]["id"]
    for title in ("Two", "Three"):
        pushed = client.views_push(trigger_id=slack.world.new_trigger("U1", opened), view=make.modal(title=title))

    fourth = slack.world.new_trigger("U1", opened)
    assert refusal(client.views_push, trigger_id=fourth, view=make.modal()) == "push_limit_reached"
    assert pushed["view"]["root_view_id"] == opened
    assert priya.modal()["view"]["title"]["text"] == "Three"
    priya.closes()
    assert priya.modal()["view"]["title"]["text"] == "Two"
    priya.closes(everything=True)
    assert priya.modal() is None


def test_an_update_with_an_old_hash_is_refused(client, slack, make, priya):
    view = client.views_open(trigger_id=slack.world.new_trigger("U1"), view=make.modal())["view"]
    client.views_update(view_id=view["id"], hash=view["hash"], view=make.modal(title="Second"))

    stale = refusal(client.views_update, view_id=view["id"], hash=view["hash"], view=make.modal(title="Third"))

    assert stale == "hash_conflict"
    assert priya.modal()["view"]["title"]["text"] == "Second"


def test_a_view_that_was_closed_cannot_be_updated(client, slack, make, priya):
    view = client.views_open(trigger_id=slack.world.new_trigger("U1"), view=make.modal())["view"]
    priya.closes()

    assert refusal(client.views_update, view_id=view["id"], view=make.modal()) == "not_found"


def test_a_view_too_large_for_slack_is_refused(client, slack, make):
    blocks = [make.section("x" * 2900) for _ in range(90)]
    trigger = slack.world.new_trigger("U1")

    assert refusal(client.views_open, trigger_id=trigger, view=make.modal(*blocks)) == "view_too_large"


def test_what_was_typed_stays_when_a_view_is_updated_with_the_same_ids(client, slack, make, priya):
    view = client.views_open(trigger_id=slack.world.new_trigger("U1"), view=make.modal())["view"]
    priya.fills(words="Half a thought")

    client.views_update(view_id=view["id"], view=make.modal(make.section("More"), make.text_input()))

    assert priya.field("Words") == "Half a thought"


def test_home_is_published_per_person_and_guarded_by_its_hash(client, make, priya, tom, slack):
    home = {"type": "home", "blocks": [make.section("Nothing waits for you.")]}
    first = client.views_publish(user_id="U1", view=home)["view"]
    client.views_publish(user_id="U1", hash=first["hash"], view=home)

    assert refusal(client.views_publish, user_id="U1", hash=first["hash"], view=home) == "hash_conflict"
    assert priya.sees("Nothing waits for you.")
    assert tom.home() is None
    assert refusal(client.views_publish, user_id="U9", view=home) == "user_not_found"


def test_a_form_that_is_acknowledged_closes(make, open_form, priya):
    submitted = open_form(make.modal())

    assert priya.fills(words="Good words").submits()

    assert priya.modal() is None
    assert submitted[0]["view"]["state"]["values"]["words"]["text"]["value"] == "Good words"
    assert submitted[0]["view"]["callback_id"] == "form"


def test_errors_stand_at_their_fields_and_the_text_is_kept(make, open_form, priya):
    open_form(make.modal(), response_action="errors", errors={"words": "Too long by 3."})

    reply = priya.fills(words="Long words").submits()

    assert reply.message == "Too long by 3."
    assert priya.errors() == {"Words": "Too long by 3."}
    assert priya.field("Words") == "Long words"


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"nowhere": "No such field."}},
        {"response_action": "update", "view": {"type": "modal", "blocks": []}},
        {"response_action": "dance"},
    ],
)
def test_an_impossible_answer_to_a_form_shows_slacks_own_apology(make, open_form, priya, slack, answer):
    open_form(make.modal(), **answer)

    assert priya.fills(words="Words").submits().message == "We had some trouble connecting. Try again?"
    assert priya.modal() is not None
    assert slack.problems


def test_an_answer_may_update_push_or_clear(make, app, connect, priya):
    answers = [
        {"response_action": "push", "view": make.modal(title="Pushed")},
        {"response_action": "update", "view": make.modal(title="Updated")},
        {"response_action": "clear"},
    ]

    @app.command("/tweet")
    def tweet(ack, body, client):
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=make.modal(title="First"))

    @app.view("form")
    def form(ack):
        ack(**answers.pop(0))

    connect()
    priya.types("/tweet", channel="comms")
    priya.waits_for_modal("First")
    priya.fills(words="a").submits()
    priya.waits_for_modal("Pushed")
    priya.fills(words="b").submits()
    assert [each["view"]["title"]["text"] for each in priya.state()["views"]] == ["First", "Updated"]
    priya.fills(words="c").submits()
    assert priya.modal() is None


def test_a_view_pushed_while_a_form_is_answered_stays_when_the_form_closes(make, app, connect, priya):
    @app.command("/tweet")
    def tweet(ack, body, client):
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=make.modal(title="Form"))

    @app.view("form")
    def form(ack, body, client):
        client.views_push(trigger_id=body["trigger_id"], view=make.modal(title="Preview"))
        ack()

    connect()
    priya.types("/tweet", channel="comms")
    priya.waits_for_modal("Form")
    priya.fills(words="a").submits()

    assert [each["view"]["title"]["text"] for each in priya.state()["views"]] == ["Preview"]


def test_closing_tells_the_app_when_it_asked_to_know(make, app, connect, priya):
    told = []

    @app.command("/tweet")
    def tweet(ack, body, client):
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=make.modal(notify_on_close=True))

    @app.view_closed("form")
    def closed(ack, body):
        told.append(body["is_cleared"])
        ack()

    connect()
    priya.types("/tweet", channel="comms")
    priya.waits_for_modal()
    priya.closes()

    assert told == [False]


def test_a_form_nobody_answers_in_time_stays_open(make, app, connect, priya, slack):
    slack.world.ack_within = 0.3

    @app.command("/tweet")
    def tweet(ack, body, client):
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=make.modal())

    connect()
    priya.types("/tweet", channel="comms")
    priya.waits_for_modal()
    slack.drop_acks()

    assert priya.fills(words="Words").submits().message == "We had some trouble connecting. Try again?"
    assert priya.modal() is not None
