"""The working calendar: public and company holidays, weekly rest."""
