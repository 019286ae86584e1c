"""How much a file may hold, and how much its reader may use; a file beyond them is a message, never a crash."""

from typing import Final

MEGABYTE: Final = 1024 * 1024

FILE_BYTES_MAX: Final = 10 * MEGABYTE
ROWS_MAX: Final = 50_000
COLUMNS_MAX: Final = 200
CELL_CHARACTERS_MAX: Final = 2_000

ZIP_ENTRIES_MAX: Final = 200
ZIP_BYTES_MAX: Final = 50 * MEGABYTE
ZIP_RATIO_MAX: Final = 100
# Below this size even an extreme ratio is harmless, and tiny parts of honest workbooks compress very well.
ZIP_RATIO_COUNTS_FROM: Final = MEGABYTE

MEMORY_BYTES: Final = 400 * MEGABYTE
CPU_SECONDS: Final = 6
# More than the processor time, for a server that has other things to do.
WALL_SECONDS: Final = 20
ANSWER_BYTES_MAX: Final = 64 * MEGABYTE

# What is named of a list that is wrong in many places; more would not be read.
MESSAGES_MAX: Final = 50
# What is kept while a list is read, so that those named are the first of the list and not the first of one kind.
MESSAGES_KEPT: Final = 5_000
FORMULAS_KEPT: Final = 100_000
SAMPLES: Final = 3
TREE_DEPTH_MAX: Final = 30
BATCH: Final = 500
