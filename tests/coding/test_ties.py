"""Ties: relations that a sentence describes, and sentences that describe none."""

from collections.abc import Callable

import pytest

from legation.coding.ties import ties
from legation.knowledge import load as load_knowledge
from legation.models import SpacyParser
from legation.pipeline import coder, standard
from legation.records import Document, Tie
from legation.step import Reading
from legation.tables import yaml_table

pytestmark = pytest.mark.model
Read = Callable[..., Reading]
Find = Callable[[str], list[Tie]]
Expected = tuple[str, str, str, int, str]


@pytest.fixture(scope="module")
def find(read: Read) -> Find:
    step = ties(yaml_table("coding/ties.yaml"))

    def run(text: str) -> list[Tie]:
        return [tie for tie in step.run(read(text)) if isinstance(tie, Tie)]

    return run


def brief(tie: Tie) -> Expected:
    return (*tie.actors, tie.kind, tie.sign, tie.status)


@pytest.mark.parametrize(
    "text",
    [
        "The guarantors of the charter, China, Russia and India, met.",
        "The signatories of the pact, China, Russia and India, met.",
    ],
)
def test_several_who_are_told_of_together_are_not_so_to_one_another(find: Find, text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # whose goods, loans and soldiers one depends on
        ("India depends on Russian gas.", ("IND", "RUS", "dependence", 1, "actual")),
        ("India is dependent on oil from Iran.", ("IND", "IRN", "dependence", 1, "actual")),
        ("India relied on Russian peacekeepers.", ("IND", "RUS", "dependence", 1, "actual")),
        # what flows from one to the other as a rule
        ("India buys two thirds of its gas from Russia.", ("IND", "RUS", "dependence", 1, "actual")),
        ("India, which gets most of its wheat from Russia, protested.", ("IND", "RUS", "dependence", 1, "actual")),
        ("Japan, which imports 40 percent of its oil from Iran, protested.", ("JPN", "IRN", "dependence", 1, "actual")),
        ("Japan buys coal from Russia.", ("JPN", "RUS", "trade", 1, "actual")),
        ("Iran sells oil to India at a discount.", ("IRN", "IND", "trade", 1, "actual")),
        ("Iran, which sells Japan its oil, agreed.", ("IRN", "JPN", "trade", 1, "actual")),
        ("Japan gets part of its oil from Iran.", ("JPN", "IRN", "trade", 1, "actual")),
        ("Japan, which buys a third of Iran's exports, protested.", ("JPN", "IRN", "trade", 1, "actual")),
        ("Japan buys Russian coal.", ("JPN", "RUS", "trade", 1, "actual")),
        ("China is one of the main investors in India.", ("CHN", "IND", "trade", 1, "actual")),
        ("China is among India's closest allies.", ("CHN", "IND", "alliance", 1, "actual")),
        ("China, one of the largest donors of India, protested.", ("CHN", "IND", "aid", 1, "actual")),
        ("Russia supplies India with arms.", ("RUS", "IND", "military", 1, "actual")),
        ("Russia, the main supplier of arms to India, said nothing.", ("RUS", "IND", "military", 1, "actual")),
        # told of several without "with"
        ("China and Russia have been allied for decades.", ("CHN", "RUS", "alliance", 1, "actual")),
        # what somebody is called beside his name, and where he has put money
        ("China, as India's largest donor, could press it.", ("CHN", "IND", "aid", 1, "actual")),
        ("China is India's biggest creditor.", ("CHN", "IND", "aid", 1, "actual")),
        ("India counts Iran among its chief allies.", ("IRN", "IND", "alliance", 1, "actual")),
        ("China is the largest investor in India.", ("CHN", "IND", "trade", 1, "actual")),
        ("China is a major investor in Indian mines.", ("CHN", "IND", "trade", 1, "actual")),
        # nouns that name the relation
        ("China keeps up its partnership with Russia.", ("CHN", "RUS", "partnership", 1, "actual")),
        ("The Chinese-Russian alliance alarmed India.", ("CHN", "RUS", "alliance", 1, "actual")),
        ("The alliance between China and Russia is new.", ("CHN", "RUS", "alliance", 1, "actual")),
        ("The Iran-Russia partnership is new.", ("IRN", "RUS", "partnership", 1, "actual")),
        ("Delhi fears closer military ties between Iran and Russia.", ("IRN", "RUS", "military", 1, "actual")),
        ("China's trade with Russia has doubled.", ("CHN", "RUS", "trade", 1, "actual")),
        ("India has close economic ties with Iran.", ("IND", "IRN", "trade", 1, "actual")),
        ("Xi has cultivated a strong relationship with Iran.", ("person:xi", "IRN", "partnership", 1, "actual")),
        ("Russia and China have deepened their ties.", ("RUS", "CHN", "partnership", 1, "actual")),
        ("Iran's growing alignment with Russia worries Paris.", ("IRN", "RUS", "partnership", 1, "actual")),
        ("Serbia's dependence on Russia is great.", ("SRB", "RUS", "dependence", 1, "actual")),
        ("Japan has a mutual defense treaty with Taiwan.", ("JPN", "TWN", "alliance", 1, "actual")),
        ("Relations between Japan and China soured.", ("JPN", "CHN", "hostility", -1, "actual")),
        ("China's relationship with India is tense.", ("CHN", "IND", "hostility", -1, "actual")),
        ("The rivalry between Iran and Israel is old.", ("IRN", "ISR", "rivalry", -1, "actual")),
        # nouns that say what somebody is
        ("Japan, a U.S. ally, protested.", ("JPN", "USA", "alliance", 1, "actual")),
        ("Japan, a treaty ally of the United States, protested.", ("JPN", "USA", "alliance", 1, "actual")),
        ("Belarus is Russia's ally.", ("BLR", "RUS", "alliance", 1, "actual")),
        ("Russia attacked its ally Armenia.", ("ARM", "RUS", "alliance", 1, "actual")),
        ("China's role as a key ally to Iran is old.", ("CHN", "IRN", "alliance", 1, "actual")),
        ("Israel, Iran's rival, was silent.", ("ISR", "IRN", "rivalry", -1, "actual")),
        ("The nuclear-armed rivals India and Pakistan agreed.", ("IND", "PAK", "rivalry", -1, "actual")),
        ("Israel and Iran are enemies.", ("ISR", "IRN", "hostility", -1, "actual")),
        ("Washington sees China as a strategic rival.", ("CHN", "USA", "rivalry", -1, "actual")),
        ("Moscow called Belarus its closest ally.", ("BLR", "RUS", "alliance", 1, "actual")),
        ("Turkey is a member of NATO.", ("TUR", "org:NATO", "membership", 1, "actual")),
        ("Turkey, a NATO member, protested.", ("TUR", "org:NATO", "membership", 1, "actual")),
        ("China is Iran's biggest trading partner.", ("CHN", "IRN", "trade", 1, "actual")),
        # backing and predicates
        ("Iran-backed Hezbollah fired at ships.", ("IRN", "group:hezbollah", "aid", 1, "actual")),
        ("Hezbollah, backed by Iran, fired at ships.", ("IRN", "group:hezbollah", "aid", 1, "actual")),
        ("Iran has long backed Hezbollah.", ("IRN", "group:hezbollah", "aid", 1, "actual")),
        ("Serbia depends on Russia for gas.", ("SRB", "RUS", "dependence", 1, "actual")),
        ("Armenia is allied with Russia.", ("ARM", "RUS", "alliance", 1, "actual")),
        ("India and China are at odds.", ("IND", "CHN", "rivalry", -1, "actual")),
        ("Beijing is bound to Pyongyang by a treaty.", ("CHN", "PRK", "alliance", 1, "actual")),
        # standing
        ("Iran is no ally of Russia.", ("IRN", "RUS", "alliance", 1, "negated")),
        ("China denied any military alliance with Russia.", ("CHN", "RUS", "alliance", 1, "negated")),
        ("Egypt, a former ally of Russia, protested.", ("EGY", "RUS", "alliance", 1, "historical")),
        ("Syria was an ally of Russia.", ("SYR", "RUS", "alliance", 1, "historical")),
        ("Saudi Arabia cut ties with Iran.", ("SAU", "IRN", "partnership", 1, "historical")),
        ("Ukraine wants to become a member of NATO.", ("UKR", "org:NATO", "membership", 1, "hypothetical")),
        ("Serbia will be a member of NATO.", ("SRB", "org:NATO", "membership", 1, "future")),
    ],
)
def test_tie(find: Find, text: str, expected: Expected) -> None:
    assert [brief(tie) for tie in find(text)] == [expected]


def test_one_for_each_partner(find: Find) -> None:
    found = find("China defends its strategic relationships with both Russia and Iran.")
    assert [t.actors for t in found] == [("CHN", "RUS"), ("CHN", "IRN")]


def test_sides_of_between(find: Find) -> None:
    found = find("Relations between Turkey, Syria and Iran and Saudi Arabia have soured.")
    assert {t.actors for t in found} == {("TUR", "SAU"), ("SYR", "SAU"), ("IRN", "SAU")}
    found = find("Turkey, Iraq and Iran met. Relations between the three and Gulf states have soured.")
    assert not any({"TUR", "IRQ", "IRN"}.issuperset(t.actors) for t in found)


def test_a_list_of_roles_shares_its_owner(find: Find) -> None:
    found = find("China, Pakistan's principal arms supplier and close partner, urged restraint.")
    assert [(t.actors, t.kind) for t in found] == [(("CHN", "PAK"), "military"), (("CHN", "PAK"), "partnership")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("China keeps up its “no limits” partnership with Russia.", "no limits"),
        ("China, a key ally of Iran, protested.", "key ally"),
        ("India has close economic ties with Iran.", "close economic ties"),
        ("The Iran-Russia partnership is new.", None),
    ],
)
def test_the_words_that_describe_it(find: Find, text: str, words: str | None) -> None:
    assert [t.as_described for t in find(text)] == [words]


def test_evidence(find: Find) -> None:
    text = "Delhi said that China's trade with Russia has doubled."
    (tie,) = find(text)
    assert [(e.role, e.text) for e in tie.evidence] == [
        ("tie", "trade"),
        ("actor", "China"),
        ("actor", "Russia"),
        ("clause", "that China's trade with Russia has doubled"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        # what was bought once is an event; what is none of theirs, or no goods
        "India bought oil from Russia.",
        "India does not buy oil from Russia.",
        "India would sell oil to Russia.",
        "India receives visitors from Russia.",
        "India gets support from Russia.",
        "Putin met Xi in Beijing.",
        "China voiced concern about Iran.",
        "Russia attacked Ukraine.",
        "American and Russian officials held talks.",
        "The U.S. and China discussed trade.",
        "The trade war between the United States and China goes on.",
        "A Chinese trade delegation visited Russia.",
        "She teaches international relations at a school in China.",
        "Members of the delegation flew to Russia.",
        "China is in Asia.",
        "Russia supported the motion of China.",
        "The partnership runs contrary to Beijing's goal.",
        "Relations between Japan and China were discussed.",
        "China leaned on Russia to stop.",
        "Russia signed a trade agreement with India.",
        "Japan and China are neighbors of Taiwan.",
        "Xi praised the alliance.",
        "Its allies were silent, China said.",
        "Putin's party colleagues and friends in Moscow met.",
        "The president of China spoke with the president of Russia.",
        "Iran sent drones to Russia.",
        "Turkey rejected Russia's demand.",
        "A member of the Chinese delegation spoke to Iran.",
        "Russian and Chinese ships sailed past Japan.",
    ],
)
def test_no_tie(find: Find, text: str) -> None:
    assert [brief(tie) for tie in find(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "Japan called on the three guarantors of the 1950 charter - China, Russia and India - to press Iran.",
        "The guarantors of the truce - Egypt, Qatar and Turkey - will meet.",
    ],
)
def test_who_guarantors_are_is_told_behind_what_they_guarantee(text: str) -> None:
    read = coder(standard(SpacyParser(), load_knowledge(), None, None))
    assert [r for r in read(Document(text=text, published="1995-02-10")) if isinstance(r, Tie)] == []
