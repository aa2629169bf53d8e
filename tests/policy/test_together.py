"""Evidence that counts only together: parts, signs, voids and exceptions, in the draft, its pictures and the reply."""

import pytest

from bot.policy.context import Context, Media, Reply
from bot.policy.detectors.together import IN_DRAFT, IN_ORDER, IN_SENTENCE, NEAR, TOGETHER
from bot.policy.reading import read
from bot.policy.terms import Terms

_TERMS = (
    "who = the lodger",
    "who = @private_person",
    "matter = evict*",
    "matter = /\\bowes £\\d+/",
    "sign street = @street",
    "sign trade = baker",
    "sign trade = barber",
    "enough = 1",
    "void = evicted swans",
    "unless = play by",
    "unless = @consent",
)


def _found(text, context=None, terms=_TERMS, detector=TOGETHER):
    return [(hit.start, hit.end) for hit in detector.build(Terms.of(terms))(read(text), context or Context())]


def test_every_part_and_enough_signs_make_a_hit_on_the_first_part():
    text = "Sad: the lodger, a baker, was evicted"

    ((start, end),) = _found(text)

    assert text[start:end] == "the lodger"


@pytest.mark.parametrize(
    "text",
    [
        "The lodger, a baker, has left",
        "A baker was evicted",
        "The lodger was evicted",
        "The lodger, a baker, saw the evicted swans",
        "The lodger is a baker who is evicted, in a play by the drama club",
    ],
)
def test_a_missing_part_too_few_signs_a_void_or_an_exception_spare_the_draft(text):
    assert _found(text) == []


def test_two_words_of_one_sign_count_once():
    terms = (*(term for term in _TERMS if term != "enough = 1"), "enough = 2")

    assert _found("The lodger, a baker and barber, was evicted", terms=terms) == []
    assert _found("The lodger, a baker in Elm Road, was evicted", terms=terms) != []


def test_a_consent_that_names_the_person_spares_the_draft():
    text = "Ellen Marsh of Elm Road owes £40"

    assert _found(text) != []
    assert _found(text, Context(consents=("Ellen Marsh: signed for social media",))) == []


def test_a_pictures_description_counts_as_a_sentence_of_the_draft():
    picture = Media("image", alt="The lodger, evicted, outside his baker shop")

    assert _found("What a day", Context(media=(picture,))) == [(0, 0)]


def test_a_pictures_description_sets_no_tone():
    picture = Media("image", alt="The lodger, evicted, outside his baker shop")

    assert _found("What a day", Context(media=(picture,)), detector=IN_DRAFT) == []


def test_a_part_with_a_plus_may_stand_in_the_post_that_is_answered():
    terms = ("told = your mother", "care+ = ward")
    asked = Reply("@ana", "She lay on the ward for hours")

    assert _found("We are sorry about your mother", Context(in_reply_to=asked), terms) == [(19, 30)]
    assert _found("We are sorry about your mother", Context(), terms) == []


def test_by_sentence_the_parts_must_meet_in_one_that_nothing_spares():
    terms = ("who = the lodger", "matter = evict*", "but = the court")

    def found(text):
        return _found(text, terms=terms, detector=IN_SENTENCE)

    assert found("The lodger was evicted.") != []
    assert found("The lodger left. The cat was evicted.") == []
    assert found("The lodger was evicted, the court said.") == []
    assert found("The court rose. The lodger was evicted.") != []


def test_near_each_other_means_one_sentence_and_not_far_apart():
    terms = ("whom = the council", "scorn = useless*")

    def found(text):
        return [text[start:end] for start, end in _found(text, terms=terms, detector=NEAR)]

    assert found("Useless, the council, and how!") == ["Useless, the council"]
    assert found("The council met. A useless umbrella.") == []
    assert found("The council " + "and so on " * 10 + "was useless.") == []


def test_in_order_means_one_after_the_other_as_the_terms_first_name_them():
    terms = ("whom = the council", "scorn = useless")

    def found(text):
        return [text[start:end] for start, end in _found(text, terms=terms, detector=IN_ORDER)]

    assert found("Oh the council is useless again") == ["the council is useless"]
    assert found("Useless is what the council is") == []


def test_a_label_with_a_colon_is_a_pattern():
    assert _found("He owes £40", terms=("debt: owes £\\d+",)) == [(3, 11)]


def test_numbers_that_belong_to_a_person_are_evidence():
    terms = ("number = @nino", "number = @health_number", "number = @postcode", "number = @birth_date")

    for text in ("AB 12 34 56 C", "NHS number 943 476 5919", "FN3 4QT", "born on 12 March 1961"):
        assert _found(f"Hers: {text}", terms=terms) != []
    assert _found("Here: FN3 4QT", Context(public_contacts=("Hall, FN3 4QT",)), terms) == []


@pytest.mark.parametrize(
    ("terms", "problem"),
    [
        (("the lodger",), "part = words"),
        (("who = @nobody",), "no evidence"),
        (("who = /the (lodger/",), "cannot be used"),
        (("unless = the court",), "at least one part"),
    ],
)
def test_terms_that_cannot_be_read_are_refused(terms, problem):
    with pytest.raises(ValueError, match=problem):
        TOGETHER.build(Terms.of(terms))


def test_a_counted_part_asks_for_as_many_places_that_stand_apart():
    terms = ["grave = burglar", "cue 2 = mate", "cue 2 = nice try", "cue 2 = try"]

    assert _found("Nice try, mate: the burglar is in custody", terms=terms) == [(20, 27)]
    assert _found("Nice try: the burglar is in custody", terms=terms) == []


def test_the_same_word_twice_counts_twice():
    assert _found("Mate. Oh mate.", terms=["cue 2 = mate"]) == [(0, 4)]


@pytest.mark.parametrize("text", ["They can't count", "They cannot count", "They cant count"])
def test_a_phrase_with_a_short_form_is_found_however_it_is_spelt(text):
    assert _found(text, terms=["lead = can't count"]) == [(5, len(text))]


def test_a_short_form_that_is_another_word_without_its_apostrophe_is_not_taken_for_it():
    assert _found("Shots were fired", terms=["lead = we're fired"]) == []
