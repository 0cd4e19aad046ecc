"""No request of anybody is answered by a server error: every address, with hostile arguments, queries, bodies, headers.

`FUZZ=3000 SEED=… pytest -s` plays more of them by hand; the seed of a run stands in what it prints.
"""

import json
import os
import random
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from django.db import transaction
from django.test import Client

from cms.models import User
from tests.integration.cms.matrix import addresses
from tests.integration.cms.test_permission_matrix import World

REQUESTS = int(os.environ.get("FUZZ", "300"))
SEED = int(os.environ.get("SEED", random.randrange(10**9)))

TEXTS = [
    "abc",
    "1.5",
    "-1",
    "0",
    "²",
    "๑",
    "1e9",
    "9223372036854775808",
    "2147483648",
    "null",
    "true",
    "[]",
    "{}",
    "None",
    "nan",
    "inf",
    "../../etc/passwd",
    "//evil.com/x",
    "'\"><script>",
    "%",
    "%00",
    "%ff",
    "%zz",
    "1,2,x",
    "a.b.c",
    "2026-13-45",
    "2026-11-25",
    "9999-12-31",
    "0001-01-01",
    "disclosures.generalannouncementpage",
    "admin.nothing",
    ":",
    "::",
    "²:1:x",
    "1:1:x",
]
TEXTS += [
    "",
    " ",
    "\n",
    "\x00",
    "a\x00b",
    "\u202e",
    "\U0001f600",
    "9" * 25,
    "-" + "9" * 25,
    "9" * 25 + ":1:x",
    "1" * 5000,
    "ก" * 3000,
]
NAMES = (Path(__file__).parents[2] / "data" / "query_names.txt").read_text().split()
BODIES = [
    b"",
    b'"x"',
    b"null",
    b"\xff",
    b"[1]",
    b"{",
    b'{"a": null}',
    b'{"x": "\\ud800"}',
    b"1",
    b"\x00",
    b"a=%ff&b=%00",
]
BODIES += [b'{"help": "x"}', b"[" * 5000]
FORM, JSON, PARTS = "application/x-www-form-urlencoded", "application/json", "multipart/form-data; boundary=x"
TYPES = [
    FORM,
    JSON,
    PARTS,
    "multipart/form-data",
    "text/plain",
    "",
    f"{FORM}; charset=nothing",
    f"{JSON}; charset=utf-7",
]
TYPES += [f"{FORM}; charset=utf-16", f"{JSON}; charset=utf-16", f"{PARTS}; charset=utf-16"]
HEADERS = {
    "HTTP_REFERER": ["http://testserver//evil.com/x", "http://[", "http://testserver/%ff", "http://testserver:99999/"],
    "HTTP_X_REQUESTED_WITH": ["XMLHttpRequest"],
    "HTTP_ACCEPT": ["application/json", "*/*;q=x", "\xff"],
    "HTTP_ACCEPT_LANGUAGE": ["x" * 600, "th;q=2", "-"],
    "HTTP_RANGE": ["bytes=0-", "bytes=-", "bytes=9" + "9" * 25 + "-", "bytes=5-1", "lines=1"],
    "HTTP_IF_MODIFIED_SINCE": ["x", "Thu, 01 Jan 0000 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT"],
    "HTTP_IF_NONE_MATCH": ["*", 'W/"x', "\xff"],
    "HTTP_HOST": ["testserver", "testserver:80", "testserver:x"],
    "HTTP_COOKIE": ["messages=x", "sessionid=" + "x" * 200],
    "HTTP_X_FORWARDED_FOR": ["x", "1.1.1.1, " * 100, "::::"],
}  # fmt: skip
METHODS = ["GET", "GET", "GET", "GET", "POST", "POST", "POST", "HEAD", "PATCH", "PUT", "DELETE", "OPTIONS"]


class Hostile:
    """A client that asks for one address in a hostile way after another, each the same for the same seed."""

    def __init__(self, world, seed, *, is_admin):
        self.dice = random.Random(seed)
        self.world = world
        self.superuser = User.objects.create_superuser("superuser")
        self.is_admin = is_admin
        self.addresses = [each for each in addresses() if each.route.startswith("admin/") == is_admin]

    def request(self):
        """Keyword arguments of a request to one address."""
        address = self.dice.choice(self.addresses)
        query = self.fields() if self.dice.random() < 0.6 else {}
        content_type = self.dice.choice(TYPES)
        return {
            "method": self.dice.choice(METHODS),
            "path": self.path(address) + (f"?{urlencode(query, doseq=True)}" if query else ""),
            "content_type": content_type,
            "data": self.body(content_type),
            **self.headers(),
        }

    def path(self, address):
        """The address with the real arguments, some of its parts replaced."""
        parts = self.world.things.path(address, "draft").partition("?")[0].split("/")
        for place, part in enumerate(parts):
            is_argument = part.isdigit() or "-" in part or self.dice.random() < 0.05
            if part and is_argument and self.dice.random() < 0.4:
                parts[place] = quote(self.dice.choice(TEXTS)[:200], safe="%") or "0"
        return "/".join(parts)

    def fields(self):
        return {self.dice.choice(NAMES): self.dice.choice(TEXTS) for _ in range(self.dice.randrange(1, 5))}

    def body(self, content_type):
        if "urlencoded" in content_type and self.dice.random() < 0.7:
            return urlencode(self.fields()).encode()
        if "json" in content_type and self.dice.random() < 0.5:
            return json.dumps(self.dice.choice([self.fields(), [1, "x"], {"title": [1]}, "x"])).encode()
        if "boundary" in content_type and self.dice.random() < 0.7:
            return self.multipart()
        return self.dice.choice(BODIES)

    def multipart(self):
        parts = [
            f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in self.fields().items()
        ]
        file = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a\x00/../b.pdf"\r\n\r\n%PDF-\xff\r\n'
        return b"".join([*parts, file, b"--x--\r\n"])

    def headers(self):
        names = [name for name in HEADERS if self.dice.random() < 0.1]
        return {name: self.dice.choice(HEADERS[name]) for name in names}

    def visitor(self):
        """Somebody of any role, or nobody."""
        client = Client(raise_request_exception=False)
        people = [user for user in self.world.people.values() if user is not None]
        if self.dice.random() < (0.95 if self.is_admin else 0.2):
            client.force_login(self.dice.choice([*people, *[self.superuser] * len(people)]))
        return client


def status_of(client, request):
    """The status of the answer; what the request did to the database is undone."""
    with transaction.atomic():
        answer = client.generic(request.pop("method"), request.pop("path"), **request)
        if answer.streaming:
            list(answer)
        transaction.set_rollback(True)
    return answer


@pytest.mark.slow
@pytest.mark.parametrize("is_admin", [True, False], ids=["admin", "public"])
def test_no_hostile_request_is_a_server_error(is_admin, db, caplog):
    print(f"SEED={SEED} FUZZ={REQUESTS}")
    hostile = Hostile(World(), SEED, is_admin=is_admin)
    failed = []
    for _ in range(REQUESTS):
        request, client = hostile.request(), hostile.visitor()
        said = repr(request)[:600]
        caplog.clear()
        if status_of(client, request).status_code >= 500:
            failed.append((said, reason_in(caplog)))

    told = "\n".join(f"{said}\n    {why}" for said, why in failed[:40])
    assert not failed, f"SEED={SEED}: {len(failed)} failed\n{told}"


def reason_in(caplog):
    """The last line of the traceback that was logged, and where it came from."""
    infos = [record.exc_info for record in caplog.records if record.exc_info]
    if not infos:
        return "no exception logged"
    error, trace = infos[-1][1], infos[-1][2]
    while trace.tb_next:
        trace = trace.tb_next
    place = trace.tb_frame.f_code.co_filename.rpartition("site-packages/")[2]
    return f"{type(error).__name__}: {str(error)[:200]} at {place}:{trace.tb_lineno}"
