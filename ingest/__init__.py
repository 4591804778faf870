"""What a file says, and where on the page it says it."""
