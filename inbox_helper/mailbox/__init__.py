"""The edge to a mailbox: IMAP servers, and Maildir folders through the same port."""
