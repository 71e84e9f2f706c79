"""Pages that stand where an article was expected: walls of consent and checks of browsers, films, lists of articles.

Method: a wall is told by its title alone, since the words of such a wall also stand on pages with an article. A page
is one of a film when its type says so and it has few words; a list when most of its paragraphs stand each with a
heading that is a link, and nothing on it says that it is an article.
"""

import lxml.html

from legation.read import schemaorg
from legation.read.marks import other_pages

_WALL = "is a page that asks for something (“{title}”) and stands before the article; expected the article"
_FILM = "is the page of a film with {count} words; expected an article"
_LIST = "is a list of {count} articles, each with a heading that leads to it; expected one article"
_ARTICLE = "article"
_LINKED = ".//*[self::h2 or self::h3 or self::h4][.//a or ancestor::a]"
_NEAR, _FEW = 3, 2  # elements around a teaser, and paragraphs in them


def refusal(root: lxml.html.HtmlElement, paragraphs: list[str]) -> str | None:
    """Why a page is refused that is another one than that of an article; None when it isn't."""
    words = sum(len(line.split()) for line in paragraphs)
    if title := _wall(root):
        return _WALL.format(title=title)
    if _is_film(root) and words < other_pages().film_words:
        return _FILM.format(count=words)
    if count := _teasers(root):
        return _LIST.format(count=count)
    return None


def _wall(root: lxml.html.HtmlElement) -> str | None:
    for element in (*root.xpath("//title"), *root.xpath("//h1")):
        title = " ".join(str(element.text_content()).split())
        if title.lower().startswith(other_pages().wall_titles):
            return title
    return None


def _is_film(root: lxml.html.HtmlElement) -> bool:
    kinds = root.xpath("//meta[@property='og:type']/@content")
    return any(str(each).lower().startswith("video") for each in kinds)


def _teasers(root: lxml.html.HtmlElement) -> int:
    """How many teasers a page has, where it is a list of them; 0 where it isn't."""
    known = other_pages()
    kinds = [str(each).lower() for each in root.xpath("//meta[@property='og:type']/@content")]
    if _ARTICLE in kinds or schemaorg.article(root):
        return 0
    told = [each for each in root.iter("p") if len(str(each.text_content()).split()) >= known.least_words]
    count = sum(_is_teaser(each) for each in told)
    return count if count >= max(known.teasers, known.teaser_share * len(told)) else 0


def _is_teaser(paragraph: lxml.html.HtmlElement) -> bool:
    """Whether a paragraph stands with a heading that is a link, and with few others."""
    around = list(paragraph.iterancestors())[:_NEAR]
    boxes = (each for each in around if len(each.xpath(".//p")) <= _FEW)
    return any(each.xpath(_LINKED) or each.xpath("self::a//*[self::h2 or self::h3 or self::h4]") for each in boxes)
