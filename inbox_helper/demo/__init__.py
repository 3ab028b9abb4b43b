"""An embedded IMAP server with a mailbox to try everything on."""

HOST = "127.0.0.1"
