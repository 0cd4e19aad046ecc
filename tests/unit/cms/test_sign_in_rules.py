"""Ways in: how long a guesser waits, which link leads in, who may manage whom."""

from datetime import UTC, datetime, timedelta

import pytest

from cms.policy import sign_in
from cms.policy.sign_in import Counted

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("failures", "seconds"), [(0, 0), (4, 0), (5, 2), (6, 4), (9, 32), (13, 512), (14, 900), (1_000_000, 900)]
)
def test_the_wait_doubles_and_has_an_end(failures, seconds):
    assert sign_in.wait_after(failures) == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("counted", "failures", "seconds"),
    [
        (Counted.PAIR, 4, 0),
        (Counted.PAIR, 5, 2),
        (Counted.PAIR, 999, 900),
        (Counted.NAME, 20, 0),
        (Counted.NAME, 21, 2),
        (Counted.NAME, 999, 60),
        (Counted.ADDRESS, 40, 0),
        (Counted.ADDRESS, 41, 2),
        (Counted.ADDRESS, 999, 900),
    ],
)
def test_each_count_has_its_limit(counted, failures, seconds):
    assert sign_in.wait_after(failures, counted) == timedelta(seconds=seconds)


def test_every_count_has_a_limit_and_strangers_make_nobody_wait_longer_than_a_minute():
    assert sign_in.LIMITS.keys() == set(Counted)
    assert sign_in.LIMITS[Counted.NAME].longest_wait <= timedelta(minutes=1)


@pytest.mark.parametrize(("known", "counts"), [(True, {Counted.PAIR}), (False, set(Counted))])
def test_which_counts_apply_where(known, counts):
    assert sign_in.counts_that_apply(is_known_address=known) == counts


@pytest.mark.parametrize(
    ("fields", "is_self", "by_is_site_admin", "may"),
    [
        (["first_name"], False, True, True),
        (["first_name"], True, True, False),
        (["username", "email"], True, True, False),
        (["email"], True, True, True),
        (["email"], True, False, False),
        (["email"], False, False, False),
    ],
)
def test_who_may_change_a_name(fields, is_self, by_is_site_admin, may):
    reason = sign_in.refusal_to_rename(fields, is_self=is_self, by_is_site_admin=by_is_site_admin)

    assert (reason is None) == may


def test_a_wait_ends_by_itself():
    assert sign_in.refusal_to_try(6, NOON, NOON + timedelta(seconds=3))
    assert sign_in.refusal_to_try(6, NOON, NOON + timedelta(seconds=4)) is None


def test_the_wait_is_told_in_words():
    assert "2 วินาที" in (sign_in.refusal_to_try(5, NOON, NOON + timedelta(milliseconds=500)) or "")
    assert "15 นาที" in (sign_in.refusal_to_try(99, NOON, NOON) or "")


@pytest.mark.parametrize(
    ("exists", "used", "expired", "account_open", "leads_in"),
    [
        (True, False, False, True, True),
        (False, False, False, True, False),
        (True, True, False, True, False),
        (True, False, True, True, False),
        (True, False, False, False, False),
    ],
)
def test_which_link_leads_in(exists, used, expired, account_open, leads_in):
    reason = sign_in.refusal_to_use_link(exists=exists, used=used, expired=expired, account_open=account_open)

    assert (reason is None) == leads_in


@pytest.mark.parametrize(
    ("account_open", "is_self", "is_superuser", "may"),
    [
        (True, False, False, True),
        (False, False, False, False),
        (True, True, False, False),
        (True, False, True, False),
    ],
)
def test_who_may_be_given_a_post(account_open, is_self, is_superuser, may):
    reason = sign_in.refusal_to_appoint(account_open=account_open, is_self=is_self, is_superuser=is_superuser)

    assert (reason is None) == may


@pytest.mark.parametrize(
    ("is_self", "is_last", "may"), [(False, False, True), (True, False, False), (False, True, False)]
)
def test_which_account_may_be_closed(is_self, is_last, may):
    assert (sign_in.refusal_to_close(is_self=is_self, is_last_site_admin=is_last) is None) == may


@pytest.mark.parametrize(("target", "by", "may"), [(False, False, True), (True, False, False), (True, True, True)])
def test_only_a_superuser_manages_a_superuser(target, by, may):
    assert (sign_in.refusal_to_manage(target_is_superuser=target, by_is_superuser=by) is None) == may
