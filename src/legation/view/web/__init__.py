"""The desk in the browser: pages that the server makes, and what guards them."""
