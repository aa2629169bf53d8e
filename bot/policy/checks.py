"""The names of the 41 checks, as findings and reports carry them. What each looks for is in the packs."""

_NAMES = """
    length party_political pre_election pii_health_number pii_nino pii_phone pii_email pii_postcode pii_dob
    patient_confidentiality person_confidentiality incident_tone incident_hold financial_pledge profanity
    offensive_language inclusive_language obfuscation secret link_shortener link_punycode link_insecure
    link_unapproved alt_text hashtag_case all_caps emoji_overuse readability copyright_credit personal_opinion
    own_org_criticism topic_authority defensive_tone meeting_hashtag duplicate hr_live defamation contempt embargo
    image_consent internal_info
"""
CHECKS = frozenset(_NAMES.split())
