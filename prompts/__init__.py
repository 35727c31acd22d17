"""Words for the model, as files, known by digest."""
