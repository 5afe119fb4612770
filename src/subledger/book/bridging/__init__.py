"""What lies between two views of a book, as named steps that add up exactly."""
