"""Reading pictures of pages: two engines, recorded lines, and what a page needs before and after."""
