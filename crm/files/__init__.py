"""Files that contacts come from and go to: tables (CSV, XLSX, XLS, ODS) and vCards. No rules, no database."""
