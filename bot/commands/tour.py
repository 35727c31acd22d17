"""`tour` plays the main job once, in a company that it makes for itself and throws away."""

import argparse
import sys
from contextlib import ExitStack

from bot.build import furnished
from bot.postgres.connect import connected
from bot.settings import Settings
from bot.tour.product import product
from bot.tour.stage import Stage
from bot.tour.story import Tour
from bot.workspace.driver import Human

#: Who plays, and the name of each in the workspace.
PLAYERS = {"Ana": "ana", "Carla": "carla", "João": "joao", "Marcos": "marcos"}


def configure(parser: argparse.ArgumentParser) -> None:
    """The tour has no options."""
    parser.set_defaults(unattended=True)


def run(settings: Settings, _options: argparse.Namespace) -> int:
    """Play the story; exit code 0 when all of it holds."""
    with ExitStack() as open_:
        running = open_.enter_context(product(settings))
        own = running.settings
        addresses = open_.enter_context(connected(own))
        house = open_.enter_context(furnished(own, addresses))
        people = {
            name: open_.enter_context(Human(own.address, handle))
            for name, handle in PLAYERS.items()
        }
        Tour(Stage(house, people, _tell, settings.language), running).play()
    return 0


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
