"""What `make bench` calls a broken promise."""

import pytest

from tests.benchmarks.rows import MEBIBYTES, MILLISECONDS, SECONDS, Row, broken

KEPT = {
    "document_page": Row("document_page", 65.0, MILLISECONDS, 10_000, 100.0),
    "listing_100": Row("listing_100", 35.0, MILLISECONDS, 10_000, 100.0),
    "listing_100_unread": Row("listing_100_unread", 500.0, MILLISECONDS, 10_000, 100.0),
    "approve_http_p50": Row("approve_http_p50", 45.0, MILLISECONDS, 10_000, 100.0),
    "changes_100000": Row("changes_100000", 300.0, MILLISECONDS, 10_000, 100.0),
    "add_publish_1000": Row("add_publish_1000", 40.0, MILLISECONDS, 1_000, 30.0),
    "add_publish_10000": Row("add_publish_10000", 45.0, MILLISECONDS, 10_000, 100.0),
    "first_page": Row("first_page", 3.0, SECONDS, 10_000, 2.0),
    "memory": Row("memory", 220.0, MEBIBYTES, 10_000, 100.0),
}


def test_what_is_exactly_as_promised_is_kept():
    assert broken(list(KEPT.values())) == []


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (Row("document_page", 66.0, MILLISECONDS, 10_000, 100.0), "document_page: 66.00 ms beside 100.00"),
        (Row("listing_100", 36.0, MILLISECONDS, 10_000, 100.0), "promised ≤ 0.35 × stock"),
        (Row("approve_http_p50", 46.0, MILLISECONDS, 10_000, 100.0), "promised ≤ 0.45 × stock"),
        (Row("add_publish_10000", 46.0, MILLISECONDS, 10_000, 100.0), "promised ≤ 0.45 × stock"),
        (Row("add_publish_1000", 30.0, MILLISECONDS, 1_000, 30.0), "1.50 times slower on the large site"),
        (Row("first_page", 3.1, SECONDS, 10_000, 2.0), "promised ≤ 1.50 × stock"),
        (Row("changes_100000", 301.0, MILLISECONDS, 10_000, 900.0), "promised ≤ 300 ms"),
        (Row("memory", 221.0, MEBIBYTES, 10_000, 100.0), "promised ≤ 220 MiB"),
    ],
)
def test_what_is_worse_than_promised_is_told(row, said):
    (sentence,) = broken(list((KEPT | {row.name: row}).values()))

    assert said in sentence
