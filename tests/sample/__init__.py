"""An app with one page type and one snippet type, as thin as a new one: installed in the tests alone."""
