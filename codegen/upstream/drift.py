"""What a vendor's description says that neither our description nor the ledger explains.

Our description and the ledger together predict what the vendor says: what we have, with `theirs` put in place of `ours`
wherever the ledger deviates. Everything that differs from this prediction is news. Where the vendor now says what we
say, the news is good: the entry is obsolete.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from codegen.document import Document, escape
from codegen.facts.compare import Delta, differences, fold, group, move, pair_renames, parent
from codegen.facts.fact import Facts, ancestors, is_below, subtree, unescape
from codegen.facts.surface import surface
from codegen.upstream.claims import ABSENT, PRESENT, Claim, claims, write
from codegen.upstream.ledger import Entry, Ledger, load_ledger
from codegen.upstream.report import DriftReport, Finding, to_json, to_text


def run(vendor: Path, ours: Path, ledger: Path, *, as_json: bool, out: TextIO) -> int:
    """Print the report; 1 when something is unexplained or out of date. Raises DocumentError."""
    report = drift(Document.load(vendor), Document.load(ours), load_ledger(ledger))
    out.write(to_json(report) if as_json else to_text(report))
    return 0 if report.ok else 1


def drift(vendor: Document, ours: Document, ledger: Ledger) -> DriftReport:
    """Compare a vendor's description with ours in the light of the ledger. Raises DocumentError."""
    return _Comparison(vendor, ours, ledger).report()


class _Comparison:
    """The facts of both sides under our operation ids, what the ledger predicts, and who predicts it."""

    def __init__(self, vendor: Document, ours: Document, ledger: Ledger) -> None:
        self.ledger = ledger
        self.document = ours
        self.ours = surface(ours)
        self.claims = claims(ledger, ours, self.ours)
        self.expected, self.source = _predict(self.ours, self.claims)
        self.vendor = surface(vendor)
        self.same_ids = {path for path in _operations(self.vendor) if path in self.ours}
        self.renamed = list(self._align())
        self.deltas = [delta for delta in differences(self.expected, self.vendor) if not self._is_settled(delta)]

    def report(self) -> DriftReport:
        caught = [delta for delta in self.deltas if self._is_caught_up(delta)]
        news = [delta for delta in self.deltas if delta not in caught]
        lost = [delta for delta in fold(caught) if delta.kind == "removed"]
        paired = pair_renames([*fold(news), *lost], self.expected, self.vendor)
        unexplained = [delta for delta in paired if delta not in caught]
        moved = [delta.path for delta in unexplained if delta.new_path]
        settled = [delta for delta in caught if not any(is_below(delta.path, path) for path in moved)]
        findings = [
            *self.renamed,
            *(self._unexplained(places) for places in group(unexplained, self._entry_of)),
            *self._out_of_date(),
            *self._obsolete(fold(settled), {delta.path for delta in self.deltas if delta not in settled}),
        ]
        explained = len(differences(self.ours, self.vendor)) - len(news)
        return DriftReport(tuple(findings), max(explained, 0), len(self.ledger.description))

    # operations under other names

    def _align(self) -> Iterator[Finding]:
        """Bring vendor operations to our ids: same id, then the ledger's `operations`, then method and path."""
        known = {escape(entry.theirs): entry for entry in self.ledger.operations}
        theirs = _operations(self.vendor)
        open_ids = [top for top in _operations(self.expected) if top not in theirs]
        for top in [top for top in theirs if top not in self.ours]:
            entry = known.get(top)
            if entry is not None and escape(entry.ours) in open_ids:
                target = escape(entry.ours)
            else:
                same = [other for other in open_ids if _route(self.expected, other) == _route(self.vendor, top)]
                if len(same) != 1:
                    continue
                target = same[0]
                yield self._other_id(top, target)
            open_ids.remove(target)
            move(self.vendor, top, target)

    def _other_id(self, theirs: str, target: str) -> Finding:
        entry = next((entry for entry in self.ledger.operations if escape(entry.ours) == target), None)
        fix = f"adjust `theirs` of {entry.id}" if entry else "add an entry to `operations:`"
        recorded = entry.theirs if entry else target
        name = unescape(theirs)
        what = f"the vendor calls this operation `{name}`, known was `{recorded}`"
        hint = f"rename ours, or {fix}: {json.dumps({'theirs': name, 'ours': target})}"
        known = entry.id if entry else None
        return Finding("unexplained", f"{target}/operationId", what, hint, known, recorded, name, target)

    # sorting the differences

    def _is_settled(self, delta: Delta) -> bool:
        """A claim about every operation says nothing about one where the two sides agree."""
        claim = self.source.get(delta.path)
        return claim is not None and claim.everywhere and str(delta.new) == str(self.ours.get(delta.path))

    def _is_caught_up(self, delta: Delta) -> bool:
        """Whether the vendor now says what we say.

        Where both have nothing, what is gone as a whole counts: it must be something that we never had, in something
        that we do have. The loss of a field inside of what only the vendor has is news about the vendor.
        """
        if str(self.vendor.get(delta.path)) != str(self.ours.get(delta.path)):
            return False
        if delta.path in self.ours:
            return True
        above = next((path for path in ancestors(delta.path) if path in self.vendor), None)
        gone = [path for path in (delta.path, *ancestors(delta.path)) if above is None or len(path) > len(above)]
        return not any(path in self.ours for path in gone) and (above is None or above in self.ours)

    # findings

    def _entry_of(self, delta: Delta) -> str | None:
        claim = self.source.get(delta.path) or self._nearest(delta.path)
        return claim.entry.id if claim else None

    def _unexplained(self, places: list[Delta]) -> Finding:
        first = places[0]
        claim = self.source.get(first.path) or self._nearest(first.path)
        recorded, vendor, ours = (_text(facts, first.path) for facts in (self.expected, self.vendor, self.ours))
        known = f"the ledger ({claim.entry.id})" if claim and first.path in claim.paths else "our description"
        what = f"{known} has {recorded}, the vendor says {vendor}"
        if first.new_path:
            vendor = _text(self.vendor, first.new_path)
            name = first.new_path[len(parent(first.path)) + 1 :]
            what = f"{known} has {recorded} here, the vendor calls it {name} ({vendor})"
        elif claim and first.path in claim.paths:
            what += f"; we have {ours}"
        also = tuple(place.path for place in places[1:])
        entry = claim.entry.id if claim else None
        return Finding("unexplained", first.path, what, self._hint(places, claim), entry, recorded, vendor, ours, also)

    def _hint(self, places: list[Delta], claim: Claim | None) -> str:
        """Say which entry to adjust, or give one that can be pasted."""
        delta = places[0]
        if claim and not claim.everywhere and (delta.path in claim.paths or delta.path not in self.ours):
            return f"change the description, or adjust `theirs` of {claim.entry.id}"
        path = delta.new_path or delta.path
        theirs = write(self.vendor, path)
        ours = PRESENT if subtree(self.ours, path) else ABSENT
        stub = {"pointer": _joined([place.new_path or place.path for place in places]), "theirs": theirs, "ours": ours}
        return f"change the description, or add an entry {json.dumps(stub, ensure_ascii=False)}"

    def _nearest(self, path: str) -> Claim | None:
        """The entry that describes what holds the path."""
        above = next(ancestors(path), "")
        around = [claim for claim in self.claims if above in claim.theirs and not claim.everywhere]
        return max(around, key=lambda claim: len(claim.pointer), default=None)

    def _obsolete(self, caught: list[Delta], news: set[str]) -> Iterator[Finding]:
        by_entry: dict[str, list[Delta]] = {}
        for delta in caught:
            claim = self.source.get(delta.path)
            by_entry.setdefault(claim.entry.id if claim else "", []).append(delta)
        for entry in self.ledger.description:
            paths = {path for claim in self.claims if claim.entry is entry for path in claim.paths}
            still = any(path in news or str(self.ours.get(path)) != str(self.vendor.get(path)) for path in paths)
            at = [delta.path for delta in by_entry.get(entry.id, [])]
            if not still:
                hint = f"delete {entry.id}"
                yield Finding("obsolete", at[0] if at else entry.pointer, "the vendor says what we say", hint, entry.id)
            elif at:
                what, hint = "the vendor says what we say here", f"narrow {entry.id} to what still differs"
                yield Finding("obsolete", at[0], what, hint, entry.id, also=tuple(at[1:]))
        for entry in self.ledger.operations:
            if escape(entry.ours) in self.same_ids:
                what, hint = "the vendor uses our operation id", f"delete {entry.id}"
                yield Finding("obsolete", escape(entry.ours), what, hint, entry.id)

    # entries that our own description has left behind

    def _out_of_date(self) -> Iterator[Finding]:
        for entry in self.ledger.description:
            own = [claim for claim in self.claims if claim.entry is entry]
            yield from self._stale_claims(entry, own)
        for entry in self.ledger.operations:
            if escape(entry.ours) not in self.ours:
                yield _stale(entry, entry.ours, "our description has no such operation")

    def _stale_claims(self, entry: Entry, own: list[Claim]) -> Iterator[Finding]:
        if entry.ours == PRESENT:
            if not any(claim.ours for claim in own):
                yield _stale(entry, entry.pointer, "recorded as ours, but our description has nothing there")
            return
        if own and own[0].everywhere:
            holding = {_member(claim) for claim in own if not claim.mismatches(self.ours)}
            for member in sorted({_member(claim) for claim in own} - holding):
                yield _stale(entry, f"*/{member}", "none of our operations has what is recorded as ours")
            return
        for delta in fold(delta for claim in own for delta in claim.mismatches(self.ours)):
            recorded, have = (_text({delta.path: fact} if fact else {}, delta.path) for fact in (delta.old, delta.new))
            what = f"recorded as ours is {recorded}, our description has {have}"
            yield _stale(entry, delta.path, what, recorded=recorded, ours=have)


def _predict(ours: Facts, known: list[Claim]) -> tuple[Facts, dict[str, Claim]]:
    """What the vendor should say, and which claim says so."""
    expected, source = dict(ours), dict[str, Claim]()
    for claim in known:
        if claim.everywhere and claim.mismatches(ours):
            continue
        for path in claim.paths:
            source[path] = claim
            if path in claim.theirs:
                expected[path] = claim.theirs[path]
            else:
                expected.pop(path, None)
    return expected, source


def _member(claim: Claim) -> str:
    return claim.pointer.partition("/")[2]


def _operations(facts: Facts) -> list[str]:
    return [path for path, fact in facts.items() if fact.kind == "operation" and not path.startswith("/")]


def _joined(paths: list[str]) -> str:
    """One pointer for the same member of several operations; the first path where they are not that."""
    parts = [path.partition("/") for path in paths]
    alike = len(parts) > 1 and len({member for _, _, member in parts}) == 1
    return f"{{{','.join(top for top, _, _ in parts)}}}/{parts[0][2]}" if alike else paths[0]


def _route(facts: Facts, top: str) -> tuple[str, str]:
    return str(facts.get(f"{top}/method")), str(facts.get(f"{top}/path"))


def _text(facts: Facts, path: str) -> str:
    return f"`{facts[path]}`" if path in facts else "nothing"


def _stale(entry: Entry, path: str, what: str, **sides: Any) -> Finding:
    return Finding("out-of-date", path, what, f"adjust {entry.id}", entry.id, **sides)
