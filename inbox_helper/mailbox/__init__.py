"""The edge to mailboxes: one Protocol (`port`), served over IMAP (`session`) and by a Maildir (`maildir`)."""
