import pytest

from cms.thai.sizes import file_size


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 ไบต์"),
        (1023, "1023 ไบต์"),
        (1024, "1 KB"),
        (86_016, "84 KB"),
        (1_258_291, "1.2 MB"),
        (52_428_800, "50.0 MB"),
    ],
)
def test_sizes_are_said_in_the_unit_that_suits(size, words):
    assert file_size(size) == words
