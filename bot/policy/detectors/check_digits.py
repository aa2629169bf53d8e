"""The digits of a number, and whether they can be an NHS or a CHI number's. Where numbers stand, identifiers says."""


def digits_of(written: str) -> str:
    """The digits without what stands between them."""
    return "".join(filter(str.isdigit, written))


def may_be_nhs_number(digits: str) -> bool:
    """Whether ten digits pass the check and are no mere filler."""
    return digits[0] != "0" and len(set(digits)) > 1 and mod_11(digits)


def mod_11(digits: str) -> bool:
    """The check digit of NHS and CHI numbers: weights 10 to 2, eleven minus the rest (NHS Data Dictionary)."""
    if len(digits) != 10:  # noqa: PLR2004  both kinds have ten digits
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    return (11 - total % 11) % 11 == int(digits[9])


def starts_with_day(digits: str) -> bool:
    """Whether the first four digits can be a day and month, as a CHI number's are."""
    return 1 <= int(digits[:2]) <= 31 and 1 <= int(digits[2:4]) <= 12  # noqa: PLR2004  days and months
