"""What is known of the measures by their numbers, which the form of the report gives. Plain values."""

# 2: ways to complain about corruption. 14: ways for visitors to report an officer.
ABOUT_REPORTING = frozenset({2, 14})
