#!/usr/bin/env python3
"""SIGKILL between and inside the batches of an import: it finishes as if never interrupted."""
from common import Base, require

ROWS = 6000
FILE = "Nom;E-mail;Téléphone\r\n" + "".join(
    f"Société {i};contact{i}@example.invalid;{'faux' if i % 100 == 7 else '02 99 %02d %02d %02d' % (i // 10000, i // 100 % 100, i % 100)}\r\n" for i in range(ROWS))


def run_import(base, failpoints):
    with base.serve(failpoints="") as server:
        made = server.ask("POST", "/imports?name=societes.csv&object=company", raw=FILE.encode())
        identity = made["id"]
        server.ask("PUT", f"/imports/{identity}", {"object": "company", "key": {"company": "email"}})
    kills = 0
    for failpoint in failpoints:
        with base.serve(failpoints=failpoint) as server:
            if kills == 0:
                server.ask("POST", f"/imports/{identity}/run")
            server.wait_until(lambda: (server.ask("GET", f"/imports/{identity}") or {"state": None})["state"] in (None, "done") or False)
            kills += 1
    with base.serve() as server:
        def finished():
            answer = server.ask("GET", f"/imports/{identity}")
            return answer if answer["state"] != "running" else False
        return server.wait_until(finished)["progress"]


with Base() as base:
    progress = run_import(base, ["import.between_batches=kill@1", "commit.before_end=kill@1", "commit.between_records_and_log=kill@1",
                                 "writer.after_commit=kill@1", "import.between_batches=kill@1"])
    rejected = sum(1 for i in range(ROWS) if i % 100 == 7)
    require(progress["rejected"] == rejected, f"{progress['rejected']} rejected instead of {rejected}")
    require(progress["created"] == ROWS - rejected, f"{progress['created']} created instead of {ROWS - rejected}")
    require(progress["done"] == ROWS, f"{progress['done']} rows done instead of {ROWS}")
    stored = base.count("companies")
    require(stored == ROWS - rejected, f"{stored} companies stored instead of {ROWS - rejected}")
    base.check()
print(f"import: {ROWS} rows, killed five times, each row once")
