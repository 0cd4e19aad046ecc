"""Which functions of Wagtail we wrote anew (ADR 0014), and the digest of the source that ours were compared with.

A red test here says that Wagtail changed one of them. Read what changed (`git diff v7.4.4 v7.4.5` in Wagtail's
repository), bring ours in line where it matters, and only then write the new digest down.
"""

import hashlib
import inspect
import pkgutil

import pytest
import wagtail

COMPARED = ("7.4", "8.0")
MINOR = "{}.{}".format(*wagtail.VERSION)


def unchanged(digest):
    """The same source in all versions that were compared."""
    return dict.fromkeys(COMPARED, digest)


# By name: what of ours to compare with it, and its SHA-256 by minor version of Wagtail.
REWRITTEN = {
    "wagtail.models:Workflow.start": (
        "`start.start_workflow`: what it fills in, the signal it sends, the entry it leaves in the history",
        unchanged("483967dd33f270bad99c843f8e10fc932e49bf6f3699b79286ae229108777e26"),
    ),
    "wagtail.models:WorkflowState.save": (
        "`start.start_workflow` saves the state past this: what it checks is ensured by us or by the database",
        unchanged("4796912b13de6f60aa832d77aa9ee2e47b318b90e5fbb353be7e33477d3abf04"),
    ),
    "wagtail.models:Task.start": (
        "`start.begin_stage`: what it fills in and the signal it sends",
        unchanged("e24ca06acd7e63774ad43138b6cfeb4438403d3faea2fec8b8812069737fa0d6"),
    ),
    "wagtail.models:AbstractGroupApprovalTask.start": (
        "`start.begin_stage`, which leaves the lock of the page as it is",
        unchanged("71707975e1f5018839801d797a3b7d48d88d3dc7cc353fac6a086207db6e2f03"),
    ),
    "wagtail.models:Task.on_action": (
        "`ApprovalTask.on_action` and `cms.actions.approval.decide`: the names of the actions and what they are given",
        unchanged("ac4515b0f224812d49289a6a3ac941470a86a4d723b19dc776e377534d97eda6"),
    ),
    "wagtail.models:TaskState.approve": (
        "`decide.record_decision`: what it fills in, its order, the signal it sends",
        unchanged("472e33716f8fca7ae0436be6e1baf8fae99c354507796e2cf4036a2620af0cfe"),
    ),
    "wagtail.models:TaskState.reject": (
        "`decide.record_decision`: what it fills in, its order, the signal it sends",
        unchanged("285c651d47f5eec0a87aa98cd7732ddedc1ec57d3215e691cbbf44809d626b52"),
    ),
    "wagtail.models:TaskState.log_state_change_action": (
        "`decide.record_decision`: the entry that it leaves in the history",
        unchanged("c1471ee65d6b5bd7da7233bbdd8c21cb6ec81dd724e8804469833bfd311f7def"),
    ),
    "wagtail.models:WorkflowState.get_next_task": (
        "`PendingReview.next_stage`: which stage follows",
        unchanged("f307ec47b3644d9775f2c549152d0cee5ab2d940934593f716b3cc4198c1b0b2"),
    ),
    "wagtail.models:WorkflowState.update": (
        "`decide.send_back` calls this for a rejection; `enter_stage` and `complete_workflow` stand for the rest",
        unchanged("491e2ac5f55dee06da96a27d8ed95963131e5944bdbe38533540da9dd4401d3a"),
    ),
    "wagtail.models:WorkflowState.finish": (
        "`decide.complete_workflow` and `send_signals`: status, `on_finish`, the signal it sends",
        unchanged("894509faab5ffdede46ded5d5142647f2f5597298620a79ecf3a48b68f9bb6e5"),
    ),
    "wagtail.models:Revision.publish": (
        "`publish.publish_revision`, and its call of this for a later time",
        unchanged("8f2156e57cf4f68f26b85e9ef296f50802237196fa6c6248abf9a280dab64843"),
    ),
    "wagtail.models:DraftStateMixin.publish": (
        "`publish.publish_revision`: nothing but the action below may follow from it",
        unchanged("bb337c1564f389ab01853b1601cffb289046f2ca7515497232488248c544cc72"),
    ),
    "wagtail.models:Page.publish": (
        "`publish.publish_revision`: nothing but the action below may follow from it",
        unchanged("acf4a2aee5ff132050ba39e7f1bb43e37d14eb817db1b3eace162c73288f0daa"),
    ),
    "wagtail.actions.publish_revision:PublishRevisionAction": (
        "`publish.publish_revision`: the fields it sets, its order, the signal, the entry in the history",
        {
            "7.4": "b2b8aea59f935199306c8945e6b1db4aece459f9008366f51860e59045880122",
            "8.0": "b98b0c64ca39bc82390d7255f993ac27caa76ed88eec4a3de06e63b6c41f3c76",
        },
    ),
    "wagtail.actions.publish_page_revision:PublishPageRevisionAction": (
        "`publish.publish_revision`: comments, the signals and their order, copies",
        unchanged("79ac16e7212baaae2de8e8fc12c0b3870ea983f8a9142bedc1d324dec572ccf3"),
    ),
    "wagtail.models:Page.with_content_json": (
        "`publish.UNTOUCHED_FIELDS`: the fields that a publication leaves as they are (the place in the tree)",
        unchanged("dbd407eb32b136d6d0ffc640784ed59e02c5a566c0ebf8926a1650f61d3176ba"),
    ),
    "wagtail.log_actions:log": (
        "`history.log_history`",
        unchanged("51e83bed5484fda9d359f802a367f4071c1b41c417ded48eba715f4267bc343d"),
    ),
    "wagtail.log_actions:LogActionRegistry.log": (
        "`history.log_history`: which model it is, and what it takes from the request",
        unchanged("060fceed7c49e1da9a0edc624448155772887fa0d5880ed7399e62b1bff2759f"),
    ),
    "wagtail.models:BaseLogEntryManager.log_action": (
        "`history.log_history`: what it fills in",
        unchanged("081fdafc9803d0e8eba273dcc4ff28befe47ac26b753914083baaf16d71a8db1"),
    ),
    "wagtail.models:PageLogEntry.objects.log_action": (
        "`history.log_history` of a page",
        unchanged("882ca148d69b7532eabd89d4c6ed5f026df698582f048d4938b5b54c35cbb0ec"),
    ),
    "wagtail.models:ModelLogEntry.objects.log_action": (
        "`history.log_history` of a snippet",
        unchanged("3532eb092d3e5a2694a620c07edf91d1abd729b32c82e27e8dde68f55d7085f6"),
    ),
    "wagtail.signal_handlers:update_reference_index_on_save": (
        "`Approvable.save`, which updates the reference index itself",
        unchanged("2a848ccdf7982e0c5c5aa9cdcde839df7f6d3cb903803b7830ebd473dd059f48"),
    ),
    "wagtail.admin.signal_handlers:register_signal_handlers": (
        "our list of Wagtail's mails that are switched off",
        unchanged("2afc24c3a6084dea97849c14fa1ede613d9da7b0586a7263432ce58c5c0745b8"),
    ),
}


def source_of(name):
    """The source of a function or class, with its decorators; nothing where there is no such name any more."""
    try:
        return inspect.getsource(pkgutil.resolve_name(name))
    except (ImportError, AttributeError):
        return ""


def complaint(name, source, minor):
    """What is to be done about a function of Wagtail, or None where it is as it was when ours was compared with it."""
    ours, digests = REWRITTEN[name]
    found = hashlib.sha256(source.encode()).hexdigest()
    if minor not in digests:
        return f"Wagtail {minor} is new here: compare its {name} with {ours}; then add it to COMPARED (here {found})."
    if not source:
        return f"Wagtail {minor} has no {name} any more: find what took its place and compare it with {ours}."
    if found != digests[minor]:
        return f"Wagtail {minor} changed {name}: compare it with {ours}; then write down its digest {found}."
    return None


@pytest.mark.parametrize("name", REWRITTEN)
def test_wagtail_has_what_ours_was_compared_with(name):
    reason = complaint(name, source_of(name), MINOR)

    assert reason is None, reason


@pytest.mark.parametrize(
    ("change", "minor", "said"),
    [
        (lambda source: source + "        # changed\n", MINOR, "changed wagtail.models:TaskState.approve"),
        (lambda source: "", MINOR, "has no wagtail.models:TaskState.approve any more"),
        (lambda source: source, "9.9", "Wagtail 9.9 is new here"),
    ],
)
def test_what_changed_is_named_with_what_to_compare(change, minor, said):
    name = "wagtail.models:TaskState.approve"

    reason = complaint(name, change(source_of(name)), minor)

    assert said in reason
    assert "`decide.record_decision`" in reason
