"""Where a way to report corruption leads."""

import pytest

from disclosures.policy.corruption_ways import link_of


@pytest.mark.parametrize(
    ("kind", "detail", "link", "url"),
    [
        ("online", "แบบแจ้ง", "https://x.example/", "https://x.example/"),
        ("online", "แบบแจ้ง", "http://x.example/", ""),
        ("telephone", "042-000-109 ต่อ 2", "", "tel:042000109"),
        ("telephone", "ยังไม่มี", "", ""),
        ("email", "อีเมล integrity@x.example", "", "mailto:integrity@x.example"),
        ("email", 'x"@y', "", ""),
        ("post", "ตู้ ปณ. 9 บ้านม่วง 47140", "", ""),
        ("visit", "ห้องปลัด", "javascript:alert(1)", ""),
    ],
)
def test_a_way_leads_to_what_it_is(kind, detail, link, url):
    assert link_of(kind, detail, link) == url
