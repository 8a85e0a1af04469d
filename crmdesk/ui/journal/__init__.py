"""The journal: who changed what and when, and taking it back."""
