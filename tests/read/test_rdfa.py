from legation.read import rdfa
from legation.read.pagedata import parsed

HOME = 'vocab="https://schema.org/"'


def test_items_with_what_is_theirs() -> None:
    page = (
        f'<article {HOME} typeof="NewsArticle" resource="/talks"><h1 property="headline">Talks</h1>'
        '<time property="datePublished" datetime="2024-03-01T10:00:00Z">Friday</time>'
        '<a property="author" typeof="Person"><b property="name">A B</b></a><i property="author">C D</i></article>'
    )
    (item,) = rdfa.items(parsed(page))
    assert item == {
        "@type": ["NewsArticle"],
        "url": "/talks",
        "headline": "Talks",
        "datePublished": "2024-03-01T10:00:00Z",
        "author": [{"name": "A B", "@type": ["Person"]}, "C D"],
    }


def test_other_vocabularies_are_left_alone() -> None:
    assert not list(rdfa.items(parsed('<div vocab="http://xmlns.com/foaf/0.1/" typeof="Person">A B</div>')))
    assert not list(rdfa.items(parsed('<div typeof="foaf:Person">A B</div>')))
    assert [each["@type"] for each in rdfa.items(parsed('<div typeof="sioc:Item schema:Article">A</div>'))] == [
        ["Article"]
    ]
