"""Large instances: neighbourhood search, and column generation officer by officer."""
