"""Tests: files in a temporary folder, a fast password hasher, everything else as in `base`."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# Each pytest-xdist worker imports the settings anew and so gets a folder of its own.
os.environ["DATA"] = tempfile.mkdtemp(prefix="prongsai-test-")
atexit.register(shutil.rmtree, os.environ["DATA"], ignore_errors=True)

from config.settings.base import *  # noqa: E402
from config.settings.base import DATA, DATABASES, INSTALLED_APPS, STATIC_ROOT, STORAGES, env  # noqa: E402

INSTALLED_APPS.append("tests.sample")  # a page type and a snippet type as thin as a new one
ROOT_URLCONF = "tests.urls"
SECRET_KEY = "only-for-tests"  # noqa: S105
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns of a missing folder
WAGTAIL_AUTOSAVE_INTERVAL = 0  # browser tests type

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # On a file: in memory, threads meet "database table is locked".
    name = env.path("TEST_SQLITE", Path(DATA) / "test.sqlite3")  # set TEST_SQLITE for `pytest --reuse-db`
    DATABASES["default"] |= {"NAME": name, "TEST": {"NAME": name}}
