"""Parquet: a record a row, read in batches. Needs the extra `parquet`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO

from spokebridge.cli.arrow import arrow
from spokebridge.cli.input.rows import Row
from spokebridge.errors import ConfigurationError

BATCH = 5000


class ParquetFile:
    """Rows are mappings of column to value; what is null is left out."""

    unit = "row"

    def __init__(self, path: Path) -> None:
        self.path = path
        self.share = 0.0
        self._schema: Any = None

    def check(self) -> None:
        """Whether it is a Parquet file; without its index it is none."""
        pyarrow = arrow()
        try:
            pyarrow.parquet.read_metadata(self.path)
        except pyarrow.ArrowException as error:
            raise ConfigurationError(f"{self.path} is no Parquet file that can be read: {error}") from None

    def rows(self) -> Iterator[Row]:
        """All rows, those without a value too."""
        pyarrow = arrow()
        with pyarrow.parquet.ParquetFile(self.path) as file:
            self._schema = file.schema_arrow
            total, place = max(1, file.metadata.num_rows), 0
            for batch in file.iter_batches(batch_size=BATCH):
                for raw in batch.to_pylist():
                    place += 1
                    self.share = place / total
                    values = {name: _exact(value) for name, value in raw.items() if value is not None}
                    yield Row(place, values or None, raw)

    def writer(self, file: BinaryIO) -> ParquetWriter:
        """With the same schema."""
        return ParquetWriter(file, self._schema)


class ParquetWriter:
    """Writes rows in batches."""

    def __init__(self, file: BinaryIO, schema: Any) -> None:
        self._pyarrow = arrow()
        self._schema = schema
        self._writer = self._pyarrow.parquet.ParquetWriter(file, schema)
        self._batch: list[Mapping[str, Any]] = []
        self._rows = 0

    def write(self, row: Row) -> int:
        """Write one; its number."""
        self._batch.append(row.raw)
        self._rows += 1
        if len(self._batch) == BATCH:
            self._flush()
        return self._rows

    def close(self) -> None:
        """Write what is left."""
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        if self._batch:
            self._writer.write_batch(self._pyarrow.RecordBatch.from_pylist(self._batch, schema=self._schema))
            self._batch = []


def _exact(value: Any) -> Any:
    """Decimals without the zeros that the scale of their column adds."""
    return Decimal(format(value.normalize(), "f")) if isinstance(value, Decimal) else value
