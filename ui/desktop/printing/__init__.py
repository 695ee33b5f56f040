"""A page as it will be printed: shown beside the work, saved as a PDF, sent to a printer."""
