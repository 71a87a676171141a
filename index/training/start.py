"""What every recipe begins with: the public network and its tokenizer, both pruned. Knows nothing of training."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from . import prune, weights


def pruned() -> tuple[Any, Callable[[], Any]]:
    """(tokenizer, what gives the network over its pieces anew, as a ``transformers.BertModel``).

    :raises InputError: the package that has the weights is not there, or they are none.
    """
    source = weights.read_source(weights.source_file())
    ids = prune.kept_ids(source)
    return prune.make_tokenizer(source, ids), lambda: weights.build_model(source, np.asarray(ids))
