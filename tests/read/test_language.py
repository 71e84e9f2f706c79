import pytest

from legation.read.language import code, foreign, language

ENGLISH = "The minister said that the talks in the capital had not ended and that he would meet them again on Monday."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (ENGLISH, "en"),
        ("El ministro dijo que la reunión no ha terminado y que se verán de nuevo el lunes en la capital.", "es"),
        ("Le ministre a dit que les entretiens dans la capitale ne sont pas terminés et qu'il est là.", "fr"),
        ("Der Minister sagte, die Gespräche in der Hauptstadt sind nicht zu Ende und werden fortgesetzt.", "de"),
        ("Министр сказал, что переговоры в столице не завершены.", "ru"),
        ("Міністр сказав, що переговори в столиці ще тривають.", "uk"),
        ("外交部发言人说，会谈将继续进行。", "zh"),
        ("外務大臣は会談を続けると述べた。", "ja"),
        ("외교부 장관은 회담을 계속하겠다고 말했다.", "ko"),
        ("قال الوزير إن المحادثات مستمرة.", "ar"),
        ("Minister speaks", None),
        ("China opposes any U.S. arms sale to Taiwan.", None),
        ("Mexico rejects U.S. military intervention.", None),
        ("San Marino opposes intervention.", None),
        ("El ministro no vino.", "es"),
        ("Baku's delegation tabled a motion deploring Tirana's refusal", None),
        ("123 — 456", None),
        ("qux zyx wub plo " * 20, "und"),
    ],
)
def test_language(text: str, expected: str | None) -> None:
    assert language(text) == expected


def test_news_dense_with_names_is_english() -> None:
    text = (
        "Serbian President Dragan Petrovic met Chinese President Liu Wei in Beijing. China and Serbia signed a "
        "free trade agreement. Petrovic thanked Beijing. Liu praised Belgrade. Kosovo criticised Serbia. Pristina "
        "accused Moscow, Belgrade and Beijing of interference. Russian envoys denied everything. Albania backed Kosovo."
    )
    assert language(text) == "en"
    assert language("Petrovic Liu Beijing Belgrade Kosovo Serbia Moscow Pristina " * 6) == "und"


def test_names_in_another_script_do_not_decide() -> None:
    assert language(f"{ENGLISH} His name is written 김정은, or Ким Чен Ын.") == "en"


def test_surely_no_english() -> None:
    spanish = "El ministro dijo que la reunión no ha terminado y que se verán de nuevo el lunes en la capital. "
    assert foreign(spanish * 3) == "es"
    assert foreign(spanish) is None  # too short to be sure
    assert foreign(f"{ENGLISH} " * 3) is None
    assert foreign(f"{ENGLISH} {spanish}" * 3) is None  # a long quotation
    assert foreign("Министр сказал, что переговоры в столице не завершены.") == "ru"
    assert foreign("qux zyx wub plo " * 20) is None


@pytest.mark.parametrize(
    ("written", "expected"),
    [("en-US", "en"), ("EN_gb", "en"), ("English", "en"), ("zh-Hant", "zh"), ("", None), (None, None), ("?", None)],
)
def test_code(written: str | None, expected: str | None) -> None:
    assert code(written) == expected
