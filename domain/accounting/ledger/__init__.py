"""The double-entry ledger: balanced journal entries that are only ever added."""
