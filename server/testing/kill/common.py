"""What the kill tests share: a program over a scratch base, killed at a chosen point and started again."""
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

ELAN = pathlib.Path(sys.argv[1]).resolve()


class Base:
    """A scratch base with an owner and an API key."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="elan-kill-"))
        self.elan("user", "add", "--email", "marie@example.invalid", "--name", "Marie", "--role", "owner")
        self.key = self.elan("key", "create", "--user", "marie@example.invalid").strip()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder, ignore_errors=True)

    def elan(self, *words, check=True):
        done = subprocess.run([ELAN, *words, "--data", self.folder], capture_output=True, text=True)
        if check and done.returncode != 0:
            sys.exit(f"elan {' '.join(words)} failed:\n{done.stdout}{done.stderr}")
        return done.stdout

    def serve(self, failpoints="", strace=()):
        return Server(self, failpoints, strace)

    def count(self, path):
        """How many records there are, asked of a program that nothing kills."""
        with self.serve() as server:
            return server.ask("GET", f"/{path}?total=true&limit=1")["total"]

    def check(self):
        self.elan("check", "--deep")


class Server:
    def __init__(self, base, failpoints, strace):
        self.base = base
        environment = dict(os.environ, ELAN_FAILPOINTS=failpoints)
        command = [*strace, ELAN, "serve", "--data", base.folder, "--listen", "127.0.0.1:0", "--key-requests-per-minute", "0"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, text=True,
                                        start_new_session=True)
        line = self.process.stdout.readline()
        self.address = line.split(" : ")[-1].strip().replace("localhost", "127.0.0.1") if "http" in line else None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        # With what it was started under: a program outlives the strace that watched it.
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()

    def ask(self, method, path, body=None, raw=None, key=None):
        """The JSON answer; None when the program died before it answered."""
        if self.address is None:
            return None
        data = raw if raw is not None else None if body is None else json.dumps(body).encode()
        headers = {"Authorization": f"Bearer {self.base.key}", "Content-Type": "application/octet-stream" if raw is not None else "application/json"}
        if key:
            headers["Idempotency-Key"] = key
        request = urllib.request.Request(self.address + "/api/v1" + path, data=data, method=method, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return json.loads(answer.read() or b"{}")
        except urllib.error.HTTPError as refused:
            sys.exit(f"{method} {path}: {refused.code} {refused.read().decode()}")
        except (urllib.error.URLError, ConnectionError, TimeoutError, OSError):
            return None

    def wait_until(self, settled, seconds=60):
        """Asks until the answer pleases, the program died (None) or the time is up."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            answer = settled()
            if answer is not False:
                return answer
        sys.exit("the program did not settle in time")


def require(holds, sentence):
    if not holds:
        sys.exit(sentence)
