"""Which chunks filters let through, as rows of the catalog.

Knows nothing of queries and scores.
"""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from index.catalog import Catalog
from index.types import Filters

Mask = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int64]


class Allowed(NamedTuple):
    """The rows that filters let through, both ways."""

    mask: Mask
    rows: Rows


class AllowedRows:
    """Reads filters against one catalog."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def of(self, filters: Filters) -> Allowed | None:
        """Which rows the filters let through; None: all of them."""
        if filters == Filters():
            return None
        doc_ids = set(filters.doc_ids)
        allowed = [
            (not doc_ids or doc_id in doc_ids)
            and (not filters.regions or document.region in filters.regions)
            and (not filters.levels or document.level in filters.levels)
            for doc_id, document in self._catalog.documents.items()
        ]
        mask: Mask = np.asarray(allowed, bool)[self._document_of_row]
        kinds, departments, years = set(filters.kinds), set(filters.departments), set(filters.years)
        if kinds or departments or years:
            clauses, named = self._catalog.clauses, self._catalog.years
            for row in np.flatnonzero(mask):
                at = self._catalog.spans[row].clause
                mask[row] = (
                    (not kinds or clauses[at].kind in kinds)
                    and (not departments or not departments.isdisjoint(clauses[at].departments))
                    and (not years or not years.isdisjoint(named[at]))
                )
        return Allowed(mask, np.flatnonzero(mask))

    @cached_property
    def _document_of_row(self) -> Rows:
        number = {doc_id: i for i, doc_id in enumerate(self._catalog.documents)}
        clauses = self._catalog.clauses
        return np.asarray([number[clauses[span.clause].doc_id] for span in self._catalog.spans], np.int64)
