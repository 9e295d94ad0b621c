"""At the refiner's and the jeweller's, and the counting of the safe."""

from math import isqrt

from books import fineness, mass, rows
from claims import mixed
from composition import pooled

SCRAP = "bebedero y limaduras"


def outturns(season, date, row):
    """Rows of one shipment, day and grain lot are one transformation; it happens at the last of them."""
    same = ("embarque", "fecha", "lote_grano", "ley_grano")
    group = [one for one in rows(season.folder, "outturns") if all(one[name] == row[name] for name in same)]
    if row["line"] != group[-1]["line"]:
        return
    code, grain_ppm = row["lote_grano"], fineness(row["ley_grano"], "ley_grano")
    refined = [refine(season, date, one, grain_ppm) for one in group]
    grain_mg = sum(one["grainMg"] for one in refined)
    pool = season.composition(pooled(one["shares"] for one in refined))
    holder = season.lots[group[0]["barra"]].holder
    lost = mixed(season.lots[one["barra"]].lost for one in group)
    season.make(code, date, grain_mg, grain_ppm, "fire-assay", 300, pool.take(grain_mg * grain_ppm), lost, holder)
    season.grains.append(code)
    season.balance("refine", code, sum(one["inMg"] for one in refined), sum(one["inNg"] for one in refined),
                   sum(one["rebasedNg"] for one in refined), grain_mg, grain_mg * grain_ppm,
                   [loss for one in refined for loss in one["losses"]])


def refine(season, date, row, grain_ppm):
    """One bar: melt loss at the fineness it came with, re-basing to the refiner's assay, retention, rounding: its own losses."""
    bar = season.lots[row["barra"]]
    melt_mg, grain_mg = mass(row["peso_fundido_g"], "peso_fundido_g"), mass(row["peso_grano_g"], "peso_grano_g")
    ppm, credited = fineness(row["ley_au"], "ley_au"), mass(row["oro_fino_g"], "oro_fino_g") * 1_000_000
    in_mg, in_ng = bar.mg, bar.mg * bar.ppm
    rebased = melt_mg * (ppm - bar.ppm)
    losses = [("melt-loss", in_mg - melt_mg, (in_mg - melt_mg) * bar.ppm),
              ("retention", melt_mg - grain_mg, melt_mg * ppm - credited),
              ("rounding", 0, credited - grain_mg * grain_ppm)]
    assert all(mg >= 0 and ng >= 0 for _, mg, ng in losses), f"{bar.code}: the refiner credits more than there was: {losses}"
    shares = season.composition(bar.take(in_mg)).rescaled(in_ng + rebased)
    kept = shares.take(in_ng + rebased - sum(ng for *_, ng in losses)) if season.losses == "own" else shares.shares()
    doubt = isqrt((melt_mg * bar.uncertainty) ** 2 + (melt_mg * 300) ** 2)
    season.outturns.append({"bar": bar.code, "date": date, "assayPpm": bar.ppm, "refinerPpm": ppm, "line": row["line"],
                            "beyondHalfPermille": abs(ppm - bar.ppm) > 500, "rebasedNg": rebased, "uncertaintyNg": doubt,
                            "within": abs(rebased) <= 2 * doubt})
    return {"inMg": in_mg, "inNg": in_ng, "rebasedNg": rebased, "grainMg": grain_mg, "losses": losses, "shares": kept}


def transfers(season, date, row):
    """Splits a part off the grain under a code of its own; title passes on the day."""
    grain, sent, got = season.lots[row["lote"]], mass(row["peso_enviado_g"], ""), mass(row["peso_recibido_g"], "")
    assert grain.holder == row["entrega"], f"{grain.code} is not {row['entrega']}'s"
    code, shares = f"{grain.code} {row['factura']}", grain.take(sent)
    lost = season.papers.sold(grain.lost, row["entrega"], row["recibe"], date)
    part = season.make(code, date, sent, grain.ppm, grain.method, grain.uncertainty, shares, lost, row["recibe"])
    if got != sent:
        part.mg, part.difference = got, got - sent
        part.origin = part.origin.rescaled(got * part.ppm)
    season.batches.setdefault(("part", grain.code), []).append(code)


def alloys(season, date, row):
    """The part the jeweller holds, alloy metal at 0 ppm, and the stated fineness, to which the whole batch is re-based."""
    part = season.lots[season.batches[("part", row["lote_grano"])][-1]]
    used, added = mass(row["grano_g"], ""), mass(row["liga_g"], "")
    out, ppm = mass(row["peso_salida_g"], ""), fineness(row["ley_milesimas"], "")
    shares, in_mg, in_ng = part.take(used), used + added, used * part.ppm
    pool = season.composition(shares).rescaled(in_mg * ppm)
    season.make(row["tanda"], date, out, ppm, "calculated", part.uncertainty, pool.take(out * ppm), part.lost, part.holder)
    assert abs(in_mg * ppm - in_ng) <= 2 * in_mg * part.uncertainty, f"{row['tanda']} gains fine gold"
    season.balance("alloy", row["tanda"], in_mg, in_ng, in_mg * ppm - in_ng, out, out * ppm,
                   [("melt-loss", in_mg - out, (in_mg - out) * ppm)])


def pieces(season, date, row):
    batch, mg, ppm = season.lots[row["tanda"]], mass(row["peso_g"], ""), fineness(row["ley_milesimas"], "")
    assert ppm == batch.ppm and batch.holder == row["joyeria"], f"{row['pieza']} is not made of {batch.code}"
    piece = season.make(row["pieza"], date, mg, ppm, "calculated", batch.uncertainty, batch.take(mg), batch.lost, batch.holder)
    season.balance("manufacture", piece.code, mg, mg * ppm, 0, mg, mg * ppm, [])
    if row["tipo"] != SCRAP:
        season.pieces.append(piece.code)


def counts(season, date, row):
    """The safe's unmelted gold against the book's; held gold left out."""
    book, found = sum(lot.mg for lot in season.unmelted.values()), mass(row["contado_g"], "")
    season.counts.append({"date": date, "line": row["line"], "countedMg": found, "bookMg": book, "differenceMg": found - book})


ACTS = {"outturns": outturns, "transfers": transfers, "alloys": alloys, "pieces": pieces, "counts": counts}
