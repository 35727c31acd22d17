"""The child's entry: leave the network and the files, load and warm up the readers, close the cage, serve.

Answers go out on the standard output as it was handed over; whatever a library prints goes nowhere.
"""

import contextlib
import importlib
import os
import sys

import domain  # noqa: F401 - found now: later its folder's neighbours cannot be listed
from ingest.quarantine import cage, landlock


def main() -> None:
    """Serve on the standard streams until the keeper hangs up."""
    cage.leave_the_network()
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    with contextlib.suppress(ImportError):
        importlib.import_module("pyzbar.pyzbar")  # asks a program where its library is
    landlock.restrict()
    # Loaded only now: their threads would forbid leaving the network, and escape the restriction.
    from ingest.picture import warm_up  # noqa: PLC0415 - see above
    from ingest.quarantine.child import serve  # noqa: PLC0415 - see above

    warm_up()
    cage.limit(int(sys.argv[1]))
    cage.close()
    serve(sys.stdin.buffer, answers)
    # Nothing is left to be done at exit, and nothing could be written.
    os._exit(0)


if __name__ == "__main__":
    main()
