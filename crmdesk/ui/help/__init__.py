"""The manual (F1): pages of resources/help beside the work, with pictures, to be searched."""
