"""A season's books as a Spanish spreadsheet writes them: semicolons, decimal commas, days first, a byte-order mark, CRLF.

Only this dialect is read here, on purpose: the program under test recognises dialects, this one must not share its guesses.
"""

import csv
import datetime
import os
import re

ORDER = ["credentials", "opening", "deliveries", "melts", "assays", "handed_over", "shipments", "received", "outturns",
         "transfers", "alloys", "pieces", "papers", "counts"]


class Unreadable(Exception):
    """A cell that cannot be read or cannot be true: (column, code)."""


def rows(folder, name):
    path = os.path.join(folder, name + ".csv")
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, delimiter=";")
        return [dict(row, line=reader.line_num) for row in reader]


def thousandths(text, column):
    """Milligrams of grams, ppm of per mille: at most three decimals."""
    if not re.fullmatch(r"-?\d+(,\d{1,3}0*)?", text):
        raise Unreadable(column, "not-a-number")
    whole, _, decimals = text.partition(",")
    size = int(whole.lstrip("-")) * 1000 + int(decimals[:3].ljust(3, "0"))
    return -size if whole.startswith("-") else size


def mass(text, column):
    mg = thousandths(text, column)
    if mg <= 0:
        raise Unreadable(column, "not-positive")
    return mg


def fineness(text, column):
    ppm = thousandths(text, column)
    if not 0 < ppm <= 1_000_000:
        raise Unreadable(column, "out-of-range")
    return ppm


def day(text, column="fecha"):
    parts = re.fullmatch(r"(\d{2})/(\d{2})/(\d{4})", text)
    try:
        return datetime.date(*(int(part) for part in reversed(parts.groups()))).isoformat()
    except (AttributeError, ValueError):
        raise Unreadable(column, "not-a-date") from None


def last_day(text):
    """`hasta` is the last valid day; None is open."""
    return day(text, "hasta") if text else None


def in_order(folder, owner):
    """Rows of all files as (day, kind, row), by day, then by kind, then by line; deliveries apart, which may be unreadable."""
    acts = []
    for kind in ["opening", "melts", "assays", "shipments", "outturns", "transfers", "alloys", "pieces", "counts"]:
        acts += [(day(row["fecha"]), kind, row) for row in rows(folder, kind)]
    for row in rows(folder, "handovers"):
        acts.append((day(row["fecha"]), "handed_over" if row["entrega"] == owner else "received", row))
    for row in rows(folder, "deliveries"):
        try:
            when = day(row["fecha"])
        except Unreadable:
            when = "0000-00-00"
        acts.append((when, "deliveries", row))
    return sorted(acts, key=lambda act: (act[0], ORDER.index(act[1]), act[2]["line"]))
