"""The names by which the product knows things. A chat or X id never stands where one of these is meant."""

from typing import NewType

PersonId = NewType("PersonId", str)
"""The key of a person in org.yaml, such as `priya.shah`; never a chat user id."""

AccountId = NewType("AccountId", str)
"""An X handle in lower case without the @, such as `fernshire`."""

RotaId = NewType("RotaId", str)
"""The key of a rota in org.yaml, such as `comms`."""

DraftId = NewType("DraftId", int)
"""The number people use for a draft: "draft 214"."""

TweetId = NewType("TweetId", str)
"""X's id for a post: digits, kept as text because it does not fit every number type."""

EscalationId = NewType("EscalationId", int)
"""The number of one round of calls, from the first step to its end."""
