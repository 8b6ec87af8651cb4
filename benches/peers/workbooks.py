"""Writes and reads the workbooks of a council with what people would pick instead of ocop.

Needs XlsxWriter and openpyxl. The first argument is a folder of workbooks that ocop wrote. What is in the
first of them (texts, numbers, formulas, looks, merged cells, validations, widths and heights) is taken
apart before anything is timed. Then, for each line of standard input, one round:

    write   writes as many workbooks of the same content with XlsxWriter
    read    reads all workbooks of the folder with openpyxl in read-only mode, every cell of every row

and prints the seconds that it took.
"""

import io
import sys
import time
from pathlib import Path

import openpyxl
import xlsxwriter


def look(cell):
    """How a cell looks, as XlsxWriter names it."""
    found = {"font_name": cell.font.name, "font_size": cell.font.sz}
    if cell.font.b:
        found["bold"] = True
    if cell.font.i:
        found["italic"] = True
    if cell.fill.fill_type == "solid":
        found["bg_color"] = "#" + cell.fill.fgColor.rgb[-6:]
    if cell.border.left.style:
        found["border"] = 1
    if cell.alignment.wrap_text:
        found["text_wrap"] = True
    if cell.alignment.horizontal:
        found["align"] = cell.alignment.horizontal
    if cell.alignment.vertical:
        found["valign"] = {"center": "vcenter"}.get(cell.alignment.vertical, cell.alignment.vertical)
    if not cell.protection.locked:
        found["locked"] = False
    return tuple(sorted(found.items()))


def contents(file):
    """What is in a workbook, sheet by sheet."""
    with_values = openpyxl.load_workbook(file, data_only=True)
    book = openpyxl.load_workbook(file)
    sheets = []
    for sheet in book.worksheets:
        values = with_values[sheet.title]
        cells = []
        for row in sheet.iter_rows():
            for cell in row:
                if cell.__class__.__name__ == "MergedCell" or not (cell.has_style or cell.value is not None):
                    continue
                last = values.cell(cell.row, cell.column).value if cell.data_type == "f" else None
                cells.append((cell.row - 1, cell.column - 1, cell.data_type, cell.value, last, look(cell)))
        merged = [(r.min_row - 1, r.min_col - 1, r.max_row - 1, r.max_col - 1) for r in sheet.merged_cells.ranges]
        validations = [
            (str(v.sqref), v.type, v.operator, v.formula1, v.formula2, v.promptTitle, v.prompt, v.errorTitle, v.error)
            for v in sheet.data_validations.dataValidation
        ]
        widths = [(ord(k) - 65, d.width) for k, d in sheet.column_dimensions.items() if len(k) == 1]
        heights = [(k - 1, d.height) for k, d in sheet.row_dimensions.items() if d.height]
        sheets.append((sheet.title, cells, merged, validations, widths, heights))
    return sheets


def write(sheets):
    """Writes a workbook into memory."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    looks = {}
    for name, cells, merged, validations, widths, heights in sheets:
        sheet = book.add_worksheet(name)
        for column, width in widths:
            sheet.set_column(column, column, width)
        for row, height in heights:
            sheet.set_row(row, height)
        for first_row, first_column, last_row, last_column in merged:
            sheet.merge_range(first_row, first_column, last_row, last_column, "")
        for row, column, kind, value, last, style in cells:
            if style not in looks:
                looks[style] = book.add_format(dict(style))
            style = looks[style]
            if kind == "f":
                sheet.write_formula(row, column, value, style, "" if last is None else last)
            elif value is None:
                sheet.write_blank(row, column, None, style)
            elif kind == "n":
                sheet.write_number(row, column, value, style)
            else:
                sheet.write_string(row, column, str(value), style)
        for where, kind, criterion, least, most, title, message, error_title, error in validations:
            if kind == "whole":
                options = {"validate": "integer", "criteria": "between", "minimum": int(least), "maximum": int(most)}
            else:
                options = {"validate": "list", "source": least.strip('"').split(",")}
            options |= {"input_title": title or "", "input_message": message or ""}
            options |= {"error_title": error_title or "", "error_message": error or ""}
            sheet.data_validation(where, options)
        sheet.protect()
        sheet.freeze_panes(8, 0)
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
    book.close()
    return out.getbuffer().nbytes


def read(files):
    """Reads every cell of every workbook."""
    count = 0
    for file in files:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        for sheet in book.worksheets:
            for row in sheet.iter_rows(values_only=True):
                count += sum(value is not None for value in row)
        book.close()
    return count


def main():
    files = sorted(Path(sys.argv[1]).glob("*.xlsx"))
    sheets = contents(files[0])
    print("ready", sum(len(s[1]) for s in sheets), flush=True)
    for line in sys.stdin:
        start = time.perf_counter()
        if line.strip() == "write":
            done = [write(sheets) for _ in files]
        else:
            done = [read(files)]
        print(time.perf_counter() - start, sum(done), flush=True)


if __name__ == "__main__":
    main()
