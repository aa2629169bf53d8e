"""Do the words of a tweet look taken over from an e-mail, a chat or a meeting among ourselves (S44)?

Meetings that the public may attend are none: what is said there is said in public.
"""

import re

_WHEN = r"\[?\d{1,2}[:.]\d{2}(?::\d{2})?(?: ?[ap]m)?"
_NAME = r"[A-Z][\w'’-]+(?: [A-Z][\w'’.-]*){0,2}"
_SAID = r"(?:said|says|told|wrote|mentioned|put it|explained|agreed|promised|asked|raised|heard)"
_OUR_KIND = (
    r"(?:team|staff|management|senior|leadership|internal|directorate|department|ward|morning|weekly|daily|private)"
)
_OURS = r"(?:the|our|this|that|a|today[’']s|yesterday[’']s|this morning[’']s|last week[’']s|monday[’']s|friday[’']s)"

_SHAPES = re.compile(
    "|".join(
        (
            r"^> (?!.*https?://)\S.*$",
            r"^(?:From: (?!\d|\w+day\b)|Sent: |Subject: |Bcc: |Fwd?: )\S.*$",
            r"\bSent from (?:my |Outlook|Mail|Yahoo|Teams|Slack|WhatsApp)",
            r"^-{2,} ?(?:Original|Forwarded) [Mm]essage",
            r"^On .{4,80} wrote:",
            rf"^{_WHEN}\] ?{_NAME}",
            rf"^\[?\d{{1,2}}/\d{{1,2}}/\d{{2,4}},? {_WHEN}\]?(?: -)? {_NAME}:",
            rf"^{_NAME}(?: {{2,}}|  ?APP  ?|\t){_WHEN}\b.*$",
            rf"^{_NAME} \(?{_WHEN}\)?:$",
        )
    ),
    re.MULTILINE,
)
_TOLD = re.compile(
    rf"\b{_SAID}\b[^.!?\n]{{0,60}}?\b(?:in|at|during|on) {_OURS} (?:{_OUR_KIND} ){{0,2}}"
    r"(?:meeting|huddle|stand-?up|catch-?up|handover|debrief|one-to-one|away day|group chat|team chat|channel)\b"
    rf"|\b{_SAID}\b(?: (?:me|us))? (?:in|by|over|on) (?:an? |the |her |his |their )?(?:private |internal |direct )?"
    r"(?:e-?mail|dm|direct message|text message|whatsapp|slack|teams)\b",
    re.IGNORECASE,
)


def internal_in(text: str) -> tuple[int, int] | None:
    """Where such words stand, as offsets [start, end), or None."""
    found = _SHAPES.search(text) or _TOLD.search(text)
    return found.span() if found else None
