"""Which addresses may be visited: public ones, and nothing that only looks like one.

The networks are those of IANA's special-purpose registries (RFC 6890 and what came after it) and of RFC 4291. They are
written out because `ipaddress` follows the registries as they were when its Python was made, and because an address
of IPv6 can carry one of IPv4 inside, which a gateway would take out and connect to.
"""

from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Final

Address = IPv4Address | IPv6Address

_SPECIAL_V4: Final = tuple(
    IPv4Network(network)
    for network in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
        *("192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24"),
        *("203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
    )
)
# Whatever is unicast for the whole internet lies in here; mapped, translated, local and multicast addresses do not.
_GLOBAL_V6: Final = IPv6Network("2000::/3")
_SPECIAL_V6: Final = tuple(
    IPv6Network(network)
    for network in (
        "2001::/23",  # protocols, among them Teredo, which carries addresses of IPv4
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4, which carries addresses of IPv4
        "3fff::/20",  # documentation
    )
)


def is_public(address: Address) -> bool:
    """Whether `address` is unicast, for the whole internet, and carries no other address inside."""
    if isinstance(address, IPv4Address):
        return address.is_global and not any(address in network for network in _SPECIAL_V4)
    return address.is_global and address in _GLOBAL_V6 and not any(address in network for network in _SPECIAL_V6)


@dataclass(frozen=True, slots=True)
class Reach:
    """Where visits may lead. Anything but the defaults is for tests, which visit sites on their own machine."""

    allows: Callable[[Address], bool] = is_public
    ports: frozenset[int] = frozenset({80, 443})

    def allows_text(self, text: str) -> bool:
        """Whether `text` is an address that may be visited; a name, or an address of one interface, is none."""
        address = literal(text)
        return address is not None and "%" not in text and self.allows(address)


def literal(text: str) -> Address | None:
    """`text` as an address, None where it is a name."""
    try:
        return ip_address(text)
    except ValueError:
        return None
