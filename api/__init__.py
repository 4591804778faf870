"""How people and programs reach the corpus: commands, HTTP, pages."""
