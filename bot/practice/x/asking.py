"""What may be asked of a post: the names of fields and expansions X knows. It refuses any other by name."""

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
OTHER = frozenset({"media.fields", "poll.fields", "place.fields"})


def asked_wrongly(request: web.Request) -> web.Response | None:
    """400 for a parameter or a name that X does not know, in its words; None where all are known."""
    for parameter, names in request.query.items():
        if parameter not in KNOWN and parameter not in OTHER:
            known = ",".join(["id", *sorted((*KNOWN, *OTHER))])
            message = f"The query parameter [{parameter}] is not one of [{known}]"
            return problems.bad_request(message, parameter)
        unknown = [name for name in names.split(",") if parameter in KNOWN and name not in KNOWN[parameter]]
        if unknown:
            known = ",".join(sorted(KNOWN[parameter]))
            message = f"The `{parameter}` query parameter value [{unknown[0]}] is not one of [{known}]"
            return problems.bad_request(message, parameter)
    return None
