"""Reading pictures of pages: two engines, recorded lines, stamps, turning."""
