"""The production settings with everything that an environment variable can switch on: its libraries are there."""

import os
import subprocess
import sys

from django.conf import settings

ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "DATABASE_URL": "postgres://nobody:secret@127.0.0.1:1/none",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "S3_BUCKET": "files",
    "SECRET_KEY": "k" * 60,
    "SITE_URL": "https://check.example",
}
ASK = """
import django
django.setup()
from django.core.cache import cache
from django.core.files.storage import storages
from django.db import connection
print(connection.vendor, storages["private"].connection.meta.service_name, bool(cache._cache.get_client("x")))
"""


def test_what_production_is_asked_for_can_be_loaded(tmp_path):
    environment = {**os.environ, **ENVIRONMENT, "DATA": str(tmp_path)}

    answer = subprocess.run(
        [sys.executable, "-c", ASK], capture_output=True, text=True, env=environment, cwd=settings.BASE_DIR, check=False
    )

    assert answer.stdout.split() == ["postgresql", "s3", "True"], answer.stderr
