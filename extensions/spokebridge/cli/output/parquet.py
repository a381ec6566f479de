"""Parquet, in row groups of a few thousand records. Needs the extra `parquet`.

Decimals are decimal128(38, 18): exact, and the same schema in every file. Moments are UTC timestamps in microseconds,
lists are JSON text. A value that does not fit its column stops the writing with an error that names it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any, BinaryIO

from spokebridge.cli.arrow import arrow
from spokebridge.cli.output.columns import Column, Kind
from spokebridge.cli.output.plain import plain, text
from spokebridge.errors import ConfigurationError

ROW_GROUP = 5000
DIGITS, DECIMALS = 38, 18
_AS_TEXT = (Kind.TEXT, Kind.JSON)


def write_parquet(records: Iterable[Any], columns: Sequence[Column], file: BinaryIO) -> None:
    """Write them. Raises ConfigurationError naming record and column of what does not fit."""
    pyarrow = arrow()
    types = _types()
    schema: Any = pyarrow.schema([(column.name, types[column.kind]) for column in columns])
    source = iter(records)
    count = 0
    with pyarrow.parquet.ParquetWriter(file, schema) as writer:
        while group := [plain(record) for record in islice(source, ROW_GROUP)]:
            arrays = [_array(column, group, types[column.kind], count) for column in columns]
            writer.write_batch(pyarrow.record_batch(arrays, schema=schema))
            count += len(group)


def _types() -> dict[Kind, Any]:
    pyarrow: Any = arrow()
    return {
        Kind.TEXT: pyarrow.string(),
        Kind.JSON: pyarrow.string(),
        Kind.NUMBER: pyarrow.decimal128(DIGITS, DECIMALS),
        Kind.INTEGER: pyarrow.int64(),
        Kind.FLOAT: pyarrow.float64(),
        Kind.FLAG: pyarrow.bool_(),
        Kind.MOMENT: pyarrow.timestamp("us", tz="UTC"),
        Kind.DAY: pyarrow.date32(),
    }


def _array(column: Column, group: Sequence[Any], kind: Any, before: int) -> Any:
    pyarrow: Any = arrow()
    values = [column.value(record) for record in group]
    if column.kind in _AS_TEXT:
        values = [None if value is None else text(value) for value in values]
    try:
        return pyarrow.array(values, kind)
    except (pyarrow.ArrowException, TypeError, ValueError, OverflowError):
        for number, value in enumerate(values, start=before + 1):
            try:
                pyarrow.array([value], kind)
            except (pyarrow.ArrowException, TypeError, ValueError, OverflowError):
                raise ConfigurationError(
                    f"record {number}: {column.name} is {value!r}, which is no {kind}; write .jsonl or .csv instead"
                ) from None
        raise
