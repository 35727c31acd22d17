"""Start the local workspace beside a PostgreSQL of your own: `python -m bot.workspace --database-url …`.

`python -m bot workspace --app manifest.json` does the same with the database that comes along.
"""

import argparse
import asyncio
import sys
from pathlib import Path

from bot.workspace.app import build
from bot.workspace.own import PEOPLE, Own, environment
from bot.workspace.serve import Server, address_of, bound
from domain.kernel.clock import SystemClock


def main(arguments: list[str]) -> None:
    """Serve a workspace with a few people and the app described by a manifest."""
    read = argparse.ArgumentParser(prog="python -m bot.workspace", description=__doc__)
    read.add_argument("--database-url", required=True, help="PostgreSQL, as SQLAlchemy writes it")
    read.add_argument("--port", type=int, default=8900)
    read.add_argument("--app", type=Path, metavar="MANIFEST", help="your app's manifest.json")
    read.add_argument("--people", default=PEOPLE, help="names, separated by commas")
    read.add_argument("--samples", type=Path, help="a folder of files to drop")
    chosen = read.parse_args(arguments)
    own = Own.read(chosen.app, chosen.people)
    listening = bound(chosen.port)
    address = address_of(listening)
    app = build(chosen.database_url, SystemClock(), address=address, samples=chosen.samples)
    own.move_in(app.state.workspace)
    sys.stdout.write(f"{address}\n{environment(address)}")
    sys.stdout.flush()
    asyncio.run(Server(app).serve(sockets=[listening]))


if __name__ == "__main__":
    main(sys.argv[1:])
