"""Collection: forms, obligations, returns and their versions; the ledger is written when a return is accepted."""
