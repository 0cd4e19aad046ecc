"""Registrations of the platform with Wagtail's admin, one subject a file."""

from cms.wagtail_hooks import approval as approval
from cms.wagtail_hooks import brand as brand
from cms.wagtail_hooks import choosing as choosing
from cms.wagtail_hooks import copies as copies
from cms.wagtail_hooks import documents as documents
from cms.wagtail_hooks import editor as editor
from cms.wagtail_hooks import filters as filters
from cms.wagtail_hooks import fiscal_years as fiscal_years
from cms.wagtail_hooks import history as history
from cms.wagtail_hooks import jobs as jobs
from cms.wagtail_hooks import labels as labels
from cms.wagtail_hooks import menu as menu
from cms.wagtail_hooks import people as people
from cms.wagtail_hooks import reports as reports
from cms.wagtail_hooks import rows as rows
from cms.wagtail_hooks import scope as scope
from cms.wagtail_hooks import scripts as scripts
