"""What the history says of an approval."""

from types import SimpleNamespace

import pytest

from cms.wagtail_hooks.history import Approved, SentBack


def entry(**data):
    return SimpleNamespace(data=data, user_display_name="สมชาย ใจดี")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"position": "นายก อบต."}, "นายก อบต. อนุมัติและเผยแพร่"),
        ({"position": "นายก อบต.", "for_later": True}, "นายก อบต. อนุมัติให้เผยแพร่ตามเวลาที่ตั้งไว้"),
        (
            {"position": "ผู้อำนวยการกองคลัง", "workflow": {"next": {"title": "ผู้บริหารอนุมัติ"}}},
            "ผู้อำนวยการกองคลัง อนุมัติ ขั้นตอนถัดไป: ผู้บริหารอนุมัติ",
        ),
        ({"workflow": {"next": None}}, "สมชาย ใจดี อนุมัติและเผยแพร่"),
        ({"workflow": None}, "สมชาย ใจดี อนุมัติและเผยแพร่"),
    ],
)
def test_an_approval_says_who_and_no_more_than_was_decided(data, words):
    assert Approved().format_message(entry(**data)) == words


def test_what_was_sent_back_keeps_what_the_approver_wrote():
    found = entry(position="นายก อบต.", comment="ใส่วันที่")

    assert SentBack().format_message(found) == "นายก อบต. ส่งกลับแก้ไข"
    assert SentBack().format_comment(found) == "ใส่วันที่"
