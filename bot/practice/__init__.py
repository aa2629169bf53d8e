"""A Slack, an X and a web page of our own on localhost, for practice and tests; imports nothing else of bot."""
