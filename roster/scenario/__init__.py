"""What-ifs: overlays on a book, solved side by side and compared."""
