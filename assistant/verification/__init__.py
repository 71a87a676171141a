"""Every sentence of a draft held against the clauses it cites."""
