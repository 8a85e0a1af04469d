"""The customer list: its table, columns, filters, views and what can be done with many."""
