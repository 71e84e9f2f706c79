"""Look-alikes: what words about the future may be instead of a forecast: rules, schedules, plans, history."""

from collections.abc import Iterator

from legation.coding.bygone import Bygone
from legation.coding.choices import Choices
from legation.coding.claims import Claim
from legation.coding.conjectures import Conjectures
from legation.coding.laws import Laws
from legation.coding.scene import Scene
from legation.coding.signs import Signs, Tests


class LookAlikes:
    """Weighs what speaks against the claims of one document."""

    def __init__(self, scene: Scene, signs: Signs, published: str | None) -> None:
        """Look for `signs` in `scene`; `published` is the text's own day, as far as it is known."""
        self._signs = signs
        bygone = Bygone(scene, signs, (published or "")[:4])
        finders = (Laws(signs), Choices(scene, signs), Conjectures(signs), bygone)
        self._tests: Tests = {name: test for finder in finders for name, test in finder.tests.items()}

    def weight(self, claim: Claim) -> float:
        """How much speaks against a claim."""
        return sum(self._signs.weights[name] for name in self.names(claim))

    def names(self, claim: Claim) -> Iterator[str]:
        """The signs that a claim shows."""
        return (name for name, holds in self._tests.items() if holds(claim))
