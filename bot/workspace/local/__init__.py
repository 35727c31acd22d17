"""The private API behind the page: see docs/workspace-page-api.md."""
