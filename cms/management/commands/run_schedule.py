"""`manage.py run_schedule`: the scheduler. Several may run; each due time of an entry is claimed by one of them."""

import logging
import threading
from argparse import ArgumentParser
from datetime import datetime

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections, connection

from cms.actions.schedule import tick
from cms.management.worker import stopped_by_signals

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Starts periodic work when it is due, until it is stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="start what is due now, then end")

    def handle(self, *args: object, once: bool, **options: object) -> None:
        if once:
            self.stdout.write(" ".join(tick()))
            return
        stopping = threading.Event()
        seen: dict[str, datetime] = {}
        with stopped_by_signals(stopping):
            while not stopping.wait(1.0):
                close_old_connections()
                try:
                    tick(seen=seen)
                except DatabaseError:
                    logger.exception("the due work could not be started")
                    connection.close()
