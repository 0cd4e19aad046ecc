"""A malformed variable of the environment stops the start with its name."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.env import Env

PREFIX = r"ocds-[a-z0-9]{6}"


@pytest.mark.parametrize(("value", "read"), [("ocds-a1b2c3", "ocds-a1b2c3"), ("", "ocds-000000")])
def test_a_text_of_the_right_form_is_read(value, read):
    assert Env({"OCDS_PREFIX": value}).matching("OCDS_PREFIX", "ocds-000000", PREFIX) == read


@pytest.mark.parametrize("value", ["a1b2c3", "ocds-A1B2C3", "ocds-a1b2c3-", "ocds-a1b2c"])
def test_a_text_of_another_form_stops_the_start(value):
    with pytest.raises(ImproperlyConfigured, match="OCDS_PREFIX"):
        Env({"OCDS_PREFIX": value}).matching("OCDS_PREFIX", "ocds-000000", PREFIX)
