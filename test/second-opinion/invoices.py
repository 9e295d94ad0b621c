"""A second opinion on a season's invoices, straight from the CSV files, by code that shares nothing with the program.

    python3 invoices.py FOLDER [--as-of 2026-07-31]

Prints one JSON document: of each shipment what its provisional invoice comes to, on the exporter's weights and assays, and its
final one, on the refiner's outturn. Exact fractions; ounces are rounded to 0.001 per bar and money to 0.01 per line, half up.
Standard library only.
"""

import argparse
import json
from fractions import Fraction

from books import fineness, mass, rows
from composition import Ideal
from season import Season

OUNCE_NG = 31_103_476_800
FREIGHT = {"CPT", "CIP", "DAP", "DPU", "DDP"}
INSURANCE = {"CIP", "DAP", "DPU", "DDP"}


class Shipping(Season):
    """Remembers what each bar weighed and how fine it was on the day it was packed."""

    def __init__(self, *asked):
        self.packed = {}
        super().__init__(*asked)

    def shipments(self, date, row):
        super().shipments(date, row)
        bars = row["barras"].split("|")
        self.packed[row["embarque"]] = {code: (self.lots[code].mg, self.lots[code].ppm) for code in bars}


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("folder")
    ask.add_argument("--as-of", default="2026-07-31")
    asked = ask.parse_args()
    season = Shipping(asked.folder, asked.as_of, Ideal, None)
    outturns = {}
    for row in rows(asked.folder, "outturns"):
        settled = mass(row["peso_fundido_g"], "peso_fundido_g"), fineness(row["ley_au"], "ley_au")
        outturns.setdefault(row["embarque"], {})[row["barra"]] = settled
    told = {code: shipment(season.shipped[code], bars, outturns.get(code, {})) for code, bars in season.packed.items()}
    print(json.dumps(told, indent=1))


def shipment(row, bars, settled):
    first = invoice(row, bars)
    if set(settled) != set(bars):
        return {"provisional": shown(first)}
    last = invoice(row, settled)
    difference = last["total"] - first["total"]
    final = {**last, "difference": difference, "due": last["total"] - first["now"]}
    return {"provisional": shown(first), "final": shown(final)}


def invoice(row, bars):
    price = money(row["precio_usd_oz"]) * (1 - money(row["descuento_pct"]) / 100)
    lines = {code: rounded(price * rounded(Fraction(mg * ppm, OUNCE_NG), 3), 2) for code, (mg, ppm) in bars.items()}
    gold, rule = sum(lines.values()), row["incoterm"][:3]
    costs = (money(row["flete_usd"]) if rule in FREIGHT else 0) + (money(row["seguro_usd"]) if rule in INSURANCE else 0)
    now = rounded(gold * money(row["provisional_pct"]) / 100, 2) + costs
    return {"lines": lines, "gold": gold, "total": gold + costs, "now": now, "balance": gold + costs - now}


def money(text):
    return Fraction(text.replace(",", "."))


def rounded(amount, places):
    """Half up; nothing here is below zero before it is rounded."""
    scale = 10**places
    return Fraction((2 * amount * scale + 1) // 2, scale)


def shown(amounts):
    cents = lambda amount: f"{'-' if amount < 0 else ''}{abs(amount) * 100 // 100}.{int(abs(amount) * 100 % 100):02d}"
    return {name: {bar: cents(line) for bar, line in value.items()} if name == "lines" else cents(value)
            for name, value in amounts.items()}


if __name__ == "__main__":
    main()
