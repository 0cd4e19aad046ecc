"""Under `make clock`: the head of the run says which day it is, and `time.sleep` sleeps by another call.

Debian 12's libfaketime lets threads wait for ever where it moves the monotonic clock too; where it leaves that alone
(`FAKETIME_DONT_FAKE_MONOTONIC`) the system refuses `clock_nanosleep`, which is what Python sleeps by (EINVAL).
"""

import os
import select
import time
from datetime import datetime

IS_ANOTHER_DAY = "FAKETIME" in os.environ


def sleep(seconds: float) -> None:
    select.select((), (), (), seconds)


if IS_ANOTHER_DAY:
    time.sleep = sleep


def pytest_report_header():
    return f"another clock: {datetime.now().astimezone():%A %-d %B %Y %H:%M %Z}" if IS_ANOTHER_DAY else None
