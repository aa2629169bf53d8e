"""Who watches when: rotations, layers, changes, and the spans that come of them. Pure arithmetic on dates."""
