"""Invented drafts with the checks they should raise. Half are clean and look risky. No real people, places or posts."""

BASE = {
    "account_kind": "corporate",
    "org_type": "council",
    "org": "Fernshire Council",
    "handle": "@fernshire",
    "nation": "england",
    "now": "2026-04-20T12:00:00+00:00",
    "period": "none",
    "approved_domains": ["fernshire.gov.uk", "gov.uk", "nhs.uk", "fernshiremuseum.org"],
    "public_contacts": ["Contact centre: 01632 960100", "hello@fernshire.gov.uk"],
}

_CLEAN = """
The labour ward at Fernmouth is open again after its refit.
Conservative treatment works for most sore knees.
Put your green bin out on Tuesday.
Reform of planning law: have your say by Friday at https://www.fernshire.gov.uk/planning
Support green spaces in Ashby: volunteer this weekend.
The Labour group moved an amendment. It fell by 20 votes to 24.
Candidates are standing for Labour, the Conservatives, the Greens and Reform UK.
Polling stations are open from 7am to 10pm on Thursday. Bring photo ID.
You can vote for one candidate. Register at https://www.gov.uk/register-to-vote
Join the Labour Exchange history walk on Sunday.
Labour market figures are out today.
Vote for your favourite park bench in our poll.
Voting is open for the young makers' prize.
Our conservative estimate is 400 visitors.
Tory Island ferry photos are on show at the museum.
Well done to all in Fernshire Alliance FC!
Trust us with your green waste.
Back the Greens Road playground bid.
Scunthorpe, Penistone and Cockermouth are on the route.
Dick Turpin walks start at the Swan on Saturday.
A blue tit was seen in Twatt, Orkney.
Shiitake mushrooms at Arsenal Market on Saturday.
Prick your finger for the test, and it is done.
Fire crews freed an ass and a cockerel from the barn.
Bloody Sunday is remembered today.
The first sod was cut by Year 6.
Shitterton won the best kept village prize.
Students with A* and B grades, well done!
We assess, classify and pass on every report.
Never share your password, PIN or one-time code with anyone.
Password managers keep long passwords safe.
Is your password strong? Use three random words.
Use promo code SUMMER26 for a tenth off at the pool.
Wifi password? Ask at the desk.
Password reset: call the desk.
Forgotten your password? It's easy: visit the desk.
See the access code of practice 2026.
Building number 1200 is closed.
Meeting ID cards are ready to collect.
The gate will be closed by 6pm.
PIN pads will be replaced from 1 April 2026.
Bring your own key safe and we will fit it.
The area code for Fernmouth is 01632.
Your bin calendar is here: https://www.fernshire.gov.uk/bins
Find your polling station: gov.uk/contact-electoral-registration-office
Call 101 to report it, or 999 in an emergency. NHS 111 is open all night.
Call us on 01632 960100 before 5pm.
Call us on +44 (0)1632 960 100 before 5pm.
Write to hello@fernshire.gov.uk by 12 March.
The budget is £1,234,567,890 over ten years.
Planning application 26/01234/FUL is open for comment.
Reference 9434765919 is not needed.
Open 09.00 to 17.00 from 01.04.2026 to 30.09.2026.
Bus 07 leaves at 08 15, 09 15 and 10 15.
Population: 7,070,012,345 by some counts.
NHS number letters: find yours at https://www.nhs.uk/nhs-number
Find out what an NHS number looks like: it has ten digits.
Bus AB12 to Fernmouth leaves from bay C.
A National Insurance number looks like QQ 12 34 56 C.
The mayor was born in Ash Street and schooled here.
Registering a birth? Book online.
Founded on 12 March 1961, the library turns 65.
Croeso i’r tŷ! Mae’r llyfrgell ar agor.
Well done 👩‍🚒👨‍👩‍👧‍👦 and 🏴󠁧󠁢󠁷󠁬󠁳󠁿!
Blood group 🅰️ and 🅾️ donors needed.
α-synuclein and TNFα research starts today at 5µg.
Ελλάδα, Україна and مرحبا: our interpreters speak your language.
می‌خواهم: Persian story time on Friday.
Doors open at 7.30pm. Now booking.
Read the St. Mary's report, p. 4, e.g. the map.
Version 2.1 of the plan is out.
End of term. School gates stay open.
Children born on 1 September 2022 to 31 August 2023 start school this year.
The swimming club was born on 5 July 1948.
Sorry Elm Grove, we missed you again.
Thanks, Fernshire!
""".strip().splitlines()

_RISKY = {
    "party_political": """
Vote Labour on Thursday.
Please vote for your local Conservative candidate.
Voting for the Lib Dems is the only way.
Back the Lib Dems for better buses.
Support the Green Party this May.
#ToriesOut
#VoteReform
Kick the Tories out!
Only Labour can fix the roads.
Years of Tory cuts did this to our libraries.
The Conservatives have failed our town.
Reform UK will wreck your pension, and their leader lied.
Never trust a Tory with your bins.
Our hard-working Labour councillors deliver again.
Great response on the doorstep tonight with the team.
Back our manifesto for cleaner streets.
Vote Green on Thursday!
Plaid Cymru are a shambles.
Join the SNP today.
Don't vote for Labour.
""",
    "profanity": """
What the fuck was that?
f*ck this weather
f**k, it is cold
This is bullsh1t.
What a load of b0ll0cks.
fuuuuck it is Monday
f u c k the rain
f.u.c.k
𝕗𝕦𝕔𝕜 the rain
Absolute $hit show
You wankers
Mae hi'n ffwcin oer
Wedi cachu arni
coc oen
Bloody hell, that was close.
Can't be arsed today
#WhatTheFuck
s*** happens
A shit-hot day out
Am gachu o ddiwrnod!
""",
    "secret": """
Guest wifi password: Fernshire2026!
The password is Welcome123 for today.
Wi-Fi password: fernshire
Door code 4821 for volunteers.
The door code for the village hall is now C4821
Key safe code: 1974
Alarm code changed to 5521
Conference PIN: 482913
Meeting ID: 812 3456 7890 Passcode: 123456
username: admin password: tiger
Use ghp_abcdefghijklmnopqrstuvwxyz0123456789 to push
The AWS key is AKIAIOSFODNN7EXAMPLE
xoxb-123456789012-1234567890123-AbCdEfGhIjKlMnOpQrStUvWx
Log in as admin and the password is letmein
The key safe by the station door is 8-0-4-2
The gate to the yard is on 4471# this week.
""",
    "link_shortener": """
Have your say: bit.ly/fern26
Have your say: https://tinyurl.com/fern26
Tickets at https://ow.ly/x1
""",
    "link_punycode": """
Pay at https://fernshіre.gov.uk/pay
Pay at https://xn--fernshre-k2a.gov.uk
Pay at fernshіre.gov.uk today
""",
    "link_insecure": """
See http://www.fernshire.gov.uk/bins
Go to HTTP://fernshire.gov.uk
""",
    "link_unapproved": """
Read https://example.org/story
The fair will end.Now come home.
Exeter.Open days are over.
Pay at https://fernshire-gov.uk/pay
Pay at https://fernshire.gov.uk.pay-now.com
Tickets at https://fernshiremusuem.org
Tickets at https://www.fernshlremuseum.org
""",
    "pii_phone": """
Call Jo on 07700 900 123.
Call Jo on 07700900123
Text +44 7700 900 123
Ring +44 (0)7700 900123 now
Ring (01632) 960 123 to book.
Ring +353 1 234 5678
Ring ０７７００ ９００１２３
Ring 07700\u200b900123
Ring 0 7 7 0 0 9 0 0 1 2 3
Ring 020 7946 0123
""",
    "pii_health_number": """
NHS number 943 476 5919, please call.
Patient 9434765919 is doing well.
Her NHS no. is 943-476-5919
CHI 010160 0011
Thanks for 943 476 5919, all sorted.
""",
    "pii_nino": """
NI number AB 12 34 56 C
His NINO is AB123456C
ab-12-34-56-c
""",
    "pii_email": """
Write to ola.finch@mail.test
ola.finch@fernshire.gov.uk will help
Write to ola.finch (at) mail.test
Write to ola.finch [at] mail [dot] test
""",
    "pii_dob": """
DOB: 12/3/61
She was born on 12 March 1961
""",
    "obfuscation": """
Free park\u200bing today
Free \u202egnikrap today
Fr\u0435e parking today
𝓕𝓻𝓮𝓮 parking today
Ⓕⓡⓔⓔ parking today
F\u0336\u0335\u0334r\u0336\u0335\u0334ee parking
Ｆｒｅｅ parking today
""",
}

_ANNOUNCED = {**BASE, "embargoes": [{"topic": "herring statistics", "until": "2026-04-27T09:30:00+01:00"}]}

CLEAN = [(text, BASE) for text in _CLEAN] + [("Herring statistics will be published on Monday.", _ANNOUNCED)]
RISKY = [(check, text, BASE) for check, texts in _RISKY.items() for text in texts.strip().splitlines()]


def with_posts(*posts):
    return {**BASE, "recent_posts": [{"at": at, "text": text} for at, text in posts]}


_EARLIER, _MINUTES_AGO, _DAYS_AGO = (
    "2026-04-20T08:00:00+00:00",
    "2026-04-20T11:57:00+00:00",
    "2026-04-17T08:00:00+00:00",
)

_EMBARGO = {"topic": "herring statistics", "until": "2026-04-27T09:30:00+01:00"}
_CYCLING = {**BASE, "account_kind": "official", "remit": ["cycling"]}

CONTEXT_PAIRS = [
    # (check, text, context in which it is found, context in which it is not)
    ("embargo", "Herring landings fell by 9%.", {**BASE, "embargoes": [_EMBARGO]}, BASE),
    ("topic_authority", "The school exams should be scrapped.", _CYCLING, {**_CYCLING, "remit": ["schools"]}),
    ("party_political", "Vote Labour on Thursday.", BASE, {**BASE, "account_kind": "councillor"}),
    (
        "party_political",
        "Vote Labour on Thursday.",
        {**BASE, "account_kind": "official"},
        {**BASE, "account_kind": "personal"},
    ),
    ("pii_phone", "Text us on 07700 900123", BASE, {**BASE, "public_contacts": ["+447700900123"]}),
    ("pii_phone", "Ring 01632 960123", BASE, {**BASE, "public_contacts": ["01632 960 123"]}),
    ("pii_email", "Write to press@fernshire.gov.uk", BASE, {**BASE, "public_contacts": ["press@fernshire.gov.uk"]}),
    ("link_unapproved", "Read https://example.org", BASE, {**BASE, "approved_domains": ["example.org"]}),
    ("link_unapproved", "Try test.vote", BASE, {**BASE, "approved_domains": ["test.vote"]}),
    ("duplicate", "The A14 is closed at junction 9.", with_posts((_EARLIER, "The A14 is closed at junction 9.")), BASE),
    (
        "duplicate",
        "Flu clinic for everyone over 65 at the health centre. Book now.",
        with_posts((_DAYS_AGO, "Flu clinic for everyone over 65 at the health centre. Please book now!")),
        with_posts((_DAYS_AGO, "Flu clinic for everyone over 50 at the health centre. Please book now!")),
    ),
    (
        "duplicate",
        "The swimming pool at Fernmouth is now open.",
        with_posts((_DAYS_AGO, "The swimming pool at Fernmouth is now open!")),
        with_posts((_DAYS_AGO, "The swimming pool at Fernmouth is now closed.")),
    ),
    (
        "duplicate",
        "Bin collections in Ashby move this week.",
        with_posts((_DAYS_AGO, "Bin collections in Ashby move this week")),
        with_posts((_DAYS_AGO, "Bin collections in Oldbury move this week.")),
    ),
    (
        "duplicate",
        "Story time at Ashby library is at ten on Monday.",
        with_posts((_DAYS_AGO, "Story time at Ashby library is at ten on Monday")),
        with_posts((_DAYS_AGO, "Story time at Ashby library is at ten on Friday.")),
    ),
    (
        "duplicate",
        "Story time is at ten.",
        with_posts((_MINUTES_AGO, "The museum café has new cakes.")),
        with_posts((_EARLIER, "The museum café has new cakes.")),
    ),
    (
        "duplicate",
        "Junction 9: one lane is open.",
        with_posts((_MINUTES_AGO, "Junction 9: crews are at the scene.")),
        {**with_posts((_MINUTES_AGO, "Junction 9: crews are at the scene.")), "post_purpose": "incident_update"},
    ),
]
