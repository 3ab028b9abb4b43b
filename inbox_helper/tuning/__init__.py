"""Labelled mail: reading it, and the figures that rules are tuned by."""
