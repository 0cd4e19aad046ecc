"""Numbers that a telephone can dial, and addresses that are what they say."""

import pytest

from cms.policy.contact import dialled, refusal_to_link


@pytest.mark.parametrize(
    ("phone", "number"),
    [
        ("042-000-000", "042000000"),
        ("๐ ๔๒๐๐ ๐๐๐๐ ต่อ ๑๒", "042000000"),
        ("โทร. (042) 000 000, 081-234-5678", "042000000"),
        ("+66 42 000 000", "+6642000000"),
        ("1205", "1205"),
        ("ยังไม่มี", ""),
        ("", ""),
    ],
)
def test_the_first_number_is_dialled(phone, number):
    assert dialled(phone) == number


@pytest.mark.parametrize(
    ("field", "address", "may_stand"),
    [
        ("line_address", "https://lin.ee/AbC", True),
        ("line_address", "https://page.line.me/abc?x=1", True),
        ("line_address", "http://lin.ee/AbC", False),
        ("line_address", "https://evil-line.me/", False),
        ("line_address", "https://line.me.evil.example/", False),
        ("line_address", "https://line.me@evil.example/", False),
        ("line_address", "javascript:alert(1)//https://line.me/", False),
        ("line_address", "https://www.facebook.com/x", False),
        ("line_address", "@line", False),
        ("line_address", "", True),
        ("facebook_address", "https://www.facebook.com/อบต", True),
        ("facebook_address", "https://www.facebook.com", True),
        ("facebook_address", 'https://www.facebook.com/"><script>', False),
    ],
)
def test_only_the_named_service_is_linked(field, address, may_stand):
    assert (refusal_to_link(field, address) is None) == may_stand
