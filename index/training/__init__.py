"""The recipe of the carried encoder: from public weights to index/model/. Run ``python -m index.training``.

Nothing of the product imports this package; it needs the ``training`` extra of pyproject.toml.
"""
