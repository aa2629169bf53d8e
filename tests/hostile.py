"""Drafts that nobody types by accident, made from a seed: the same seed gives the same drafts.

Words of the rules, identifiers, links, brackets, accents, emoji and look-alikes, mixed, repeated and cut anywhere.
"""

import random

LONGEST = 4000
"""Characters of the longest draft; the form takes fewer."""

REPEATED = (
    "a.",
    "a. ",
    "#ab",
    "#Ab ",
    "[",
    "((",
    "[](",
    "{",
    "<a>",
    "\u0301",
    "e\u0301\u0301",
    "\u200b",
    "a\u200b",
    "\u202e",
    "07",
    "0 ",
    "1 2 ",
    "1/1/",
    "943 476 5919 ",
    "07700 900123 ",
    "+44",
    "-1",
    "A1",
    "SW1A 1AA ",
    "AB 12 34 56 C ",
    "👨‍",
    "👩‍🚒",
    "🏴",
    "😂",
    "❤️ ",
    "https://a.uk ",
    "https://",
    "a.co/",
    "www.",
    ".co",
    "x@",
    "@ab ",
    "a@b.uk ",
    "f u ",
    "f*",
    "f.",
    "sh1t ",
    "vote ",
    "labour ",
    "vote labour ",
    "tory cuts ",
    "password: ",
    "code 1234 ",
    "door code ",
    "ghp_",
    "eyJ",
    "sk-",
    "xoxb-1-",
    "//a/:_authToken=",
    "born on ",
    "nhs number ",
    "patient ",
    "Mr A ",
    "Ann Lee ",
    "the ",
    "THE ",
    "don't ",
    "don’t ",
    "I ",
    "my ",
    "£5m ",
    "free ",
    "died ",
    "crash ",
    "lol ",
    "“a” ",
    "'",
    "''",
    '"',
    "{party}",
    "\n",
    "\t",
    "\u0430a",
    "\uff56",
    "𝐕",
    "ⓥ",
    "ﷺ",
    "ß",
    "İ",
    "中",
    "ा",
    "ܐ",
    "\x00",
    "\x1f",
    "\ufeff",
    "\U000e0061",
    "Å",
    "½",
)
"""Pieces that a draft is made of by repeating them."""

_SENTENCES = """
the council will open a new library on Monday because we are proud of our team and you can vote for labour or tory cuts
after a man aged 34 died in a crash at 12 Elm Road near the ward where Dr Lee told Ann her password is hunter22 call 07700
900123 or write to ola@mail.test about £5m please thank you sorry not our fault typical lol haha shame
"""
_WORDS = tuple(_SENTENCES.split())
_JOINS = (" ", " ", " ", " ", ". ", ", ", "! ", "\n", "", "-", "… ", " 😂 ", "\u00a0", "\u200b")


def hostile(seed: int, count: int, longest: int = LONGEST) -> list[str]:
    """So many drafts: a third one piece repeated, a third pieces mixed, a third words of the rules joined anyhow."""
    chance = random.Random(seed)
    made = [_repeating, _mixed, _worded]
    return [made[number % 3](chance, longest) for number in range(count)]


def _repeating(chance: random.Random, longest: int) -> str:
    piece = chance.choice(REPEATED)
    return (piece * longest)[: chance.choice((280, 1000, longest))]


def _mixed(chance: random.Random, longest: int) -> str:
    pieces = chance.sample(REPEATED, chance.randint(2, 6))
    return "".join(chance.choice(pieces) * chance.randint(1, 9) for _ in range(longest // 8))[
        : chance.choice((140, 280, longest))
    ]


def _worded(chance: random.Random, longest: int) -> str:
    text = "".join(chance.choice((*_WORDS, *REPEATED)) + chance.choice(_JOINS) for _ in range(longest // 5))
    start = chance.randrange(40)
    return text[start : start + chance.choice((140, 280, 280, 600, longest))]
