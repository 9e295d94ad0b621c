"""Prints what openpyxl reads in a workbook, as JSON: by sheet, every cell that holds something, with its type and its style."""

import json
import sys

from openpyxl import load_workbook

book = load_workbook(sys.argv[1])
json.dump(
    {
        sheet.title: {
            cell.coordinate: [cell.data_type, str(cell.value), cell.number_format, cell.fill.fgColor.rgb]
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        }
        for sheet in book.worksheets
    },
    sys.stdout,
)
