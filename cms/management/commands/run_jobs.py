"""`manage.py run_jobs`: the worker."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from cms.management.worker import Worker, stopped_by_signals


class Command(BaseCommand):
    help = "Does the jobs of the queue until it is stopped; SIGTERM lets the job at hand finish."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due now, then end")
        parser.add_argument("--interval", type=float, default=1.0, help="seconds between two looks at an empty queue")

    def handle(self, *args: Any, once: bool, interval: float, **options: Any) -> None:
        worker = Worker(interval=interval)
        with stopped_by_signals(worker.stopping):
            succeeded = worker.run(once=once)
        if once:
            self.stdout.write(str(succeeded))
