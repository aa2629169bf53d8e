"""The checks that come with the product and stand in no rule pack: what each says, and who changes what it looks for.

What they find in a draft is the use cases' (topic_findings, declared_findings, own_findings and so on).
"""

from dataclasses import dataclass

from bot.core.findings import Level


@dataclass(frozen=True, slots=True)
class OwnCheck:
    """One of them. `source` is where what it looks for is entered, `changed` who may change that, both in sentences."""

    rule: str
    check: str
    level: Level
    words: str
    why: str
    fix: str
    source: str
    changed: str
    ask: str = ""
    entered: bool = True
    """Whether people enter what it looks for; the others look at every draft."""


_BUILT_IN = "It comes with Countersign and looks at every draft."
_STAYS = "Nobody switches it off. Leads see in the figures of the month how often it is overridden."
_ENTERED = "Whoever keeps org.yaml, with countersign org apply"

OWN_CHECKS = (
    OwnCheck(
        rule="topics.filter",
        check="topic_filter",
        level=Level.SECOND_APPROVER,
        words="This touches a topic that always takes a second approver.",
        why="On some topics a wrong word costs trust or money. Each says below why it is one of them.",
        fix="Nothing, if it is right: two people read it before it goes out. Otherwise leave the topic out.",
        source="Entered in org.yaml, under “topics”.",
        changed=f"{_ENTERED}, may add one or make it stricter. Two leads may switch one off: /account topics off.",
    ),
    OwnCheck(
        rule="topics.key_issue",
        check="key_issue",
        level=Level.SECOND_APPROVER,
        words="This touches a key issue, on which there is a line to take.",
        why="The organisation speaks with one voice on it.",
        fix="Compare your words with the line to take, and change what differs from it.",
        source="Entered in org.yaml, under “topics”: those with a “line”.",
        changed=f"{_ENTERED}, may add or change a line. Two leads may take one away: /account topics off.",
    ),
    OwnCheck(
        rule="topics.owner",
        check="topic_authority",
        level=Level.SECOND_APPROVER,
        words="This touches a topic outside what the account or its author speaks of.",
        why="Those who know a subject speak for it, and answer the questions that follow.",
        fix="Its owner, or whoever stands in for them, signs it beside the approvals; they are asked directly.",
        source="Entered in org.yaml: the “owner” of a topic, and the “remit” of an account or a person.",
        changed=f"{_ENTERED}.",
        ask="the topic’s owner",
    ),
    OwnCheck(
        rule="topics.restricted",
        check="restriction",
        level=Level.SECOND_APPROVER,
        words="This touches a topic of which its author does not speak alone.",
        why="Some people have a second role in a matter, or decide on it. Each restriction gives its reason.",
        fix="Ask whoever set the restriction to agree to these words, or let a colleague write them. Nobody who is "
        "restricted on it can approve it.",
        source="Entered in org.yaml, under “restrictions”, with who set it and until when.",
        changed=f"{_ENTERED}. Leads see all of them, others their own: /account restrictions.",
        ask="whoever set it",
    ),
    OwnCheck(
        rule="declared.permission",
        check="permission_to_quote",
        level=Level.SECOND_APPROVER,
        words="This looks taken over from a message or a meeting, and nobody’s permission is named.",
        why="People write to colleagues in confidence. Published without their yes, it breaks trust, perhaps the law.",
        fix="Ask whoever said it, and fill in “Whose permission do you have?”. If nothing is quoted, say so there.",
        source=_BUILT_IN,
        changed=_STAYS,
        entered=False,
    ),
    OwnCheck(
        rule="declared.source",
        check="source_of_figures",
        level=Level.ADVICE,
        words="This gives a figure without a source.",
        why="Readers and journalists ask where a figure comes from, and an approver has to be able to check it.",
        fix="Add a link to it, or fill in “Where do the figures come from?”.",
        source=_BUILT_IN,
        changed=_STAYS,
        entered=False,
    ),
    OwnCheck(
        rule="incident.register",
        check="incident_hold",
        level=Level.SECOND_APPROVER,
        words="This belongs to a serious incident that is open.",
        why="A routine or light-hearted tweet next to a serious incident hurts the people in it.",
        fix="Let it wait until the incident is closed. If it is an update about it, choose that as its purpose.",
        source="Entered in chat: /incident open, with a name, a place and words.",
        changed="Communications leads, with /incident open and /incident close.",
        ask="the communications lead",
    ),
    OwnCheck(
        rule="replies.media_list",
        check="personal_opinion",
        level=Level.SECOND_APPROVER,
        words="This replies to somebody on your media list, or quotes them.",
        why="What we say to a journalist, or of what one has posted, is a statement to the press.",
        fix="A press officer has to be one of those who approve it. Or ask the one on duty to answer instead.",
        source="Entered in org.yaml, under “media_list”.",
        changed=f"{_ENTERED}.",
        ask="the press officer",
    ),
    OwnCheck(
        rule="target.unread",
        check="reply_target",
        level=Level.SECOND_APPROVER,
        words="The post this answers could not be read: open it before you decide.",
        why="The checks have not seen what is answered, and an answer means what the post makes of it.",
        fix="Open the post on X and read your words beside it.",
        source=_BUILT_IN,
        changed=_STAYS,
        entered=False,
    ),
    OwnCheck(
        rule="target.gone",
        check="reply_target",
        level=Level.BLOCK,
        words="The post this answers is not on X: it was deleted, or was never there.",
        why="X does not take a reply to a post that is not there, or a quote of one.",
        fix="Check the address, or take it out and say this in a post of its own.",
        source=_BUILT_IN,
        changed=_STAYS,
        entered=False,
    ),
    OwnCheck(
        rule="target.closed",
        check="reply_target",
        level=Level.BLOCK,
        words="X does not show us the post this answers: its author is protected or suspended, or has blocked us.",
        why="X takes no reply to such a post and no quote of it, and few people could see what is answered.",
        fix="Answer another post, or say this in a post of its own.",
        source=_BUILT_IN,
        changed=_STAYS,
        entered=False,
    ),
    OwnCheck(
        rule="target.retyped",
        check="reply_target",
        level=Level.SECOND_APPROVER,
        words="This passes on somebody else’s words as they were typed here: RT @…, MT @… or a signed quotation.",
        why="Published like this, they are words of ours: nobody sees whether they were said, changed or taken back.",
        fix="Press “Quote it instead…” and paste the address of the post; then it is read on X, shown and checked.",
        source=_BUILT_IN,
        changed=_STAYS,
        entered=False,
    ),
    OwnCheck(
        rule="target.pasted",
        check="reply_target",
        level=Level.ADVICE,
        words="The address of a post stands in the words, and X shows it below them as a quote.",
        why="Whoever shares a post answers for it. A quote says whose it is, and does not use up your characters.",
        fix="Press “Quote it instead…”: the address leaves your words, and the post is quoted properly.",
        source=_BUILT_IN,
        changed=_STAYS,
        entered=False,
    ),
    OwnCheck(
        rule="target.credit",
        check="reply_target",
        level=Level.WARN,
        words="This says that something comes from somebody else: via @…, h/t @….",
        why="Readers take it for a recommendation, and somebody else’s words or pictures need their permission.",
        fix="If it is their post, choose “Quotes” and paste its address. Otherwise say it in words of your own.",
        source=_BUILT_IN,
        changed=_STAYS,
        entered=False,
    ),
    OwnCheck(
        rule="press.stopped",
        check="press_enquiry",
        level=Level.BLOCK,
        words="A journalist has asked about this conversation, so its author’s replies in it wait.",
        why="Whatever is said there now is a statement to the press, and may be quoted.",
        fix="Please do not answer the journalist yourself. The press office answers, and can let you reply again.",
        source="Told in chat: /tweet press and the address of the post.",
        changed="Anybody may tell of it; the press office ends it.",
        ask="the press office",
        entered=False,
    ),
    OwnCheck(
        rule="press.asking",
        check="press_enquiry",
        level=Level.WARN,
        words="The press is asking about this conversation.",
        why="Whatever is said there now is a statement to the press, and may be quoted.",
        fix="Agree the words with the press office before they go out.",
        source="Told in chat: /tweet press and the address of the post.",
        changed="Anybody may tell of it; the press office ends it.",
        ask="the press office",
        entered=False,
    ),
)
