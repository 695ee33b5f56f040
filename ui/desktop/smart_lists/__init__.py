"""Smart lists in the window: queries with a name, above the facets and in the palette."""
