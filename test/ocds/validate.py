"""Checks OCDS packages, a JSON text a line on standard input, against the schemas of the standard.

usage: validate.py FOLDER releases|records   FOLDER holds schema/ and ext/ of OCDS 1.1.5
Says each error; the exit status tells whether there was none."""
import json
import pathlib
import sys

import jsonschema


def patched(target, patch):
    """JSON Merge Patch (RFC 7396), which is how extensions change the schema."""
    if not isinstance(patch, dict):
        return patch
    if not isinstance(target, dict):
        target = {}
    for key, value in patch.items():
        if value is None:
            target.pop(key, None)
        else:
            target[key] = patched(target.get(key), value)
    return target


folder = pathlib.Path(sys.argv[1])
what = sys.argv[2]
release = json.loads((folder / "schema/release-schema.json").read_text())
for name in ("bids", "lots"):
    release = patched(release, json.loads((folder / f"ext/{name}/release-schema.json").read_text()))
package = json.loads((folder / f"schema/{what[:-1]}-package-schema.json").read_text())
text = json.dumps(package)
SCHEMA = "https://standard.open-contracting.org/schema/1__1__5/"
text = text.replace(SCHEMA + "release-schema.json", "#/definitions/Release115")
text = text.replace(SCHEMA + "versioned-release-validation-schema.json", "#/definitions/Unused")
package = json.loads(text)
body = json.loads(json.dumps(release).replace("#/definitions/", "#/definitions/R115_"))
definitions = package.setdefault("definitions", {})
for name, value in body.pop("definitions").items():
    definitions["R115_" + name] = value
body.pop("id", None)
body.pop("$schema", None)
definitions["Release115"] = body
definitions["Unused"] = {}
package.pop("id", None)
check = jsonschema.Draft4Validator(package, format_checker=jsonschema.FormatChecker())
errors = count = 0
for line in sys.stdin:
    tree = json.loads(line)
    count += len(tree.get(what, []))
    for e in check.iter_errors(tree):
        errors += 1
        if errors <= 5:
            print("/".join(map(str, e.absolute_path)), e.message[:200])
print(f"{count} {what}, {errors} errors")
sys.exit(errors > 0 or count == 0)
