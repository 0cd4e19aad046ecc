"""Days and moments in the admin's forms are in the Buddhist era."""

from django.db import models
from wagtail.admin.forms.models import register_form_field_override

from cms.widgets import ThaiDateField, ThaiDateTimeField

register_form_field_override(models.DateField, override={"form_class": ThaiDateField})
register_form_field_override(models.DateTimeField, override={"form_class": ThaiDateTimeField})
