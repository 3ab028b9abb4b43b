"""The pure core: no socket, file, clock, randomness or log."""
