"""Writers of what is published: they decide nothing, they show what was decided."""
