"""Contacts from files: columns recognised, cells validated, duplicates found, and all of it in one operation."""
