"""The demo and a real authority do not share a database."""

import pytest
from django.core.management import CommandError, call_command

from cms.models import User
from cms.pages import RecordPage


def test_load_demo_refuses_a_database_that_is_in_use(authority):
    with pytest.raises(CommandError, match="ไม่ใส่ข้อมูลสาธิต"):
        call_command("load_demo")

    assert not RecordPage.objects.exclude(latest_revision=None).exists()  # months are there from the first day
    assert not User.objects.filter(username="officer").exists()
