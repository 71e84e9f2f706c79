"""Many documents become reports and developments."""
