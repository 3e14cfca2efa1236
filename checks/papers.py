#!/usr/bin/env python3
"""Papers stay true where a machine can tell: links lead to files that exist, and files that are named exist."""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
# `server/objects/field.hpp`, `checks/arrows.py`: a name in backquotes that starts with a folder of the tree and has an ending.
NAMED = re.compile(r"`((?:server|web|e2e|bench|docs|checks|packages|cmake|vendor|deploy)/[\w./-]+\.\w+)`")


def papers():
    names = subprocess.run(["git", "ls-files", "-z", "*.md"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in names.split("\0") if name]


def complaints_of(paper):
    fenced = False
    for number, line in enumerate(paper.read_text().splitlines(), 1):
        fenced ^= line.startswith("```")
        if fenced:
            continue
        here = f"{paper.relative_to(ROOT)}:{number}"
        for link in LINK.findall(line):
            if "://" not in link and not link.startswith(("#", "mailto:")) and not (paper.parent / link.split("#")[0]).exists():
                yield f"{here}: the link {link} leads nowhere"
        for name in NAMED.findall(line):
            if not (ROOT / name).exists():
                yield f"{here}: there is no {name}"


def main():
    found = [complaint for paper in papers() if paper.exists() for complaint in complaints_of(paper)]
    print("\n".join(found) or "The papers' links hold.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
