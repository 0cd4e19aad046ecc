"""What waits for a second person, and who that may be."""

import itertools

import pytest

from cms.policy import appointments
from cms.policy.appointments import MAY_CONFIRM, NEEDS_CONFIRMATION
from cms.policy.roles import MAY_APPROVE, MAY_SUSPEND, Role


def test_whoever_decides_and_whoever_appoints_is_confirmed():
    assert NEEDS_CONFIRMATION >= MAY_APPROVE | MAY_SUSPEND | MAY_CONFIRM


@pytest.mark.parametrize(("role", "is_signed_in"), list(itertools.product(Role, [True, False])))
def test_which_post_is_given_alone(role, is_signed_in):
    reason = appointments.refusal_to_appoint_alone(role, is_signed_in=is_signed_in)

    assert (reason is None) == (not is_signed_in or role not in NEEDS_CONFIRMATION)


@pytest.mark.parametrize(("is_signed_in", "decides", "is_confirmed"), list(itertools.product([True, False], repeat=3)))
def test_which_link_is_made_alone(is_signed_in, decides, is_confirmed):
    reason = appointments.refusal_to_link_alone(is_signed_in=is_signed_in, decides=decides, is_confirmed=is_confirmed)

    assert (reason is None) == (not is_signed_in or not decides or is_confirmed)


@pytest.mark.parametrize(
    ("is_waiting", "may_confirm", "is_asker", "is_appointee", "confirms", "refuses"),
    [
        (True, True, False, False, True, True),
        (True, False, False, False, False, False),
        (True, True, True, False, False, True),
        (True, False, True, False, False, True),
        (True, True, False, True, False, False),
        (False, True, False, False, False, False),
        (False, True, True, False, False, False),
    ],
)
def test_who_settles(is_waiting, may_confirm, is_asker, is_appointee, confirms, refuses):
    facts = {
        "is_waiting": is_waiting,
        "may_confirm": may_confirm,
        "is_asker": is_asker,
        "is_appointee": is_appointee,
    }

    assert (appointments.refusal_to_confirm(**facts) is None) == confirms
    assert (appointments.refusal_to_refuse(**facts) is None) == refuses


@pytest.mark.parametrize(
    ("is_waiting", "others", "may"), [(True, False, True), (True, True, False), (False, False, False)]
)
def test_when_the_command_confirms(is_waiting, others, may):
    reason = appointments.refusal_to_confirm_by_command(is_waiting=is_waiting, others_may_confirm=others)

    assert (reason is None) == may


@pytest.mark.parametrize(
    ("is_needed", "is_waiting", "may"), [(True, False, True), (True, True, False), (False, False, False)]
)
def test_what_is_asked(is_needed, is_waiting, may):
    assert (appointments.refusal_to_ask(is_needed=is_needed, is_waiting=is_waiting) is None) == may
