"""Every table, imported once, so that the metadata is whole."""

import importlib
import pkgutil

import domain
from domain.db.base import Base

for _found in pkgutil.walk_packages(domain.__path__, "domain."):
    if _found.name.endswith(".model"):
        importlib.import_module(_found.name)

metadata = Base.metadata
