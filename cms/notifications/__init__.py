"""Messages to people about changes of state, through the outbox, in the transaction of the change."""
