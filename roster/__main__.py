"""``python -m roster``: the command line, where the command itself is not on the path."""

from roster.cli import main

main(prog_name="roster")
