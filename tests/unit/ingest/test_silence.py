"""What reads papers tells nobody about it: no report to a maker, no device id left on the disk."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    ("loading", "left"),
    [
        pytest.param("from ingest.readers import ocr; ocr.engine()", False, id="as we load it"),
        pytest.param("import onnxruntime", True, id="as it is by itself: the test can fail"),
    ],
)
def test_loading_the_reader_leaves_no_device_id(tmp_path: Path, loading: str, left: bool) -> None:
    subprocess.run(
        [sys.executable, "-B", "-c", loading],
        cwd=ROOT,
        check=True,
        capture_output=True,
        env={"HOME": str(tmp_path)},
    )

    assert any(tmp_path.rglob("deviceid")) is left
