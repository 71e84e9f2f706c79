"""Firms: names of companies and other bodies that no table holds, where the text says that there is one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from legation.annotations import Sentence, Token
from legation.resolving.names import Organisation, SentenceNames

_CAPITALISED = ("NNP", "NNPS")
# A name of more words than this is a parser's mistake.
_LONGEST = 5


class Firms:
    """Finds such names in one document."""

    def __init__(self, text: str, nouns: Sequence[str]) -> None:
        """`nouns` are words for such bodies ("company"): without "the company" in the text none is looked for."""
        self._text = text
        words = "|".join(map(re.escape, nouns))
        self._told = re.search(rf"\b(?i:the|a|its|our) (?:[\w-]+ )?(?:{words})\b", text) is not None

    def found(self, sentences: Sequence[Sentence], names: Sequence[SentenceNames]) -> list[SentenceNames]:
        """The names, with the firms that the name finder saw, under their short names too."""
        if not self._told:
            return list(names)
        whole = [tuple(self._of(sentence, here)) for sentence, here in zip(sentences, names, strict=True)]
        short = self._short_forms([firm for firms in whole for firm in firms])
        return [
            self._with(sentence, here, firms, short)
            for sentence, here, firms in zip(sentences, names, whole, strict=True)
        ]

    def _of(self, sentence: Sentence, here: SentenceNames) -> Iterator[Organisation]:
        """Runs of capitalised words that the name finder takes for an organisation, and no other name is in."""
        if sentence.block.kind == "headline":
            return
        taken = [(m.start, m.end) for m in here.matches] + [(o.start, o.end) for o in here.organisations]
        taken += [(start, end) for start, end, known in here.persons if known]
        for run in _runs(sentence):
            start, end = run[0].start, run[-1].end
            own = sentence.head(run[-1]).dep == "acl" and run[-1].dep == "oprd"  # "a group calling itself the Falcons"
            if 1 < len(run) <= _LONGEST and not own and not any(s < end and start < e for s, e in taken):
                yield Organisation(start, end, ())

    def _short_forms(self, firms: Sequence[Organisation]) -> dict[str, str]:
        """Each beginning and each tail of a firm's name that only one firm has, with the whole name."""
        owners: dict[str, set[str]] = {}
        for name in {self._text[firm.start : firm.end] for firm in firms}:
            words = name.split()
            heads = (" ".join(words[:at]) for at in range(1, len(words)))
            for form in (*heads, *(" ".join(words[at:]) for at in range(1, len(words) - 1))):
                owners.setdefault(form, set()).add(name)
        return {form: next(iter(names)) for form, names in owners.items() if len(names) == 1}

    def _with(
        self, sentence: Sentence, here: SentenceNames, firms: Sequence[Organisation], short: dict[str, str]
    ) -> SentenceNames:
        firms = [replace(f, name=short.get(self._text[f.start : f.end])) for f in firms]
        taken = [(f.start, f.end) for f in firms]
        kept, again = [], []
        for start, end, known in here.persons:
            name = short.get(self._text[start:end])
            if known is None and name is not None:
                again.append(Organisation(start, end, (), name))
            elif known or not any(s < end and start < e for s, e in taken):
                kept.append((start, end, known))
        taken += [(o.start, o.end) for o in (*here.organisations, *again)] + [(s, e) for s, e, _ in here.persons]
        taken += [(m.start, m.end) for m in here.matches]
        for token in sentence.tokens:
            free = token.tag in _CAPITALISED and not any(s < token.end and token.start < e for s, e in taken)
            if free and token.text in short:
                again.append(Organisation(token.start, token.end, (), short[token.text]))
        organisations = sorted((*here.organisations, *firms, *again), key=lambda o: o.start)
        return replace(here, persons=tuple(kept), organisations=tuple(organisations))


def _runs(sentence: Sentence) -> Iterator[list[Token]]:
    """The parser's organisations, as runs of capitalised words."""
    run: list[Token] = []
    for token in (*sentence.tokens, None):
        if run and (token is None or token.ent != "ORG" or token.ent_start):
            if all(t.tag in _CAPITALISED and t.text[:1].isupper() for t in run):
                yield run
            run = []
        if token is not None and token.ent == "ORG" and token.tag != "DT":
            run.append(token)
