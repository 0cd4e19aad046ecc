"""Sheets in plain Python: reading XLSX, XLS, ODS and CSV as typed cells with their places, writing XLSX and CSV."""
