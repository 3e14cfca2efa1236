#!/usr/bin/env python3
"""SIGKILL at every sync and at every failpoint of a create: acknowledged <= stored <= acknowledged + in flight."""
import uuid

from common import Base, require


def create_until_killed(base, **options):
    """Creates leads one after the other until the program dies; how many were acknowledged, and the key of the one in flight."""
    acknowledged = 0
    with base.serve(**options) as server:
        for number in range(12):
            key = str(uuid.uuid4())
            if server.ask("POST", "/leads", {"name": f"Piste {number}"}, key=key) is None:
                return acknowledged, key, number
            acknowledged += 1
    return acknowledged, None, 0


def settle(base, before, acknowledged, key, number):
    stored = base.count("leads") - before
    in_flight = 1 if key else 0
    require(acknowledged <= stored <= acknowledged + in_flight, f"acknowledged {acknowledged}, stored {stored}, in flight {in_flight}")
    base.check()
    if key is None:
        return
    # The same request again has one effect in all.
    with base.serve() as server:
        server.ask("POST", "/leads", {"name": f"Piste {number}"}, key=key)
    again = base.count("leads") - before
    require(again == acknowledged + 1, f"a retried request left {again} records instead of {acknowledged + 1}")


with Base() as base:
    for failpoint in ("commit.begin", "commit.between_records_and_log", "commit.before_end", "commit.after", "writer.before_commit",
                      "writer.after_commit", "idempotency.before_answer_is_kept"):
        before = base.count("leads")
        settle(base, before, *create_until_killed(base, failpoints=f"{failpoint}=kill@3"))
    for sync in range(1, 16):
        before = base.count("leads")
        strace = ("strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fdatasync", "-e", f"inject=fdatasync:signal=SIGKILL:when={sync}")
        settle(base, before, *create_until_killed(base, strace=strace))
print("create: killed 22 times, nothing lost, nothing doubled")
