"""How a part gives way to the others: a turn may wait for a moment, a click may not.

Each part leads a session of its own, and Linux shares the processor among sessions before it looks
at who is nice within one (autogroup, sched(7)). So both are told.
"""

import os
import time
from contextlib import suppress
from pathlib import Path

#: Anybody but root is let change a session's share ten times a second, all together.
_AGAIN_SECONDS = 0.12
_TRIES = 5


def give_way(pid: int, niceness: int) -> None:
    """Let the session that `pid` leads come after those that are less nice."""
    with suppress(ProcessLookupError):
        os.setpriority(os.PRIO_PROCESS, pid, niceness)
    group = Path(f"/proc/{pid}/autogroup")
    for _ in range(_TRIES):
        try:
            group.write_text(str(niceness), encoding="ascii")
        except BlockingIOError:
            time.sleep(_AGAIN_SECONDS)
        except OSError:  # another system, or a kernel that does not group
            return
        else:
            return
