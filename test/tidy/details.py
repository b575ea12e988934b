#!/usr/bin/env python3
"""What a refusal may tell a user has a Chinese form, and no Chinese form is left over.

Prints complaints; none is good. Reads every literal format that is given to fail, fail_at, fail_rule and
to the rooms' own words for them, the nouns of absent, and src/core/base/detail*.def.
"""
import glob
import re
import sys

BASE = "src/core/base/"
# Where the format stands among the arguments. The last three hand theirs on to fail: bill_refuse of the
# bill's reader, REFUSE of the rule of evaluation, and the reader of JSON, whose sentence is a word of
# "byte %zu: %s".
CALLS = {"fail": 2, "fail_at": 4, "fail_rule": 3, "bill_refuse": 1, "REFUSE": 3, "fault_told": 1, "judged_pend": 1}
NOUNS = {"absent": 2, "wrong_type": 2, "bad": 1, "bad_number": 1}
# `bad` and `bad_number` mean something else elsewhere
ONLY_IN = {"bad": "src/core/base/json_scan.c", "bad_number": "src/core/base/json_scan.c"}

# What nobody meets over HTTP: commands, what is checked at the start, and what judges files on the
# reader's own machine (heng verify).
OUTSIDE = re.compile(
    r"_test\.c$|/command_[a-z]+\.c$|^src/(app|app_init|app_call|command|command_centre|main|embedded)\.c$"
    r"|^src/(audit|replay)/|^src/connector/"
    r"|^src/core/evidence/(note|memory|receipt)\.c$|^src/core/base/err\.[ch]$"
    r"|^src/trade/export/(verify|zip|bids|course|tender|committee|judging|kind|page|changes|qualifying|bills)\.c$"
)
EXCEPTIONS = {
    # an address or service given on the command line
    '%s is no IPv4 address': "src/core/http/server.c",
    'http://HOST or https://HOST, with a port and a path at most': "src/core/base/fetch.c",
    # how another system failed is in the journal; the caller is told that it did
    'it answers more than %ld bytes': "src/core/base/fetch.c",
    'no answer within %ld milliseconds': "src/core/base/fetch.c",
    # the replay of a stored act
    'no route %s': "src/core/http/dispatch.c",
    # a batch that waits is refused with BUSY or STOPPING, whose details are not told
    '%zu jobs wait': "src/core/lane/lane.c",
    # lines of a file, which only heng replay reads
    'line %zu: %s': "src/trade/ocds/merge.c",
}

TEXT = re.compile(r"""\"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'""")
TOKEN = re.compile(TEXT.pattern + r"|/\*.*?\*/|\w+|\S", re.S)
MACROS = {m: {"64": "l", "32": ""}[m[4:]] + m[3] for m in ("PRId64", "PRIu64", "PRId32", "PRIu32")}


def statuses():
    text = open(BASE + "errors.def", encoding="utf-8").read()
    return {name: int(status) for name, status in re.findall(r"ERR\((\w+), (\d+)", text)}


def arguments(text, at):
    """The arguments of the call whose parenthesis stands at `at`."""
    depth, args, now = 0, [], ""
    while True:
        ch = text[at]
        m = TEXT.match(text, at)
        if m:
            now, at = now + m.group(0), m.end()
            continue
        if text.startswith("/*", at):
            at = text.index("*/", at) + 2
            continue
        depth += (ch in "([{") - (ch in ")]}")
        if depth == 0:
            return args + [now.strip()]
        if ch == "," and depth == 1:
            args.append(now.strip())
            now = ""
        elif not (ch == "(" and depth == 1 and not now and not args):
            now += ch
        at += 1


def literals(expression):
    """The string literals of an expression, each after its concatenation: both of `a ? "x" : "y"`."""
    found, now = [], None
    for m in TOKEN.finditer(expression):
        token = m.group(0)
        if token.startswith('"') or token in MACROS:
            now = (now or "") + (MACROS.get(token) or token[1:-1])
        elif not token.startswith("/*") and now is not None:
            found.append(now)
            now = None
    return found + ([now] if now is not None else [])


def pairs(name):
    text = open(BASE + name, encoding="utf-8").read()
    out = {}
    for m in re.finditer(r"^DETAIL\(", text, re.M):
        en, zh = arguments(text, m.end() - 1)[:2]
        out["".join(literals(en))] = "".join(literals(zh))
    return out


def is_chinese(text):
    return re.search(r"[\u4e00-\u9fff]", text) is not None


def told(error, status):
    """Whether the particulars of such an error go to the caller; of a variable one they may."""
    names = re.findall(r"\bE_(\w+)", error)
    return not names or any(status[n] < 500 or n == "UNPUBLISHED" for n in names)


def main():
    status = statuses()
    formats = pairs("detail.def")
    formats.update(pairs("detail_trade.def"))
    words = pairs("detail_words.def")
    used, used_words, everything = {"no %s %s"}, set(), set()
    complaints = []
    for path in sorted(glob.glob("src/**/*.c", recursive=True) + glob.glob("src/**/*.h", recursive=True)):
        if path.endswith("_test.c") or path.startswith(BASE + "detail"):
            continue
        text = open(path, encoding="utf-8").read()
        everything.update(literals(text))
        if OUTSIDE.search(path):
            continue
        for m in re.finditer(r"\b(%s)\(" % "|".join(list(CALLS) + list(NOUNS)), text):
            name, args = m.group(1), arguments(text, m.end() - 1)
            where = "%s:%d" % (path, text.count("\n", 0, m.start()) + 1)
            place = CALLS.get(name, NOUNS.get(name))
            if len(args) <= place or re.match(r"(static )?enum err$", text[:m.start()].rsplit("\n", 1)[-1].strip()):
                continue
            if ONLY_IN.get(name, path) != path:
                continue
            if name in ("fail", "fail_at", "fail_rule") and not told(args[1], status):
                continue
            for said in literals(args[place]):
                (used if name in CALLS else used_words).add(said)
                known = formats if name in CALLS else words
                if said not in known and not is_chinese(said) and EXCEPTIONS.get(said) != path:
                    complaints.append('%s: "%s" has no Chinese form' % (where, said))
    complaints += ['"%s" is said nowhere: take its pair out' % en for en in formats if en not in used]
    complaints += ['"%s" is a word of nobody: take its pair out' % en for en in words if en not in everything]
    complaints += ['the exception "%s" is no longer one' % en for en in EXCEPTIONS if en not in used]
    print("\n".join(complaints), end="")


if __name__ == "__main__":
    sys.exit(main())
