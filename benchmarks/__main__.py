"""``python -m benchmarks``: the office's month beside its yardsticks."""

from benchmarks.month import main

main()
