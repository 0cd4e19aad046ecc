"""The state of a record in one word: what the public sees of it, and where its draft stands. Plain values in.

Lists, editor, reports and the dashboard say this word, and no other (`cms.selectors.states` reads what it needs).
"""

from collections.abc import Mapping
from enum import StrEnum

from cms.policy.lifecycle import Stage


class Draft(StrEnum):
    """Where the newest draft of a record stands; `HELD` is approved for later and suspended before its time."""

    NONE = "none"
    DRAFT = "draft"
    RETURNED = "returned"
    WAITING = "waiting"
    SCHEDULED = "scheduled"
    HELD = "held"


class State(StrEnum):
    """The state of a record, as every screen of the admin says it."""

    DRAFT = "draft"
    RETURNED = "returned"
    WAITING = "waiting"
    SCHEDULED = "scheduled"
    LIVE = "live"
    LIVE_DRAFT = "live_draft"
    LIVE_RETURNED = "live_returned"
    LIVE_WAITING = "live_waiting"
    LIVE_SCHEDULED = "live_scheduled"
    LIVE_HELD = "live_held"
    SUSPENDED = "suspended"
    SUSPENDED_DRAFT = "suspended_draft"
    SUSPENDED_WAITING = "suspended_waiting"
    WITHDRAWN = "withdrawn"
    WITHDRAWN_DRAFT = "withdrawn_draft"
    EXPIRED = "expired"
    EXPIRED_DRAFT = "expired_draft"


LABEL: Mapping[State, str] = {
    State.DRAFT: "ร่าง",
    State.RETURNED: "ส่งกลับ",
    State.WAITING: "รออนุมัติ",
    State.SCHEDULED: "รอเผยแพร่",
    State.LIVE: "เผยแพร่",
    State.LIVE_DRAFT: "เผยแพร่และมีร่างใหม่",
    State.LIVE_RETURNED: "เผยแพร่และส่งกลับฉบับใหม่",
    State.LIVE_WAITING: "เผยแพร่และรออนุมัติฉบับใหม่",
    State.LIVE_SCHEDULED: "เผยแพร่และรอเผยแพร่ฉบับใหม่",
    State.LIVE_HELD: "เผยแพร่และระงับฉบับใหม่",
    State.SUSPENDED: "ระงับ",
    State.SUSPENDED_DRAFT: "ระงับและมีร่างใหม่",
    State.SUSPENDED_WAITING: "ระงับและรออนุมัติฉบับใหม่",
    State.WITHDRAWN: "ถอนแล้ว",
    State.WITHDRAWN_DRAFT: "ถอนแล้วและมีร่างใหม่",
    State.EXPIRED: "หมดกำหนด",
    State.EXPIRED_DRAFT: "หมดกำหนดและมีร่างใหม่",
}


class StateGroup(StrEnum):
    """What a list is filtered by: states that ask for the same work. A state may be of two groups."""

    DRAFT = "draft"
    RETURNED = "returned"
    WAITING = "waiting"
    SCHEDULED = "scheduled"
    LIVE = "live"
    ENDED = "ended"


GROUP_LABEL: Mapping[StateGroup, str] = {
    StateGroup.DRAFT: "ร่างที่ยังไม่ส่ง",
    StateGroup.RETURNED: "ส่งกลับแก้ไข",
    StateGroup.WAITING: "รออนุมัติ",
    StateGroup.SCHEDULED: "รอเผยแพร่",
    StateGroup.LIVE: "เผยแพร่",
    StateGroup.ENDED: "ระงับ ถอน หรือหมดกำหนด",
}
_ENDINGS = {
    StateGroup.DRAFT: "DRAFT",
    StateGroup.RETURNED: "RETURNED",
    StateGroup.WAITING: "WAITING",
    StateGroup.SCHEDULED: "SCHEDULED",
}
STATES_OF: Mapping[StateGroup, frozenset[State]] = {
    **{group: frozenset(state for state in State if state.name.endswith(end)) for group, end in _ENDINGS.items()},
    StateGroup.LIVE: frozenset(state for state in State if state.name.startswith("LIVE")),
    StateGroup.ENDED: frozenset(
        state for state in State if state.name.startswith(("SUSPENDED", "WITHDRAWN", "EXPIRED"))
    ),
}

# The name of an icon of Wagtail; where a draft comes beside what the public sees, that of the draft.
ICON: Mapping[State, str] = {
    State.DRAFT: "edit",
    State.RETURNED: "rotate",
    State.WAITING: "clipboard-list",
    State.SCHEDULED: "calendar-check",
    State.LIVE: "globe",
    State.LIVE_DRAFT: "edit",
    State.LIVE_RETURNED: "rotate",
    State.LIVE_WAITING: "clipboard-list",
    State.LIVE_SCHEDULED: "calendar-check",
    State.LIVE_HELD: "no-view",
    State.SUSPENDED: "no-view",
    State.SUSPENDED_DRAFT: "no-view",
    State.SUSPENDED_WAITING: "no-view",
    State.WITHDRAWN: "cross",
    State.WITHDRAWN_DRAFT: "edit",
    State.EXPIRED: "time",
    State.EXPIRED_DRAFT: "edit",
}

# The stages of the edition that the public has or had last (None: never any), in the order of the rows below.
PUBLIC_STAGES = (None, Stage.LIVE, Stage.SUSPENDED, Stage.WITHDRAWN, Stage.EXPIRED)
IS_PUBLIC = frozenset(state for state in State if state.name.startswith("LIVE"))

# Of what was withdrawn or has expired, a draft on its way is said as that of a new record: it is decided as one.
_TABLE: Mapping[Stage | None, Mapping[Draft, State]] = {
    None: {
        Draft.NONE: State.DRAFT,
        Draft.DRAFT: State.DRAFT,
        Draft.RETURNED: State.RETURNED,
        Draft.WAITING: State.WAITING,
        Draft.SCHEDULED: State.SCHEDULED,
        Draft.HELD: State.SUSPENDED,
    },
    Stage.LIVE: {
        Draft.NONE: State.LIVE,
        Draft.DRAFT: State.LIVE_DRAFT,
        Draft.RETURNED: State.LIVE_RETURNED,
        Draft.WAITING: State.LIVE_WAITING,
        Draft.SCHEDULED: State.LIVE_SCHEDULED,
        Draft.HELD: State.LIVE_HELD,
    },
    Stage.SUSPENDED: {
        Draft.NONE: State.SUSPENDED,
        Draft.DRAFT: State.SUSPENDED_DRAFT,
        Draft.RETURNED: State.SUSPENDED_DRAFT,
        Draft.WAITING: State.SUSPENDED_WAITING,
        Draft.SCHEDULED: State.SUSPENDED,
        Draft.HELD: State.SUSPENDED,
    },
    Stage.WITHDRAWN: {
        Draft.NONE: State.WITHDRAWN,
        Draft.DRAFT: State.WITHDRAWN_DRAFT,
        Draft.RETURNED: State.RETURNED,
        Draft.WAITING: State.WAITING,
        Draft.SCHEDULED: State.SCHEDULED,
        Draft.HELD: State.SUSPENDED,
    },
    Stage.EXPIRED: {
        Draft.NONE: State.EXPIRED,
        Draft.DRAFT: State.EXPIRED_DRAFT,
        Draft.RETURNED: State.RETURNED,
        Draft.WAITING: State.WAITING,
        Draft.SCHEDULED: State.SCHEDULED,
        Draft.HELD: State.SUSPENDED,
    },
}


def state_of(public: Stage | None, draft: Draft) -> State:
    """The state of a record, by the stage of the edition that the public has or had last and by its newest draft."""
    return _TABLE[public][draft]


def draft_of(*, is_waiting: bool, is_returned: bool, is_scheduled: bool, is_held: bool, is_new: bool) -> Draft:
    """Where the newest draft stands; `is_new`: the latest revision is not the one that the public has or had last."""
    answers = (
        (is_waiting, Draft.WAITING),
        (is_returned, Draft.RETURNED),
        (is_held, Draft.HELD),
        (is_scheduled, Draft.SCHEDULED),
        (is_new, Draft.DRAFT),
    )
    return next((draft for holds, draft in answers if holds), Draft.NONE)
