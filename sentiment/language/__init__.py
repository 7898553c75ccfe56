"""German: sentences, nouns, and the places where a text names a thing."""
