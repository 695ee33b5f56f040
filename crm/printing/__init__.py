"""Pages on paper: each page a function of a read model that gives a PDF. The one room that speaks reportlab."""
