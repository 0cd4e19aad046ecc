"""There is one way from a decision to the live page: who calls the functions that make something public."""

import ast
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
APPS = ("cms", "disclosures", "procurement", "search", "config")
CALLERS = {
    "publish_approved": {"cms/actions/approval.py:decide"},
    "publish_revision": {
        "cms/actions/publish.py:publish_approved",
        "cms/actions/due_publications.py:go_live",
        "cms/actions/takedown.py:_lift",
    },
    "create_publication": {
        "cms/actions/publish.py:publish_approved",
        "cms/actions/outside_workflow.py:record_publication_outside_workflow",
    },
    "complete_workflow": {"cms/actions/approval.py:decide"},
    "record_decision": {"cms/actions/approval.py:decide"},
    "decide": {"cms/actions/approval.py:approve", "cms/actions/approval.py:reject"},
}


@pytest.fixture(scope="module")
def calls():
    """By the name of what is called, the functions that call it (`file:function`)."""
    found = defaultdict(set)
    for file in (file for app in APPS for file in (ROOT / app).rglob("*.py")):
        for function in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef):
                for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
                    name = getattr(call.func, "id", None) or getattr(call.func, "attr", "")
                    found[name].add(f"{file.relative_to(ROOT)}:{function.name}")
    return found


@pytest.mark.parametrize("name", CALLERS)
def test_only_these_call_it(calls, name):
    assert calls[name] == CALLERS[name]


def test_nothing_of_ours_calls_wagtails_own_decisions(calls):
    """`workflow_state.update` sends back, `resume` and `cancel` are the officer's; these would decide or publish."""
    assert calls["on_action"] | calls["finish"] | calls["on_finish"] == set()
