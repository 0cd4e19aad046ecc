"""What `wagtail start` leaves to each site: its key, its name, its language. All else is stock."""

from .base import INSTALLED_APPS  # noqa: TID252 as in the project that `wagtail start` makes

SECRET_KEY = "bench"
ALLOWED_HOSTS = ["127.0.0.1"]
INSTALLED_APPS = ["records", *INSTALLED_APPS]
LANGUAGE_CODE = "th"
TIME_ZONE = "Asia/Bangkok"
WAGTAILEMBEDS_FINDERS = []  # stock's own finder wants `requests`, which the bench does not install
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"  # stock sends in the request; here it costs nothing
