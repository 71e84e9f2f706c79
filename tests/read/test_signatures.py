import pytest

from legation.read.pagedata import parsed
from legation.read.signatures import signed

PROSE = "Envoys of the two states met in Vienna on Tuesday and agreed to keep talking through the winter. " * 2


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ('<h1>T</h1><p class="ArticleAuthor">Riku Amano</p><p>{p}</p>', "Riku Amano"),
        ('<h1>T</h1><p>{p}</p><p class="document_authors">Анна Лугова</p>', "Анна Лугова"),
        ('<h1>T</h1><p class="author">佐々木 灯</p><p>{p}</p>', "佐々木 灯"),
        ('<h1>T</h1><div class="byline">By Jane Doe, Staff writer</div><p>{p}</p>', "Jane Doe"),
        ("<h1>T</h1><font><i>By Jane Doe, Gazette Staff</i></font><p>{p}</p>", "Jane Doe"),
        # Nothing that may be something else.
        ('<h1>T</h1><p class="author-bio">Jane Doe teaches law. She keeps bees.</p><p>{p}</p>', None),
        ('<h1>T</h1><p>{p}</p><div class="comment"><b class="comment-author">Tobias Ka</b></div>', None),
        ('<h1>T</h1><p>{p}</p><aside><p class="author">Jane Doe</p></aside>', None),
        ("<h1>T</h1><p>{p}</p><p>By Jane Doe</p>", None),
        ('<h1>T</h1><ul><li class="author">Jane Doe</li></ul><p>{p}</p>', None),
        ('<h1>T</h1><p class="author">Posted on 3 May</p><p>{p}</p>', None),
        ('<h1>T</h1><p class="author">admin</p><p>{p}</p>', None),
    ],
)
def test_who_signs(body: str, names: str | None) -> None:
    assert signed(parsed(f"<html><body>{body.format(p=PROSE)}</body></html>")) == names
