"""What each of the 41 checks is called where people read of it. What each looks for, the rule packs say."""

from collections.abc import Mapping

CHECK_NAMES: Mapping[str, str] = {
    "length": "Length",
    "party_political": "Party politics",
    "pre_election": "Pre-election period",
    "pii_health_number": "NHS and CHI numbers",
    "pii_nino": "National Insurance numbers",
    "pii_phone": "Telephone numbers",
    "pii_email": "E-mail addresses",
    "pii_postcode": "Private addresses",
    "pii_dob": "Dates of birth",
    "patient_confidentiality": "Patients",
    "person_confidentiality": "Private people",
    "incident_tone": "Tone about harm",
    "incident_hold": "Posts during an incident",
    "financial_pledge": "Promises of money",
    "profanity": "Swearing",
    "offensive_language": "Slurs and slights",
    "inclusive_language": "Inclusive words",
    "obfuscation": "Disguised letters",
    "secret": "Passwords and codes",
    "link_shortener": "Shortened links",
    "link_punycode": "Disguised links",
    "link_insecure": "Links without https",
    "link_unapproved": "Sites not on our list",
    "alt_text": "Pictures in words",
    "hashtag_case": "Hashtags",
    "all_caps": "Capitals",
    "emoji_overuse": "Emoji",
    "readability": "Plain English",
    "copyright_credit": "Whose work it is",
    "personal_opinion": "Personal opinion",
    "own_org_criticism": "Criticism of our own side",
    "topic_authority": "Outside the remit",
    "defensive_tone": "Arguing",
    "meeting_hashtag": "During a meeting",
    "duplicate": "Said before",
    "hr_live": "Our own staff",
    "defamation": "Allegations",
    "contempt": "Court cases",
    "embargo": "Not out yet",
    "image_consent": "People in pictures",
    "internal_info": "Internal information",
}


OWN_NAMES: Mapping[str, str] = {
    "topic_filter": "Watched topics",
    "key_issue": "Key issues",
    "restriction": "Who speaks of what",
    "permission_to_quote": "Permission to quote",
    "source_of_figures": "Where figures come from",
    "reply_target": "The post that is answered",
    "press_enquiry": "Questions from the press",
}
"""Those that stand in no rule pack."""


def check_name(check: str) -> str:
    """The name of a check; its own word where it is neither of the 41 nor of the others."""
    return CHECK_NAMES.get(check) or OWN_NAMES.get(check, check.replace("_", " "))
