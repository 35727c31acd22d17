"""Authority (alçada): who may decide what, up to which amount; data, not code."""
