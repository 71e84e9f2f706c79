import pytest

from legation.read.networks import what_is_not_public


@pytest.mark.parametrize(
    ("address", "what"),
    [
        ("127.0.0.1", "loopback"),
        ("127.255.255.254", "loopback"),
        ("0.0.0.0", "unspecified"),
        ("0.1.2.3", "unspecified"),
        ("10.1.2.3", "private"),
        ("172.16.0.1", "private"),
        ("172.31.255.255", "private"),
        ("192.168.1.1", "private"),
        ("100.64.0.1", "CGNAT"),
        ("100.127.255.255", "CGNAT"),
        ("169.254.1.1", "local link"),
        ("169.254.169.254", "metadata"),
        ("168.63.129.16", "metadata"),
        ("100.100.100.200", "metadata"),
        ("192.0.0.192", "metadata"),
        ("192.0.0.8", "protocols"),
        ("192.0.2.1", "examples"),
        ("198.51.100.1", "examples"),
        ("203.0.113.1", "examples"),
        ("198.18.0.1", "measurements"),
        ("198.19.255.255", "measurements"),
        ("192.88.99.1", "6to4"),
        ("224.0.0.1", "multicast"),
        ("239.255.255.250", "multicast"),
        ("240.0.0.1", "reserved"),
        ("255.255.255.255", "broadcast"),
        ("::", "unspecified"),
        ("::1", "loopback"),
        ("::127.0.0.1", "IPv4-compatible"),
        ("::ffff:127.0.0.1", "loopback"),
        ("::ffff:7f00:1", "loopback"),
        ("::ffff:169.254.169.254", "metadata"),
        ("::ffff:0:10.0.0.1", "IPv4-translated"),
        ("64:ff9b::7f00:1", "loopback"),
        ("64:ff9b::10.0.0.1", "private"),
        ("64:ff9b:1::1", "NAT64"),
        ("2002:7f00:1::", "6to4"),
        ("2002:808:808::1", "6to4"),
        ("2001:0:4136:e378:8000:63bf:3fff:fdd2", "Teredo"),
        ("2001:db8::1", "examples"),
        ("3fff::1", "examples"),
        ("2001:10::1", "protocols"),
        ("100::1", "discarded"),
        ("5f00::1", "segment"),
        ("fc00::1", "private"),
        ("fd00:ec2::254", "metadata"),
        ("fd12:3456::1", "private"),
        ("fe80::1", "local link"),
        ("fe80::1%eth0", "local link"),
        ("fec0::1", "site-local"),
        ("ff02::1", "multicast"),
        ("4000::1", "reserved"),
        ("9000::1", "reserved"),
        ("2a00:1450:4001::5efe:10.0.0.1", "private"),
        ("2a00:1450:4001::200:5efe:127.0.0.1", "loopback"),
        ("nonsense", "no internet address"),
    ],
)
def test_address_that_is_not_public(address: str, what: str) -> None:
    assert what in (what_is_not_public(address) or "")


@pytest.mark.parametrize(
    "address",
    [
        "8.8.8.8",
        "93.184.216.34",
        "172.32.0.1",
        "100.128.0.1",
        "2606:4700::1111",
        "2a00:1450:4001:80b::200e",
        "64:ff9b::8.8.8.8",
        "::ffff:8.8.8.8",
        "2a00:1450::5efe:8.8.8.8",
    ],
)
def test_public_address(address: str) -> None:
    assert what_is_not_public(address) is None
