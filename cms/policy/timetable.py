"""The timetable of periodic work, and when an entry was last due. Actions are of a higher layer: by dotted path."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta


@dataclass(frozen=True)
class PeriodicTask:
    """An action that runs at an interval, or daily at a time in the authority's time zone.

    Frequent work runs in the scheduler's process: what fails is done by the next run. Daily work becomes a job, so that
    it is tried again.
    """

    name: str
    action: str
    when: timedelta | time

    @property
    def is_job(self) -> bool:
        """Whether it is daily work, which becomes a job."""
        return isinstance(self.when, time)


TIMETABLE: tuple[PeriodicTask, ...] = (
    PeriodicTask("outbox", "cms.notifications.outbox.send_due", timedelta(seconds=20)),
    PeriodicTask("reap", "cms.actions.jobs.reap", timedelta(seconds=30)),
    PeriodicTask("publish", "cms.actions.due_publications.publish_due", timedelta(seconds=60)),
    PeriodicTask("expire", "cms.actions.due_publications.expire_due", timedelta(seconds=60)),
    PeriodicTask("anchor", "cms.actions.audit.anchor", time(0, 5)),
    PeriodicTask("verify", "cms.actions.verification.verify_nightly", time(1, 0)),
    PeriodicTask("memberships", "cms.actions.people.sync_memberships", time(0, 1)),
    PeriodicTask("reminders", "cms.actions.reminders.remind", time(8, 30)),
    PeriodicTask("prune", "cms.actions.jobs.prune", time(2, 0)),
    PeriodicTask("unused_files", "cms.actions.unused_files.delete_unused", time(2, 30)),
)

# What the daily work does, in Thai, for the admin's list of jobs; frequent work never becomes one and needs no label.
LABEL: Mapping[str, str] = {
    "anchor": "ประกาศค่าตรวจสอบของบันทึก",
    "verify": "ตรวจว่าบันทึกและสิ่งที่เผยแพร่ไม่ถูกแก้ย้อนหลัง",
    "memberships": "ปรับสิทธิตามตำแหน่งที่เริ่มหรือสิ้นสุด",
    "reminders": "เตือนผู้อนุมัติถึงเรื่องที่ใกล้ครบกำหนด",
    "prune": "ลบรายการงานเก่าที่เสร็จแล้ว",
    "unused_files": "ลบไฟล์ที่ไม่มีรายการใดใช้แล้ว",
}


def periodic_task(name: str) -> PeriodicTask:
    """The entry of this name. Raises `StopIteration` where there is none."""
    return next(task for task in TIMETABLE if task.name == name)


def last_due(task: PeriodicTask, now: datetime) -> datetime:
    """The latest time up to now at which an entry was due: every 20 s at 10:00:05 gives 10:00:00.

    `now` is in the authority's time zone. Only the latest counts: after a night without power the work is done once.
    """
    if isinstance(task.when, timedelta):
        since = now.astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)
        return now.astimezone(UTC) - since % task.when
    today = datetime.combine(now.date(), task.when, tzinfo=now.tzinfo)
    return today if today <= now else today - timedelta(days=1)
