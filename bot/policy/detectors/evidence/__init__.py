"""Evidence that counts together: how it is found and how it has to stand. How terms are written stands in terms.py."""
