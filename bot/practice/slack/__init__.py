"""A Slack of our own on localhost: Web API, Socket Mode and signed HTTP, as strict as the one it stands in for.

The people side (what a person at a Slack client sees and does) is JSON under /people/. Nothing here knows the product.
"""

from bot.practice.slack.model import Channel, SlackUser, Usergroup
from bot.practice.slack.person import Person
from bot.practice.slack.server import PracticeSlack

__all__ = ["Channel", "Person", "PracticeSlack", "SlackUser", "Usergroup"]
