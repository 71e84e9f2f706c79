"""What a page says about its article: schema.org's data first, then OpenGraph and meta tags, then HTML itself."""

import html
from typing import Any

import lxml.html

from legation.read import addresses, schemaorg, sitenames
from legation.read.language import code
from legation.read.metadata import Metadata
from legation.read.pagedates import dated
from legation.read.signatures import signed

# Links to an author's page at the article: other links of the kind stand beside teasers.
_AUTHOR_LINKS = "//article//a[contains(concat(' ', @rel, ' '), ' author ') or contains(@href, '/author/')]"
_MOST_AUTHORS = 4


def parsed(page: str) -> lxml.html.HtmlElement:
    """Parse a page with no access to network or files; broken markup is repaired as far as it goes."""
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, recover=True)
    return lxml.html.document_fromstring(page.encode("utf-8", "replace"), parser=parser, ensure_head_body=True)


def metadata(root: lxml.html.HtmlElement, address: str | None = None) -> Metadata:
    """Title, publisher, author, address, time of publication with its zone, and language, as the page marks them.

    `address` is where the page was found: its own when it names none, and what its own is completed by.
    """
    (article, form), metas = schemaorg.told(root), _metas(root)
    url = own_address(root, article, metas, address)
    found = dated(root, article, metas, url, form=form)
    return Metadata(
        source_format="html",
        title=_clean(article.get("headline"))
        or _clean(_meta(metas, "og:title", "twitter:title", "dc.title"))
        or _heading(root, address or url),
        publisher=_publisher(article, metas) or addresses.publisher(url) or _named(root, address or url),
        byline=_authors(root, article, metas),
        url=url,
        published=found.published if found else None,
        published_from=found.by if found else None,
        language=code(_clean(article.get("inLanguage")) or root.get("lang") or root.get("xml:lang")),
    )


def own_address(
    root: lxml.html.HtmlElement, article: dict[str, Any], metas: dict[str, str], address: str | None = None
) -> str | None:
    """The address that the page calls its own, without what only tracks readers; else the one where it was found."""
    main = article.get("mainEntityOfPage")
    named = main.get("@id") or main.get("url") if isinstance(main, dict) else main
    links = root.xpath("//link[@rel='canonical']/@href")
    for each in (*links, metas.get("og:url"), article.get("url"), named, address):
        if isinstance(each, str) and each.strip() and (whole := addresses.canonical(each, address)):
            return whole
    return None


def _metas(root: lxml.html.HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in root.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop")
        if name and tag.get("content"):
            found.setdefault(name.lower(), tag.get("content"))
    return found


def _meta(metas: dict[str, str], *names: str) -> str | None:
    """The content of the first meta tag among `names`."""
    return next((metas[name] for name in names if metas.get(name)), None)


def _publisher(article: dict[str, Any], metas: dict[str, str]) -> str | None:
    told = schemaorg.names(article.get("publisher")) or _meta(metas, "og:site_name", "dc.publisher", "application-name")
    name = _clean(told)
    return None if name and name.startswith(("http://", "https://", "@")) else name


def _heading(root: lxml.html.HtmlElement, address: str | None) -> str | None:
    headings = root.xpath("//article//h1") or root.xpath("//h1")
    if len(headings) == 1:
        return _clean(str(headings[0].text_content()))
    title = _title(root)
    return sitenames.without(title, sitenames.named(title, address)) or None


def _named(root: lxml.html.HtmlElement, address: str | None) -> str | None:
    """The outlet that the page's title names."""
    return sitenames.named(_title(root), address)


def _title(root: lxml.html.HtmlElement) -> str:
    title = root.find(".//title")
    return (_clean(str(title.text_content())) if title is not None else None) or ""


def _authors(root: lxml.html.HtmlElement, article: dict[str, Any], metas: dict[str, str]) -> str | None:
    told = schemaorg.names(article.get("author"))
    candidates = [
        told,
        *(metas.get(name) for name in ("author", "article:author", "dc.creator", "byl", "parsely-author")),
    ]
    if written := next(filter(None, (_byline(_clean(each)) for each in candidates)), None):
        return written
    links = [_clean(str(each.text_content())) for each in root.xpath(_AUTHOR_LINKS)[:_MOST_AUTHORS]]
    return ", ".join(dict.fromkeys(filter(None, links))) or signed(root)


def _byline(written: str | None) -> str | None:
    # OpenGraph allows a profile's address, microdata a path.
    if written is None or written.startswith(("http://", "https://", "/", "@")):
        return None
    return written[3:].strip() if written[:3].lower() == "by " else written


def _clean(value: Any) -> str | None:
    return " ".join(html.unescape(value).split()) or None if isinstance(value, str) else None
