"""Who is told what: messages through the outbox, in the transaction that changed the state."""
