"""Words become actors: names, offices, metonyms, pronouns."""
