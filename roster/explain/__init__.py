"""Why there is no roster, why a place is empty, why this officer and not that one."""
