"""`manage.py run_jobs`: the worker."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from cms.management.worker import Worker, stopped_by_signals


class Command(BaseCommand):
    help = "Runs the jobs of the queue until it is stopped; SIGTERM lets the current job finish."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="run what is due now, then end")
        parser.add_argument("--interval", type=float, default=1.0, help="seconds between two queries of an empty queue")

    def handle(self, *args: object, once: bool, interval: float, **options: object) -> None:
        worker = Worker(interval=interval)
        with stopped_by_signals(worker.stopping):
            succeeded = worker.run(once=once)
        if once:
            self.stdout.write(str(succeeded))
