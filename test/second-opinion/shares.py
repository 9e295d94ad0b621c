"""A second opinion on a season, straight from the cooperative's CSV files, by code that shares nothing with the program.

    python3 shares.py FOLDER [--as-of 2026-07-31] [--order FILE.json] [--losses own|pool]

Prints one JSON document. Shares of origin are ideal proportions, exact fractions of a nanogram such as "1234/7"; with
--order, a JSON map from delivery (and opening bar) code to lot id, whole nanograms by the ledger's halving allotment.
--losses: a refined bar's losses are its own (so that a bar gives the grain what the refiner credited for it), or the pool's.
Standard library only.
"""

import argparse
import json

from books import rows
from composition import Halved, Ideal
from season import Season


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("folder")
    ask.add_argument("--as-of", default="2026-07-31")
    ask.add_argument("--order")
    ask.add_argument("--losses", choices=["own", "pool"], default="own")
    asked = ask.parse_args()
    order = None
    if asked.order is not None:
        with open(asked.order, encoding="utf-8") as file:
            order = json.load(file)
    season = Season(asked.folder, asked.as_of, Ideal if order is None else Halved, order, asked.losses)
    print(json.dumps(report(season), ensure_ascii=False, indent=1))


def report(season):
    intake = season.intake
    return {
        "deliveries": {"accepted": len(intake.accepted), "refused": len(intake.refused), "held": len(intake.held)},
        "refused": intake.refused,
        "held": intake.held,
        "bars": {code: bar(season.lots[code]) for code in season.bars},
        "handovers": season.handovers,
        "counts": season.counts,
        "outturns": season.outturns,
        "checkDigits": wrong_check_digits(season),
        "grain": {code: state(season, season.lots[code]) for code in season.grains},
        "pieces": {code: state(season, season.lots[code]) for code in season.pieces},
        "stock": {lot.code: {"mg": lot.mg, "holder": lot.holder} for lot in season.lots.values() if lot.mg},
        "transformations": season.transformations,
        "balanceErrors": balance_errors(season),
    }


def bar(lot):
    return {"steps": lot.steps, "claim": not lot.lost, "lost": lot.lost}


def state(season, lot):
    """What the lot was when it was made: nothing of a piece is taken later, and of grain what is left is reported."""
    shares, fine = lot.origin.shares(), lot.mg * lot.ppm
    by_site, by_month = {}, {}
    for origin, units in shares.items():
        site, month = season.where[origin]
        by_site[site] = by_site.get(site, 0) + units
        by_month[month] = by_month.get(month, 0) + units
    assert sum(shares.values()) == fine, f"{lot.code}: shares do not sum to its fine gold"
    texts = {name: {key: str(units) for key, units in sorted(part.items()) if units}
             for name, part in [("origins", shares), ("sites", by_site), ("months", by_month)]}
    return {"grossMg": lot.first, "leftMg": lot.mg, "ppm": lot.ppm, "fineNg": str(fine), "owner": lot.owner,
            "claim": not lot.lost, "lost": lot.lost} | texts


def wrong_check_digits(season):
    """Air waybill: three digits of the airline, seven of the number, and the number modulo seven (IATA Resolution 600a)."""
    found = []
    for row in rows(season.folder, "shipments"):
        number = row["guia_aerea"].partition("-")[2]
        if int(number[:7]) % 7 != int(number[7:]):
            found.append({"shipment": row["embarque"], "line": row["line"], "value": row["guia_aerea"]})
    return found


def balance_errors(season):
    wrong = [one["output"] for one in season.transformations if not one["balances"]]
    for lot in season.lots.values():
        if lot.taken + lot.mg != lot.first + lot.difference or lot.mg < 0:
            wrong.append(lot.code)
        if sum(lot.origin.shares().values()) != lot.mg * (lot.ppm or 1):
            wrong.append(lot.code)
    return wrong


if __name__ == "__main__":
    main()
