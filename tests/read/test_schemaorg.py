import pytest

from legation.read import schemaorg
from legation.read.pagedata import parsed


def block(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


GRAPH = (
    '{"@graph": [{"@type": "NewsArticle", "headline": "Talks", "author": {"@id": "#p"}, "publisher": {"@id": "#o"}},'
    ' {"@type": "Person", "@id": "#p", "name": "A B"}, {"@type": "Organization", "@id": "#o", "name": "Gazette"}]}'
)


@pytest.mark.parametrize(
    "page",
    [
        block(
            '{"@type": "http://schema.org/NewsArticle", "headline": "Talks", "author": "A B", "publisher": "Gazette"}'
        ),
        block(GRAPH),
        block("{broken") + block(f"<!--\n{GRAPH}\n-->"),
        block(f"//<![CDATA[\n{GRAPH};\n//]]>"),
        block('[{"@type": "WebPage", "mainEntity": ' + GRAPH + "}]"),
        block(GRAPH[:-2] + ",],}"),
        block(f"/*<![CDATA[*/ {GRAPH} /*]]>*/"),
        '<div vocab="https://schema.org/" typeof="NewsArticle"><h1 property="headline">Talks</h1>'
        '<span property="author" typeof="Person"><b property="name">A B</b></span>'
        '<p property="publisher" typeof="Organization"><meta property="name" content="Gazette"></p></div>',
        '<div typeof="schema:NewsArticle"><h1 property="schema:headline">Talks</h1><i property="schema:author">A B</i>'
        '<i property="schema:publisher">Gazette</i></div>',
        '<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="name headline">Talks</h1>'
        '<a itemprop="author" itemscope itemtype="https://schema.org/Person" href="/ab"><b itemprop="name">A B</b></a>'
        '<p itemprop="publisher" itemscope itemtype="https://schema.org/Organization">Gazette</p></div>',
    ],
)
def test_article(page: str) -> None:
    found = schemaorg.article(parsed(f"<html><body>{page}</body></html>"))
    assert found["headline"] == "Talks"
    assert schemaorg.names(found["author"]) == "A B"
    assert schemaorg.names(found["publisher"]) == "Gazette"


def test_article_in_a_list_of_others_is_not_the_page_s() -> None:
    page = block('{"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "headline": "Another"}]}')
    assert schemaorg.article(parsed(f"<html>{page}</html>")) == {}


def test_ring_of_references_ends() -> None:
    ring = '{"@graph": [{"@type": "Article", "@id": "#a", "author": {"@id": "#a"}}]}'
    assert schemaorg.article(parsed(f"<html>{block(ring)}</html>"))["@id"] == "#a"


def test_several_authors_in_microdata() -> None:
    page = (
        '<div itemscope itemtype="https://schema.org/Article"><span itemprop="author">A B</span>'
        '<span itemprop="author">C D</span></div>'
    )
    assert schemaorg.names(schemaorg.article(parsed(f"<html><body>{page}</body></html>"))["author"]) == "A B, C D"
