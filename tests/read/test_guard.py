from collections.abc import Sequence

import pytest

from legation.errors import SourceError
from legation.read.guard import Guard, looked_up, parsed

NAMES: dict[str, tuple[str, ...]] = {
    "news.example": ("93.184.216.34",),
    "both.example": ("93.184.216.34", "2606:4700::1111"),
    "inner.example": ("10.0.0.7",),
    "half.example": ("93.184.216.34", "127.0.0.1"),
    "six.example": ("2606:4700::1111", "fd00::7"),
    "mapped.example": ("::ffff:192.168.0.1",),
    "metadata.google.internal": ("169.254.169.254",),
    "localhost": ("127.0.0.1", "::1"),
    "localhost.localdomain": ("127.0.0.1",),
    "printer.local": ("192.168.1.9",),
    "xn--mnchen-3ya.example": ("93.184.216.34",),
    "xn--inner-kva.example": ("10.0.0.7",),
    "127.0.0.1.nip.example": ("127.0.0.1",),
    "under_score.example": ("93.184.216.34",),
}


def resolve(host: str, port: int) -> Sequence[str]:
    return NAMES.get(host, ())


def target(address: str, *allowed: str) -> tuple[str, int, tuple[str, ...]]:
    found = Guard(resolve=resolve, allowed=frozenset(allowed)).target(parsed(address))
    return found.host, found.port, found.addresses


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        # Addresses of this machine and its network, in every spelling.
        ("http://127.0.0.1/", "this machine (loopback)"),
        ("http://127.0.0.1./", "this machine (loopback)"),
        ("http://127.1/", "unusual spelling"),
        ("http://127.0.1/", "unusual spelling"),
        ("http://0/", "unusual spelling"),
        ("http://2130706433/", "unusual spelling"),
        ("http://017700000001/", "unusual spelling"),
        ("http://0x7f000001/", "unusual spelling"),
        ("http://0x7f.0.0.1/", "unusual spelling"),
        ("http://127.0.0.0x1/", "unusual spelling"),
        ("http://0x/", "unusual spelling"),
        ("http://0177.0.0.1/", "no web address"),
        ("http://127.0.0.256/", "no web address"),
        ("http://1.2.3.4.5/", "unusual spelling"),
        ("http://①②⑦.⓪.⓪.①/", "no web address"),
        ("http://１２７.0.0.1/", "no web address"),
        ("http://127。0。0。1/", "this machine (loopback)"),
        ("http://%31%32%37.0.0.1/", "unusual spelling"),
        ("http://0.0.0.0/", "this machine (unspecified)"),
        ("http://10.0.0.1/", "a private network"),
        ("http://172.20.0.1/", "a private network"),
        ("http://192.168.0.1/", "a private network"),
        ("http://100.64.0.1/", "CGNAT"),
        ("http://169.254.169.254/latest/meta-data/", "a metadata service"),
        ("http://168.63.129.16/", "a metadata service"),
        ("http://224.0.0.1/", "multicast"),
        ("http://255.255.255.255/", "broadcast"),
        ("http://240.1.2.3/", "reserved"),
        ("http://[::1]/", "this machine (loopback)"),
        ("http://[::]/", "this machine (unspecified)"),
        ("http://[0:0:0:0:0:0:0:1]/", "this machine (loopback)"),
        ("http://[::ffff:127.0.0.1]/", "written as IPv6"),
        ("http://[::ffff:7f00:1]/", "written as IPv6"),
        ("http://[::127.0.0.1]/", "IPv4-compatible"),
        ("http://[64:ff9b::127.0.0.1]/", "written as IPv6"),
        ("http://[2002:7f00:1::]/", "6to4"),
        ("http://[2001:0:1::1]/", "Teredo"),
        ("http://[fe80::1]/", "the local link"),
        ("http://[fe80::1%25eth0]/", "the local link"),
        ("http://[fd00:ec2::254]/", "a metadata service"),
        ("http://[ff02::1]/", "multicast"),
        ("http://[::1/", "no web address"),
        ("http://[v1.a]/", "no web address"),
        # Names that lead there.
        ("http://localhost/", "is at 127.0.0.1, which is this machine"),
        ("http://LOCALHOST./", "is at 127.0.0.1, which is this machine"),
        ("http://localhost.localdomain/", "this machine"),
        ("http://printer.local/", "a private network"),
        ("http://inner.example/", "is at 10.0.0.7, which is a private network"),
        ("http://inner.example./", "a private network"),
        ("http://half.example/", "this machine"),
        ("http://six.example/", "a private network"),
        ("http://mapped.example/", "a private network, written as IPv6"),
        ("http://metadata.google.internal/", "a metadata service"),
        ("http://127.0.0.1.nip.example/", "this machine"),
        ("http://ìnner.example/", "there is no host"),
        ("http://nowhere.example/", "there is no host 'nowhere.example'"),
        # Addresses that parsers read in different ways.
        ("http://news.example@127.0.0.1/", "names a user"),
        ("http://127.0.0.1@news.example/", "names a user"),
        ("http://localhost\\@news.example/", "names a user"),
        ("http://user:secret@news.example/", "names a user"),
        ("http://localhost#@news.example/", "this machine"),
        ("http://localhost?@news.example/", "this machine"),
        ("http://news.example%00.localhost/", "no name of a host"),
        ("http://news.example%2f.localhost/", "no name of a host"),
        ("http://exa%6dple.org/", "no name of a host"),
        ("http://news example/", "no name of a host"),
        ("http://news.example\n.localhost/", "no web address"),
        ("http://lo\xadcalhost/", "no web address"),
        ("http://a..example/", "no name of a host"),
        ("http:///etc/passwd", "names no host"),
        ("http:news.example", "names no host"),
        # Schemes and ports.
        ("ftp://news.example/", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("gopher://news.example/", "only http and https"),
        ("javascript://news.example/%0aalert(1)", "only http and https"),
        ("data://text/html,a", "only http and https"),
        ("ws://news.example/", "only http and https"),
        ("//news.example/", "only http and https"),
        ("http://news.example:22/", "the port 22"),
        ("http://news.example:8080/", "the port 8080"),
        ("http://news.example:0/", "the port 0"),
        ("https://news.example:99999/", "the port 99999"),
    ],
)
def test_trick_is_refused_with_its_reason(address: str, reason: str) -> None:
    with pytest.raises(SourceError) as caught:
        target(address)
    assert reason in caught.value.reason


def test_password_is_not_told() -> None:
    with pytest.raises(SourceError) as caught:
        target("http://user:secret@news.example/a")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("http://news.example/a", ("news.example", 80, ("93.184.216.34",))),
        ("https://NEWS.example./", ("news.example", 443, ("93.184.216.34",))),
        ("https://both.example/", ("both.example", 443, ("93.184.216.34", "2606:4700::1111"))),
        ("http://news.example:443/", ("news.example", 443, ("93.184.216.34",))),
        ("https://8.8.8.8/", ("8.8.8.8", 443, ("8.8.8.8",))),
        ("https://[2606:4700::1111]/", ("2606:4700::1111", 443, ("2606:4700::1111",))),
        ("https://münchen.example/", ("xn--mnchen-3ya.example", 443, ("93.184.216.34",))),
        ("https://under_score.example/", ("under_score.example", 443, ("93.184.216.34",))),
    ],
)
def test_public_host(address: str, expected: tuple[str, int, tuple[str, ...]]) -> None:
    assert target(address) == expected


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("http://inner.example/", "inner.example"),
        ("http://inner.example:8080/", "inner.example:8080"),
        ("http://127.0.0.1:8080/", "127.0.0.1:8080"),
        ("http://[::1]:8080/", "[::1]:8080"),
        ("https://localhost/", "localhost"),
        ("http://news.example:8080/", "news.example:8080"),
    ],
)
def test_host_that_is_allowed_by_name(address: str, allowed: str) -> None:
    target(address, allowed)
    with pytest.raises(SourceError):
        target(address, "elsewhere.example")


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("http://inner.example:8080/", "inner.example"),
        ("http://inner.example/", "inner.example:8080"),
        ("http://sub.inner.example/", "inner.example"),
        ("http://10.0.0.7/", "inner.example"),
        ("http://2130706433/", "127.0.0.1"),
        ("file://localhost/etc/passwd", "localhost"),
        ("http://user@localhost/", "localhost"),
    ],
)
def test_permission_goes_no_further_than_its_name(address: str, allowed: str) -> None:
    with pytest.raises(SourceError):
        target(address, allowed)


def test_looking_up_ends_in_time() -> None:
    assert looked_up(0)("localhost", 80) in ((), ("127.0.0.1",), ("::1", "127.0.0.1"), ("127.0.0.1", "::1"))
    assert "127.0.0.1" in looked_up(5)("127.0.0.1", 80)
    assert looked_up(5)("\ud800", 80) == ()
