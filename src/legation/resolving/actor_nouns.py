"""Nouns for actors: which words of a text stand for somebody, and what they say of him."""

from collections.abc import Mapping, Sequence

from legation.annotations import Sentence, Token
from legation.knowledge import Title
from legation.resolving.communities import Communities
from legation.resolving.names import SentenceNames
from legation.resolving.offices import CHIEFS
from legation.resolving.phrases import is_noun
from legation.resolving.roles import WORDS_BEFORE, Titles

# A noun in one of these places stands for somebody; as a modifier or a predicate it does not.
_ARGUMENTS = frozenset(
    {
        "nsubj",
        "nsubjpass",
        "dobj",
        "pobj",
        "conj",
        "poss",
        "dative",
        "ROOT",
        "appos",
        "npadvmod",
        "nmod",
        "dep",
        "ccomp",
    }
)
_MEETINGS = frozenset({"congress", "convention", "conference"})
_GUISES = frozenset({"dressed", "disguised", "clad", "attired", "posing", "masquerading", "costumed"})
_KINDS = frozenset({"person-title", "role-noun", "collective", "generic-body", "group"})


class ActorNouns:
    """Tells the nouns that stand for somebody by the titles that they are."""

    def __init__(self, titles: Titles, communities: Communities, missions: Mapping[str, Sequence[str]]) -> None:
        """`titles` are all titles and nouns for actors, `communities` peoples, whose names are written large.

        `missions` is the list of `nouns.yaml` that tells embassies from tasks.
        """
        self._titles = titles
        self._communities = communities
        self._missions = {key: frozenset(words) for key, words in missions.items()}

    def title_of(self, sentence: Sentence, token: Token, names: SentenceNames) -> Title | None:
        """The title of a noun that stands for somebody, else None."""
        # First whether any title may hold the word, which most do not: it is the cheapest to tell.
        if not self._titles.may_head(sentence, token):
            return None
        if not is_noun(sentence, token) or not self._argument(sentence, token):
            return None
        title = self._titles.headed_by(sentence, token, self._after_name(sentence, token, names))
        if title is not None and title.phrase in CHIEFS:
            title = self._chief_of(sentence, token) or self._chief_behind(sentence, token) or title
        if title is not None and self._communities.is_people(title) and not token.text[0].isupper():
            return None  # "shans" and "poles" are written small
        if title is None or title.kind not in _KINDS or _is_meeting(sentence, token, self._titles):
            return None
        if _is_condition(sentence, token) or (title.phrase == "mission" and self._is_task(sentence, token)):
            return None
        return None if title.kind == "collective" and _is_stuff(sentence, token) else title

    def _is_task(self, sentence: Sentence, token: Token) -> bool:
        """True for a mission of a state that is no embassy ("the government fell over the Afghan mission")."""
        before = sentence.children(token, "amod", "compound", "nmod", "poss")
        if any(t.ent == "ORG" or t.lower in self._missions["words"] for t in before):
            return False
        if token.dep == "poss" or any(t.lower == "to" for t in sentence.children(token, "prep")):
            return False
        above = sentence.head(token)
        shown = {"nsubj": "acts", "dobj": "suffers", "nsubjpass": "suffers", "pobj": "places"}.get(token.dep)
        return shown is None or above.lemma.lower() not in self._missions[shown]

    def _after_name(self, sentence: Sentence, token: Token, names: SentenceNames) -> int:
        """Where a title may begin: "European Union leaders" are no union leaders."""
        for before in reversed(sentence.tokens[max(0, token.i - WORDS_BEFORE) : token.i]):
            if any(m.start <= before.start < m.end for m in names.matches):
                return before.i + 1
        return 0

    def _chief_of(self, sentence: Sentence, token: Token) -> Title | None:
        """The title that "the chief of the army" is in fewer words ("army chief")."""
        bodies = [t for p in sentence.children(token, "prep") if p.lower == "of" for t in sentence.children(p, "pobj")]
        if len(bodies) != 1 or bodies[0].tag != "NN":
            return None
        before = [t.lower for t in sentence.children(bodies[0], "compound", "amod") if t.ent not in ("GPE", "NORP")]
        words = " ".join([*before, bodies[0].lower])
        return next((found for last in ("chief", "governor") if (found := self._titles.named(f"{words} {last}"))), None)

    def _chief_behind(self, sentence: Sentence, token: Token) -> Title | None:
        """The title of "the Bangladesh army chief", where the army is a name of the tables."""
        words = [t.lower for t in sentence.children(token, "compound") if t.ent not in ("GPE", "NORP") or t.tag == "NN"]
        return self._titles.named(" ".join([*words, "chief"])) if words else None

    def _argument(self, sentence: Sentence, token: Token) -> bool:
        if token.dep not in _ARGUMENTS or self._within_title(sentence, token) or _is_guise(sentence, token):
            return False
        top = token
        while top.dep == "conj":
            top = sentence.head(top)
        if top.dep in ("attr", "compound", "amod", "oprd"):
            return False
        return not (top.dep == "pobj" and sentence.head(top).lower == "as")

    def _within_title(self, sentence: Sentence, token: Token) -> bool:
        """True for "state" in "secretary of state", which is no body by itself."""
        prep = sentence.head(token)
        noun = sentence.head(prep)
        bare = not sentence.children(token, "det", "amod", "poss")
        return bare and prep.lower == "of" and self._titles.has(f"{noun.lower} of {token.lower}")


def _is_meeting(sentence: Sentence, token: Token, titles: Titles) -> bool:
    """True for a party's or a union's congress, which is no parliament ("the congress of the royalist party")."""
    if token.lower not in _MEETINGS:
        return False
    below = [t for p in sentence.children(token, "prep") if p.lower == "of" for t in sentence.children(p, "pobj")]
    sectors = {title.sector for noun in below if (title := titles.headed_by(sentence, noun)) is not None}
    return bool(sectors & {"PTY", "LAB"})


def _is_condition(sentence: Sentence, token: Token) -> bool:
    """True for "a state of emergency", which is nobody; "the State of Kuwait" is."""
    behind = [t for p in sentence.children(token, "prep") if p.lower == "of" for t in sentence.children(p, "pobj")]
    return token.lemma.lower() == "state" and any(t.pos == "NOUN" for t in behind)


def _is_guise(sentence: Sentence, token: Token) -> bool:
    """True for what somebody is dressed up as ("guerrillas dressed as soldiers")."""
    first = min((t.i for t in (token, *sentence.children(token)) if t.i <= token.i), default=token.i)
    before = sentence.tokens[max(0, first - 2) : first]
    return len(before) == 2 and before[1].lower == "as" and before[0].lower in _GUISES


def _is_stuff(sentence: Sentence, token: Token) -> bool:
    """True for a bare singular noun, which is no body but a matter ("the use of force", "under fire from command")."""
    bare = not sentence.child(token, "det", "poss", "amod", "compound", "nmod", "nummod")
    return bare and token.tag == "NN" and sentence.block.kind != "headline"
