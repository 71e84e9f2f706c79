"""Hosts: who summons or expels an envoy where a passive does not name him.

"The Chinese ambassador to Manila was summoned", "was called to the ministry in London": an envoy is summoned, or sent
home, by the government to which he is accredited.
"""

from collections.abc import Iterator

from legation.annotations import Clause, Token
from legation.coding.roles import Role, Roles

_ENVOYS = frozenset(
    {
        "ambassador",
        "envoy",
        "attaché",
        "attache",
        "consul",
        "diplomat",
        "commissioner",
        "nuncio",
        "d'affaires",
        "affaires",
    }
)
_BY_HOSTS = frozenset({"summon", "expel", "eject", "deport", "throw out", "kick out", "send home"})
_CALLED, _AWAY = "summon", frozenset({"home", "back"})
_ACCREDITED = ("to", "in")


def hosts(clause: Clause, roles: Roles) -> tuple[Role, ...]:
    """Those to whom the envoys are accredited whom a passive without agent tells of; none for other clauses."""
    if not clause.passive or clause.subjects or clause.lemma not in _BY_HOSTS:
        return ()
    envoys = [t for t in clause.objects if t.lemma.lower() in _ENVOYS]
    s = clause.sentence
    if clause.lemma == _CALLED and any(t.lower in _AWAY for t in s.children(clause.head, "advmod", "prt")):
        return ()  # "was summoned home" by those who sent him
    places = (*_accredited(clause, envoys), *clause.prep("to"))
    near = (role for t in places for role in roles.affected(s, t) or roles.behind(s, t, "in"))
    there = (role for t in _accredited(clause, envoys) if (role := roles.place(s, t)))  # "our ambassador in Madrid"
    role = next(near, None) or next(there, None) if envoys else None
    return () if role is None else (role,)


def _accredited(clause: Clause, envoys: list[Token]) -> Iterator[Token]:
    s = clause.sentence
    for envoy in envoys:
        for prep in s.children(envoy, "prep"):
            if prep.lower in _ACCREDITED:
                yield from s.children(prep, "pobj")
