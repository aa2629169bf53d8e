"""Recognises Welsh by its commonest small words, well enough not to judge it as bad English."""

import re

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SMALL = frozenset(
    """
    y yr yn ar ac mae i o a â gyda chi ein eich eu ei ni nhw wedi bydd bod oes sydd sy am at dros gan heb hyd rhwng
    trwy wrth dan cyn ddim nid na hwn hon hyn neu os pan
    lle pryd beth sut pam pwy rydym rydyn rwyf dw ydy yw oedd byddwn
    byddwch gallwch cysylltwch ewch dewch diolch croeso bore da prynhawn nos pawb bawb heddiw yfory nawr newydd mwy llai
    un dau tri plant pobl cymru gymru nghymru cyngor gofal iechyd gwybodaeth ddydd dydd wythnos mis gwaith ysgol llun
    mawrth mercher iau gwener sadwrn sul mae'r i'r o'r a'r â'r gyda'r yma yno hefyd eto angen helpu cymorth gwasanaeth
    gwasanaethau cymraeg gymraeg ar-lein oherwydd drwy ynghyd fel mewn
    """.split()  # noqa: SIM905  a block of words reads better
)
_SHARED = frozenset({"a", "i", "at", "am", "o", "dan", "da", "un", "iau", "plant", "ac", "os", "ei", "lle", "fel"})
"""Small words that English, names or measures have too: they count only beside Welsh ones."""

_SHARE = 0.2
_FEWEST_OWN = 2


def is_welsh(text: str) -> bool:
    """Whether at least a fifth of the words are small Welsh words, two of them no English ones."""
    words = [word.replace("’", "'") for word in _WORD.findall(text[:2000].lower())]
    small = [word for word in words if word in _SMALL]
    own = sum(word not in _SHARED for word in small)
    return own >= min(_FEWEST_OWN, max(1, len(words) // 4)) and len(small) >= _SHARE * len(words)
