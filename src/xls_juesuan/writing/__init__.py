"""Writing results: the disclosure workbook, the supplement form, the JSON document."""
