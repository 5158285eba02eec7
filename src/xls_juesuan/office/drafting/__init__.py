"""A layout drafted from an office's workbook, for an engineer to finish."""
