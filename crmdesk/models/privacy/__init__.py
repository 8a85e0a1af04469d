"""What the law on personal data asks of the office: ground and notice, erasure, who refused.

The copy a person may ask for is made by `personal_copy`; `masking` only hides numbers.
"""
