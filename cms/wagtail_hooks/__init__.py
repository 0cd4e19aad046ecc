"""What the admin learns of the ground floor, a subject a file."""

from cms.wagtail_hooks import approval as approval
from cms.wagtail_hooks import labels as labels
