"""A rule's own examples: the situation each is imagined in, and what to say of one that the rule contradicts.

That they are run is the engine's.
"""

from dataclasses import replace

from bot.policy.catalogue import applies
from bot.policy.context import Context
from bot.policy.context_values import ContextError
from bot.policy.rules import Example, PackError, Rule


def example_context(rule: Rule, example: Example, usual: Context) -> Context:
    """The rule's usual situation, with what the example says of its own over it. Raises PackError."""
    if not example.context:
        return usual
    try:
        given = Context.from_json(example.context)
    except ContextError as unknown:
        raise PackError(rule.file, example.line, str(unknown)) from unknown
    return replace(usual, **{name: getattr(given, name) for name in example.context})


def contradiction(rule: Rule, example: Example, *, fired: bool) -> str:
    """What is wrong where the rule finds what it should leave alone, or the other way round."""
    did, expected = ("finds", "leave it alone") if fired else ("leaves alone", "find it")
    mend = "Narrow its terms, or add what spares it" if fired else "Add a term that finds it"
    return (
        f"the rule “{rule.id}” {did} its own example “{example.text}”; expected it to {expected}. {mend}, or change "
        "the example."
    )


def never_asked(rule: Rule, example: Example) -> str:
    """What is wrong where an example that the rule should find stands in a situation in which it is not asked."""
    return (
        f"the rule “{rule.id}” is not asked in the situation of its own example “{example.text}”; expected it to find "
        f"it. The rule says: {' '.join(applies(rule.scope))} Change “applies_to”, “when” or the example’s “context”."
    )
