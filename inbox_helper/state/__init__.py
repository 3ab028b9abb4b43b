"""What must survive a crash: cursors, and one row per judged message."""
