"""The season, day by day: what each row of the books does to gross mass, fine gold, custody, claims and origin."""

from math import isqrt

import bench
from books import fineness, in_order, mass, rows, thousandths
from claims import Papers, mixed
from composition import pooled
from intake import METHODS, Intake

UNCERTAINTY = {"touchstone": 15_000, "xrf": 5_000, "fire-assay": 300, "estimate": 50_000}
RANK = ["estimate", "touchstone", "calculated", "xrf", "fire-assay"]


class Lot:
    """mg, ppm (None: nobody assayed it), uncertainty in ppm, composition, why the claim was lost, and who holds and owns it."""

    def __init__(self, code, date, mg, ppm, method, uncertainty, origin, lost, holder):
        self.code, self.date, self.mg, self.ppm, self.method, self.uncertainty = code, date, mg, ppm, method, uncertainty
        self.origin, self.lost, self.holder, self.owner = origin, lost, holder, holder
        self.first, self.taken, self.difference = mg, 0, 0
        self.steps = []

    def take(self, mg):
        assert mg <= self.mg, f"{self.code} is overspent"
        self.mg, self.taken = self.mg - mg, self.taken + mg
        return self.origin.take(mg * (self.ppm or 1))


class Season:
    def __init__(self, folder, today, kind, order, losses="own"):
        self.folder, self.kind, self.order, self.losses = folder, kind, order, losses
        self.owner = next(row["codigo"] for row in rows(folder, "organisations") if row["rol"] == "cooperativa")
        self.papers, self.intake = Papers(folder), Intake(folder, today)
        self.shipped = {row["embarque"]: row for row in rows(folder, "shipments")}
        self.division = max(mass(row["division_g"], "division_g") for row in rows(folder, "scales"))
        self.lots, self.where, self.unmelted, self.batches = {}, {}, {}, {}
        self.bars, self.pieces, self.grains = [], [], []
        self.counts, self.handovers, self.outturns, self.transformations = [], [], [], []
        for date, kind_of_act, row in in_order(folder, self.owner):
            at_bench = bench.ACTS.get(kind_of_act)
            at_bench(self, date, row) if at_bench else getattr(self, kind_of_act)(date, row)

    def composition(self, shares):
        return self.kind(shares, self.order)

    def make(self, code, date, mg, ppm, method, uncertainty, shares, lost, holder):
        lot = Lot(code, date, mg, ppm, method, uncertainty, self.composition(shares), lost, holder)
        self.lots[code] = lot
        return lot

    def opening(self, date, row):
        mg, ppm, method = mass(row["peso_g"], "peso_g"), fineness(row["ley_au"], "ley_au"), METHODS[row["metodo"]]
        code = row["barra"]
        self.where[code] = (row["sitio"], "opening")
        lost = [] if row["esquema"] == "fairmined" else [{"why": "never-carried", "party": None, "standing": "none",
                                                         "from": date, "to": date, "lots": 1}]
        self.make(code, date, mg, ppm, method, UNCERTAINTY[method], {code: mg * ppm}, lost, self.owner)
        self.bars.append(code)

    def deliveries(self, _, row):
        found = self.intake.weigh(row)
        if found is None:
            return
        self.where[found["code"]] = (found["site"], found["date"][:7])
        lost = self.papers.delivered(self.owner, found["date"])
        lot = self.make(found["code"], found["date"], found["mg"], found["ppm"], found["method"],
                        UNCERTAINTY.get(found["method"]), {found["code"]: found["mg"] * (found["ppm"] or 1)}, lost, self.owner)
        lot.site = found["site"]
        if not found["held"]:
            self.unmelted[found["code"]] = lot

    def melts(self, date, row):
        inputs = [lot for code, lot in sorted(self.unmelted.items())
                  if lot.site == row["sitio"] and row["entrega_desde"] <= code <= row["entrega_hasta"]]
        in_mg, out_mg = sum(lot.mg for lot in inputs), mass(row["peso_salida_g"], "peso_salida_g")
        agrees = len(inputs) == int(row["entregas"]) and in_mg == mass(row["peso_entrada_g"], "peso_entrada_g")
        assert agrees and all(lot.date <= date for lot in inputs), f"{row['barra']} does not agree with its deliveries"
        assayed = [lot for lot in inputs if lot.ppm is not None]
        mean = sum(lot.mg * lot.ppm for lot in assayed) // sum(lot.mg for lot in assayed)
        doubts, parts, melted = {}, [], []
        for lot in inputs:
            melted.append({"delivery": lot.code, "grossMg": lot.mg, "fineNg": lot.mg * (lot.ppm or mean)})
            spread = UNCERTAINTY[lot.method] if lot.ppm else (self.band(lot.site)) >> 1
            method = lot.method if lot.ppm else "none"
            doubts[method] = doubts.get(method, 0) + lot.mg * spread
            shares = lot.take(lot.mg)
            parts.append(shares if lot.ppm else self.composition(shares).rescaled(sum(shares.values()) * mean).shares())
            del self.unmelted[lot.code]
        in_ng = sum(one["fineNg"] for one in melted)
        ppm = in_ng // out_mg
        pool = self.composition(pooled(parts))
        uncertainty = isqrt(sum(ng * ng for ng in doubts.values())) // out_mg
        bar = self.make(row["barra"], date, out_mg, ppm, "calculated", uncertainty, pool.take(out_mg * ppm),
                        mixed(lot.lost for lot in inputs), self.owner)
        bar.steps.append({"step": "melt", "date": date, "inputs": len(inputs), "inMg": in_mg, "outMg": out_mg,
                          "meanPpm": mean, "ppm": ppm, "uncertaintyPpm": uncertainty, "fineNg": out_mg * ppm})
        self.balance("melt", bar.code, in_mg, in_ng, 0, out_mg, out_mg * ppm,
                     [(row["causa_merma"], in_mg - out_mg, 0), ("rounding", 0, in_ng - out_mg * ppm)])
        self.bars.append(bar.code)

    def band(self, site):
        low, high = self.intake.bands[site]
        return high - low

    def assays(self, date, row):
        bar, method, ppm = self.lots[row["barra"]], METHODS[row["metodo"]], fineness(row["ley_au"], "ley_au")
        uncertainty = thousandths(row["incertidumbre"], "incertidumbre") if row["incertidumbre"] else UNCERTAINTY[method]
        before, step = bar.mg * bar.ppm, {"step": "assay", "date": date, "method": method, "ppm": ppm}
        if RANK.index(method) >= RANK.index(bar.method):
            doubt = isqrt((bar.mg * bar.uncertainty) ** 2 + (bar.mg * uncertainty) ** 2)
            change = bar.mg * ppm - before
            step |= {"rebasedNg": change, "uncertaintyNg": doubt, "within": abs(change) <= 2 * doubt}
            bar.ppm, bar.method, bar.uncertainty = ppm, method, uncertainty
            bar.origin = bar.origin.rescaled(bar.mg * ppm)
        sample = mass(row["muestra_g"], "muestra_g") if row["muestra_g"] else 0
        if sample:
            bar.take(sample)
        bar.steps.append(step | {"sampleMg": sample, "leftMg": bar.mg, "fineNg": bar.mg * bar.ppm})

    def handed_over(self, date, row):
        bar, to = self.lots[row["barra"]], row["recibe"]
        sent, got = mass(row["peso_enviado_g"], "peso_enviado_g"), mass(row["peso_recibido_g"], "peso_recibido_g")
        assert bar.holder == row["entrega"] and bar.owner == row["entrega"], f"{bar.code} is not {row['entrega']}'s to give"
        refused, difference = row["resultado"] == "rechazado", got - bar.mg
        if refused or difference or sent != got or row["sello_intacto"] != "sí":
            tolerance = max(2 * self.division, sent // 1000)
            self.handovers.append({"bar": bar.code, "date": date, "to": to, "differenceMg": got - sent, "bookMg": bar.mg,
                                   "refused": refused, "sealIntact": row["sello_intacto"] == "sí",
                                   "withinTolerance": abs(got - sent) <= tolerance, "line": row["line"]})
        if refused:
            return
        bar.lost = self.papers.sold(bar.lost, row["entrega"], to, date)
        if difference:
            bar.mg, bar.difference = bar.mg + difference, bar.difference + difference
            bar.origin = bar.origin.rescaled(bar.mg * bar.ppm)
        bar.holder = bar.owner = to
        bar.steps.append({"step": "handover", "date": date, "to": to, "differenceMg": difference, "fineNg": bar.mg * bar.ppm})

    received = handed_over

    def shipments(self, date, row):
        for code in row["barras"].split("|"):
            assert self.lots[code].holder == row["exportador"], f"{code} is not the exporter's on {date}"

    def balance(self, process, code, in_mg, in_ng, rebased_ng, out_mg, out_ng, losses):
        self.transformations.append({
            "process": process, "output": code, "inMg": in_mg, "inNg": in_ng, "rebasedNg": rebased_ng, "outMg": out_mg,
            "outNg": out_ng, "losses": [{"cause": cause, "mg": mg, "ng": ng} for cause, mg, ng in losses if mg or ng],
            "balances": in_mg - out_mg == sum(mg for _, mg, _ in losses) and min((mg for _, mg, _ in losses), default=0) >= 0
            and in_ng + rebased_ng - out_ng == sum(ng for *_, ng in losses) and min((ng for *_, ng in losses), default=0) >= 0})
