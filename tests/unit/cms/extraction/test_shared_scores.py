"""The corpus of Thai documents and the set of hostile uploads that lie beside the project, with their own scorers."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[4]
CORPUS = PROJECT.parent / "shared" / "thai-docs"

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus ../shared/thai-docs is not here")


def score(scorer, *arguments):
    return subprocess.run(
        [sys.executable, str(CORPUS / scorer), *arguments, "--path", str(PROJECT)],
        cwd=CORPUS,
        env={"PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_shared_upload_set():
    result = score("score_upload.py", "--func", "cms.extraction.sandbox:verdict_of")

    assert result.returncode == 0, result.stdout + result.stderr
    assert "wrong 0 limits hit by files that are no bombs 0" in result.stdout


def test_shared_pdf_score(tmp_path):
    bars = ["--max", "ns=0.065", "--min", "cells=0.86", "--min", "pages=1"]

    result = score(
        "score.py", "--func", "cms.extraction.pdf:pages", *bars, "--no-wer", "--quiet", "--json", str(tmp_path / "rows")
    )

    assert result.returncode == 0, result.stdout + result.stderr
    assert len(json.loads((tmp_path / "rows").read_text(encoding="utf-8"))) >= 90
