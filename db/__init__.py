"""What is kept and how: tables, journal, search index, migrations, backup, encryption. No rules."""
