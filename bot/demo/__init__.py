"""The company that a first start shows: Padaria Modelo Ltda, told relative to today."""
