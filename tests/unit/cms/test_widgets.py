"""Days and moments as officers type them into the admin."""

from datetime import date, datetime

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.admin.widgets import AdminDateTimeInput

from cms.editor.widgets import ThaiDateField, ThaiDateTimeField
from cms.thai.dates import BANGKOK


class DayForm(forms.Form):
    day = ThaiDateField(required=False)
    moment = ThaiDateTimeField(required=False, widget=AdminDateTimeInput(attrs={"data-controller": "w-action"}))


@pytest.mark.parametrize("text", ["15/10/2569", "๑๕ ต.ค. ๒๕๖๙", "15 ตุลาคม 2569", "2026-10-15"])
def test_a_day_is_read_as_it_is_written(text):
    assert ThaiDateField().clean(text) == date(2026, 10, 15)


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        ("15/10/2569 09.30 น.", 9, 30),
        ("๑๕ ต.ค. ๒๕๖๙ เวลา ๙.๓๐ น.", 9, 30),
        ("2026-10-15 14:05", 14, 5),
        ("15 ตุลาคม 2569", 0, 0),
    ],
)
def test_a_moment_is_read_in_local_time(text, hour, minute):
    assert ThaiDateTimeField().clean(text) == datetime(2026, 10, 15, hour, minute, tzinfo=BANGKOK)


@pytest.mark.parametrize("text", ["15/10/2569 24.00 น.", "15/10/2569 09.75 น.", "พรุ่งนี้", "99/99/2569"])
def test_what_is_no_moment_is_refused_in_thai(text):
    with pytest.raises(ValidationError) as refused:
        ThaiDateTimeField().clean(text)

    assert any("ก" <= letter <= "๙" for letter in refused.value.messages[0])


def test_the_form_shows_the_buddhist_era_and_reads_it_back():
    moment = datetime(2026, 10, 15, 14, 5, tzinfo=BANGKOK)
    form = DayForm(initial={"day": date(2026, 10, 15), "moment": moment})
    shown = {name: form[name].value() for name in ("day", "moment")}
    texts = {name: form.fields[name].widget.format_value(value) for name, value in shown.items()}

    assert texts == {"day": "15 ตุลาคม 2569", "moment": "15 ตุลาคม 2569 14.05 น."}
    assert DayForm(texts, initial=form.initial).changed_data == []


def test_what_was_not_understood_stays_as_it_was_typed():
    form = DayForm({"day": "สามสิบกุมภา"})

    assert 'value="สามสิบกุมภา"' in str(form["day"])
    assert form.errors["day"]


def test_the_widget_has_no_script_and_keeps_what_the_panel_asks():
    html = str(DayForm()["moment"])

    assert "<script" not in html
    assert 'data-controller="w-action"' in html
    assert not DayForm().media._js


def test_a_day_without_time_begins_at_midnight():
    assert timezone.localtime(ThaiDateTimeField().clean("1/1/2570")).hour == 0
