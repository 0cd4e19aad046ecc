"""The production settings with everything that an environment variable can switch on: its libraries are there."""

import os
import subprocess
import sys
from urllib.parse import parse_qs, urlsplit

from django.conf import settings

ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "DATABASE_URL": "postgres://nobody:secret@127.0.0.1:1/none",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "S3_BUCKET": "files",
    "S3_ENDPOINT_URL": "https://s3.example",
    "S3_REGION": "ap-southeast-1",
    "S3_ACCESS_KEY_ID": "key",
    "S3_SECRET_ACCESS_KEY": "secret",
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
ASK_ADDRESS = """
import django
django.setup()
from django.core.files.storage import storages
print(storages["private"].url("3f/3f00", parameters={"ResponseContentType": "application/pdf"}, expire=60))
"""


def ask(question, data, **changes):
    """What a process with the production settings prints."""
    environment = {**os.environ, **ENVIRONMENT, "DATA": str(data), **changes}
    environment = {name: value for name, value in environment.items() if value is not None}
    return subprocess.run(
        [sys.executable, "-c", question],
        capture_output=True,
        text=True,
        env=environment,
        cwd=settings.BASE_DIR,
        check=False,
    )


def test_what_production_is_asked_for_can_be_loaded(tmp_path):
    answer = ask(ASK, tmp_path)

    assert answer.stdout.split() == ["postgresql", "s3", "True"], answer.stderr


def test_an_address_in_the_bucket_is_signed_in_version_4_for_its_region(tmp_path):
    answer = ask(ASK_ADDRESS, tmp_path)

    assert answer.stdout.startswith("https://s3.example/files/3f/3f00?"), answer.stderr
    query = parse_qs(urlsplit(answer.stdout.strip()).query)
    assert query["X-Amz-Algorithm"] == ["AWS4-HMAC-SHA256"]
    assert query["X-Amz-Expires"] == ["60"]
    assert query["X-Amz-Credential"][0].endswith("/ap-southeast-1/s3/aws4_request")


def test_a_bucket_without_a_region_stops_the_start(tmp_path):
    answer = ask(ASK, tmp_path, S3_REGION=None)

    assert answer.returncode != 0
    assert "S3_REGION must be set" in answer.stderr
