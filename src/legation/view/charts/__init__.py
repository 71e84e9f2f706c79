"""Charts: one specification each, drawn on the server for every reader and made alive by the browser where it can."""
