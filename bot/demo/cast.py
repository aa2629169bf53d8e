"""Who and what there is in practice: the people a visitor can be, the channels, the accounts, the first minutes."""

from bot.practice.slack import Channel, SlackUser, Usergroup
from bot.practice.x import XAccount

USERS = (
    SlackUser("U0SAM", "sam", "Sam Okafor", "Libraries and events, Fernshire Council"),
    SlackUser("U0PRIYA", "priya", "Priya Shah", "Head of communications"),
    SlackUser("U0TOM", "tom", "Tom Bright", "Press officer"),
    SlackUser("U0MEGAN", "megan", "Megan Price", "On-call communications officer"),
    SlackUser("U0NIA", "nia", "Nia Hughes", "Deputy chief executive"),
    SlackUser("U0EWA", "ewa", "Ewa Nowak", "Ward sister, Alderbrook Hospitals"),
    SlackUser("U0CALLUM", "callum", "Callum Reid", "Neighbourhood sergeant, Wealdmere Police"),
    SlackUser("U0JO", "jo", "Jo Linden", "Work experience"),
)

HINTS = {
    "U0SAM": "Author: pitches for the council",
    "U0PRIYA": "Lead: approves for every account, can stop everything",
    "U0TOM": "Approver: council and hospitals",
    "U0MEGAN": "On-call officer: approves for every account",
    "U0NIA": "Second lead: agrees where it takes two, such as to switch a topic off",
    "U0EWA": "Author: pitches for the hospitals",
    "U0CALLUM": "Author: pitches for the police",
    "U0JO": "Not on any list: sees what is refused, and why",
}

CHANNELS = (
    Channel("C0COUNCIL", "council-tweets"),
    Channel("C0TRUST", "hospital-tweets"),
    Channel("C0POLICE", "police-tweets"),
    Channel("C0GENERAL", "general"),
)

GROUPS = (Usergroup("S0ONCALL", "comms-oncall", "Whoever is on in communications", ("U0PRIYA",)),)

ACCOUNTS = (
    XAccount("FernshireCC", "Fernshire Council", "News and services from Fernshire Council.", "#1f6f54"),
    XAccount(
        "AlderbrookNHS", "Alderbrook Hospitals", "Alderbrook Hospitals NHS Trust. Not for emergencies.", "#1d4f91"
    ),
    XAccount(
        "WealdmerePol", "Wealdmere Police", "Neighbourhood policing in Wealdmere. In an emergency call 999.", "#3b3a6b"
    ),
)

EARLIER = (
    (
        "FernshireCC",
        "Brown bins are collected every second week until the end of November. Dates: fernshire.example/bins",
    ),
    ("AlderbrookNHS", "Visiting hours on every ward are 2pm to 8pm. Two visitors at a time, please."),
    ("WealdmerePol", "The A481 at Coldharbour is open again. Thank you for your patience."),
)

PITCH = "/tweet Fernshire libraries are open until 8pm this Thursday. Story time starts at 4pm."

INTRO = (
    {
        "title": "Pitch a tweet",
        "person": "U0SAM",
        "channel": "council-tweets",
        "type": PITCH,
        "text": "Sam runs events at the council. The button makes you Sam and puts a pitch into the message box: "
        "press Enter, choose its purpose, look at the preview, and send it for approval.",
    },
    {
        "title": "Approve it",
        "person": "U0TOM",
        "channel": "council-tweets",
        "text": "Tom is the press officer. His card is in #council-tweets: read it and press Approve.",
    },
    {
        "title": "See it go out",
        "person": "U0SAM",
        "text": "The tweet is on the timeline below “On X”, and Sam’s direct message has the link. Try the rest: "
        "ask for changes, approve for a time and move the clock, or let X go wrong.",
    },
    {
        "title": "Who is on?",
        "person": "U0MEGAN",
        "channel": "general",
        "type": "/rota",
        "text": "Ask who is on, who is next and how to reach them. Below the channels, @comms-oncall follows "
        "whoever is on.",
    },
    {
        "title": "Somebody rings in sick",
        "person": "U0PRIYA",
        "channel": "general",
        "type": "/rota sick @tom.bright until tomorrow",
        "text": "Tom rings in sick. As lead, Priya enters it: it is said back first, and cover is sought at once.",
    },
    {
        "title": "A drill",
        "person": "U0PRIYA",
        "channel": "general",
        "type": "/incident drill",
        "text": "Practise the night with a drill: become whoever gets a direct message, and press “I have it”.",
    },
    {
        "title": "What takes two leads",
        "person": "U0PRIYA",
        "channel": "general",
        "type": "/account topics off Wealdmere dam: the review is out",
        "text": "To switch a topic off takes another lead: Nia is asked in her direct messages. Become Nia and answer.",
    },
)


def people() -> list[dict[str, str]]:
    """The people as the page lists them."""
    return [{"id": u.id, "name": u.real_name, "title": u.title, "hint": HINTS[u.id]} for u in USERS]
