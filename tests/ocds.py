"""The checks of the Open Contracting Partnership on a package, offline: what its tool finds, the way through sheets."""

import json
import warnings
import zipfile
from pathlib import Path
from typing import Any

import pytest

SCHEMA = Path(__file__).parent / "data" / "ocds" / "schema"
# A record may have a versioned release; ours have none, and the tool would fetch its schema from the network.
VERSIONED = "https://standard.open-contracting.org/schema/1__1__5/versioned-release-validation-schema.json"
FETCHED = (f'"$ref": "{VERSIONED}"', '"type": "object"')


def faults(package: dict[str, Any], folder: Path) -> dict[str, Any]:
    """What libcoveocds finds in a package; nothing where it is sound. `folder` is for its files."""
    api = pytest.importorskip("libcoveocds.api", reason="libcoveocds is tested with on Python 3.11 alone")
    found = api.ocds_json_output(str(folder), json_data=package, lib_cove_ocds_config=_config(folder))
    assert found["version_used"] == "1.1"
    return {name: found[name] for name in NAMES if found.get(name)}


NAMES = (
    "validation_errors",
    "additional_fields",
    "all_additional_fields",
    "deprecated_fields",
    "additional_closed_codelist_values",
    "additional_open_codelist_values",
    "additional_checks",
    "conformance_errors",
    "json_deref_error",
)


def _config(folder: Path) -> Any:
    from libcoveocds.config import LibCoveOCDSConfig

    return LibCoveOCDSConfig({"context": "api", "standard_zip": f"file://{_standard(folder)}"})


def _standard(folder: Path) -> Path:
    """The standard as the tool wants it: a zip with one folder."""
    path = folder / "standard.zip"
    if not path.exists():
        with zipfile.ZipFile(path, "w") as standard:
            standard.writestr("standard/", "")
            for file in sorted(SCHEMA.rglob("*.*")):
                text = file.read_text(encoding="utf-8").replace(*FETCHED)
                standard.writestr(f"standard/schema/{file.relative_to(SCHEMA)}", text)
    return path


def through_sheets(package: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The package after it was flattened into sheets and put together again; its releases are in another order then."""
    flattentool = pytest.importorskip("flattentool")
    source, sheets, result = folder / "package.json", folder / "sheets", folder / "again.json"
    source.write_text(json.dumps(package), encoding="utf-8")
    warnings.simplefilter("ignore", flattentool.exceptions.FlattenToolWarning)  # of what the schema leaves open
    common = {"schema": str(SCHEMA / "release-schema.json"), "root_id": "ocid"}
    head = {name: value for name, value in package.items() if name != "releases"}
    (folder / "base.json").write_text(json.dumps(head), encoding="utf-8")
    flattentool.flatten(
        str(source),
        output_name=str(sheets),
        output_format="csv",
        root_list_path="releases",
        main_sheet_name="releases",
        disable_local_refs=True,
        **common,
    )
    flattentool.unflatten(
        str(sheets),
        base_json=str(folder / "base.json"),
        input_format="csv",
        output_name=str(result),
        root_list_path="releases",
        disable_local_refs=True,
        **common,
    )
    return json.loads(result.read_text(encoding="utf-8"))
