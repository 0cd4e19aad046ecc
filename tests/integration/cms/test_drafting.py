"""One question: for which divisions may this person draft this. Forms, lists, testers and actions agree."""

import itertools

import pytest

from cms.actions.approval import may_edit
from cms.actions.people import appoint
from cms.models import Division
from cms.pages import RecordPage
from cms.permissions.documents import manages_library_of
from cms.permissions.drafting import divisions_to_draft_for, may_draft
from cms.permissions.querysets import rows_edited_by, rows_read_by
from cms.policy.roles import IN_A_DIVISION, Role
from procurement.models import ProcurementRecord
from tests.factories.people import UserFactory, make_user
from tests.factories.procurement import make_procurement
from tests.factories.records import make_announcement

POSTS = [None, *Role]


@pytest.fixture
def records(year_page, officer, clerk_office, finance):
    """A page and a snippet of each of the two divisions."""
    buyer = make_user(Role.PROCUREMENT_OFFICER, finance)
    return [
        *(make_announcement(year_page, by=officer, division=division) for division in (clerk_office, finance)),
        *(make_procurement(by=buyer, division=division) for division in (clerk_office, finance)),
    ]


def holder_of(*posts):
    """Somebody with posts, each a role and the division where it is held in one."""
    user = UserFactory()
    for role, division in posts:
        held_in = division if role in IN_A_DIVISION else None
        appoint(user, role, authority=division.authority, division=held_in, by=None)
    return user


def test_every_surface_gives_the_same_answer(records, clerk_office, finance):
    """Over all pairs of posts in two divisions; in one test, for making the records takes longer than asking."""
    for roles in itertools.product(POSTS, repeat=2):
        user = holder_of(*((role, at) for role, at in zip(roles, (clerk_office, finance), strict=True) if role))

        for model in (RecordPage, ProcurementRecord):
            own = [record for record in records if isinstance(record, model)]
            offered = set(divisions_to_draft_for(user, model.drafted_by))
            edited = set(rows_edited_by(user, model.objects.all()).values_list("pk", flat=True))
            for record in own:
                answers = {
                    record.division in offered,
                    record.pk in edited,
                    may_draft(user, model.drafted_by, record.division_id),
                    may_edit(record, user),
                }
                if model is RecordPage:
                    answers |= {record.permissions_for_user(user).can_edit()}
                    answers |= {record.division in record.divisions_open_to(user)}
                assert len(answers) == 1, (roles, record)
        for division in (clerk_office, finance):
            drafts_something = {may_draft(user, record.drafted_by, division.pk) for record in records}
            assert manages_library_of(user, division.pk) == any(drafts_something), roles


def test_a_closed_division_is_not_offered_but_its_drafts_stay_open(officer, clerk_office):
    Division.objects.filter(pk=clerk_office.pk).update(is_open=False)

    assert list(divisions_to_draft_for(officer, RecordPage.drafted_by)) == []
    assert may_draft(officer, RecordPage.drafted_by, clerk_office.pk)


def test_the_head_of_a_division_reads_its_procurements_and_does_not_write_them(records, finance):
    head = make_user(Role.DIVISION_HEAD, finance)

    assert [row.division for row in rows_read_by(head, ProcurementRecord.objects.all())] == [finance]
    assert list(rows_edited_by(head, ProcurementRecord.objects.all())) == []
