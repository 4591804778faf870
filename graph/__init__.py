"""What directives say beside one another: gaps, conflicts, currency."""
