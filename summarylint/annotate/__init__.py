"""Authors' own files back, with a comment at each finding."""
