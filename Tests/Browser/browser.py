"""Debian's Chromium: opening a page in a setting, and what it said and asked for meanwhile."""

from __future__ import annotations

import base64
import json
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.chrome.service import Service
from urllib3.exceptions import HTTPError

CHROMIUM = Path("/usr/bin/chromium")
DRIVER = Path("/usr/bin/chromedriver")

# Chromium draws no picture that is much higher.
TALLEST = 12_000
# Seconds for what runs in a page.
PATIENCE = 300
# What is thrown where a browser or its driver is gone.
DIED = (WebDriverException, HTTPError)


class MissingBrowser(Exception):
    """There is no browser: a failure, never a reason to pass over a check."""


@dataclass(frozen=True)
class Setting:
    """How a page is looked at."""

    scheme: str
    width: int

    def __str__(self) -> str:
        return f"{self.scheme} {self.width} px"

    @property
    def file_name(self) -> str:
        """The setting as a part of a file's name."""
        return f"{self.scheme}-{self.width}"


SETTINGS = [Setting(scheme, width) for scheme in ("light", "dark") for width in (360, 1280)]
# Each scheme and each width once: axe-core takes longer than all else together.
AXE_SETTINGS = {Setting("light", 1280), Setting("dark", 360)}


class Browser:
    """One Chromium, which opens pages from disk; no name leads it anywhere else."""

    def __init__(self) -> None:
        self._start()

    def restart(self) -> None:
        """Begins anew, where the browser has died."""
        with suppress(*DIED):
            self._driver.quit()
        self._start()

    def _start(self) -> None:
        for path in (CHROMIUM, DRIVER):
            if not path.exists():
                raise MissingBrowser(f"{path} is missing: run .ci/packages browser")
        options = webdriver.ChromeOptions()
        options.binary_location = str(CHROMIUM)
        arguments = [
            "--headless=new",
            "--hide-scrollbars",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-extensions",
            "--no-first-run",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
        ]
        # Chromium's sandbox refuses to serve root.
        arguments += ["--no-sandbox"] if os.geteuid() == 0 else []
        for argument in arguments:
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        self._driver = webdriver.Chrome(options=options, service=Service(str(DRIVER)))
        # A busy machine is slow, and that is no failure.
        self._driver.set_script_timeout(PATIENCE)
        self._driver.command_executor.client_config.timeout = PATIENCE + 30

    def open(self, page: Path, setting: Setting) -> None:
        """Opens a page as somebody with these settings would."""
        self._command(
            "Emulation.setDeviceMetricsOverride",
            {"width": setting.width, "height": 800, "deviceScaleFactor": 1, "mobile": False},
        )
        feature = {"name": "prefers-color-scheme", "value": setting.scheme}
        self._command("Emulation.setEmulatedMedia", {"features": [feature]})
        self._driver.get(page.resolve().as_uri())

    def console(self) -> list[str]:
        """What was written to the console since this was asked last."""
        return [entry["message"] for entry in self._driver.get_log("browser")]

    def strays(self, folder: Path) -> list[str]:
        """Requests since this was asked last that failed or left the folder."""
        strays: list[str] = []
        addresses: dict[str, str] = {}
        for entry in self._driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            parameters = message["params"]
            if message["method"] == "Network.requestWillBeSent":
                address = parameters["request"]["url"]
                addresses[parameters["requestId"]] = address
                if not _is_within(address, folder):
                    strays.append(f"asks for {address}")
            elif message["method"] == "Network.loadingFailed":
                address = addresses.get(parameters["requestId"], "something")
                strays.append(f"{address} failed: {parameters['errorText']}")
        return strays

    def run(self, script: str, *arguments: object) -> Any:
        """Runs a script in the page, past its policy, and gives what it returns."""
        return self._driver.execute_script(script, *arguments)

    def wait_for(self, script: str, *arguments: object) -> Any:
        """Runs a script that calls its last argument when it is done."""
        return self._driver.execute_async_script(script, *arguments)

    def shoot(self, file: Path) -> None:
        """Writes a picture of the page, of a very long one the beginning."""
        size = self._command("Page.getLayoutMetrics", {})["cssLayoutViewport"]
        height = self.run("return document.documentElement.scrollHeight")
        clip = {"x": 0, "y": 0, "width": size["clientWidth"], "scale": 1}
        answer = self._command(
            "Page.captureScreenshot",
            {"captureBeyondViewport": True, "clip": clip | {"height": min(height, TALLEST)}},
        )
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(base64.b64decode(answer["data"]))

    def close(self) -> None:
        """Ends the browser."""
        with suppress(*DIED):
            self._driver.quit()

    def _command(self, name: str, parameters: dict[str, object]) -> dict[str, Any]:
        return self._driver.execute_cdp_cmd(name, parameters)


def _is_within(address: str, folder: Path) -> bool:
    parts = urlsplit(address)
    if parts.scheme == "data":
        return True
    path = Path(unquote(parts.path)).resolve()
    return parts.scheme == "file" and path.is_relative_to(folder.resolve())
