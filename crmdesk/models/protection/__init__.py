"""The password of the file: set, changed, kept by the system's keyring, recovered by a code."""
