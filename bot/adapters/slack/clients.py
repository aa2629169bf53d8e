"""The Web API clients: for clicks, which waits out a short rate limit; for deliveries and calls, which never wait."""

from slack_sdk import WebClient
from slack_sdk.http_retry import HttpRequest, HttpResponse, RateLimitErrorRetryHandler, RetryState
from slack_sdk.http_retry.builtin_handlers import ConnectionErrorRetryHandler

from bot.adapters.slack.config import SlackConfig
from bot.adapters.slack.quiet import LIBRARIES

LONGEST_WAIT = 3
"""Seconds. A trigger lives no longer, so waiting more helps nobody."""


class ShortRateLimit(RateLimitErrorRetryHandler):
    """Tries once more after a 429 whose Retry-After is short."""

    def _can_retry(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        limited = super()._can_retry(state=state, request=request, response=response, error=error)
        return limited and response is not None and _seconds(response) <= LONGEST_WAIT


def _seconds(response: HttpResponse) -> int:
    given = {name.lower(): value for name, value in response.headers.items()}.get("retry-after", ["1"])
    value = given[0] if isinstance(given, list) else str(given)
    return int(value) if value.isascii() and value.isdigit() else LONGEST_WAIT + 1


def for_clicks(config: SlackConfig) -> WebClient:
    """Opens views and answers people."""
    return WebClient(
        token=config.bot_token,
        base_url=config.base_url,
        timeout=config.timeout,
        logger=LIBRARIES,
        retry_handlers=[ConnectionErrorRetryHandler(), ShortRateLimit(max_retry_count=1)],
    )


def for_deliveries(config: SlackConfig) -> WebClient:
    """Posts and updates cards. It repeats nothing by itself: a reset may come after the message was taken."""
    return _without_repeats(config, config.timeout)


def for_calls(config: SlackConfig) -> WebClient:
    """The same for whoever is to be woken, and waits less."""
    return _without_repeats(config, config.call_timeout)


def _without_repeats(config: SlackConfig, timeout: int) -> WebClient:
    return WebClient(
        token=config.bot_token, base_url=config.base_url, timeout=timeout, logger=LIBRARIES, retry_handlers=[]
    )
