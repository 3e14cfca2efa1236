#!/usr/bin/env python3
"""Enforces the arrows of the architecture over #include and import lines: each folder uses what stands below it only."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent

# folder -> folders it may include from, besides itself
SERVER = {
    "platform": {"insight"},
    "insight": set(),
    "objects": {"platform", "insight"},
    "people": {"objects", "platform", "insight"},
    "changes": {"people", "objects", "platform", "insight"},
    "api": {"changes", "people", "objects", "platform", "insight"},
    "workflows": {"changes", "people", "objects", "platform", "insight"},
    "office": {"changes", "people", "objects", "platform", "insight"},
    "channels": {"changes", "people", "objects", "platform", "insight"},
}
# platform may use insight/text only where a text must be checked or folded; nothing else of the business.
PLATFORM_MAY = ("insight/text/",)

# The shell is the app's table of contents: it knows the screens, no screen knows it.
WEB = {
    "design": {"changes"},
    "changes": {"objects", "design"},
    "objects": {"design", "changes"},
    "workflows": {"objects", "changes", "design"},
    "office": {"objects", "changes", "design"},
    "settings": {"objects", "changes", "design"},
    "shell": {"workflows", "office", "settings", "objects", "changes", "design"},
}


def server_complaint(source, included):
    home, target = source.split("/")[0], included.split("/")[0]
    if home not in SERVER or target == home or target not in SERVER:
        return None
    if home == "platform" and not included.startswith(PLATFORM_MAY):
        return f"server/{source} includes {included}: platform knows nothing of the rest"
    if target not in SERVER[home]:
        return f"server/{source} includes {included}: {home} may not use {target}"
    return None


def workflow_complaint(source, included):
    """A workflow uses another's declarations, never its functions."""
    parts, target = source.split("/"), included.split("/")
    if parts[0] != "workflows" or target[0] != "workflows" or parts[1] == target[1]:
        return None
    if re.search(r"(verbs|workflow|rules)\.hpp$", included):
        return f"server/{source} includes {included}: workflows share declarations only"
    return None


def server_complaints(root):
    for path in sorted(root.rglob("*.[ch]pp")):
        source = path.relative_to(root).as_posix()
        if source.startswith(("testing/", "commands/")) or source.endswith(("_test.cpp", "_fuzzer.cpp")):
            continue
        for included in re.findall(r'^#include "([^"]+)"', path.read_text(), re.M):
            for complaint in (server_complaint(source, included), workflow_complaint(source, included)):
                if complaint:
                    yield complaint


def web_complaints(root):
    for path in sorted(root.rglob("*.ts*")):
        source = path.relative_to(root).as_posix()
        home = source.split("/")[0]
        if home not in WEB or ".test." in source:
            continue
        for wanted in re.findall(r"""from ['"](\.[^'"]+)['"]""", path.read_text()):
            target = (path.parent / wanted).resolve().relative_to(root.resolve()).as_posix().split("/")[0]
            if target in WEB and target != home and target not in WEB[home]:
                yield f"web/src/{source} imports {wanted}: {home} may not use {target}"


def self_test():
    planted = [("objects/record.cpp", "changes/commit.hpp"), ("api/a.cpp", "workflows/leads/lead.hpp"), ("platform/db/x.cpp", "objects/record.hpp")]
    assert all(server_complaint(*pair) for pair in planted), "the check does not see a planted violation"
    assert workflow_complaint("workflows/leads/a.cpp", "workflows/pipeline/verbs.hpp")
    assert not server_complaint("changes/a.cpp", "people/actor.hpp")


def main():
    self_test()
    complaints = list(server_complaints(ROOT / "server"))
    if (ROOT / "web/src").exists():
        complaints += web_complaints(ROOT / "web/src")
    print("\n".join(complaints) or "The arrows hold.")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
