"""Who asks, and what applies to them."""
