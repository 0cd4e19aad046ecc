"""`python -m tests.benchmarks.ours`: the hand of Prongsai, at work until the bench closes the line."""

import django

django.setup()

from tests.benchmarks.ours.hand import ORDERS  # noqa: E402 models are ready only now
from tests.benchmarks.shared.hand import obey  # noqa: E402

obey(ORDERS)
