"""Benchmarks: each figure beside a floor in the same run, printed as a ratio; nothing here is a test."""
