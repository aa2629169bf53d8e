"""The built-in detectors by the name that packs call them (builtin:name). A new one is a module and a line here."""

from collections.abc import Mapping

from bot.policy.detectors import disguise, duplicate, identifiers, length, links, secrets, swearing
from bot.policy.hits import Detector

DETECTORS: Mapping[str, Detector] = {
    "length": length.LENGTH,
    "duplicate_exact": duplicate.EXACT,
    "duplicate_near": duplicate.NEAR,
    "too_soon": duplicate.TOO_SOON,
    "secrets": secrets.SECRETS,
    "link_shortener": links.SHORTENER,
    "link_disguised": links.DISGUISED,
    "link_insecure": links.INSECURE,
    "link_unapproved": links.UNAPPROVED,
    "link_accidental": links.ACCIDENTAL,
    "link_look_alike": links.LOOK_ALIKE,
    "mobile_number": identifiers.MOBILE,
    "telephone_number": identifiers.TELEPHONE,
    "nhs_number": identifiers.NHS_NUMBER,
    "nhs_number_unlabelled": identifiers.NHS_NUMBER_UNLABELLED,
    "chi_number": identifiers.CHI_NUMBER,
    "nino": identifiers.NINO,
    "email_address": identifiers.EMAIL,
    "date_of_birth": identifiers.DATE_OF_BIRTH,
    "hidden_characters": disguise.HIDDEN,
    "disguised_letters": disguise.LETTERS,
    "swearing": swearing.SWEARING,
}
