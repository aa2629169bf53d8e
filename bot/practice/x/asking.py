"""What may be asked of a post: the names of fields and expansions X knows. It refuses any other by name."""

import re
from collections.abc import Collection

from aiohttp import web

from bot.practice.x import problems

TWEET_FIELDS = frozenset(
    [
        "article",
        "attachments",
        "author_id",
        "card_uri",
        "community_id",
        "context_annotations",
        "conversation_id",
        "created_at",
        "display_text_range",
        "edit_controls",
        "edit_history_tweet_ids",
        "entities",
        "geo",
        "id",
        "in_reply_to_user_id",
        "lang",
        "media_metadata",
        "non_public_metrics",
        "note_tweet",
        "organic_metrics",
        "possibly_sensitive",
        "promoted_metrics",
        "public_metrics",
        "referenced_tweets",
        "reply_settings",
        "scopes",
        "source",
        "suggested_source_links",
        "suggested_source_links_with_counts",
        "text",
        "withheld",
    ]
)
EXPANSIONS = frozenset(
    [
        "article.cover_media",
        "article.media_entities",
        "attachments.media_keys",
        "attachments.media_source_tweet",
        "attachments.poll_ids",
        "author_id",
        "edit_history_tweet_ids",
        "entities.mentions.username",
        "geo.place_id",
        "in_reply_to_user_id",
        "entities.note.mentions.username",
        "referenced_tweets.id",
        "referenced_tweets.id.attachments.media_keys",
        "referenced_tweets.id.author_id",
    ]
)
USER_FIELDS = frozenset(
    [
        "affiliation",
        "confirmed_email",
        "connection_status",
        "created_at",
        "description",
        "entities",
        "id",
        "is_identity_verified",
        "location",
        "most_recent_tweet_id",
        "name",
        "parody",
        "pinned_tweet_id",
        "profile_banner_url",
        "profile_image_url",
        "protected",
        "public_metrics",
        "receives_your_dm",
        "subscription",
        "subscription_type",
        "url",
        "username",
        "verified",
        "verified_followers_count",
        "verified_type",
        "withheld",
    ]
)
KNOWN = {"tweet.fields": TWEET_FIELDS, "expansions": EXPANSIONS, "user.fields": USER_FIELDS}
TIMELINE = frozenset({"since_id", "until_id", "max_results", "pagination_token", "exclude", "start_time", "end_time"})
"""What may be asked of a timeline besides fields and expansions."""
MOMENT = re.compile(r"\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d(?:\.\d{1,3})?Z")
EXCLUDABLE = ("replies", "retweets")
OTHER = frozenset({"media.fields", "poll.fields", "place.fields"})


def asked_wrongly(request: web.Request, also: Collection[str] = ()) -> web.Response | None:
    """400 for a parameter or a name that X does not know here, in its words; None where all are known.

    `also` are parameters of this one address.
    """
    for parameter, names in request.query.items():
        if parameter not in KNOWN and parameter not in OTHER and parameter not in also:
            known = ",".join(["id", *sorted((*KNOWN, *OTHER, *also))])
            message = f"The query parameter [{parameter}] is not one of [{known}]"
            return problems.bad_request(message, parameter)
        unknown = [name for name in names.split(",") if parameter in KNOWN and name not in KNOWN[parameter]]
        if unknown:
            known = ",".join(sorted(KNOWN[parameter]))
            message = f"The `{parameter}` query parameter value [{unknown[0]}] is not one of [{known}]"
            return problems.bad_request(message, parameter)
    return None


def asked_of_timeline_wrongly(request: web.Request) -> web.Response | None:
    """400 for a moment or an exclusion that X does not take, in its words."""
    for parameter in ("start_time", "end_time"):
        given = request.query.get(parameter)
        if given is not None and not MOMENT.fullmatch(given):
            message = f"The `{parameter}` query parameter value [{given}] is not a valid RFC3339 date-time"
            return problems.bad_request(message, parameter)
    excluded = request.query.get("exclude")
    unknown = [name for name in excluded.split(",") if name not in EXCLUDABLE] if excluded is not None else []
    if unknown:
        message = f"The `exclude` query parameter value [{unknown[0]}] is not one of [{','.join(EXCLUDABLE)}]"
        return problems.bad_request(message, "exclude")
    return None
