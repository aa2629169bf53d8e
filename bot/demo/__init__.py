"""The practice house: the real bot between a Slack and an X of our own, everything on 127.0.0.1, nothing kept."""
