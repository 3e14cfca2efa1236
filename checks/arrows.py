#!/usr/bin/env python3
"""Enforces the arrows of the architecture over #include and import lines: each folder uses only what stands below it."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent

# What each folder of server/ may include, besides itself. Folders that are not named (app, commands, demo, testing)
# put the others together and may include anything.
BASE = {"platform", "insight"}
SERVER = {
    "insight": set(),
    "platform": {"insight"},
    "objects": BASE,
    "people": BASE | {"objects"},
    "changes": BASE | {"objects", "people"},
    "api": BASE | {"objects", "people", "changes"},
    "workflows": BASE | {"objects", "people", "changes"},
    "office": BASE | {"objects", "people", "changes"},
    "channels": BASE | {"objects", "people", "changes"},
}
# The platform folds and checks texts; it knows no other part of insight.
PLATFORM_USES = "insight/text/"
# A workflow, and the office, use another's declarations, never its functions: those are reached as actions.
FUNCTIONS = re.compile(r"(verbs|workflow|rules)\.hpp$")
# Insight is pure functions: of what is installed, it includes these libraries and the standard one.
INSIGHT_LIBRARIES = ("unicode/", "re2/", "phonenumbers/", "fmt/", "date/", "idn2.h", "libpsl.h")

# The floors of web/src. Within the lowest, folders know one another; above, a folder knows the floors below it.
WEB = {
    "design": 0, "changes": 0, "objects": 0,
    "workflows": 1, "office": 1, "settings": 1,
    "shell": 2,
}

INCLUDE = re.compile(r'^\s*#\s*include\s+(?:"([^"]+)"|<([^>]+)>)', re.M)
IMPORT = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*['"](\.[^'"]+)['"]""")


def first(path):
    return path.split("/")[0]


def server_complaint(source, included):
    home, target = first(source), first(included)
    if home not in SERVER:
        return None
    if home == target:
        return workflow_complaint(source, included)
    if target not in SERVER:
        return f"includes {included}: only the commands and the tests know the whole program"
    if home == "platform" and not included.startswith(PLATFORM_USES):
        return f"includes {included}: platform knows nothing of the rest"
    if target not in SERVER[home]:
        return f"includes {included}: {home} may not use {target}"
    return None


def workflow_complaint(source, included):
    if first(source) not in ("workflows", "office") or source.split("/")[1] == included.split("/")[1]:
        return None
    if FUNCTIONS.search(included):
        return f"includes {included}: workflows share declarations only"
    return None


def library_complaint(source, library):
    standard = re.fullmatch(r"[a-z0-9_]+", library)
    if first(source) != "insight" or standard or library.startswith(INSIGHT_LIBRARIES):
        return None
    return f"includes <{library}>: insight uses the standard library and its numeric and text libraries only"


def web_complaint(source, target):
    home, aim = first(source), first(target)
    if home not in WEB or aim not in WEB:
        return None
    if home == aim:
        apart = home == "workflows" and source.split("/")[1] != target.split("/")[1]
        return f"imports {target}: workflows do not know one another" if apart else None
    if WEB[aim] > WEB[home] or WEB[aim] == WEB[home] > 0:
        return f"imports {target}: {home} may not use {aim}"
    return None


def server_complaints(root):
    for path in sorted(root.rglob("*.[ch]pp")):
        source = path.relative_to(root).as_posix()
        if source.endswith(("_test.cpp", "_fuzzer.cpp")) or first(source) not in SERVER:
            continue
        for match in INCLUDE.finditer(text := path.read_text()):
            ours, library = match.groups()
            complaint = server_complaint(source, ours) if ours else library_complaint(source, library)
            if complaint:
                yield f"server/{source}:{text.count(chr(10), 0, match.start()) + 1}: {complaint}"


def web_complaints(root):
    for path in sorted([*root.rglob("*.ts"), *root.rglob("*.tsx")]):
        source = path.relative_to(root).as_posix()
        if ".test." in source:
            continue
        for match in IMPORT.finditer(text := path.read_text()):
            target = (path.parent / match[1]).resolve().relative_to(root.resolve()).as_posix()
            if complaint := web_complaint(source, target):
                yield f"web/src/{source}:{text.count(chr(10), 0, match.start()) + 1}: {complaint}"


def self_test():
    for source, included in (
        ("objects/record.cpp", "changes/commit.hpp"),
        ("api/list.cpp", "workflows/leads/lead.hpp"),
        ("channels/web/form.cpp", "api/api.hpp"),
        ("platform/db/x.cpp", "objects/record.hpp"),
        ("platform/db/x.cpp", "insight/scoring/score.hpp"),
        ("workflows/leads/a.cpp", "workflows/pipeline/verbs.hpp"),
        ("changes/a.cpp", "app.hpp"),
        ("changes/a.cpp", "commands/place.hpp"),
    ):
        assert server_complaint(source, included), f"{source} → {included} is not seen"
    for source, included in (
        ("changes/a.cpp", "people/actor.hpp"),
        ("workflows/leads/a.cpp", "workflows/pipeline/opportunity.hpp"),
        ("platform/files/csv.cpp", "insight/text/fold.hpp"),
    ):
        assert not server_complaint(source, included), f"{source} → {included} is refused"
    assert library_complaint("insight/text/a.cpp", "sqlite3.h") and not library_complaint("insight/text/a.cpp", "vector")
    assert web_complaint("settings/a.tsx", "shell/App.tsx") and web_complaint("workflows/leads/a.ts", "workflows/pipeline/b.ts")
    assert web_complaint("objects/a.ts", "workflows/leads/b.ts") and not web_complaint("shell/a.ts", "workflows/leads/b.ts")
    assert INCLUDE.search('#  include "a/b.hpp"')[1] == "a/b.hpp" and IMPORT.search("await import('./a.ts')")[1] == "./a.ts"


def main():
    self_test()
    complaints = [*server_complaints(ROOT / "server"), *web_complaints(ROOT / "web/src")]
    print("\n".join(complaints) or "The arrows hold.")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
