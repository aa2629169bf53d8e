"""Everything that talks to X: sending, reading back, pictures, and connecting an account. Knows nothing of drafts."""

from bot.adapters.x.audience import XAudience
from bot.adapters.x.link import AccountTokens
from bot.adapters.x.posts import XPosts
from bot.adapters.x.publisher import WhoAmI, XPublisher

__all__ = ["AccountTokens", "WhoAmI", "XAudience", "XPosts", "XPublisher"]
