"""The pre-election calendar: which polls restrict whose publicity, from when to when (S37).

kinds.py names elections and bodies, starts.py computes, elections.py holds what was entered, periods.py answers.
"""
