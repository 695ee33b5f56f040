"""Contacts into files: chosen columns to CSV and XLSX, cards whole to vCard."""
