"""All data held about one customer as one file or on paper, which she may ask for by law."""
