"""No tables beside the pages yet. The module is here because Django makes content types only for apps that have it."""
