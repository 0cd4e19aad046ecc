"""What the admin's editors are made of: panels, widgets, filters, forms of models."""
