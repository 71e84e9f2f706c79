"""Ties: the lasting relations between two actors that a text describes, with the words it describes them by."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from legation.annotations import Clause, Party, Quote, Sentence, Token
from legation.coding.roles import Role, Roles, ids
from legation.coding.scene import Scene
from legation.coding.tie_parties import Pair, TieParties, crossed, misread_adjective, mutual
from legation.coding.tie_words import Kind, TieWords
from legation.records import Evidence, Status, Tie
from legation.step import Reading, Step

_NOUNS = ("NOUN", "PROPN")
_CONFIDENCE = {"relation": 0.8, "role": 0.8, "backing": 0.75, "predicate": 0.7, "flow": 0.7}
_OWN = frozenset({"its", "their", "his", "her"})
# What one gives and another has: several who are called so are not so to one another.
_ONE_WAY = frozenset({"aid", "dependence"})
_LEFT = frozenset({"amod", "compound", "nmod", "npadvmod", "punct", "advmod", "quantmod"})


def ties(table: Mapping[str, Any]) -> Step:
    """Make the step that finds ties, with the words of `ties.yaml`."""
    words = TieWords.of(table)

    def run(reading: Reading) -> Iterator[Tie]:
        finder = _Finder(reading, words)
        for sentence in reading.of(Sentence):
            yield from finder.find(sentence)

    return Step("ties", run, needs=frozenset({Sentence, Clause, Party, Quote}), gives=frozenset({Tie}))


@dataclass(frozen=True, slots=True)
class _Found:
    """A pair, the word that describes its relation, and what that word makes of it."""

    pair: Pair
    trigger: Token
    kind: Kind
    construction: str
    status: Status
    described: str | None


class _Finder:
    """Finds the ties of one document."""

    def __init__(self, reading: Reading, words: TieWords) -> None:
        self._scene = Scene(reading)
        self._roles = Roles(reading, (), ())
        self._words = words
        self._parties = TieParties(self._scene, self._roles, words)
        self._clauses: dict[int, list[Clause]] = {}
        for clause in reading.of(Clause):
            self._clauses.setdefault(clause.sentence.index, []).append(clause)

    def find(self, sentence: Sentence) -> Iterator[Tie]:
        """The ties of a sentence, each pair and kind once."""
        seen: set[tuple[frozenset[str], str, str]] = set()
        for found in self._all(sentence):
            one, other = (role.actors[0] for role in found.pair)
            key = (frozenset((one, other)), found.kind.name, found.status)
            if key not in seen and self._may_tie(one, other, found.kind):
                seen.add(key)
                yield self._tie(sentence, found)

    def _all(self, s: Sentence) -> Iterator[_Found]:
        for token in s.tokens:
            lemma = token.lemma.lower()
            if token.pos in _NOUNS and (
                kind := self._words.relations.get(token.lower) or self._words.relations.get(lemma)
            ):
                yield from self._relation(s, token, kind, lemma)
            if token.pos in _NOUNS and (kind := self._words.roles.get(lemma)):
                yield from self._role(s, token, kind)
            if token.tag in ("VBN", "VBD", "JJ") and token.dep in ("amod", "compound"):
                yield from self._backed(s, token)
        for clause in self._clauses.get(s.index, ()):
            yield from self._backing(s, clause)
            yield from self._predicate(s, clause)
            yield from self._flow(s, clause)

    def _may_tie(self, one: str, other: str, kind: Kind) -> bool:
        """Nobody is tied to themselves, nor an official to the state they serve."""
        if one == other:
            return False
        first, second = self._scene.actors.get(one), self._scene.actors.get(other)
        if kind.organisations and not any(
            a is not None and a.kind in ("organisation", "group") for a in (first, second)
        ):
            return False
        if first is None or second is None:
            return False
        same = first.country is not None and first.country == second.country
        return not same or any(a.kind in ("group", "unnamed") for a in (first, second))

    def _relation(self, s: Sentence, noun: Token, kind: Kind, lemma: str) -> Iterator[_Found]:
        if (
            noun.dep == "compound"
            and s.head(noun).pos in _NOUNS
            and s.head(noun).lower not in self._words.lists["standing"]
        ):
            return  # "trade talks", "alliance members"
        modifiers = self._modifiers(s, noun)
        if kind.needs and not kind.needs & modifiers:
            return
        settled = self._settled(s, noun, kind, modifiers)
        if settled is None:
            return
        for pair in self._parties.relation(s, noun, kind.name):
            yield _Found(pair, noun, settled, "relation", self._status(s, noun, modifiers), self._described(s, noun))

    def _settled(self, s: Sentence, noun: Token, kind: Kind, modifiers: frozenset[str]) -> Kind | None:
        """The kind that the words beside the noun, or its verb, settle; None for relations that say nothing."""
        clause = self._parties.clause_of(s, noun)
        sour = (
            clause is not None and clause.lemma in self._words.lists["worsening"] and noun.dep in ("nsubj", "nsubjpass")
        )
        strained = modifiers | {t.lower for t in s.children(s.head(noun), "acomp") if noun.dep == "nsubj"}
        if kind.sign > 0 and kind.name == "partnership" and (sour or strained & self._words.lists["strained"]):
            return Kind("hostility", -1)
        if kind.plain and not modifiers & self._words.lists["friendly"] and not self._quoted(s, noun):
            return None
        if kind.name == "partnership":
            name = next((self._words.kinds[m] for m in sorted(modifiers) if m in self._words.kinds), kind.name)
            return Kind(name, kind.sign)
        return kind

    def _role(self, s: Sentence, noun: Token, kind: Kind) -> Iterator[_Found]:
        modifiers = self._modifiers(s, noun)
        name = kind.name
        if name == "trade":  # "the main supplier of arms to Atlantis"
            of = (o for p in s.children(noun, "prep") if p.lower == "of" for o in s.children(p, "pobj"))
            modifiers |= {each.lower for each in of if each.lower in self._words.lists["arms"]}
        if name in ("partnership", "trade"):
            name = next((self._words.kinds[m] for m in sorted(modifiers) if m in self._words.kinds), name)
        made = Kind(name, kind.sign, organisations=kind.organisations)
        for pair in self._parties.role(s, noun, kind.preps, one_way=kind.organisations or name in _ONE_WAY):
            described = self._described(s, noun, noun_too=True)
            yield _Found(pair, noun, made, "role", self._status(s, noun, modifiers), described)

    def _backed(self, s: Sentence, token: Token) -> Iterator[_Found]:
        """The "X-backed" of "X-backed Y"."""
        verb = token.lower.rpartition("-")[2]
        kind = self._words.backing.get(_stem(verb, self._words))
        if kind is None:
            return
        noun = s.head(token)
        holders = self._parties.at(s, s.conjuncts(noun)[:1])
        left = [t for t in s.subtree(token) if t.i <= token.i]
        backers = self._roles_in(s, left, token)
        for pair in crossed(backers, holders):
            yield _Found(pair, token, kind, "backing", "actual", None)

    def _roles_in(self, s: Sentence, tokens: list[Token], token: Token) -> tuple[Role, ...]:
        found = [role for t in tokens if (role := self._roles.place(s, t))]
        return tuple(found) or tuple(self._roles.mentioned(min(t.start for t in tokens), token.end))

    def _backing(self, s: Sentence, clause: Clause) -> Iterator[_Found]:
        """Tell "rebels backed by X", "X has long backed the army"."""
        kind = self._words.backing.get(clause.lemma.split()[0])
        if kind is None or clause.negated or clause.modal:
            return
        perfect = any(t.lemma == "have" for t in s.children(clause.head, "aux"))
        reduced = clause.passive and (clause.head.dep in ("acl", "advcl") or clause.tense == "present")
        active = not clause.passive and clause.lemma in self._words.lists["lasting_backing"]
        if not (reduced or (active and (clause.tense == "present" or perfect))):
            return
        for pair in crossed(self._parties.at(s, clause.subjects), self._parties.at(s, clause.objects)):
            yield _Found(pair, clause.head, kind, "backing", "actual", None)

    def _predicate(self, s: Sentence, clause: Clause) -> Iterator[_Found]:
        """Tell "depends on X", "is allied with X", "is at odds with X", "is bound to X by a treaty"."""
        subjects = self._parties.at(s, clause.objects if clause.passive else clause.subjects)
        adjectives = [t for name, t in clause.preps if name == "=" and t.pos in ("ADJ", "VERB")]
        for word in (clause.head, *adjectives):
            lemma = word.lemma.lower() if word is clause.head else word.lower
            kind = self._words.predicates.get(lemma)
            if kind is not None and not (kind.adjectives and word is clause.head and word.pos == "VERB"):
                behind = [t for n, t in clause.preps if n in kind.preps]
                others = self._parties.at(s, behind)
                if kind.goods and behind and not others:
                    others = self._parties.suppliers(s, behind) or self._parties.at(s, clause.prep("from"))
                alone = kind.mutual and not behind and len(ids(subjects)) > 1
                yield from self._told(clause, word, kind, mutual(subjects) if alone else crossed(subjects, others))
        for prep, noun in clause.preps:
            if kind := self._words.phrases.get((prep, noun.lower)):
                others = self._parties.at(s, clause.prep("with")) or self._parties.behind(s, noun, ("with",))
                alone = not others and len(ids(subjects)) > 1
                yield from self._told(clause, noun, kind, mutual(subjects) if alone else crossed(subjects, others))
        bound = self._words.bound
        if clause.passive and clause.lemma in bound["verbs"]:
            by = next((t for t in clause.subjects if t.lemma.lower() in bound["by"]), None)
            if by is not None:
                others = self._parties.at(s, clause.prep(*bound["to"]))
                yield from self._told(clause, by, Kind(bound["kind"], bound["sign"]), crossed(subjects, others))

    def _flow(self, s: Sentence, clause: Clause) -> Iterator[_Found]:
        """Tell "buys two thirds of its gas from X", "sells oil to X", "supplies X with arms": what flows as a rule.

        What somebody bought or sold once is an event, so only the present tells of it.
        """
        kind = self._words.flows.get(clause.lemma)
        if kind is None or clause.passive or clause.negated or clause.modal or clause.tense != "present":
            return
        subjects = self._parties.at(s, clause.subjects)
        goods = self._goods(s, clause.objects)
        if goods:
            # The parser hangs "from Atlantis" on the verb, on the goods or on their part.
            behind = (r for each in goods for r in self._parties.behind(s, each, kind.preps))
            others = self._parties.at(s, clause.prep(*kind.preps)) or tuple(behind)
            others = others or self._parties.at(s, clause.indirect)
            if kind.buys and not others:
                others = self._parties.owners(s, goods[-1])  # "buys a third of Atlantean exports"
        elif kind.goods_by:
            goods = self._goods(s, clause.prep(*kind.goods_by))
            others = self._parties.at(s, (*clause.objects, *clause.indirect))
        if not goods:
            return
        arms = goods[-1].lemma.lower() in self._words.lists["arms"]
        # "Of its gas", "its arms": what somebody needs, and has of the other.
        small = any(each.lower in self._words.lists["small_shares"] for each in goods)
        needs = kind.buys and not small and any(t.lower in _OWN for each in goods for t in s.children(each, "poss"))
        made = replace(kind, name="dependence" if needs else "military" if arms else kind.name)
        for pair in crossed(subjects, others):
            yield _Found(pair, clause.head, made, "flow", "actual", None)

    def _goods(self, s: Sentence, heads: Iterable[Token]) -> tuple[Token, ...]:
        """The goods among these words, or of which they are a part: "oil", "two thirds of its gas"."""
        words = self._words.lists
        for head in heads:
            parts = [head]
            if head.lemma.lower() in words["shares"] or head.lower in words["shares"]:
                parts += [o for p in s.children(head, "prep") if p.lower == "of" for o in s.children(p, "pobj")]
            for part in reversed(parts):
                if part.lemma.lower() in words["goods"] | words["arms"]:
                    return tuple(parts)
        return ()

    def _told(self, clause: Clause, word: Token, kind: Kind, pairs: Iterable[Pair]) -> Iterator[_Found]:
        status = self._of_clause(clause)
        for pair in pairs:
            yield _Found(pair, word, kind, "predicate", status, None)

    # --- how it stands ---

    def _modifiers(self, s: Sentence, noun: Token) -> frozenset[str]:
        """The words that qualify the noun."""
        found = {t.lower for m in s.children(noun, "amod", "compound", "nmod") for t in s.subtree(m)}
        return frozenset(found | {s.head(noun).lower} if misread_adjective(s, s.head(noun)) else found)

    def _status(self, s: Sentence, noun: Token, modifiers: frozenset[str]) -> Status:
        words = self._words
        if modifiers & words.lists["once"]:
            return "historical"
        if modifiers & words.lists["maybe"]:
            return "hypothetical"
        if any(t.lower in ("no", "neither") and not self._in_scare(t) for t in s.children(noun, "det")):
            return "negated"
        clause = self._parties.clause_of(s, noun)
        if clause is None:
            return "actual"
        if noun.dep == "dobj" or noun.dep == "nsubjpass":
            for name, status in _GOVERNED:
                if words.is_in(name, clause.lemma):
                    return "hypothetical" if clause.negated and status != "negated" else status
        if noun.dep in ("attr", "dobj"):
            return self._of_clause(clause, being=noun.dep == "attr")
        told = noun.dep == "nsubj" and clause.lemma in words.lists["being"]
        return self._of_clause(clause, being=True) if told and not clause.negated else "actual"

    def _of_clause(self, clause: Clause, *, being: bool = False) -> Status:
        if clause.negated:
            return "negated"
        if clause.modal == "will":
            return "future"
        if clause.modal in ("may", "might", "could", "would"):
            return "hypothetical"
        above = clause.sentence.head(clause.head)
        if clause.head.dep == "xcomp" and clause.tense == "none":
            for name, status in _ABOVE:
                if self._words.is_in(name, above.lemma.lower()):
                    return status
        if being and clause.tense == "past" and clause.lemma == "be" and clause.sentence.block.kind != "headline":
            perfect = any(t.lemma == "have" for t in clause.sentence.children(clause.head, "aux"))
            return "actual" if perfect else "historical"
        return "actual"

    # --- the words ---

    def _in_scare(self, token: Token) -> bool:
        quote = self._scene.quote_at(token.start)
        return quote is not None and quote.scare

    def _quoted(self, s: Sentence, noun: Token) -> str | None:
        """The scare-quoted words before a noun: “no limits”."""
        start = s.subtree(noun)[0].start
        for quote in self._scene.quotes_in(start, noun.end):
            if quote.scare and quote.end <= noun.end:
                return self._scene.text[quote.inner_start : quote.inner_end]
        return None

    def _described(self, s: Sentence, noun: Token, *, noun_too: bool = False) -> str | None:
        """The text's own words for the relation, the names of its parties left out."""
        if quoted := self._quoted(s, noun):
            return quoted
        first = noun.i
        while first > 0:
            before = s.tokens[first - 1]
            if not self._describes(s, before, noun):
                break
            first -= 1
        if first == noun.i and not noun_too:
            return None
        return " ".join(self._scene.text[s.tokens[first].start : noun.end].split())

    def _describes(self, s: Sentence, word: Token, noun: Token) -> bool:
        if word is s.head(noun) and misread_adjective(s, word):
            return True
        mark = word.pos == "PUNCT" and word.tag != "HYPH"
        return word.dep in _LEFT and not mark and not self._names_party(s, word)

    def _names_party(self, s: Sentence, token: Token) -> bool:
        return self._roles.place(s, token) is not None or any(self._roles.mentioned(token.start, token.end))

    def _tie(self, s: Sentence, found: _Found) -> Tie:
        text = self._scene.text
        one, other = found.pair
        clause = next((a for a in (found.trigger, *s.ancestors(found.trigger)) if self._scene.clause(s, a)), s.root)
        start, end = s.span(clause, without=("conj", "cc", "parataxis"))
        ends = (start, end, found.trigger.start, one.start, other.start), (end, found.trigger.end, one.end, other.end)
        return Tie(
            document=self._scene.document,
            evidence=(
                Evidence.cut(text, found.trigger.start, found.trigger.end, "tie"),
                *(
                    Evidence.cut(text, *span, "actor")
                    for span in dict.fromkeys(((one.start, one.end), (other.start, other.end)))
                ),
                Evidence.cut(text, min(ends[0]), max(ends[1]), "clause"),
            ),
            confidence=_CONFIDENCE[found.construction],
            why=(f"'{found.trigger.lemma.lower()}' as {found.kind.name} ({found.construction})",),
            actors=(one.actors[0], other.actors[0]),
            kind=found.kind.name,
            sign=found.kind.sign,
            as_described=found.described,
            status=found.status,
        )


_GOVERNED: tuple[tuple[str, Status], ...] = (
    ("denying", "negated"),
    ("ending", "historical"),
    ("wishing", "hypothetical"),
)
_ABOVE: tuple[tuple[str, Status], ...] = (("wishing", "hypothetical"), ("planning", "future"))


def _stem(participle: str, words: TieWords) -> str:
    """The verb of a participle: backed, financed, allied, equipped."""
    if not participle.endswith("ed"):
        return participle
    root = participle[:-2]
    forms = (root, f"{root}e", f"{root[:-1]}y" if root.endswith("i") else root, root[:-1])
    return next((f for f in forms if f in words.backing), participle)
