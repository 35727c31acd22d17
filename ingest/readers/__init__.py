"""Readers: from bytes to pages. They run in the quarantine, where a file may do its worst."""

import os

# ONNX Runtime's official builds report their use to their maker, and keep a device id on the disk,
# unless this is set before the library is loaded. An office's papers are nobody's business.
os.putenv("ORT_DISABLE_TELEMETRY", "1")
