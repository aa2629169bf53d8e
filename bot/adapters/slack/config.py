"""What the Slack adapter must be told. Where it comes from is wiring's business."""

from dataclasses import dataclass, field

SLACK = "https://slack.com/api/"


@dataclass(frozen=True, slots=True)
class SlackConfig:
    """Tokens, addresses and sizes. `threads` is how many clicks are worked on at the same time.

    `app_token` is needed in Socket Mode only, `signing_secret` over HTTP only.
    """

    bot_token: str = field(repr=False)
    app_token: str = field(default="", repr=False)
    signing_secret: str = field(default="", repr=False)
    base_url: str = SLACK
    threads: int = 32
    timeout: int = 10
    """Seconds to wait for any one answer of Slack."""
    call_timeout: int = 5
    """The same while somebody is to be woken: another way to reach them waits for the end of this one."""
