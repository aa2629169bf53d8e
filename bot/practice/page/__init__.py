"""The practice web page and its small server; knows the practice Slack and X only by their addresses."""
