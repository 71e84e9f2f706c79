"""In towns: the two states of which a text names nothing but their towns ("met him in Hanoi and flew to Vientiane")."""

from collections.abc import Iterable

from legation.resolving.cast import Cast
from legation.resolving.history import Seen

_PAIR = 2


def in_towns(cast: Cast, near: Iterable[Seen], excluded: set[str]) -> tuple[str, ...]:
    """The two states, besides those `excluded`, of the parties just `near` and of the towns where somebody was."""
    states = {state for one in near for a in one.actors if (state := cast.state_of(a)) is not None}
    found = {state for state in states if cast.is_state(state)} - excluded
    return tuple(sorted(found)) if len(found) == _PAIR else ()
