"""Other people's words, made harmless for a message: nothing unseen, one line, cut; addresses of the web only."""

import re
import unicodedata
from urllib.parse import urlsplit

from legation.view.web.rendering import UNSEEN

MOST_MARKS = 4  # accents on one letter; more pile over the lines around
_HIDDEN = re.compile("[\u200b-\u200d\u2060-\u2064\u00ad\U000e0000-\U000e007f\ud800-\udfff]")
_SPACE = re.compile(r"\s+")
_URL = re.compile(r"https?://[^\s<>\"'`{}|\\^\[\]]+", re.IGNORECASE)
# What chats act on: mentions (@all, <!channel>), and Markdown that hides where a link leads.
_CALLS = re.compile(r"@(?=\w)")
_LINKS = re.compile(r"\]\(")
_JOINER = "\u2060"


def words(text: object, most: int) -> str:
    """The words on one line, without what can't be seen, and cut at a blank where they are longer than `most`."""
    kept = UNSEEN.sub("", "" if text is None else str(text))
    line = _SPACE.sub(" ", _unpiled(_HIDDEN.sub("", kept))).strip()
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    blank = cut.rfind(" ")
    return f"{cut[:blank] if blank > most // 2 else cut}…"


def address(url: str | None, most: int) -> str | None:
    """The address if it is one of the web that a reader can follow and see whole; else nothing."""
    if not url or len(url) > most or not url.isascii() or not _URL.fullmatch(url):
        return None
    try:
        parts = urlsplit(url)
        is_whole = bool(parts.hostname) and parts.username is None and parts.password is None
    except ValueError:
        return None
    return url if is_whole else None


def for_chat(text: str) -> str:
    """Words in which a chat finds nobody to call and no link that hides its end."""
    calm = _CALLS.sub(f"@{_JOINER}", text).replace("<", "‹").replace(">", "›")
    return _LINKS.sub("] (", calm)


def fitted(text: str, most: int) -> str:
    """The text, cut at the end of a line where it is longer than a service takes."""
    if len(text) <= most:
        return text
    end = "\n…"
    cut = text[: max(0, most - len(end))]
    line = cut.rfind("\n")
    return (cut[:line] if line > most // 2 else cut) + end


def _unpiled(text: str) -> str:
    if text.isascii():
        return text
    kept: list[str] = []
    marks = 0
    for sign in text:
        marks = marks + 1 if unicodedata.combining(sign) else 0
        if marks <= MOST_MARKS:
            kept.append(sign)
    return "".join(kept)
