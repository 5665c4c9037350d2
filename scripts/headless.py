"""One headless Chromium, spoken to over a pipe in the DevTools protocol. Standard library only."""

import json
import os
import select
import shutil
import subprocess
import tempfile
import time

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


class NoBrowser(Exception):
    """There is no Chromium on this machine."""


class Browser:
    """A browser with one page. Use it in a `with` statement."""

    def __init__(self, scripts=True):
        program = next((p for p in map(shutil.which, NAMES) if p), None)
        if program is None:
            raise NoBrowser(
                "Chromium is missing, and the page of `report` cannot be checked without it. "
                "Install it with: apt-get install chromium")
        self.profile = tempfile.mkdtemp(prefix="jiedui-chromium-")
        self.downloads = os.path.join(self.profile, "downloads")
        os.mkdir(self.downloads)
        command_in, self.write_end = os.pipe()
        self.read_end, command_out = os.pipe()

        def plug():  # Chromium reads commands from 3 and answers on 4.
            ends = os.dup(command_in), os.dup(command_out)
            os.dup2(ends[0], 3)
            os.dup2(ends[1], 4)
            for end in (3, 4):
                os.set_inheritable(end, True)

        flags = ["--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking",
                 "--disable-component-update", "--disable-sync", "--hide-scrollbars",
                 "--remote-debugging-pipe", f"--user-data-dir={self.profile}"]
        if not scripts:
            flags.append("--blink-settings=scriptEnabled=false")
        if os.geteuid() == 0:
            flags.append("--no-sandbox")  # root has no sandbox to enter
        self.process = subprocess.Popen(
            [program, *flags, "about:blank"], preexec_fn=plug, close_fds=False,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(command_in)
        os.close(command_out)
        self.number, self.buffer, self.events, self.session = 0, b"", [], None
        targets = self.call("Target.getTargets")["targetInfos"]
        target = next(t["targetId"] for t in targets if t["type"] == "page")
        self.session = self.call(
            "Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        os.close(self.write_end)
        os.close(self.read_end)
        shutil.rmtree(self.profile, ignore_errors=True)

    def call(self, method, **arguments):
        """Sends a command and waits for its answer; events that come before it are kept."""
        self.number += 1
        message = {"id": self.number, "method": method, "params": arguments}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.write_end, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.receive()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return answer["result"]

    def receive(self, seconds=60):
        end = time.monotonic() + seconds
        while b"\0" not in self.buffer:
            ready, _, _ = select.select([self.read_end], [], [], max(0, end - time.monotonic()))
            if not ready:
                raise TimeoutError("Chromium does not answer.")
            chunk = os.read(self.read_end, 1 << 20)
            if not chunk:
                raise RuntimeError("Chromium ended.")
            self.buffer += chunk
        text, _, self.buffer = self.buffer.partition(b"\0")
        message = json.loads(text)
        if "method" in message:
            self.events.append(message)
        return message

    def wait_for(self, method):
        while True:
            for index, event in enumerate(self.events):
                if event["method"] == method:
                    return self.events.pop(index)["params"]
            self.receive()

    def open(self, path):
        """Loads a file and waits until it is whole."""
        self.events.clear()
        self.call("Page.navigate", url="file://" + os.path.abspath(path))
        self.wait_for("Page.loadEventFired")

    def run(self, expression):
        """The value of an expression in the page; what it throws is thrown here."""
        result = self.call(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in result:
            raise RuntimeError(json.dumps(result["exceptionDetails"])[:500])
        return result["result"].get("value")

    def complaints(self):
        """Console messages, uncaught exceptions and refusals since the page was opened."""
        self.run("0") if self.session else None
        found = []
        for event in self.events:
            if event["method"] == "Runtime.consoleAPICalled":
                found.append(event["params"]["type"])
            elif event["method"] == "Runtime.exceptionThrown":
                found.append(event["params"]["exceptionDetails"]["text"])
            elif event["method"] == "Log.entryAdded":
                found.append(event["params"]["entry"]["text"])
            elif event["method"] == "Page.javascriptDialogOpening":
                found.append("dialog: " + event["params"]["message"])
        return found

    def requests(self):
        """Addresses that the page asked for, without itself and data inside it."""
        addresses = [e["params"]["request"]["url"] for e in self.events
                     if e["method"] == "Network.requestWillBeSent"]
        return [a for a in addresses[1:] if not a.startswith("data:")]
