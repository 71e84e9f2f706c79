"""Replies that tell nothing: "“No comment,” the ambassador said" is a silence, too."""

from collections.abc import Iterable, Iterator

from legation.annotations import Sentence, Token
from legation.coding.evasions import question
from legation.coding.hushing import Hush
from legation.coding.scene import Scene
from legation.coding.silence_words import SilenceWords
from legation.records import Evidence, Statement

FORM = "reply that tells nothing"
_AROUND = " \"'“”‘’.,;:!—–-"


def replies(scene: Scene, words: SilenceWords, statements: Iterable[Statement]) -> Iterator[Hush]:
    """The silences in statements that are such a reply and no more, beside whose words its speaker is named."""
    for one in statements:
        place = {role: _of_role(one, role) for role in ("source", "content")}
        source, content = place["source"], place["content"]
        if one.negated or source is None or content is None or len(one.content) != 1:
            continue
        reply = content.text.strip(_AROUND)
        asked = words.replies_asked.fullmatch(reply)
        if asked is None and not words.replies.fullmatch(reply):
            continue
        sentence = next((s for s in scene.sentences_in(content.start, content.end) if _holds(s, source)), None)
        said = [] if sentence is None else sentence.inside([(content.start, content.end)])
        told = [t for t in said if t.pos in ("NOUN", "VERB")]
        told = [t for t in told if t.lemma.lower() not in words.had] or told[-1:]
        who = [] if sentence is None else sentence.inside([(source.start, source.end)])
        tops = [t for t in who if t.head not in {w.i for w in who} or t.head == t.i]
        if sentence is not None and told and tops:
            if asked is not None and not _asked(sentence, tops[0], reply):
                continue
            span = (content.start, content.end)
            yield Hush(sentence, told[0], told[0], span, "declined", (tops[0],), FORM)


def _asked(s: Sentence, speaker: Token, reply: str) -> bool:
    """True where the sentence tells of a question, or the reply does ("the case you mentioned")."""
    return " you " in reply.lower() or question(s, speaker) is not None


def _of_role(one: Statement, role: str) -> Evidence | None:
    return next((e for e in one.evidence if e.role == role), None)


def _holds(sentence: Sentence, source: Evidence) -> bool:
    return sentence.start <= source.start and source.end <= sentence.end
