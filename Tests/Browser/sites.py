"""The reduced site: pages of the sample, of hostile words, of one visit and of nothing at all."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import spoiled
import yaml

CHECKOUT = Path(__file__).resolve().parent.parent.parent
PROGRAM = CHECKOUT / ".build/release/footfall"
VISIT = (
    '203.0.113.9 - - [12/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 5120 "-" '
    '"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0" "-"\n'
)


class ProgramFailed(Exception):
    """The program that makes the pages ended with an error."""


def make(program: Path, folder: Path) -> Path:
    """Makes all pages below a folder and gives where they lie: two sets, each with its persons."""
    shutil.rmtree(folder, ignore_errors=True)
    stage = _stage(program, folder / "stage")
    with _data_folder(stage) as data:
        _run(stage, "demo", "--quiet", "--data", data)
        configuration = _configuration(folder / "odd", folder / "pages/odd")
        _run(stage, "nightly", "--quiet", "--data", data, "--config", configuration)
    shutil.move(folder / "stage/Dashboards/html-demo", folder / "pages/demo")
    shutil.move(folder / "stage/Dashboards/html-demo-persons", folder / "pages/demo-persons")
    return folder / "pages"


def _stage(program: Path, stage: Path) -> Path:
    """A checkout for the program, so that the pages of `make demo` stay as they are."""
    (stage / "Dashboards").mkdir(parents=True)
    (stage / "Package.swift").touch()
    for name in ("Config", "SampleLogs"):
        (stage / name).symlink_to(CHECKOUT / name)
    for dashboard in (CHECKOUT / "Dashboards").iterdir():
        if not dashboard.name.startswith(("html", ".")):
            (stage / "Dashboards" / dashboard.name).symlink_to(dashboard)
    copy = stage / "footfall"
    try:
        os.link(program.resolve(), copy)
    except OSError:
        shutil.copy2(program, copy)
    return copy


@contextmanager
def _data_folder(program: Path) -> Iterator[Path]:
    """A data directory for a PostgreSQL that is gone with it."""
    # The server's user must come there, and may not into the checkout.
    # In memory where the system has such a place.
    place = "/dev/shm" if os.access("/dev/shm", os.W_OK | os.X_OK) else None
    with tempfile.TemporaryDirectory(
        prefix="footfall-browser-", dir=place, ignore_cleanup_errors=True
    ) as data:
        os.chmod(data, 0o755)
        try:
            yield Path(data)
        finally:
            subprocess.run(
                [program, "db", "stop", "--data", data], capture_output=True, check=False
            )


def _configuration(folder: Path, output: Path) -> Path:
    """Writes what the odd sites are made of, and gives their configuration."""
    sample = CHECKOUT / "SampleLogs"
    spoiled.spoil(sample, folder)
    (folder / "visit.log").write_text(VISIT)
    inputs = ["access/access.log*", "forms/forms.ndjson", "archive.mbox", "ledgers/*.csv"]
    settings = {
        "output": str(output),
        "person_pages": 12,
        "inputs": [{"path": path, "site": "hostile"} for path in inputs]
        + [{"path": "visit.log", "site": "lone"}],
        "sites": [
            spoiled.site(sample),
            {"name": "lone", "title": "One visitor", "hosts": ["lone.example"]},
            {"name": "empty", "title": "Nothing yet", "hosts": ["empty.example"]},
        ],
    }
    configuration = folder / "footfall.yaml"
    configuration.write_text(yaml.safe_dump(settings), "utf-8")
    return configuration


def _run(program: Path, *arguments: object) -> None:
    run = subprocess.run(
        [program, *map(str, arguments)], capture_output=True, text=True, check=False
    )
    if run.returncode:
        raise ProgramFailed(f"footfall {arguments[0]}: {run.stdout[-2000:]}{run.stderr[-2000:]}")
