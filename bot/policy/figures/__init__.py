"""Figures in plain words: which a text states, and which of a draft's do not stand in the text it follows (S55)."""
