"""What leaves procurement as a file: months and years as sheets and as open data."""
