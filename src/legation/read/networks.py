"""Which internet addresses may be asked: public ones only; the others are refused with what they are."""

import ipaddress
from dataclasses import dataclass
from functools import cache

from legation.read.vocabulary import loaded

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

# ISATAP writes an IPv4 address behind these two words, whatever the network (RFC 5214).
_ISATAP = (0x00005EFE, 0x02005EFE)
_LOW = 0xFFFFFFFF


@dataclass(frozen=True, slots=True, kw_only=True)
class Networks:
    """Networks that are refused, each with what it is, and those that carry an IPv4 address in their last 32 bits."""

    refused: tuple[tuple[Network, str], ...]
    carriers: tuple[Network, ...]


@cache
def networks() -> Networks:
    """Load `read/networks.yaml`."""
    data = loaded("read/networks.yaml", "refused", "carriers")
    return Networks(
        refused=tuple((ipaddress.ip_network(network), what) for network, what in data["refused"]),
        carriers=tuple(ipaddress.ip_network(each) for each in data["carriers"]),
    )


def what_is_not_public(written: str) -> str | None:
    """Say what an address is that is not public; None for one that is."""
    if "%" in written:
        return "the local link"  # only link-local addresses have a zone
    try:
        address = ipaddress.ip_address(written)
    except ValueError:
        return "no internet address"
    return _what(address)


def _what(address: Address) -> str | None:
    if carried := _carried(address):
        found = _what(carried)
        return f"{found}, written as IPv6" if found else None
    for network, what in networks().refused:
        if address.version == network.version and address in network:
            return what
    return None if address.is_global else "no public address"


def _carried(address: Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 address leads to."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if any(address in each for each in networks().carriers):
        return ipaddress.IPv4Address(int(address) & _LOW)
    behind = ipaddress.IPv4Address(int(address) & _LOW)
    # An ISATAP address in a public network is public itself, and is refused for what lies behind it alone.
    is_isatap = (int(address) >> 32) & _LOW in _ISATAP
    return behind if is_isatap and _what(behind) else None
