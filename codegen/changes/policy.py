"""What a change of the description means for somebody who calls an SDK generated from it.

The caller *writes* parameters and request bodies (and the answer to a webhook) and *reads* responses (and the webhook
itself). What breaks in one direction is harmless in the other:

| change | written | read |
| --- | --- | --- |
| operation, named model or module gone or renamed | major | major |
| operation, named model new | minor | minor |
| required field or parameter new | major | minor |
| optional field or parameter new | minor | minor |
| field or parameter gone or renamed | major | major: code that reads it fails |
| optional → required | major | minor: the attribute is always there |
| required → optional | minor | major: the attribute may be None |
| null allowed | minor | major |
| null no longer allowed | major | minor |
| type widened (`integer` → `number`, another alternative) | minor | major |
| type narrowed | major | minor |
| other type, or a format with another Python type (`date`, `unix-ms`, `decimal`…) | major | major |
| format with the same Python type (`email`, `uri`, `int64`…) | patch | patch |
| value new in an enumeration | minor | minor: enumerations are open, an unknown value survives |
| value gone from an enumeration | major | major: the member of the enum class is gone |
| enumeration opened | minor | minor |
| enumeration closed | major | minor |
| plain value → enumeration | major unless open | minor: members are still plain values |
| enumeration → plain value | minor | major: the enum class is gone |
| limit tighter or new | major | patch |
| limit looser or gone | minor | patch |
| another default | major: the same call does something else | patch |
| request body becomes mandatory / optional | major / minor | n/a |
| success status with a body new or gone | n/a | major: the return type changes |
| error status or bodiless status new or gone | n/a | patch: errors are raised alike |
| body where there was none | major | minor |
| path, method, server, content type, encoding of a list | patch: the SDK hides it | patch |
| scheme or scope a call did not need before | major: a credential may lack it | |
| scheme or scope no longer needed; scheme or scope merely declared | patch / minor | |
| deprecated | minor | minor |
| `x-` member the SDK reads | patch | patch |

The verdict is the highest level of all changes: the part of the version number that has to move.
"""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from codegen.facts.compare import Delta
from codegen.facts.fact import Fact

Level: TypeAlias = Literal["patch", "minor", "major"]
Side: TypeAlias = Literal["written", "read"]
Judgement: TypeAlias = tuple[Level, str]

LEVELS: tuple[Level, ...] = ("patch", "minor", "major")
_TYPED_FORMATS = {"date", "date-time", "time", "duration", "uuid", "decimal", "unix-ms", "byte", "binary"}
_LOWER_IS_LOOSER = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")
_HIGHER_IS_LOOSER = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")
_INVISIBLE = ("content", "style", "explode", "discriminator", "contentMediaType", "contentEncoding")
_STATUS = re.compile(r"/responses/(?P<status>[^/;]+)$")
_WIRE = re.compile(r"/(method|path|servers)$|^/servers$")


def worst(levels: list[Level]) -> Level:
    """The highest of several levels."""
    return LEVELS[max(map(LEVELS.index, levels), default=0)]


def sides(path: str) -> tuple[Side, ...]:
    """Who writes what lies at a path; both when it is not known."""
    webhook = path.startswith("/webhooks/")
    if re.search(r"/responses/", path):
        return ("written",) if webhook else ("read",)
    if re.search(r"/(request|parameters)\b", path):
        return ("read",) if webhook else ("written",)
    return ("written", "read")


def judge(delta: Delta, paths: list[str]) -> Judgement:
    """Level and reason of one change that shows at the given paths: the worst that it does at any of them."""
    used = [path for path in paths if not path.startswith("/models/")] or paths
    judgements = [_judge(delta, path, side) for path in used for side in sides(path)]
    return max(judgements, key=lambda judgement: LEVELS.index(judgement[0]))


def _judge(delta: Delta, path: str, side: Side) -> Judgement:
    if _WIRE.search(path) or path.startswith("/sdk/"):
        return "patch", "calls stay the same"
    if path.startswith(("/securitySchemes/", "/modules/", "/attributes/")) or path.endswith("/security"):
        return _surroundings(delta, path)
    found = _STATUS.search(path)
    return _status(delta, found["status"]) if found else _member(delta, path, side)


def _member(delta: Delta, path: str, side: Side) -> Judgement:
    if delta.kind == "renamed":
        return "major", "code that uses the old name fails"
    if delta.new is None:
        return "major", "code that uses it fails"
    if delta.old is None:
        return _added(delta.new, path, side)
    return changed(delta.old, delta.new, side)


def _surroundings(delta: Delta, path: str) -> Judgement:
    if path.endswith("/security"):
        more = _demands(delta.new) - _demands(delta.old)
        return ("major", "a credential may lack it") if more else ("patch", "less is needed than before")
    if path.startswith("/securitySchemes/"):
        return ("minor", "declared, not needed") if delta.old is None else ("major", "credentials are made otherwise")
    word = "module" if path.startswith("/modules/") else "attribute"
    return ("minor", f"new {word}") if delta.old is None else ("major", f"the {word} has another name")


def _demands(fact: Fact | None) -> set[str]:
    """Schemes and scopes a call needs; the alternative that needs least counts, as the caller may choose."""
    alternatives = (fact.kind if fact else "none").split(" or ")
    found = [set(re.sub(r"[\[\]+]", " ", alternative).split()) - {"none"} for alternative in alternatives]
    return min(found, key=len)


def _status(delta: Delta, status: str) -> Judgement:
    success = status.startswith("2")
    if delta.old and delta.new and "none" not in (delta.old.kind, delta.new.kind):
        return changed(delta.old, delta.new, "read")
    if delta.old and delta.new and delta.old.kind == "none":
        return "minor", "an answer where there was none"
    bodiless = all(fact is None or fact.kind == "none" for fact in (delta.old, delta.new))
    if bodiless or not success:
        return "patch", "errors are raised alike" if not success else "nothing is returned either way"
    return "major", "the return type changes"


def _added(fact: Fact, path: str, side: Side) -> Judgement:
    if side == "written" and (fact.required or (path.endswith("/request") and ("optional", "true") not in fact.traits)):
        return "major", "existing calls lack it"
    return "minor", "existing code goes on as before"


def changed(old: Fact, new: Fact, side: Side) -> Judgement:
    """Judge a change in place: requiredness, null, type, enumeration, limits; the worst of them counts."""
    found: list[Judgement] = []
    if old.required != new.required:
        found.append(_loosened(side, looser=old.required, what="required" if new.required else "no longer required"))
    if old.nullable != new.nullable:
        found.append(_loosened(side, looser=new.nullable, what="may be null" if new.nullable else "no longer null"))
    if old.kind != new.kind:
        found.append(_type(old.kind, new.kind, side))
    if (old.values, old.open) != (new.values, new.open):
        found.append(_enumeration(old, new, side))
    before, after = dict(old.traits), dict(new.traits)
    names = [name for name in dict.fromkeys([*before, *after]) if before.get(name) != after.get(name)]
    found.extend(_trait(name, before.get(name), after.get(name), side) for name in names)
    level = worst([level for level, _ in found])
    return level, "; ".join(dict.fromkeys(reason for each, reason in found if each == level))


def _loosened(side: Side, *, looser: bool, what: str) -> Judgement:
    """A writer likes looser rules, a reader stricter ones."""
    return ("minor" if looser == (side == "written") else "major"), what


def _type(old: str, new: str, side: Side) -> Judgement:
    before, after = _python(old), _python(new)
    if before == after:
        return "patch", "the Python type stays"
    if "any" in after or before < after or (before, after) == ({"integer"}, {"number"}):
        return _loosened(side, looser=True, what="wider type")
    if "any" in before or after < before or (before, after) == ({"number"}, {"integer"}):
        return _loosened(side, looser=False, what="narrower type")
    return "major", "another type"


def _python(kind: str) -> set[str]:
    """The alternatives of a type as Python sees them: formats that do not change the class are dropped."""
    members = (re.fullmatch(r"([^(]+)(?:\((.*)\))?", member) for member in kind.split("|"))
    return {found[0] if found[2] in _TYPED_FORMATS else found[1] for found in members if found}


def _enumeration(old: Fact, new: Fact, side: Side) -> Judgement:
    if not old.values:
        level: Level = "major" if side == "written" and not new.open else "minor"
        return level, "now an enumeration"
    if not new.values:
        return ("minor" if side == "written" else "major"), "no longer an enumeration"
    if gone := [value for value in old.values if value not in new.values]:
        return "major", f"gone: {', '.join(gone)}"
    if old.open and not new.open:
        return ("major" if side == "written" else "minor"), "no other value is accepted any more"
    added = [value for value in new.values if value not in old.values]
    return "minor", f"new: {', '.join(added)}" if added else "other values are accepted"


def _trait(name: str, old: str | None, new: str | None, side: Side) -> Judgement:
    if name == "deprecated":
        return "minor", "deprecated" if new else "no longer deprecated"
    if name == "optional":
        return ("minor", "the body may be left out") if new else ("major", "the body is mandatory")
    if side == "read" or name in _INVISIBLE:
        return "patch", f"{name} {new or 'gone'}"
    if name == "default":
        return "major", "the same call does something else"
    return ("minor" if new is None or _looser(name, old, new) else "major"), f"{name} {new or 'gone'}"


def _looser(name: str, old: str | None, new: str) -> bool:
    try:
        rise = old is not None and float(new) - float(old)
    except ValueError:
        return False
    return (rise is not False) and ((name in _HIGHER_IS_LOOSER and rise > 0) or (name in _LOWER_IS_LOOSER and rise < 0))
