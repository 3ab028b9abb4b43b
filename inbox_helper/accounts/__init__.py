"""What an account needs to be opened: its password."""
