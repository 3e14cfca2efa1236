#!/usr/bin/env python3
"""SIGKILL around the sending of messages: each ends in one state, none is sent twice unless it says that it is uncertain."""
import asyncio
import email
import threading

from aiosmtpd.smtp import SMTP
from common import Base, require

MESSAGES = 12


class Sink:
    """A real SMTP server on loopback that remembers what it accepted."""

    def __init__(self):
        self.accepted = []

    async def handle_DATA(self, _server, _session, envelope):
        self.accepted.append(email.message_from_bytes(envelope.content)["Message-ID"])
        return "250 OK queued"


sink = Sink()


def start_sink():
    loop = asyncio.new_event_loop()
    ready = threading.Event()
    place = {}

    async def listen():
        server = await loop.create_server(lambda: SMTP(sink, hostname="sink"), "127.0.0.1", 0)
        place["port"] = server.sockets[0].getsockname()[1]
        ready.set()

    def run():
        asyncio.set_event_loop(loop)
        loop.run_until_complete(listen())
        loop.run_forever()

    threading.Thread(target=run, daemon=True).start()
    ready.wait(10)
    return place["port"]


def states(server):
    answer = server.ask("GET", "/messages?limit=100")
    return None if answer is None else [record["status"] for record in answer["records"]]


def nothing_waits(server):
    """True too when the program is dead."""
    now = states(server)
    return now is None or not {"queued", "sending"} & set(now)


with Base() as base:
    port = start_sink()
    with base.serve() as server:
        for number in range(MESSAGES):
            server.ask("POST", "/messages", {"to": f"client{number}@example.invalid", "subject": f"Message {number}", "body": "Bonjour"})
        server.ask("PATCH", "/settings/email", {"host": "127.0.0.1", "port": port, "from": "elan@example.invalid", "starttls": False, "private_addresses": True})
    for failpoint in ("email.before_conversation=kill@2", "email.after_conversation=kill@2", "commit.before_end=kill@4", "writer.after_commit=kill@3"):
        with base.serve(failpoints=failpoint) as server:
            server.wait_until(lambda: nothing_waits(server))
    with base.serve() as server:
        server.wait_until(lambda: nothing_waits(server))
        final = states(server)
    base.check()

count = {state: final.count(state) for state in set(final)}
uncertain = count.get("uncertain", 0)
require(len(final) == MESSAGES, f"{len(final)} messages instead of {MESSAGES}")
require(set(final) <= {"delivered", "uncertain"}, f"unexpected states: {count}")
require(uncertain <= 4, f"{uncertain} uncertain with four kills of one connection each")
require(len(sink.accepted) == len(set(sink.accepted)), "a message was accepted twice")
require(count.get("delivered", 0) <= len(sink.accepted) <= MESSAGES, f"{count} but the sink accepted {len(sink.accepted)}")
print(f"messages: {count}, the sink accepted {len(sink.accepted)} once each")
