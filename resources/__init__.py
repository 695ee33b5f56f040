"""What ships but is not code: catalogues, icons, fonts, the manual, translations."""
