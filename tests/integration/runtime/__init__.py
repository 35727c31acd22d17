"""Tests of the runtime on a real server: lifecycle, jobs, supervisor, backup."""
