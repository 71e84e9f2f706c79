"""Lists that the parser misreads are lists; what only looks like them stays what it is."""

import pytest

from legation.annotate.misread import mend
from legation.annotations import Token
from legation.models import SpacyParser


@pytest.fixture(scope="module")
def parser() -> SpacyParser:
    return SpacyParser()


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("Chad, Niger sign border pact in Paris", "Chad", "Niger"),
        ("Moscow, Beijing reject sanctions on Pyongyang", "Moscow", "Beijing"),
        ("Police, protesters clash in Nairobi", "Police", "protesters"),
        ("Iran, Iraq agree to reopen border", "Iran", "Iraq"),
    ],
)
def test_a_comma_between_two_subjects_is_and(parser: SpacyParser, text: str, first: str, second: str) -> None:
    (tokens,) = next(iter(parser.parse([text])))
    mend(tokens)
    one, other = (next(t for t in tokens if t.text == word) for word in (first, second))
    assert (one.dep, other.dep, other.head) == ("nsubj", "conj", one.i)


@pytest.mark.parametrize(
    "text",
    [
        "Last week, ministers sign a pact every day.",
        "In Paris, ministers sign a pact.",
        "Paris, the capital, celebrates.",
        "On Monday, France and Germany urge restraint.",
        "However, Niger rejects the pact.",
        "Chad signs border pact",
    ],
)
def test_other_openings_stay(parser: SpacyParser, text: str) -> None:
    (tokens,) = next(iter(parser.parse([text])))
    before = [(t.dep, t.head) for t in tokens]
    mend(tokens)
    assert [(t.dep, t.head) for t in tokens] == before


def test_two_names_with_and_are_one_list(parser: SpacyParser) -> None:
    (tokens,) = next(iter(parser.parse(["Liberia and Sierra Leone agreed to establish joint patrols."])))
    mend(tokens)
    first, last = tokens[0], tokens[3]
    assert (first.dep, tokens[first.head].text) == ("nsubj", "agreed")
    assert (last.dep, last.head) == ("conj", first.i)


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("The Danish trawler Falmouth and the Swedish gunboat Tyr collided twice on Sunday.", "trawler", "Tyr"),
        ("The Chilean frigates Lynch and Condell collided twice on Sunday.", "Lynch", "Condell"),
    ],
)
def test_the_second_described_name_stands_beside_the_noun(
    parser: SpacyParser, text: str, first: str, second: str
) -> None:
    (tokens,) = next(iter(parser.parse([text])))
    mend(tokens)
    other = next(t for t in tokens if t.text == second)
    assert (other.dep, tokens[other.head].text) == ("conj", first)


def test_a_title_is_a_part_of_the_name_behind_it(parser: SpacyParser) -> None:
    text = "Brazil asked Cuba to intercede with President Delcy Rodríguez on their behalf, according to two officials."
    (tokens,) = next(iter(parser.parse([text])))
    before = {t.text: (t.dep, tokens[t.head].text) for t in tokens}
    assert before["President"] == ("pobj", "with")
    mend(tokens)
    after = {t.text: (t.dep, tokens[t.head].text) for t in tokens}
    assert (after["President"], after["Rodríguez"]) == (("compound", "Rodríguez"), ("pobj", "with"))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "The Foreign Ministers of Indonesia, Malaysia, the Philippines and Thailand signed a declaration.",
            ["Indonesia", "Malaysia", "Philippines", "Thailand"],
        ),
        ("The presidents of Kenya, Uganda and Tanzania met on Friday.", ["Kenya", "Uganda", "Tanzania"]),
    ],
)
def test_names_behind_a_plural_are_one_list(parser: SpacyParser, text: str, names: list[str]) -> None:
    (tokens,) = next(iter(parser.parse([text])))
    mend(tokens)
    first, *rest = (next(t for t in tokens if t.text == name) for name in names)
    for name in rest:
        while name.dep == "conj":
            name = tokens[name.head]
        assert name is first


def test_the_persons_behind_a_plural_are_no_owners(parser: SpacyParser) -> None:
    (tokens,) = next(iter(parser.parse(["The ministers of Belgium, Anna Maes and Jan Peeters, resigned on Friday."])))
    before = [(t.dep, t.head) for t in tokens]
    mend(tokens)
    assert [(t.dep, t.head) for t in tokens] == before


@pytest.mark.parametrize(
    ("text", "first", "last", "dep", "head"),
    [
        ("The vice-president wants it.", "vice", "president", "nsubj", "wants"),
        ("Malawi's vice-president blamed Lusaka for it.", "vice", "president", "nsubj", "blamed"),
        (
            "The paper had a rumour that the vice-president had asked for doctors.",
            "vice",
            "president",
            "nsubj",
            "asked",
        ),
    ],
)
def test_the_hyphen_of_a_compound_is_no_noun(
    parser: SpacyParser, text: str, first: str, last: str, dep: str, head: str
) -> None:
    (tokens,) = next(iter(parser.parse([text])))
    mend(tokens)
    part, hyphen, whole = (next(t for t in tokens if t.text == word) for word in (first, "-", last))
    assert (part.dep, part.head) == ("compound", whole.i)
    assert (hyphen.pos, hyphen.dep, hyphen.head) == ("PUNCT", "punct", whole.i)
    assert (whole.dep, tokens[whole.head].text) == (dep, head)
    for token in tokens:  # still a tree
        for _ in tokens:
            token = tokens[token.head]
        assert token.dep == "ROOT"


def test_a_compound_at_the_top_of_a_sentence_stays_its_top() -> None:
    def word(i: int, start: int, text: str, pos: str, dep: str, head: int) -> Token:
        return Token(i, start, start + len(text), text, text, pos, "NN", dep, head)

    tokens = [
        word(0, 0, "the", "DET", "det", 1),
        word(1, 4, "vice", "NOUN", "ROOT", 1),
        word(2, 8, "-", "NOUN", "dobj", 1),
        word(3, 9, "president", "NOUN", "dobj", 4),
        word(4, 19, "here", "ADV", "advmod", 2),
    ]
    mend(tokens)
    assert [(t.dep, t.head) for t in tokens] == [
        ("det", 3),
        ("compound", 3),
        ("punct", 3),
        ("ROOT", 3),
        ("advmod", 3),
    ]


@pytest.mark.parametrize(
    ("text", "subject", "verb"),
    [
        ("Canada imposed a tariff on American steel and Mexico said it would follow suit.", "Mexico", "said"),
        ("China raised tariffs on Australian wine and Japan announced a review.", "Japan", "announced"),
        ("Denmark halted its aid to the Egyptian government and Ecuador called its envoy home.", "Ecuador", "called"),
    ],
)
def test_a_second_clause_has_its_subject(parser: SpacyParser, text: str, subject: str, verb: str) -> None:
    (tokens,) = next(iter(parser.parse([text])))
    mend(tokens)
    one = next(t for t in tokens if t.text == subject)
    assert (one.dep, tokens[one.head].text) == ("nsubj", verb)


@pytest.mark.parametrize(
    ("text", "reporter", "struck"),
    [
        ("Malian troops killed 300 civilians in Moura, Human Rights Watch said.", "Watch", "civilians"),
        ("Turkey shelled Kurdish lines near Kobani, Syrian Observatory for Human Rights said.", "Observatory", "lines"),
        ("Eritrean forces looted clinics in Tigray, Médecins Sans Frontières said.", "Frontières", "clinics"),
    ],
)
def test_a_name_before_a_closing_verb_is_who_says_it(
    parser: SpacyParser, text: str, reporter: str, struck: str
) -> None:
    (tokens,) = next(iter(parser.parse([text])))
    mend(tokens)
    name, thing, verb = (next(t for t in tokens if t.text == word) for word in (reporter, struck, "said"))
    assert (name.dep, name.head) == ("nsubj", verb.i)
    assert thing.dep == "dobj"
    assert not any(t.head == verb.i and t.dep == "nsubj" for t in tokens if t is not name)


@pytest.mark.parametrize(
    "text",
    [
        "The army shelled three villages near Goma, officials in Kigali said.",
        "She said that the talks in Oslo, Norway failed.",
        "He believes that the base at Bagram, Afghanistan closed.",
        "Troops left Homs, Hama and Idlib.",
    ],
)
def test_other_endings_stay(parser: SpacyParser, text: str) -> None:
    (tokens,) = next(iter(parser.parse([text])))
    before = [(t.dep, t.head) for t in tokens]
    mend(tokens)
    assert [(t.dep, t.head) for t in tokens] == before


@pytest.mark.parametrize(
    ("text", "subject", "verb"),
    [
        ("The bank said in 2023 growth had slowed.", "growth", "slowed"),
        ("Officials said in 2014 troops had crossed the river.", "troops", "crossed"),
        ("The ministry said that in 2021 imports from Iran had doubled.", "imports", "doubled"),
    ],
)
def test_a_year_counts_nothing(parser: SpacyParser, text: str, subject: str, verb: str) -> None:
    (tokens,) = next(iter(parser.parse([text])))
    mend(tokens)
    noun, act = (next(t for t in tokens if t.text == word) for word in (subject, verb))
    year = next(t for t in tokens if t.text.isdigit())
    assert (noun.dep, noun.head) == ("nsubj", act.i)
    assert (year.dep, tokens[year.head].lower, tokens[year.head].head) == ("pobj", "in", act.i)


@pytest.mark.parametrize("text", ["He said in 40 villages wells had dried up.", "In the 2019 elections turnout fell."])
def test_other_numbers_count(parser: SpacyParser, text: str) -> None:
    (tokens,) = next(iter(parser.parse([text])))
    before = [(t.dep, t.head) for t in tokens]
    mend(tokens)
    assert [(t.dep, t.head) for t in tokens] == before


def test_a_subject_hangs_on_its_verb(parser: SpacyParser) -> None:
    (tokens,) = next(iter(parser.parse(["Officials in Minsk have so far neither confirmed nor denied the report."])))
    mend(tokens)
    assert next(t for t in tokens if t.dep == "nsubj").head == next(t for t in tokens if t.text == "confirmed").i


def test_a_series_of_subjects_is_no_apposition(parser: SpacyParser) -> None:
    (tokens,) = next(iter(parser.parse(["The governor, the mayor and the sheriff said the levee was safe."])))
    mend(tokens)
    governor, mayor = (next(t for t in tokens if t.text == word) for word in ("governor", "mayor"))
    assert (mayor.dep, mayor.head) == ("conj", governor.i)


def test_states_that_a_verb_reaches_are_a_list(parser: SpacyParser) -> None:
    (tokens,) = next(
        iter(parser.parse(["The cabinet asked Australia, Malaysia, New Zealand and Portugal for soldiers."]))
    )
    mend(tokens)
    malaysia = next(t for t in tokens if t.text == "Malaysia")
    assert (malaysia.dep, tokens[malaysia.head].text) == ("conj", "Australia")


def test_an_apposition_has_a_comma_behind_it(parser: SpacyParser) -> None:
    (tokens,) = next(iter(parser.parse(["China, its ally and partner, has not spoken."])))
    before = [(t.dep, t.head) for t in tokens]
    mend(tokens)
    assert [(t.dep, t.head) for t in tokens] == before


@pytest.mark.parametrize(
    ("text", "silent"),
    [
        ("The chief said three men had been held but gave no names.", "gave"),
        ("The chief said the ship was safe but did not elaborate.", "elaborate"),
        ("The chief said a deal had been signed but declined to name the firm.", "declined"),
    ],
)
def test_whoever_tells_is_silent_besides(parser: SpacyParser, text: str, silent: str) -> None:
    (tokens,) = next(iter(parser.parse([text])))
    mend(tokens)
    verb, said = (next(t for t in tokens if t.text == word) for word in (silent, "said"))
    assert (verb.dep, verb.head) == ("conj", said.i)


def test_who_is_reported_to_tell_may_be_silent_himself(parser: SpacyParser) -> None:
    (tokens,) = next(iter(parser.parse(["The chief said the mayor had confirmed it but did not elaborate."])))
    mend(tokens)
    verb, inner = (next(t for t in tokens if t.text == word) for word in ("elaborate", "confirmed"))
    assert verb.head == inner.i


def test_no_word_hangs_on_itself(parser: SpacyParser) -> None:
    texts = [
        "Since 2019 exports have fallen.",
        "Until 2010 police had refused.",
        "After 1990 factories closed, he said.",
    ]
    for (tokens,) in parser.parse(texts):
        mend(tokens)
        for token in tokens:
            steps, above = 0, token
            while above.head != above.i:
                above, steps = tokens[above.head], steps + 1
                assert steps <= len(tokens)


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("According to China's foreign minister, Wang Yi, the talks were useful.", "minister", "Yi"),
        ("According to the president of the bank, Ann Moss, nobody was hurt.", "president", "Moss"),
    ],
)
def test_a_source_has_its_name_behind_it(parser: SpacyParser, text: str, source: str, name: str) -> None:
    (tokens,) = next(iter(parser.parse([text])))
    mend(tokens)
    first, last = (next(t for t in tokens if t.text == word) for word in (source, name))
    assert (last.dep, last.head) == ("appos", first.i)


@pytest.mark.parametrize(
    "text",
    [
        "According to a witness, Ann Moss, the mayor, has resigned.",
        "According to the police, Ann Moss left the town.",
        "According to",
    ],
)
def test_who_is_spoken_of_is_no_source(parser: SpacyParser, text: str) -> None:
    (tokens,) = next(iter(parser.parse([text])))
    before = [(t.dep, t.head) for t in tokens]
    mend(tokens)
    assert [(t.dep, t.head) for t in tokens] == before


@pytest.mark.parametrize(
    ("text", "struck", "subject", "verb"),
    [
        ("After Russia annexed Crimea, Canada and Norway imposed sanctions.", "Crimea", "Canada", "imposed"),
        ("Before Iraq invaded Kuwait, Egypt and Jordan had tried to mediate.", "Kuwait", "Egypt", "tried"),
        ("When Britain left Palestine, Egypt, Syria and Iraq attacked Israel.", "Palestine", "Egypt", "attacked"),
    ],
)
def test_subjects_behind_an_opening_clause_are_no_part_of_it(
    parser: SpacyParser, text: str, struck: str, subject: str, verb: str
) -> None:
    (tokens,) = next(iter(parser.parse([text])))
    mend(tokens)
    object_, first, told = (next(t for t in tokens if t.text == word) for word in (struck, subject, verb))
    assert (object_.dep, first.dep, first.head) == ("dobj", "nsubj", told.i)
    assert object_.head < object_.i


def test_a_list_that_a_comma_closes_stays_in_the_clause_that_opens(parser: SpacyParser) -> None:
    text = "When Russia invaded Ukraine, Georgia and Moldova, the West imposed sanctions."
    (tokens,) = next(iter(parser.parse([text])))
    before = [(t.dep, t.head) for t in tokens]
    mend(tokens)
    assert [(t.dep, t.head) for t in tokens] == before


def test_an_unknown_name_before_a_verb_of_telling_is_its_subject(parser: SpacyParser) -> None:
    for text in ("Orvik said the tunnel would reopen in May.", "Orvik told reporters that the dam was safe."):
        (tokens,) = next(iter(parser.parse([text])))
        mend(tokens)
        assert (tokens[0].dep, tokens[0].pos, tokens[0].head) == ("nsubj", "PROPN", 1)
    (tokens,) = next(iter(parser.parse(["Later told to leave, they stayed."])))
    mend(tokens)
    assert tokens[0].pos == "ADV"


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Tusk accused the bloc of ignoring farmers.", "accused"),
        ("Burhan accused the paramilitary force of genocide.", "accused"),
        ("Russia accused the president of Ukraine.", "president"),
        ("The paper accused the minister of defence.", "minister"),
        ("The envoy warned the head of the army.", "head"),
        ("The premier reminded members of parliament.", "members"),
        ("India accused the government of Pakistan of sheltering militants.", "government"),
    ],
)
def test_what_somebody_is_accused_of_is_no_part_of_whom(parser: SpacyParser, text: str, head: str) -> None:
    (tokens,) = next(iter(parser.parse([text])))
    mend(tokens)
    first = next(t for t in tokens if t.text == "of")
    assert tokens[first.head].text == head


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("Shelling by the Russian army killed six people in Kharkiv.", "killed", "Shelling"),
        ("Aid groups called on Israel to open the crossing.", "called", "groups"),
    ],
)
def test_a_sentence_has_a_verb_and_its_subject(parser: SpacyParser, text: str, verb: str, subject: str) -> None:
    (tokens,) = next(iter(parser.parse([text])))
    mend(tokens)
    top, doer = (next(t for t in tokens if t.text == word) for word in (verb, subject))
    assert (top.dep, top.head, doer.dep, doer.head) == ("ROOT", top.i, "nsubj", top.i)


@pytest.mark.parametrize(
    ("text", "word", "dep"),
    [
        ("Speaking by telephone, the minister said so.", "Speaking", "advcl"),
        ("Three soldiers killed in Mali attack", "killed", "acl"),
        ("Lawmakers backed by Russia called for a vote.", "backed", "acl"),
    ],
)
def test_participles_stay_what_they_are(parser: SpacyParser, text: str, word: str, dep: str) -> None:
    (tokens,) = next(iter(parser.parse([text])))
    mend(tokens)
    assert next(t for t in tokens if t.text == word).dep == dep


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("Chad, accused of border raids by Sudan, recalled its envoy.", True),
        ("The envoy was accused of theft by Sudan.", True),
        ("Sudan has accused rebels of raids by night.", False),
        ("Rebels accused of raids by night fled.", False),
    ],
)
def test_who_blames_stands_behind_by(parser: SpacyParser, text: str, agent: bool) -> None:
    (tokens,) = next(iter(parser.parse([text])))
    mend(tokens)
    by, verb = (next(t for t in tokens if t.text == word) for word in ("by", "accused"))
    assert ((by.dep, by.head) == ("agent", verb.i)) is agent


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("Pakistan strikes back at Iran, recalls envoy", "strikes", "recalls"),
        ("Ecuador denies raid claim, says Mexico broke law", "denies", "says"),
        ("Analysts expect NATO to send more soldiers and warn that talks may be dead.", "expect", "warn"),
    ],
)
def test_the_second_verb_has_the_subject_of_the_first(parser: SpacyParser, text: str, first: str, second: str) -> None:
    (tokens,) = next(iter(parser.parse([text])))
    mend(tokens)
    one, other = (next(t for t in tokens if t.text == word) for word in (first, second))
    assert (one.dep, other.dep, other.head) == ("ROOT", "conj", one.i)


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("Life under siege was hard, recalls survivor", "was", "recalls"),
        ("NATO expects Poland to send soldiers and warn that talks may be dead.", "expects", "warn"),
    ],
)
def test_others_have_their_own(parser: SpacyParser, text: str, first: str, second: str) -> None:
    (tokens,) = next(iter(parser.parse([text])))
    mend(tokens)
    one, other = (next(t for t in tokens if t.text == word) for word in (first, second))
    assert (other.dep, other.head) != ("conj", one.i)


def test_a_relative_clause_stands_between_a_subject_and_its_verb(parser: SpacyParser) -> None:
    text = "Brazil condemned the incursion, and Honduras, which chairs the bloc, called an emergency meeting."
    (tokens,) = next(iter(parser.parse([text])))
    mend(tokens)
    name, verb, condemned = (next(t for t in tokens if t.text == w) for w in ("Honduras", "called", "condemned"))
    assert (name.dep, name.head, verb.dep, verb.head) == ("nsubj", verb.i, "conj", condemned.i)


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("They spoke to a diplomat in Nairobi, who predicted a crisis.", "diplomat"),
        ("They landed in Kenya, which closed its border.", "Kenya"),
    ],
)
def test_who_is_no_town(parser: SpacyParser, text: str, noun: str) -> None:
    (tokens,) = next(iter(parser.parse([text])))
    mend(tokens)
    verb = next(t for t in tokens if t.dep == "relcl")
    assert tokens[verb.head].text == noun


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        (
            "Asked on Friday whether weapons were still being flown to the paramilitaries by way of Chad, an Emirati "
            "diplomat in Juba put down the phone.",
            "put",
            "diplomat",
        ),
        ("Speaking after talks with the president of Chad, the French minister denied it.", "denied", "minister"),
    ],
)
def test_who_stands_behind_an_opening_participle_acts(parser: SpacyParser, text: str, verb: str, subject: str) -> None:
    (tokens,) = next(iter(parser.parse([text])))
    mend(tokens)
    top, doer = (next(t for t in tokens if t.text == word) for word in (verb, subject))
    assert (top.dep, doer.dep, doer.head) == ("ROOT", "nsubj", top.i)


def test_both_may_be_an_object(parser: SpacyParser) -> None:
    (tokens,) = next(iter(parser.parse(["Talks broke off, and the president blamed both for their failure."])))
    mend(tokens)
    both, verb = (next(t for t in tokens if t.text == word) for word in ("both", "blamed"))
    assert (both.dep, both.head) == ("dobj", verb.i)


@pytest.mark.parametrize(
    ("text", "object_", "teller"),
    [
        (
            "On Monday the Sudanese chief of staff rang his Egyptian colleague, minister Shoukry said.",
            "colleague",
            "Shoukry",
        ),
        ("The president received the Libyan envoy, spokesman Ann Lee reported on Monday.", "envoy", "Lee"),
    ],
)
def test_who_tells_of_an_act_is_not_its_object(parser: SpacyParser, text: str, object_: str, teller: str) -> None:
    (tokens,) = next(iter(parser.parse([text])))
    mend(tokens)
    by_text = {t.text: t for t in tokens}
    assert (by_text[object_].dep, by_text[teller].dep) == ("dobj", "nsubj")


def test_what_a_counterpart_is_called_stays_beside_him(parser: SpacyParser) -> None:
    (tokens,) = next(iter(parser.parse(["The chancellor met her Polish counterpart, Donald Tusk, said a spokesman."])))
    mend(tokens)
    assert next(t.dep for t in tokens if t.text == "Tusk") == "appos"
