"""Real servers, and a proxy to disturb the line to them, for the tests."""
