"""The law of the approver's screen: where the contents differ, it shows a difference that tells old and new apart.

Real types, real contents, mutated at random in every place and in every way that an officer or an attacker could.
"""

import copy
import json
import os
import random

import pytest
from django.urls import reverse

from cms.actions import approval
from cms.pages import RecordAttachment
from cms.policy.canonical import digest
from cms.policy.changes import Mark, changes
from cms.records.content import canonical_content
from cms.records.wording import labels_of, reading
from disclosures.pages import GeneralAnnouncementPage, IntegrityMeasurePage, MeasureAction, MeasureObligation
from procurement.models import ProcurementRecord
from tests.factories.procurement import make_procurement
from tests.factories.publications import make_version, publish
from tests.factories.records import make_announcement, make_measure

MUTATIONS = int(os.environ.get("MUTATIONS", "150"))
BODY = [
    {"id": "b1", "type": "heading", "value": "หัวข้อแรก"},
    {
        "id": "b2",
        "type": "paragraph",
        "value": '<p>ข้อความ <b>หนา</b> <a href="https://a.go.th/">ลิงก์</a></p><ul><li>หนึ่ง</li><li>สอง</li></ul>',
    },
    {"id": "b3", "type": "picture", "value": {"image": 5, "decorative": False, "alt_text": "อ่างเก็บน้ำ"}},
    {"id": "b4", "type": "paragraph", "value": "<p>ข้อความสอง</p>"},
]
FILE = {"document": "0b8c2f1e-1111-4222-8333-444455556666", "number": 1, "name": "แผน.pdf", "sha256": "a" * 64}
# What a text may become, as an attacker would have it: nothing of it may vanish from the screen.
HOSTILE = [
    "",
    "<ลับ>",
    " ",
    "\u200b",
    "\u202e",
    "\n",
    "\r\n",
    "<b>",
    "</p>",
    "&lt;",
    "⟦ตัวหนา⟧",
    " · ",
    "2026-11-25",
    "\u00a0",
    "e\u0301",
]


def text_mutations(text, dice):
    place = dice.randrange(len(text) + 1)
    put_in = dice.choice(HOSTILE)
    return dice.choice(
        [
            text[:place] + put_in + text[place:],
            text[:place] + text[place + 1 :],
            text[::-1],
            text.replace("<p>", "<h2>").replace("</p>", "</h2>"),
            text.replace("<b>", "<i>").replace("</b>", "</i>"),
            text.replace("a.go.th", "b.go.th"),
            text.replace("<ul>", "<ol>").replace("</ul>", "</ol>"),
            text.replace("</p><ul>", "<br/></p><ul>"),
            text.replace(" ", "  "),
            text + put_in,
            put_in,
        ]
    )


def mutated(value, dice):
    """A JSON value with one change somewhere in it."""
    if isinstance(value, dict) and value:
        name = dice.choice(sorted(value))
        if name == "type":
            return {**value, name: dice.choice(["heading", "paragraph", "unknown"])}
        return {**value, name: mutated(value[name], dice)}
    if isinstance(value, list):
        return list_mutations(value, dice)
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, str):
        return text_mutations(value, dice)
    return dice.choice([None, "", "ใหม่", 1])


def list_mutations(rows, dice):
    rows = copy.deepcopy(rows)
    if not rows:
        return [{}] if dice.random() < 0.1 else rows
    place = dice.randrange(len(rows))
    kind = dice.choice(["change", "change", "remove", "double", "shuffle"])
    if kind == "change":
        rows[place] = mutated(rows[place], dice)
    elif kind == "remove":
        rows.pop(place)
    elif kind == "double":
        rows.insert(dice.randrange(len(rows) + 1), copy.deepcopy(rows[place]))
    else:
        dice.shuffle(rows)
    return rows


# What a mutation may not break, because the words read a fixed vocabulary there.
OF_A_VOCABULARY = {"type", "period", "fiscal_year", "division"}


def content_of(kind, year_page, officer, clerk_office, procurement_officer, finance):
    if kind == "page with text":
        page = make_announcement(year_page, by=officer, division=clerk_office)
        return GeneralAnnouncementPage, {**canonical_content(page), "body": BODY, "attachments": attachments()}
    if kind == "page with rows":
        page = make_measure(year_page, by=officer, division=clerk_office)
        page.actions = [MeasureAction(text="อบรม"), MeasureAction(text="ติดตาม <ลับ>")]
        page.obligations = [MeasureObligation(what="รายงาน", owner="ปลัด", cadence="monthly", due="ทุกเดือน")]
        return IntegrityMeasurePage, {**canonical_content(page), "attachments": attachments()}
    return ProcurementRecord, canonical_content(make_procurement(by=procurement_officer, division=finance))


def attachments():
    return [{"title": "", "version": FILE}, {"title": "แผน", "version": {**FILE, "number": 2, "sha256": "b" * 64}}]


def sides(model, before, after):
    """Everything that is shown of two contents, a text for each field or row: the old side, the new side, what is said.

    In a list and not in one text: what leaves the end of a field and comes to the beginning of the next one is seen.
    """
    found = list(changes(reading(model, before), reading(model, after), labels_of(model)))
    old, new = (
        ["".join(piece.text for piece in change.pieces if piece.mark is not other) for change in found]
        for other in (Mark.ADDED, Mark.REMOVED)
    )
    return old, new, any(change.is_changed for change in found)


@pytest.mark.parametrize("kind", ["page with text", "page with rows", "snippet"])
def test_whatever_differs_is_shown(kind, year_page, officer, clerk_office, procurement_officer, finance):
    model, content = content_of(kind, year_page, officer, clerk_office, procurement_officer, finance)
    seed = int(os.environ.get("SEED", random.randrange(10**9)))
    print(f"SEED={seed}")
    dice = random.Random(seed)
    names = sorted(set(content) - OF_A_VOCABULARY)
    for _ in range(MUTATIONS):
        before = json.loads(json.dumps(content))
        for _ in range(dice.randrange(3)):
            name = dice.choice(names)
            before[name] = mutated(before[name], dice)
        after = json.loads(json.dumps(before))
        for _ in range(dice.choice([1, 1, 1, 2, 5])):
            name = dice.choice(names)
            after[name] = mutated(after[name], dice)
        if dice.random() < 0.05:
            after.pop(dice.choice(names))

        old, new, said = sides(model, before, after)

        assert said == (digest(before) != digest(after)), (before, after)
        assert (old != new) == said, (before, after)


@pytest.mark.parametrize(
    ("change", "seen"),
    [
        ({"title": "ประกาศ <ลับ>"}, "<ลับ>"),
        ({"body": [{**BODY[0], "type": "paragraph"}, *BODY[1:]]}, "ย่อหน้า"),
        ({"body": [BODY[1], BODY[0], *BODY[2:]]}, "หัวข้อแรก"),
        (
            {"body": [BODY[0], {**BODY[1], "value": BODY[1]["value"].replace("a.go.th", "b.go.th")}, *BODY[2:]]},
            "b.go.th",
        ),
        ({"body": [BODY[0], {**BODY[1], "value": BODY[1]["value"].replace("<b>", "").replace("</b>", "")}]}, "ตัวหนา"),
        ({"body": [*BODY[:2], {**BODY[2], "value": {**BODY[2]["value"], "image": 6}}]}, "รูปภาพหมายเลข 6 "),
        ({"attachments": [{"title": "", "version": {**FILE, "sha256": "c" * 64}}]}, "cccccccccccc"),
        ({"attachments": [{"title": "", "version": {**FILE, "document": "ffffffff-1"}}]}, "ffffffff"),
        ({"title": "ประกาศ\u202eลับ"}, "⟦U+202E⟧"),
        ({"title": "ประกาศ\u200bลับ"}, "⟦U+200B⟧"),
    ],
)
def test_what_was_hidden_is_shown(change, seen, year_page, officer, clerk_office):
    page = make_announcement(year_page, by=officer, division=clerk_office)
    before = {**canonical_content(page), "body": BODY, "attachments": [{"title": "", "version": FILE}]}

    found = changes(
        reading(GeneralAnnouncementPage, before),
        reading(GeneralAnnouncementPage, {**before, **change}),
        labels_of(GeneralAnnouncementPage),
    )

    pieces = [piece for each in found if each.is_changed for piece in each.pieces]
    assert any(
        seen in "".join(piece.text for piece in pieces if piece.mark is not gone) for gone in (Mark.REMOVED, Mark.ADDED)
    )


def test_the_screen_shows_an_attachment_exchanged_for_another_of_the_same_name(
    year_page, officer, clerk_office, executive, client
):
    page = make_announcement(year_page, by=officer, division=clerk_office, summary="สรุป")
    page.attachments = [RecordAttachment(version=make_version(clerk_office, name="แผน.pdf", data=b"%PDF-1.7 a"))]
    page.save_revision(user=officer)
    page = publish(page, by=officer, approver=executive)
    draft = page.get_latest_revision_as_object()
    draft.attachments = [RecordAttachment(version=make_version(clerk_office, name="แผน.pdf", data=b"%PDF-1.7 b"))]
    draft.save_revision(user=officer)
    approval.submit(draft, by=officer)
    client.force_login(executive)

    screen = client.get(reverse("cms_review", args=[draft.current_workflow_task_state.pk]))

    assert len(screen.context["changed"]) == 1
    assert not screen.context["is_same"]
    assert "SHA-256" in screen.content.decode()
