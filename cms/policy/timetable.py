"""Entries of the timetable of periodic work, those of `cms`, and when one was last due. Actions are named by path."""

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
    label: str = ""  # of daily work, in Thai, for the list of jobs; frequent work never becomes one

    @property
    def is_job(self) -> bool:
        """Whether it is daily work, which becomes a job."""
        return isinstance(self.when, time)


TIMETABLE: tuple[PeriodicTask, ...] = (
    PeriodicTask("outbox", "cms.notifications.outbox.send_due", timedelta(seconds=20)),
    PeriodicTask("reap", "cms.actions.jobs.reap", timedelta(seconds=30)),
    PeriodicTask("publish", "cms.actions.due_publications.publish_due", timedelta(seconds=60)),
    PeriodicTask("expire", "cms.actions.due_publications.expire_due", timedelta(seconds=60)),
    PeriodicTask("anchor", "cms.actions.audit.anchor", time(0, 5), "ประกาศค่าตรวจสอบของบันทึก"),
    PeriodicTask("verify", "cms.actions.verification.verify_nightly", time(1, 0), "ตรวจว่าบันทึกและสิ่งที่เผยแพร่ไม่ถูกแก้ย้อนหลัง"),
    PeriodicTask("memberships", "cms.actions.people.sync_memberships", time(0, 1), "ปรับสิทธิตามตำแหน่งที่เริ่มหรือสิ้นสุด"),
    PeriodicTask("reminders", "cms.actions.reminders.remind", time(8, 30), "เตือนผู้อนุมัติถึงเรื่องที่ใกล้ครบกำหนด"),
    PeriodicTask("prune", "cms.actions.jobs.prune", time(2, 0), "ลบรายการงานเก่าที่เสร็จแล้ว"),
    PeriodicTask("unused_files", "cms.actions.unused_files.delete_unused", time(2, 30), "ลบไฟล์ที่ไม่มีรายการใดใช้แล้ว"),
)


def last_due(task: PeriodicTask, now: datetime) -> datetime:
    """The latest time up to now at which an entry was due: every 20 s at 10:00:05 gives 10:00:00.

    `now` is in the authority's time zone. Only the latest counts: after a night without power the work is done once.
    """
    if isinstance(task.when, timedelta):
        since = now.astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)
        return now.astimezone(UTC) - since % task.when
    today = datetime.combine(now.date(), task.when, tzinfo=now.tzinfo)
    return today if today <= now else today - timedelta(days=1)
