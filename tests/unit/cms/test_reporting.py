"""The ways to report corruption that an authority has before it has approved others."""

from cms.policy.reporting import NATIONAL, Way, by_telephone, ways_of_the_office


def test_the_office_is_reached_by_what_is_known_of_it():
    ways = ways_of_the_office(phone="042-000-000", email="x@example.go.th", place="ที่ทำการ", hours="จ.–ศ.")

    assert ways == [
        Way("โทรศัพท์", "042-000-000", "จ.–ศ.", "tel:042000000"),
        Way("มาด้วยตนเองที่", "ที่ทำการ", "จ.–ศ."),
        Way("อีเมล", "x@example.go.th", url="mailto:x@example.go.th"),
    ]
    assert ways_of_the_office(phone="", email="", place="", hours="จ.–ศ.") == []


def test_a_telephone_without_a_number_is_no_link():
    assert by_telephone("โทรศัพท์", "ยังไม่มี").url == ""


def test_there_is_always_a_way_past_the_authority():
    assert [(way.value, way.url) for way in NATIONAL] == [("1205", "tel:1205"), ("1567", "tel:1567")]
