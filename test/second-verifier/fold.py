"""What the statements of a bundle say, folded over each other: section 7 of docs/ledger-format.md."""
RANKS = 'estimate touchstone calculated xrf fire-assay'.split()
MADE = ('lots.transformed', 'lots.aggregated', 'lot.split')
FM, FT, SB = 'fairmined', 'fairtrade', 'swiss-better-gold'
TRADERS = {'fairmined-supplier', 'fairmined-buyer', 'fairmined-licensee'}
# 7.3: claim -> credentials at production, credentials of seller and buyer
TABLE = {FM: ({FM, FM + '-ecological'}, {FM, FM + '-ecological'} | TRADERS),
         FM + '-ecological': ({FM + '-ecological'}, {FM + '-ecological'} | TRADERS),
         FT: ({FT}, {FT, FT + '-trader', FT + '-licensee'}), SB: ({SB}, {SB, SB + '-member'})}
STATES = {'granted': 'valid', 'reinstated': 'valid', 'suspended': 'suspended', 'withdrawn': 'withdrawn', 'expired': 'expired'}


def allot(weights, y):
    """7.2: how y units off the front of a line of these weights fall to each of them."""
    if len(weights) <= 1:
        return [y] * len(weights)
    half, total = len(weights) // 2, sum(weights)
    front = y * sum(weights[:half]) // total if total else 0
    return allot(weights[:half], front) + allot(weights[half:], y - front)


class Shares:
    """The origins of a lot in line, of which `taken` units are gone from the front."""

    def __init__(self, origins):
        self.names = sorted(name for name in origins if origins[name] > 0)
        self.weights, self.taken = [origins[name] for name in self.names], 0

    def left(self):
        return sum(self.weights) - self.taken

    def take(self, y):
        before, self.taken = allot(self.weights, self.taken), self.taken + y
        return dict(zip(self.names, (b - a for a, b in zip(before, allot(self.weights, self.taken)))))

    def rescale(self, total):
        rest = self.take(self.left())
        names = [name for name in self.names if rest[name] > 0]
        self.__init__(dict(zip(names, allot([rest[name] for name in names], total))))


class Lot:
    def __init__(self, mg, fineness, code, form, custodian, owner, day, claims, shares):
        self.mg, self.fineness, self.code, self.form, self.claims, self.shares = mg, fineness, code, form, claims, shares
        self.custodian, self.owner, self.made, self.day, self.held, self.sent = custodian, owner, day, day, False, None
        self.packed, self.rests, self.born = None, False, (custodian, owner, day)

    ppm = property(lambda self: self.fineness and self.fineness['ppm'])
    gold = property(lambda self: self.mg * (1 if self.ppm is None else self.ppm))

    def take(self, mg):
        self.mg, self.rests = self.mg - mg, True
        return self.shares.take(mg * (1 if self.ppm is None else self.ppm))

    def reassay(self, fineness):
        self.fineness = fineness
        self.shares.rescale(self.gold)

    def usable(self, org, day):
        return self.custodian == org and self.sent is None and not self.held and day >= self.day


within = lambda r: (abs(int(r['toNg']) - int(r['fromNg'])) <= 2 * int(r['uncertaintyNg'])) == r['within']
total = lambda parts, member: sum(int(part.get(member, 0)) for part in parts)


class Fold:
    def __init__(self, verifier):
        self.v, self.check, self.lots, self.papers, self.by_sid, self.disputes = verifier, verifier.check, {}, {}, {}, set()

    def run(self):
        for e in self.v.events:
            if self.check('data', e.shaped):
                name = '_' + e.type.replace('.', '_').replace('-', '_')
                handler = self.transformed if e.type in MADE else self.credential if e.type.startswith('credential.') else getattr(self, name, None)
                lot = self.lots.get(e.data.get('lot'))
                if handler and (lot or e.type in MADE + ('lot.registered',) or not isinstance(e.data.get('lot'), str)):
                    handler(e, e.data, lot, e.data.get('on', {}).get('date') if isinstance(e.data.get('on'), dict) else None)
            self.by_sid.setdefault(e.sid.hex(), e)
        for lot in self.lots.values():
            self.check('balance', lot.mg >= 0)
            self.check('shares', lot.shares.left() == lot.gold and all(w >= 0 for w in lot.shares.weights))
        about = self.lots.get(self.v.bundle['lot'])
        self.check('piece', about is not None and about.code == self.v.bundle['code'])

    # 7.1 and 7.4, kind by kind
    def _lot_registered(self, e, d, lot, day):
        self.check('custody', d['custodian'] == d['owner'] == e.org)
        if not self.check('balance', lot is None):
            return
        claims = {c['scheme'] for c in d['claims'] if c['standing'] == 'valid'}
        for c in d['claims']:
            self.judge(c, {e.org}, 0, day, d['origin'] == 'opening')
        self.lots[d['lot']] = new = Lot(d['grossMg'], d.get('fineness'), d['code'], d['form'], d['custodian'], d['owner'], day, claims, None)
        new.shares = Shares({d['lot']: new.gold})

    def _lot_assayed(self, e, d, lot, day):
        governs = lot.fineness is None or RANKS.index(d['fineness']['method']) >= RANKS.index(lot.fineness['method'])
        self.check('custody', day >= lot.made and d['governs'] == governs)
        self.check('custody', d['sampleMg'] == 0 or (lot.custodian == e.org and lot.sent is None))
        r = d.get('rebasing')
        if d['governs']:
            if self.check('balance', (r is None) == (lot.ppm is None)) and r:
                facts = int(r['fromNg']) == lot.gold and int(r['toNg']) == lot.mg * d['fineness']['ppm'] and r['lot'] == d['lot']
                self.check('balance', facts and within(r))
            lot.reassay(d['fineness'])
        else:
            self.check('balance', r is None)
        self.check('balance', lot.mg >= d['sampleMg'])
        lot.take(d['sampleMg'])

    def _custody_dispatched(self, e, d, lot, day):
        self.check('custody', lot.usable(e.org, day) and d['from'] == e.org)
        lot.sent, lot.rests = (d['to'], d['sentMg'], day), True

    def answered(self, e, d, lot, day):
        ok = lot.sent and lot.sent[:2] == (d['to'], d['sentMg']) and d['from'] == lot.custodian and d['to'] == e.org and day >= lot.sent[2]
        self.check('custody', bool(ok))
        lot.sent, lot.day = None, day

    def _custody_received(self, e, d, lot, day):
        self.answered(e, d, lot, day)
        self.check('balance', d['differenceMg'] == d['receivedMg'] - d['sentMg'] and lot.mg + d['differenceMg'] >= 0)
        lot.custodian = d['to']
        if d['differenceMg']:
            lot.mg, lot.rests = lot.mg + d['differenceMg'], True
            lot.shares.rescale(max(lot.gold, 0))

    def _custody_refused(self, e, d, lot, day):
        self.answered(e, d, lot, day)

    def _title_transferred(self, e, d, lot, day):
        self.check('custody', d['from'] == e.org == lot.owner and not lot.held and day >= lot.day)
        for c in d['claims']:
            self.judge(c, {d['from'], d['to']}, 1, day, False)
        both = lambda scheme: all(any((c['scheme'], c['party'], c['standing']) == (scheme, p, 'valid') for c in d['claims']) for p in (d['from'], d['to']))
        lot.owner, lot.day, lot.claims = d['to'], day, {scheme for scheme in lot.claims if both(scheme)}

    def _lot_held(self, e, d, lot, day):
        lot.held = True

    def _lot_released(self, e, d, lot, day):
        lot.held = False

    def _shipment_packed(self, e, d, lot, day):
        for line in d['lines']:
            lot = self.lots.get(line['lot'])
            if lot:
                same = lot.fineness and (line['code'], line['grossMg'], line['finenessPpm'], line['method']) == (lot.code, lot.mg, lot.ppm, lot.fineness['method'])
                self.check('custody', bool(same) and int(line['fineNg']) == lot.gold and lot.usable(e.org, day) and lot.owner == e.org)
                lot.packed, lot.rests = d['shipment'], True

    def _shipment_exported(self, e, d, lot, day):
        for lot in filter(None, map(self.lots.get, e.statement['lots'])):
            self.check('custody', lot.usable(e.org, day) and lot.packed == d['shipment'])

    # 7.1 and 7.2: what is made of what
    def transformed(self, e, d, _, day):
        inputs, outputs, losses, rebasings = d['inputs'], d['outputs'], d['losses'], d['rebasings']
        whole = all(part['lot'] in self.lots for part in inputs)
        for part in inputs:
            if part['lot'] in self.lots:
                self.check('custody', self.lots[part['lot']].usable(e.org, day))
                self.check('balance', self.lots[part['lot']].mg >= part['grossMg'])
        if not whole and not any(part['lot'] in self.v.lots for part in outputs):
            for part in filter(lambda part: part['lot'] in self.lots, inputs):
                self.lots[part['lot']].take(part['grossMg'])
            return
        if not self.check('balance', whole and not any(part['lot'] in self.lots for part in outputs)):
            return
        unexplained = [d['unexplained']] if 'unexplained' in d else []
        self.check('balance', total(inputs + d['additions'] + unexplained, 'grossMg') == total(outputs + losses, 'grossMg'))
        self.check('balance', total(inputs + unexplained, 'fineNg') + total(rebasings, 'toNg') - total(rebasings, 'fromNg') == total(outputs + losses, 'fineNg'))
        assayed = [(part['grossMg'], self.lots[part['lot']].ppm) for part in inputs if self.lots[part['lot']].ppm is not None]
        lent = sum(mg * ppm for mg, ppm in assayed) // sum(mg for mg, _ in assayed) if assayed else None
        for part in inputs:
            ppm = self.lots[part['lot']].ppm
            if ppm is None:
                ppm = part.get('countedPpm')
                self.check('balance', ppm == lent if d['process'] == 'melt' or e.type == 'lots.aggregated' or d['process'] == 'aggregate' else True)
            else:
                self.check('balance', 'countedPpm' not in part)
            self.check('balance', part.get('fineNg') == (None if ppm is None else str(part['grossMg'] * ppm)))
        for part in outputs:
            self.check('balance', part.get('fineNg') == (str(part['grossMg'] * part['fineness']['ppm']) if 'fineness' in part else None))
        self.losses(d, inputs, outputs, losses, rebasings, lent)
        self.rebased(d, inputs, outputs, losses, rebasings, unexplained)
        self.make(e, d, inputs, outputs, losses, rebasings, unexplained, day)

    def losses(self, d, inputs, outputs, losses, rebasings, lent):
        stated = {part['fineness']['ppm'] for part in outputs if 'fineness' in part} | ({lent} if lent is not None else set())
        stated |= {part['countedPpm'] for part in inputs if 'countedPpm' in part}
        for x in losses:
            mg, ng, cause = x['grossMg'], int(x['fineNg']), x['cause']
            if cause == 'rounding':
                self.check('balance', mg == 0 and (ng < 10 ** 6 or any(ng < part['grossMg'] for part in outputs)))
            elif cause not in ('retention', 'undelivered'):
                own = {self.lots[part['lot']].ppm for part in inputs if x.get('lot', part['lot']) == part['lot']} - {None}
                self.check('balance', ng == 0 or any(ng == mg * ppm for ppm in stated | own))
        for part in inputs:
            mine = [x for x in losses if x.get('lot') == part['lot']]
            moved = total([r for r in rebasings if r['lot'] == part['lot']], 'toNg') - total([r for r in rebasings if r['lot'] == part['lot']], 'fromNg')
            brought = int(part.get('fineNg', 0)) + moved
            self.check('balance', total(mine, 'grossMg') <= part['grossMg'] and total(mine, 'fineNg') <= brought)
            if any(x['cause'] == 'retention' for x in mine):
                after = [x for x in mine if x['cause'] in ('rounding', 'undelivered')]
                credited = brought - total(mine, 'fineNg') + total(after, 'fineNg')
                rest = (part['grossMg'] - total(mine, 'grossMg'))
                self.check('balance', credited % 10 ** 6 == 0 and any(
                    credited - total(after, 'fineNg') == rest * out['fineness']['ppm'] for out in outputs if 'fineness' in out))

    def rebased(self, d, inputs, outputs, losses, rebasings, unexplained):
        ins = {part['lot']: part for part in inputs}
        for r in rebasings:
            start, end = int(r['fromNg']), int(r['toNg'])
            self.check('balance', within(r))
            if r['lot'] is None:
                others = [x for x in rebasings if x['lot'] is not None]
                went_in = total(inputs + unexplained, 'fineNg') + total(others, 'toNg') - total(others, 'fromNg')
                mass = total(inputs + d['additions'] + unexplained, 'grossMg')
                self.check('balance', start == went_in and any(end == mass * out['fineness']['ppm'] for out in outputs if 'fineness' in out))
                self.check('balance', r['within'] or end <= start)
            elif self.check('balance', r['lot'] in ins):
                melted = total([x for x in losses if x.get('lot') == r['lot'] and x['cause'] == 'melt-loss'], 'grossMg')
                mass, ppm = ins[r['lot']]['grossMg'] - melted, self.lots[r['lot']].ppm
                self.check('balance', ppm is not None and start == mass * ppm and end % max(mass, 1) == 0)

    def make(self, e, d, inputs, outputs, losses, rebasings, unexplained, day):
        pool, claims = {}, None
        counted = any('fineNg' in part for part in inputs + unexplained + outputs)

        def pour(shares, y):
            for name, y in shares.take(y).items():
                pool[name] = pool.get(name, 0) + y

        for part in inputs:
            lot = self.lots[part['lot']]
            shares = Shares(lot.take(part['grossMg']))
            claims = lot.claims if claims is None else claims & lot.claims
            moved = [r for r in rebasings if r['lot'] == part['lot']]
            wanted = int(part.get('fineNg', 0)) + total(moved, 'toNg') - total(moved, 'fromNg') if counted else part['grossMg']
            shares.rescale(max(wanted, 0))
            own = total([x for x in losses if x.get('lot') == part['lot']], 'fineNg' if counted else 'grossMg')
            pour(shares, max(wanted - own, 0))
        for part in unexplained:
            name = outputs[0]['lot']
            pool[name] = pool.get(name, 0) + (int(part.get('fineNg', 0)) if counted else part['grossMg'])
        line, batch = Shares(pool), [r for r in rebasings if r['lot'] is None]
        if batch or not counted:
            line.rescale(int(batch[0]['toNg']) if batch else total(outputs, 'grossMg'))
        for part in outputs:
            y = int(part.get('fineNg', 0)) if counted else part['grossMg']
            self.check('shares', y <= line.left())
            first = self.lots[inputs[0]['lot']] if inputs else None
            self.lots[part['lot']] = Lot(part['grossMg'], part.get('fineness'), part['code'], part['form'], first.custodian if first else e.org,
                                         first.owner if first else e.org, day, set() if unexplained else set(claims or ()), Shares(line.take(y)))

    # 7.3 credentials and judgements
    def credential(self, e, d, _, __):
        acts = self.papers.setdefault((d['holder'], d['number'], d['scheme']), [])
        if acts or e.type == 'credential.granted':
            acts.append((d['from'], STATES[e.type[11:]], e.type == 'credential.granted', d.get('until')))

    def stood(self, acts, day):
        until = [until for _, _, grant, until in acts if grant][-1]
        done = [(at, n, state) for n, (at, state, _, _) in enumerate(acts) if at <= day]
        if day < acts[0][0] or not done:
            return 'not-yet'
        state = max(done)[2]
        return 'expired' if state == 'valid' and until is not None and day >= until else state

    def judge(self, c, parties, column, day, opening):
        self.check('standing', c['party'] in parties)
        if c['credential'] is None:
            self.check('standing', c['standing'] == 'none' or (opening and c['standing'] == 'valid'))
            return
        schemes = TABLE.get(c['scheme'], (set(), set()))[column]
        known = [acts for scheme in schemes if (acts := self.papers.get((c['party'], c['credential'], scheme)))]
        if known:
            self.check('standing', c['standing'] in [self.stood(acts, day) for acts in known])
        else:
            self.check('standing' if self.v.complete else 'credential', False)

    # 7.6 amendments
    def amended(self, e, d):
        of = self.by_sid.get(d['of'])
        ok = of is not None and sorted(of.statement['lots']) == sorted(e.statement['lots'])
        self.check('amendment', ok)
        return of if ok else None

    def untouched(self, of):
        lot = of is not None and of.type == 'lot.registered' and of.shaped and self.lots.get(of.data['lot'])
        fresh = lot and not lot.rests and lot.sent is None and lot.packed is None and (lot.custodian, lot.owner, lot.day) == lot.born
        return lot if self.check('amendment', bool(fresh)) else None

    def _statement_corrected(self, e, d, *_):
        of = self.amended(e, d)
        self.check('amendment', of is None or of.org == e.org)
        fields = d['fields']
        if {'grossMg', 'fineness', 'form', 'scale'} & set(fields):
            lot = self.untouched(of)
            if lot:
                lot.mg, lot.fineness, lot.form = fields.get('grossMg', lot.mg), fields.get('fineness', lot.fineness), fields.get('form', lot.form)
                lot.shares = Shares({of.data['lot']: lot.gold})

    def _statement_disputed(self, e, d, *_):
        self.amended(e, d)

    def _statement_voided(self, e, d, *_):
        of = self.amended(e, d)
        self.check('amendment', of is None or of.org == e.org)
        if 'with' not in d:
            self.check('amendment', of is None or of.type == 'statement.disputed')
            return
        lot = self.untouched(of)
        if lot:
            lot.mg, lot.claims, lot.rests, lot.shares = 0, set(), True, Shares({})
