#!/usr/bin/env python3
"""Words that must not stand in the repository: dangerous calls, and traces of the place where it was written."""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
OWN = "checks/words.py"

CODE = {
    r"\bstd::regex\b": "std::regex dies on long input: use RE2",
    r"\b(?<![\w.>])rand\(": "rand() is no randomness",
    r"\bmt19937\b": "use Randomness",
    r"\b(?:system|popen)\(\"": "no shell",
    r"\bstrcpy\(|\bsprintf\(": "unbounded copy",
    r"\binnerHTML\b|dangerouslySetInnerHTML": "no HTML from texts",
    r"(?<![\w.])eval\(": "no evaluation of texts",
}
EVERYWHERE = {
    r"/work/(?:main|wt|shared)\b": "a path of one machine",
    r"registry\.npmjs|deb\.debian\.org|packages\.nodesource": "a registry's host name",
}


def tracked():
    names = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    return [name for name in names if name and name != OWN]


def complaints():
    for name in tracked():
        path = ROOT / name
        if not path.is_file() or path.stat().st_size > 2_000_000:
            continue
        try:
            text = path.read_text()
        except UnicodeDecodeError:
            continue
        rules = dict(EVERYWHERE)
        test_code = "testing/" in name or "_test." in name or name.startswith(("e2e/", "bench/"))
        if name.endswith((".cpp", ".hpp", ".ts", ".tsx")) and not test_code:
            rules |= CODE
        for number, line in enumerate(text.splitlines(), 1):
            for pattern, why in rules.items():
                if re.search(pattern, line) and not line.lstrip().startswith("//"):
                    yield f"{name}:{number}: {why}"


def main():
    found = list(complaints())
    print("\n".join(found) or "No forbidden word.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
