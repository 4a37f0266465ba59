"""The sample with hostile words in the place of its own: the same events, in no nice language."""

from __future__ import annotations

import csv
import gzip
import json
import mailbox
import re
import zlib
from email.header import Header
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import yaml

WORDS = [
    '<script>alert(1)</script>"><img src=x onerror=alert(1)>&amp;{{7*7}}',
    "مسرح ليلة الافتتاح \u202e<b>שלום עולם</b> في الساعة الثامنة",
    "W" * 500,
    "\u200b</svg></title></table>' onmouseover='alert(1)' Z" + "\u0335" * 60,
    "Donaudampfschifffahrtsgesellschaftskapitän " * 12,
]
# Of lists the columns that hold what somebody wrote; the others tie rows together.
WRITTEN = {
    *("name", "contact_name", "city", "source", "note", "subject", "outcome", "objection"),
    *("next_action", "question", "answer", "category", "carrier", "supplies", "author", "text"),
    *("campaign", "staff", "product"),
}
# What a value of these columns names in another list.
NUMBER = re.compile(r"[A-Z]+-?\d+")
REQUEST = re.compile(r'"([A-Z]+) (\S+) (HTTP/[\d.]+)"')
# Logs of this many weeks, and what was written since: two months, so two sets of pages.
LOGS = 6
SINCE = "2026-10-02"


class Plain(yaml.SafeLoader):
    """Reads YAML as the program does: `on` is a word."""

    yaml_implicit_resolvers = {
        first: resolvers
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
        if first not in "oOyYnN"
    }


def word(value: str) -> str:
    """A hostile word, the same for the same value and another for another."""
    if not value:
        return value
    code = zlib.crc32(value.encode())
    return f"{code % 97} {WORDS[code % len(WORDS)]}"


def title(value: str, limit: int = 200) -> str:
    """A hostile word as long as a setting may be, without the signs that no setting may hold."""
    return re.sub(r"[\u200b\u202e\u0335]", "", word(value))[:limit].strip()


def path(value: str) -> str:
    """A path of the site with its last part spoiled, as a server would log it; '/' stays."""
    where, _, query = value.partition("?")
    # What tells programs from people must stay what it is.
    if where == "/" or "." in where or "*" in where:
        return value
    head, _, last = where.rpartition("/")
    return f"{head}/{quote(word(last))}" + (f"?{query}" if query else "")


def spoil(sample: Path, folder: Path) -> None:
    """Writes a spoiled copy of the sample to a folder."""
    for part in ("access", "ledgers", "forms"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    for log in _logs(sample):
        text = gzip.open(log, "rt").read() if log.suffix == ".gz" else log.read_text()
        line = REQUEST.sub(lambda m: f'"{m[1]} {path(m[2])} {m[3]}"', text)
        (folder / "access" / log.name.removesuffix(".gz")).write_text(line)
    for ledger in sorted((sample / "ledgers").glob("*.csv")):
        _spoil_list(ledger, folder / "ledgers" / ledger.name)
    forms = (sample / "forms/forms.ndjson").read_text("utf-8").splitlines()
    forms = [_form(line) for line in forms if line >= f'{{"time":"{SINCE}']
    (folder / "forms/forms.ndjson").write_text("\n".join(forms) + "\n", "utf-8")
    _spoil_mail(sample / "mail/archive.mbox", folder / "archive.mbox")
    titles = yaml.safe_load((sample / "titles.yaml").read_text("utf-8"))
    titles = {path(page): title(name) for page, name in titles.items()}
    (folder / "titles.yaml").write_text(yaml.safe_dump(titles), "utf-8")


def site(sample: Path) -> dict[str, Any]:
    """The sample's site with hostile titles, for a configuration in the spoiled folder."""
    settings = yaml.load((sample / "footfall.yaml").read_text("utf-8"), Plain)["sites"][0]
    settings |= {"name": "hostile", "title": title(settings["title"]), "hosts": ["hostile.example"]}
    for group in settings["page_groups"]:
        group["name"] = title(group["name"], 60)
    for note in settings.get("annotations", []):
        note["note"] = title(note["note"])
    steps = [step for funnel in settings["funnels"] for step in funnel["steps"]]
    titled = settings["goals"] + settings["funnels"] + settings["segments"] + steps
    for thing in titled:
        if isinstance(thing, dict):
            thing["title"] = title(thing["title"])
    return settings


def _logs(sample: Path) -> list[Path]:
    def age(log: Path) -> int:
        return int(re.sub(r"\D", "", log.name) or 0)

    return sorted((sample / "access").glob("access.log*"), key=age)[:LOGS]


def _spoil_list(source: Path, target: Path) -> None:
    text = source.read_text("utf-8")
    separator = ";" if ";" in text.partition("\n")[0] else ","
    rows = csv.DictReader(text.splitlines(), delimiter=separator)
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows.fieldnames or [], delimiter=separator)
        writer.writeheader()
        for row in rows:
            for column in WRITTEN & row.keys():
                if not NUMBER.fullmatch(row[column]):
                    row[column] = word(row[column])
            writer.writerow(row)


def _form(line: str) -> str:
    try:
        form = json.loads(line)
        fields = form["fields"]
    except (ValueError, KeyError):
        return line
    for field in {"name", "subject", "how_did_you_hear"} & fields.keys():
        fields[field] = word(fields[field])
    # The rules find the topic here.
    fields["message"] = f"{fields.get('message', '')} {word(fields.get('message', ''))}"
    return json.dumps(form)


def _spoil_mail(source: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    box = mailbox.mbox(target)
    for message in mailbox.mbox(source):
        if parsedate_to_datetime(message["Date"]).isoformat() < SINCE:
            continue
        if subject := message.get("Subject"):
            del message["Subject"]
            message["Subject"] = Header(word(str(subject)), "utf-8")
        box.add(message)
    box.close()
