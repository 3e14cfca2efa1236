#!/usr/bin/env python3
"""Words that must not stand in the repository: dangerous calls, unfinished work, traces of where it was written."""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
SELF = "checks/words.py"

# In the program, not in its tests.
CPP = {
    r"\bstd::regex\b|#include <regex>": "std::regex dies on long input: use RE2",
    r"\b(?:std::|::)?s?rand\(": "rand() is no randomness: use Randomness",
    r"\bmt19937": "its numbers can be foretold: use Randomness",
    r"\bstd::system\(|(?<!\w)::(?:system|popen)\(|(?<![\w.>:])(?<!Actor )(?<!Session )(?:system|popen)\(": "no shell",
    r"\b(?:strcpy|strcat|sprintf|gets)\(": "it writes without bounds",
    r"\bco_(?:await|return|yield)\b": "no coroutines: g++ 12 frees their temporaries twice",
    r"\bsleep_for\(|\busleep\(|(?<![\w.>:])sleep\(": "nothing sleeps: wait for what is awaited, or set a timer",
}
WEB = {
    r"\binnerHTML\b|\bouterHTML\b|dangerouslySetInnerHTML|insertAdjacentHTML|document\.write": "no HTML from texts",
    r"(?<![\w.])eval\(|new Function\(": "no evaluation of texts",
    r"https?://(?!localhost|127\.0\.0\.1|[\w.-]*\bexample\b|www\.w3\.org/)[\w.-]+\.\w+": "no request leaves the origin",
}
# The demonstration company is the same for a same seed, and a method learns the same from the same base: their
# numbers guard no secret, so they may be foretold.
SEEDED = ("server/demo/", "server/insight/")

EVERYWHERE = {
    r"/(?:work|home|root)/[a-z]\w*/": "a path of one machine",
    r"\bregistry\.(?:npmjs|yarnpkg)\b|\bdeb\.debian\.org\b|\bnodesource\.com\b|\bpypi\.org\b|\bproxy\.golang\.org\b": "a registry's host name",
    r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X)\b": "unfinished work",
    r"^(?:<<<<<<<|>>>>>>>) ": "an unfinished merge",
}


def tracked():
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [name for name in names.split("\0") if name and name != SELF and not name.endswith("package-lock.json")]


def rules_of(name):
    rules = dict(EVERYWHERE)
    tests = "testing/" in name or "_test." in name or "_fuzzer." in name or ".test." in name
    if tests or name.startswith(("e2e/", "bench/", "checks/")):
        return rules
    if name.endswith((".cpp", ".hpp")):
        rules |= {word: why for word, why in CPP.items() if not (name.startswith(SEEDED) and "mt19937" in word)}
    if name.endswith((".ts", ".tsx", ".js", ".mjs", ".html", ".css")):
        rules |= WEB
    return rules


def complaints_of(name, text):
    rules = rules_of(name)
    for number, line in enumerate(text.splitlines(), 1):
        comment = line.lstrip().startswith(("//", "*", "#"))
        for word, why in rules.items():
            if re.search(word, line) and not (comment and word in CPP | WEB):
                yield f"{name}:{number}: {why}"


def complaints():
    for name in tracked():
        path = ROOT / name
        if not path.is_file() or path.stat().st_size > 2_000_000:
            continue
        try:
            yield from complaints_of(name, path.read_text())
        except UnicodeDecodeError:
            continue


def self_test():
    for name, line in (
        ("server/a.cpp", "std::regex word;"), ("server/a.cpp", "return rand() % 2;"), ("server/a.cpp", "std::system(command);"),
        ("server/a.cpp", 'popen("ls", "r");'), ("web/src/a.tsx", "element.innerHTML = text"), ("web/src/a.ts", "eval(text)"),
        ("web/src/a.ts", "fetch('https://cdn.other.org/a.js')"), ("docs/a.md", "see /home/someone/notes"), ("a.sh", "# TO" "DO later"),
    ):
        assert list(complaints_of(name, line)), f"{name}: {line} is not seen"
    for name, line in (("server/a.cpp", "random.operand(3);"), ("server/demo/a.cpp", "std::mt19937_64 dice(seed);"),
                       ("web/src/a.ts", "fetch('/api/v1/me')"), ("server/a.cpp", "// no co_await here"), ("server/a.cpp", "Actor::system(clock)")):
        assert not list(complaints_of(name, line)), f"{name}: {line} is refused"


def main():
    self_test()
    found = list(complaints())
    print("\n".join(found) or "No forbidden word.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
