"""What may be asked for: the parameters of each address, with what they mean. One that is misspelt is refused."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from legation.alert_kinds import alert_kinds
from legation.errors import QueryError
from legation.store.alerts import STATES, State
from legation.store.keyset import KINDS
from legation.store.store import Store
from legation.view.cli_options import day as written_day
from legation.view.web.faults import ParameterError
from legation.view.web.shelf import Shelf

MOST, USUAL = 500, 50
FIRST_DAY, LAST_DAY = "1000-01-01", "8999-12-31"  # what lies beyond is no news, and no arithmetic reaches so far


def _is_kind(value: str) -> str:
    if value not in KINDS:
        raise ValueError(f"choose one of {', '.join(KINDS)}")
    return value


def _is_kind_of_alert(value: str) -> str:
    if value not in alert_kinds():
        raise ValueError(f"choose one of {', '.join(alert_kinds())}")
    return value


AlertKind = Annotated[str, AfterValidator(_is_kind_of_alert), Field(json_schema_extra={"enum": list(alert_kinds())})]
Kind = Annotated[str, AfterValidator(_is_kind), Field(json_schema_extra={"enum": list(KINDS)})]
Word = Annotated[str, Field(min_length=1, max_length=200)]
Day = Annotated[str | None, Field(max_length=20, examples=["2025-05-07", "7d"])]
Since = Annotated[Day, Field(description="From this day on: `2025-05-07`, or `7d` for the last week.")]
Until = Annotated[Day, Field(description="Up to this day, inclusive.")]
AsOf = Annotated[Day, Field(description="As told until this day; else until the day of the last article.")]
Actor = Annotated[
    str | None,
    Field(max_length=200, description="Only what speaks of this actor: an id (`IND`) or a name.", examples=["IND"]),
]
OfDocument = Annotated[
    str | None, Field(max_length=200, description="An article's id, its beginning, or your own id of it.")
]


class Asked(BaseModel):
    """Parameters of one address."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Paged(Asked):
    """A list that comes page by page."""

    limit: Annotated[int, Field(ge=1, le=MOST, description="At most so many on a page.")] = USUAL
    cursor: Annotated[
        str | None, Field(max_length=1000, description="Where the page before ended: stands in its `next`.")
    ] = None


class Documents(Paged):
    """Which documents are wanted."""

    actor: Actor = None
    since: Since = None
    until: Until = None


class OfOneDocument(Paged):
    """Which records of a document are wanted."""

    kind: Annotated[list[Kind], Field(max_length=20, description="Only these kinds.")] = []


class Records(Paged):
    """Which records are wanted."""

    kind: Annotated[list[Kind], Field(max_length=20, description="Only these kinds; all, without one.")] = []
    actor: Actor = None
    role: Annotated[
        list[Word],
        Field(max_length=20, description="What the actor is in it: `actor`, `recipient`, `speaker`, `silent` …"),
    ] = []
    type: Annotated[
        list[Word],
        Field(max_length=40, description="Type of event, act of statement, kind of tie …", examples=[["ASSAULT"]]),
    ] = []
    status: Annotated[
        list[Literal["actual", "negated", "future", "hypothetical", "historical"]],
        Field(max_length=5, description="Whether it happened, is denied, planned, possible or long past."),
    ] = []
    document: OfDocument = None
    since: Since = None
    until: Until = None


class Actors(Paged):
    """Which actors are wanted."""

    name: Annotated[str | None, Field(max_length=200, description="An id, a name, or a part of a name.")] = None


class Linked(Paged):
    """Which contradictions or reports are wanted."""

    actor: Actor = None
    document: OfDocument = None
    since: Since = None
    until: Until = None


class Contradictions(Linked):
    """Which contradictions are wanted."""

    type: Annotated[
        list[Literal["occurrence", "number", "answer"]], Field(max_length=3, description="What is disputed.")
    ] = []


class Developments(Linked):
    """Which developments are wanted."""

    type: Annotated[list[Word], Field(max_length=40, description="Types of event.", examples=[["ASSAULT"]])] = []
    standing: Annotated[
        Literal["one origin", "corroborated", "disputed", "denied"] | None,
        Field(description="How well it is attested."),
    ] = None
    origins: Annotated[int | None, Field(ge=1, le=10_000, description="Told by so many origins at least.")] = None


class Predictions(Paged):
    """Which predictions are wanted."""

    holder: Annotated[str | None, Field(max_length=200, description="Who foretells: an id or a name.")] = None
    open: Annotated[bool | None, Field(description="Only what is not decided yet; `false`: only what is.")] = None
    due_before: Annotated[Day, Field(description="Only what was to happen before this day.")] = None


class Alerts(Paged):
    """Which alerts are wanted."""

    state: Annotated[
        list[State], Field(max_length=len(STATES), description="How they stand: only these; all, without one.")
    ] = []
    kind: Annotated[AlertKind | None, Field(description="Only this kind.")] = None
    rule: Annotated[str | None, Field(max_length=200, description="Only of this rule of the desk, by id.")] = None
    actor: Annotated[
        str | None,
        Field(max_length=200, description="Only about this actor: an id (`IND`) or a name.", examples=["IND"]),
    ] = None
    since: Annotated[Day, Field(description="Found from this day on: `2025-05-07`, or `7d` for the last week.")] = None


class Collection(Paged):
    """Of which days collecting is wanted."""

    since: Since = None
    until: Annotated[Day, Field(description="Up to this day, inclusive; today when left out.")] = None


class Holder(Asked):
    """Whose predictions are scored."""

    holder: Annotated[str | None, Field(max_length=200, description="Only this holder: an id or a name.")] = None


class OnDesk(Asked):
    """Whose positions are wanted, on what."""

    actor: Actor = None
    issue: Annotated[list[Word], Field(max_length=50, description="Only these issues of the desk, by id.")] = []
    since: Since = None
    until: Until = None


class Board(Asked):
    """Which silences are wanted."""

    actor: Actor = None
    issue: Annotated[list[Word], Field(max_length=50, description="Only these issues of the desk, by id.")] = []
    since: Since = None
    as_of: AsOf = None


class AsOfDay(Asked):
    """As of which day."""

    as_of: AsOf = None


class Course(Asked):
    """Of which days the tension is wanted."""

    since: Since = None
    until: Until = None
    as_of: AsOf = None
    by: Annotated[Literal["day", "week"], Field(description="How long each point is.")] = "day"


class Moving(Asked):
    """On what, by whom, and what is supposed."""

    to: Annotated[str | None, Field(max_length=200, description="On what: an issue of the desk, or words.")] = None
    by: Annotated[str | None, Field(max_length=200, description="Only routes that begin with this actor.")] = None
    as_of: AsOf = None
    steps: Annotated[int, Field(ge=1, le=3, description="At most so many steps.")] = 3
    without: Annotated[
        list[Word], Field(max_length=10, description="Suppose away: `CHN`, `CHN-PRK` or `CHN-PRK:trade`.")
    ] = []
    with_: Annotated[
        list[Word],
        Field(max_length=10, alias="with", description="Suppose a lever: `JPN-PRK:trade` or `JPN-PRK:trade:0.4`."),
    ] = []
    limit: Annotated[int, Field(ge=1, le=50, description="At most so many movers, the strongest first.")] = 5


class Search(Asked):
    """What is looked for."""

    q: Annotated[
        str,
        Field(
            min_length=1,
            max_length=200,
            description='Words; `"a phrase"`, `word*`, `-word` and `OR` work as in web searches.',
            examples=["ceasefire"],
        ),
    ]
    limit: Annotated[int, Field(ge=1, le=100, description="At most so many articles, best first.")] = 20


class Resolve(Asked):
    """Who is meant."""

    text: Annotated[
        str,
        Field(max_length=300, description="The mention, as a text writes it.", examples=["the Indian prime minister"]),
    ]
    date: Annotated[
        str | None,
        Field(max_length=40, description="The day of the text; without it a role gives the office.", examples=["2025"]),
    ] = None


class Brief(Asked):
    """On whom, since when, and in which form the brief is wanted."""

    about: Annotated[
        list[Word], Field(max_length=2, description="Only what concerns this actor; given twice, both.")
    ] = []
    since: Since = None
    format: Annotated[
        Literal["json", "md", "html", "text"] | None,
        Field(description="How it is written; without it, `Accept` decides, else JSON."),
    ] = None


def day(shelf: Shelf, parameter: str, value: str | None) -> str | None:
    """Read a day. Raises ParameterError for what is none."""
    try:
        found = written_day(value.strip() or None, today=shelf.settings.today()) if value else None
    except (QueryError, OverflowError) as error:
        raise ParameterError(parameter, f"'{value}' is no day: write 2025-05-07, or 7d for seven days ago") from error
    if found and not FIRST_DAY <= found <= LAST_DAY:
        raise ParameterError(parameter, f"'{value}' is no day of which news can tell")
    return found


def actors(store: Store, name: str | None, parameter: str = "actor") -> tuple[str, ...]:
    """Find the ids of an actor. Raises ParameterError where nobody bears the name."""
    if not name or not name.strip():
        return ()
    if not (found := store.actors_named(name)):
        raise ParameterError(parameter, f"no stored article speaks of '{name}'")
    return found


def documents(store: Store, name: str | None) -> tuple[str, ...]:
    """Find the ids of the articles that are named. Raises ParameterError for an id that none has."""
    if not name:
        return ()
    if not (found := store.documents_named(name)):
        raise ParameterError("document", f"no stored article has the id '{name}'")
    return found
