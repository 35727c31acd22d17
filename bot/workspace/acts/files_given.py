"""Files given in a form: their ids become file objects, and the app may read them."""

from bot.workspace.tables import FileRecord
from bot.workspace.wire import Json
from bot.workspace.work import Work
from bot.workspace.world.filing import full_shape, let_read


def with_files(work: Work, values: Json, reader: str) -> Json:
    """Return `values` with the files of `file_input` elements in full, open to `reader`."""
    for block in values.values():
        for held in block.values():
            if held["type"] == "file_input":
                held["files"] = _given(work, held["files"], reader)
    return values


def _given(work: Work, files: list[str | Json], reader: str) -> list[Json]:
    shapes = []
    for each in files:
        file_id = each if isinstance(each, str) else str(each.get("id"))
        record = work.session.get(FileRecord, file_id)
        if record is not None:
            let_read(record, reader)
            shapes.append(full_shape(work, record))
    return shapes
