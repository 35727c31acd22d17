"""Tests of the runtime without a database: settings, logs, locks, lints."""
