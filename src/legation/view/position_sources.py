"""What of the store tells the positions of watched actors: their statements on the issues of a desk."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from legation.desk import Desk, Issue
from legation.link.limits import load as load_limits
from legation.link.positions import Heard, Position, on_issues, positions
from legation.link.sides import Place
from legation.link.sides import load as load_rules
from legation.link.voices import Expected, Scene
from legation.records import AnyRecord, Document, Statement
from legation.store import issues as questions
from legation.store.issues import Naming
from legation.store.origins import origins
from legation.store.store import Store
from legation.view.desk_sources import voice

Days = tuple[str | None, str | None]
MOST = 1000  # statements of one actor in articles on one issue that are looked at, the newest first
AT_ONCE = 900


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What was heard, with the records that name and place it; `cut` names actor and issue where there is more."""

    heard: tuple[Heard, ...]
    records: tuple[AnyRecord, ...]
    cut: tuple[tuple[str, str], ...] = ()


def listed(
    store: Store,
    desk: Desk,
    speakers: Sequence[Expected],
    asked: Sequence[Issue],
    days: Days,
    *,
    only: Collection[tuple[str, str]] | None = None,
) -> tuple[tuple[Position, ...], Gathered]:
    """Return the positions of the speakers on the issues asked for, by issue and actor, with what they rest on.

    `only` narrows it to some actors, each with an issue.
    """
    found = gathered(store, speakers, desk.issues, asked, days, only=only)
    documents = {each.id: each for each in found.records if isinstance(each, Document)}
    houses = desk.houses()
    names = store.ask(origins(documents))
    of_house = {document: houses.get(name, name) for document, name in names.items()}
    enough = desk.thresholds.position_change
    made = positions(found.heard, documents, of_house, load_rules(), statements_of_change=enough)
    order = {issue.id: index for index, issue in enumerate(desk.issues)}
    places = {speaker.actor: index for index, speaker in enumerate(speakers)}
    return tuple(sorted(made, key=lambda each: (order[each.issue], places[each.actor]))), found


def gathered(
    store: Store,
    speakers: Sequence[Expected],
    issues: Sequence[Issue],
    asked: Sequence[Issue],
    days: Days,
    *,
    most: int = MOST,
    only: Collection[tuple[str, str]] | None = None,
) -> Gathered:
    """Find what each of the speakers says in these days on each of the issues that are `asked` for.

    `issues` are all of the desk: what names one of them itself is on no other by its mere neighbourhood.
    """
    wanted = [(who, on) for on in asked for who in speakers if only is None or (who.actor, on.id) in only]
    found = _found(store, wanted, days, most)
    statements = {each.id: each for said in found.values() for each in said if each.content}
    documents = _documents(store, statements.values())
    marked = _marked(Scene((*documents, *statements.values()), load_limits()), statements, issues)
    # Most of what is said in an article stands far from the words of an issue: of that nobody asks who says it.
    near = {key: each for key, each in statements.items() if key in marked}
    records = (*documents, *store.ask(questions.around(tuple(near.values()))), *near.values())
    scene = Scene(records, load_limits())
    named = store.ask(questions.named(map(_stretch, near.values())))
    heard = tuple(
        Heard(
            actor=speaker.actor, issue=issue, statement=each, marks=marks, others=_others(speaker, named.get(each.id))
        )
        for speaker in speakers
        for each in _said(found, speaker, asked)
        if each.id in near and scene.speaks(speaker, each)
        for issue, marks in on_issues(each, marked[each.id])
        if (speaker.actor, issue) in found
    )
    cut = tuple(key for key, said in found.items() if len(said) >= most)
    return Gathered(heard=heard, records=records, cut=cut)


def _found(
    store: Store, wanted: Iterable[tuple[Expected, Issue]], days: Days, most: int
) -> dict[tuple[str, str], tuple[Statement, ...]]:
    """What is said in articles with the words of an issue, by speaker and issue."""
    known: dict[int, Statement] = {}  # much of what is said in an article with words of one issue has those of another

    def said(who: Expected, on: Issue) -> tuple[Statement, ...]:
        question = questions.spoken(on.words, voice(who), since=days[0], until=days[1], most=most, known=known)
        return store.ask(question)

    return {(who.actor, on.id): said(who, on) for who, on in wanted}


def _said(
    found: Mapping[tuple[str, str], Sequence[Statement]], speaker: Expected, asked: Sequence[Issue]
) -> Iterable[Statement]:
    """What a speaker says in articles on the issues asked for, each once."""
    said = (each for issue in asked for each in found.get((speaker.actor, issue.id), ()))
    return {each.id: each for each in said if each.content}.values()


def _others(speaker: Expected, named: Sequence[Naming] | None) -> tuple[Place, ...]:
    """The places at which others than the speaker are named."""
    return tuple((each.start, each.end) for each in named or () if each.party != speaker.actor)


def _marked(
    scene: Scene, statements: Mapping[str, Statement], issues: Sequence[Issue]
) -> dict[str, dict[str, tuple[Place, ...]]]:
    """For each statement, where in its sentences the words of each issue stand in the article."""
    stretches = {key: scene.sentences(each) for key, each in statements.items()}
    texts = {
        key: scene.documents[statements[key].document].text[first:last] for key, (first, last) in stretches.items()
    }
    marked = questions.marked({issue.id: issue.words for issue in issues}, texts)
    return {
        key: {
            issue: tuple((stretches[key][0] + start, stretches[key][0] + end) for start, end in places)
            for issue, places in named.items()
        }
        for key, named in marked.items()
    }


def _stretch(statement: Statement) -> questions.Stretch:
    content = statement.content
    first, last = min(span.start for span in content), max(span.end for span in content)
    return questions.Stretch(statement.id, statement.document, first, last)


def around(store: Store, statements: Sequence[Statement]) -> tuple[AnyRecord, ...]:
    """Read the articles in which the statements stand, who speaks in them, and who relays them."""
    return (*_documents(store, statements), *store.ask(questions.around(statements)))


def _documents(store: Store, statements: Iterable[Statement]) -> list[Document]:
    ids = sorted({each.document for each in statements})
    return [each for page in _pages(ids) for each in store.documents(document=page)]


def _pages(ids: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(ids[i : i + AT_ONCE]) for i in range(0, len(ids), AT_ONCE))
