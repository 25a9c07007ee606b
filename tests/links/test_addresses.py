"""Only public addresses are visited, whatever they look like."""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, ip_address

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.links.addresses import Reach, is_public, literal

PUBLIC = ["1.1.1.1", "8.8.8.8", "93.184.215.14", "172.15.255.255", "172.32.0.1", "192.0.1.1", "100.63.255.255"]
PUBLIC += ["100.128.0.1", "223.255.255.255", "2606:4700:4700::1111", "2001:4860:4860::8888", "2a00:1450::1"]

SPECIAL = {
    "loopback": ["127.0.0.1", "127.255.255.254", "::1"],
    "unspecified": ["0.0.0.0", "0.1.2.3", "::"],  # noqa: S104  # not bound to
    "private": ["10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "fd00::1", "fc00::1", "fec0::1"],
    "of the provider (CGNAT)": ["100.64.0.1", "100.127.255.255"],
    "link-local, where clouds keep their secrets": ["169.254.169.254", "169.254.0.1", "fe80::1", "fe80::1%eth0"],
    "multicast": ["224.0.0.1", "239.255.255.255", "ff02::1", "ff0e::1"],
    "reserved": ["240.0.0.1", "255.255.255.255", "192.0.0.8", "192.0.0.170", "5f00::1", "4000::1", "100::1"],
    "documentation and measuring": ["192.0.2.1", "198.51.100.1", "203.0.113.1", "198.18.0.1", "2001:db8::1", "3fff::1"],
    "an IPv4 address in other clothes": [
        *("::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::8.8.8.8", "64:ff9b:1::1"),
        *("2002:7f00:1::1", "2002:808:808::1", "2001:0:7f00:1::1", "::ffff:0:127.0.0.1"),
    ],
    "relays": ["192.88.99.1"],
}
NO_ADDRESSES = [
    "",
    "localhost",
    "127.1",
    "2130706433",
    "0x7f.0.0.1",
    "0177.0.0.1",
    "127.0.0.1.",
    "1.1.1.1%eth0",
    "2606:4700:4700::1111%eth0",
    "１.1.1.1",
]


@pytest.mark.parametrize("text", PUBLIC)
def test_public_addresses_may_be_visited(text: str) -> None:
    assert Reach().allows_text(text)


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in SPECIAL.items() for text in texts])
def test_special_addresses_may_not(kind: str, text: str) -> None:
    assert not Reach().allows_text(text), kind


@pytest.mark.parametrize("text", NO_ADDRESSES)
def test_what_is_no_plain_address_is_not_taken_for_one(text: str) -> None:
    """The system would make 127.0.0.1 of some of these."""
    assert not Reach().allows_text(text)


@given(st.ip_addresses(v=4))
@example(IPv4Address("192.0.0.9"))
@example(IPv4Address("192.31.196.1"))
def test_nothing_that_python_knows_to_be_special_is_public(address: IPv4Address) -> None:
    special = (
        *(address.is_private, address.is_loopback, address.is_link_local, address.is_multicast),
        *(address.is_reserved, address.is_unspecified, not address.is_global),
    )
    assert not (is_public(address) and any(special))


@given(st.ip_addresses(v=6))
def test_nothing_of_ipv6_that_python_knows_to_be_special_is_public(address: IPv6Address) -> None:
    special = (
        *(address.is_private, address.is_loopback, address.is_link_local, address.is_multicast, address.is_reserved),
        *(address.is_unspecified, address.is_site_local, not address.is_global),
        *(address.ipv4_mapped is not None, address.sixtofour is not None, address.teredo is not None),
    )
    assert not (is_public(address) and any(special))


@given(st.ip_addresses(v=4), st.sampled_from(["::ffff:", "::", "64:ff9b::", "::ffff:0:"]))
def test_no_clothes_make_an_ipv4_address_public(address: IPv4Address, clothes: str) -> None:
    assert not is_public(ip_address(f"{clothes}{address}"))


@given(st.integers(0, 2**32 - 1).map(IPv4Address))
def test_most_of_ipv4_is_public_and_nothing_else_is_refused(address: IPv4Address) -> None:
    """The other way round: what is refused although Python calls it global is one of four known networks."""
    extra = ("192.0.0.0/24", "192.88.99.0/24", "224.0.0.0/4", "240.0.0.0/4")
    if address.is_global and not is_public(address):
        assert any(address in IPv4Network(network) for network in extra)


@given(st.ip_addresses())
def test_an_address_says_the_same_as_its_text(address: IPv4Address | IPv6Address) -> None:
    assert Reach().allows_text(str(address)) == is_public(address)
    assert literal(str(address)) == address
