"""Renders `docs/reference/stages.md`: stages, roles, waiting times and timetable of the policy modules."""

from collections.abc import Mapping
from datetime import time, timedelta
from enum import StrEnum
from importlib import import_module
from types import ModuleType

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from cms.management.reference.markdown import code, diagram, page, table, ticks
from cms.models.approval import Takedown
from cms.models.jobs import CLAIMABLE, FINISHED, RETRIABLE, JobState
from cms.models.outbox import OutboxState
from cms.policy import lifecycle, retries, roles, sign_in, states, visibility
from cms.policy.fiscal_years import OPENS_FISCAL_YEARS
from cms.policy.lifecycle import Stage
from cms.policy.timetable import PeriodicTask
from cms.policy.visibility import Edition, Visibility
from cms.registry import by_app, registered

# The modules of an app's `policy` that define stages.
MODULES = ("lifecycle", "calendar", "checklist", "cadence")
# What each set of roles in `cms.policy` permits.
RIGHTS: Mapping[str, frozenset[roles.Role]] = {
    "belongs to a division": roles.IN_A_DIVISION,
    "drafts what names no other roles": roles.DRAFTS_BY_DEFAULT,
    "may be named to draft a type": roles.MAY_DRAFT,
    "drafts for every division": roles.EDITS_ALL_DRAFTS,
    "reads every draft": roles.READS_ALL_DRAFTS,
    "may decide at a stage": roles.MAY_APPROVE,
    "may suspend at once": roles.MAY_SUSPEND,
    "opens fiscal years": OPENS_FISCAL_YEARS,
}


def render_page() -> str:
    """The whole of the file, as Markdown."""
    return page(
        "Stages, roles and times",
        "This page is generated from the `policy` package of each app; the rules behind it are "
        "explained in [approval](../explanation/approval.md), [documents](../explanation/documents.md) and "
        "[jobs](../explanation/jobs.md).",
        *(part for module in modules() for part in tables_of(module)),
        "## What the public may read\n\n" + public_visibility(),
        "## The state of a record\n\nOne word on every screen of the admin, by the edition that the public has or had "
        "last and by the newest draft.\n\n" + record_states(),
        "## A request to take something down\n\n" + takedowns(),
        "## Roles\n\n" + role_rights(),
        "## Timetable\n\nTimes are in Asia/Bangkok. Frequent work is done by the scheduler itself, daily work "
        "becomes a job. After a night without power the work is done once.\n\n" + timetable(),
        "## Jobs and messages\n\n" + jobs_and_messages(),
        "## Waiting and trying again\n\n" + waiting_times(),
    )


def modules() -> list[ModuleType]:
    """The policy modules of every app that define stages, found by name, as this app may not import the others."""
    policies = [
        import_module(f"{app.name}.policy")
        for app in sorted(apps.get_app_configs(), key=lambda app: app.name)
        if app.label in by_app() and module_has_submodule(app.module, "policy")
    ]
    return [
        import_module(f"{policy.__name__}.{name}")
        for policy in policies
        for name in MODULES
        if module_has_submodule(policy, name)
    ]


def tables_of(module: ModuleType) -> list[str]:
    """The section about a module: its stages in a table (`LABEL`), and a diagram of `NEXT` from `FIRST` on."""
    labels: Mapping[StrEnum, str] | None = getattr(module, "LABEL", None)
    if not labels:
        return []
    kind = type(next(iter(labels)))
    parts = [f"## {kind.__name__} (`{module.__name__}`)", kind.__doc__ or ""]
    if moves := getattr(module, "NEXT", None):
        parts.append(diagram(moves, labels, module.FIRST))
    parts.append(
        table(["name", "value", "as the screens say it"], ((code(one.name), code(one), labels[one]) for one in kind))
    )
    return ["\n\n".join(part for part in parts if part)]


def public_visibility() -> str:
    """For each stage, the HTTP status of the record and of a file that a publication in this stage carried."""
    rows = []
    for stage in Stage:
        found = visibility.edition_visibility(Edition(stage, record_is_live=stage is Stage.SUPERSEDED))
        file = "200" if found in visibility.PUBLIC else "410" if found is Visibility.GONE else "404"
        rows.append((code(stage.name), _record(stage), file, visibility.LABEL[found]))
    head = [
        "stage of the publication",
        "the record answers",
        "a file it alone carried",
        "which is shown to officers as",
    ]
    return table(head, rows)


def _record(stage: Stage) -> str:
    if stage in lifecycle.GONE:
        return "410 with day and reason"
    if stage is Stage.SUSPENDED:
        return "404, saying that it is suspended"
    if stage is Stage.SUPERSEDED:
        return "200 with the newer publication; this one is in its history"
    return "200" if stage is Stage.LIVE else "404, unless another publication is live"


def record_states() -> str:
    """The word for each pair of what the public has and where the draft stands."""
    head = ["the public has", *(f"draft: {draft}" for draft in states.Draft)]
    rows = (
        [
            code(public) if public else "nothing yet",
            *(states.LABEL[states.state_of(public, each)] for each in states.Draft),
        ]
        for public in states.PUBLIC_STAGES
    )
    return table(head, rows)


def takedowns() -> str:
    """The kinds and outcomes of a takedown."""
    kinds = [(code(kind.value), str(kind.label), "asked for") for kind in Takedown.Kind]
    outcomes = [(code(outcome.value), str(outcome.label), "outcome") for outcome in Takedown.Outcome]
    return table(["value", "as the screens say it", "is"], kinds + outcomes)


def role_rights() -> str:
    """What each role permits, with ticks."""
    rows = [
        [code(role), roles.LABEL[role], *ticks(RIGHTS, [right for right, members in RIGHTS.items() if role in members])]
        for role in roles.Role
    ]
    return table(["role", "in Thai", *RIGHTS], rows)


def timetable() -> str:
    """The entries of the timetable."""
    return table(
        ["name", "when", "done by", "action"],
        ([task.name, _when(task), _by(task), code(task.action)] for task in registered().timetable),
    )


def _by(task: PeriodicTask) -> str:
    return "worker (job)" if task.is_job else "scheduler"


def _when(task: PeriodicTask) -> str:
    return f"daily at {task.when:%H:%M}" if isinstance(task.when, time) else f"every {_how_long(task.when)}"


def jobs_and_messages() -> str:
    """The states of jobs and of messages."""
    job_rows = [
        [
            "job",
            code(state.value),
            str(state.label),
            *ticks(("takes", "end", "retry"), _properties(state)),
        ]
        for state in JobState
    ]
    message_rows = [["message", code(state.value), str(state.label), "", "", ""] for state in OutboxState]
    head = ["of a", "state", "as the screens say it", "a worker takes it", "is an end", "can be tried again by hand"]
    return table(head, job_rows + message_rows)


def _properties(state: JobState) -> list[str]:
    sets = {"takes": CLAIMABLE, "end": FINISHED, "retry": RETRIABLE}
    return [name for name, states in sets.items() if state in states]


def waiting_times() -> str:
    """Pauses, attempts, leases and lifetimes."""
    steps = ", ".join(_how_long(step) for step in retries.STEPS)
    pair, address, name = (sign_in.LIMITS[counted] for counted in sign_in.Counted)
    waits = ", ".join(_how_long(sign_in.wait_after(pair.free_tries + more)) for more in range(1, 6))
    rows = [
        ("pause after a failed job or message", f"{steps}; the last one again and again"),
        ("attempts of a job", str(retries.JOB_ATTEMPTS)),
        ("attempts of a message", str(retries.MAIL_ATTEMPTS)),
        ("a worker without a heartbeat is presumed dead after", _how_long(retries.LEASE)),
        ("heartbeat of a worker every", _how_long(retries.HEARTBEAT)),
        ("wrong passwords without a wait, of one name from one address", str(pair.free_tries)),
        ("the waits after that", f"{waits} … at most {_how_long(pair.longest_wait)}"),
        ("without a wait from one address, whatever the name", _free(address)),
        ("without a wait for one name, whatever the address", _free(name)),
        ("where the owner has signed in before, only the first of these counts, for", _how_long(sign_in.KNOWN_FOR)),
        ("wrong passwords no longer count after", _how_long(sign_in.FORGOTTEN_AFTER)),
        ("a one-time link is valid for", _how_long(sign_in.LINK_LASTS)),
    ]
    return table(["what", "how long or how often"], rows)


def _free(limit: sign_in.Limit) -> str:
    return f"{limit.free_tries}; then as above, at most {_how_long(limit.longest_wait)}"


def _how_long(span: timedelta) -> str:
    """A duration in the largest unit that gives a whole number: 90 s, 5 min, 12 h."""
    seconds = int(span.total_seconds())
    for unit, size in (("h", 3600), ("min", 60)):
        if seconds and seconds % size == 0:
            return f"{seconds // size} {unit}"
    return f"{seconds} s"
