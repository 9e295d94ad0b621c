#!/usr/bin/env python3
"""A second verifier of evidence bundles, from docs/ledger-format.md alone: `verify.py BUNDLE [--policy POLICY]` prints
one line of JSON and exits as section 9 says. The numbers in comments are sections of that document."""
import base64, datetime, hashlib, json, re, struct, sys
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from fold import Fold

UUID = re.compile(r'[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}')
SEVERITY, CODES = (0, 2, 3, 1, 4), {'bundle': 4, 'policy': 2, 'quorum': 2, 'key': 3, 'history': 3, 'completeness': 3, 'credential': 3}


class Bad(Exception):
    pass


def need(condition, why=''):
    if not condition:
        raise Bad(why)
    return True


def good(test, *args):
    try:
        return test(*args) is not False
    except (Bad, ValueError, KeyError, TypeError, AttributeError, RecursionError, IndexError):
        return False


sha = lambda *parts: hashlib.sha256(b''.join(parts)).digest()
enc = lambda raw: base64.urlsafe_b64encode(raw).rstrip(b'=').decode()


def dec(text, size=None):
    need(isinstance(text, str) and re.fullmatch(r'[A-Za-z0-9_-]*', text) and len(text) % 4 != 1)
    raw = base64.urlsafe_b64decode(text + '=' * (-len(text) % 4))
    need(enc(raw) == text and size in (None, len(raw)))
    return raw


# 1. Canonical JSON
def write(value, depth=0):
    if value is None or isinstance(value, bool):
        return {None: 'null', True: 'true', False: 'false'}[value]
    if isinstance(value, int):
        need(abs(value) < 2 ** 53)
        return str(value)
    if isinstance(value, str):
        value.encode()  # a lone surrogate is refused
        return json.dumps(value, ensure_ascii=False)
    need(depth < 16)
    if isinstance(value, list):
        return '[' + ','.join(write(item, depth + 1) for item in value) + ']'
    names = sorted(value, key=lambda name: name.encode('utf-16-be', 'surrogatepass'))
    return '{' + ','.join(write(name) + ':' + write(value[name], depth + 1) for name in names) + '}'


def read(raw, limit):
    need(len(raw) <= limit)
    value = json.loads(raw.decode('utf-8'), parse_float=lambda text: need(False), parse_constant=lambda text: need(False))
    need(write(value).encode() == raw)
    return value


def members(value, required, optional=''):
    need(isinstance(value, dict) and set(required.split()) <= set(value) <= set((required + ' ' + optional).split()))
    return value


units = lambda text: len(text.encode('utf-16-le')) // 2
word = lambda v: isinstance(v, str) and 1 <= units(v) <= 256
uuid = lambda v: isinstance(v, str) and bool(UUID.fullmatch(v))
boolean = lambda v: isinstance(v, bool)
b64 = lambda size: lambda v: len(dec(v, size)) == size
one_of = lambda text: lambda v: v in text.split()
whole = lambda low, high: lambda v: isinstance(v, int) and not isinstance(v, bool) and low <= v <= high
several = lambda kind, low=0: lambda v: isinstance(v, list) and len(v) >= low and all(kind(item) for item in v)
nullable = lambda kind: lambda v: v is None or kind(v)
count = whole(0, 2 ** 53 - 1)
ng = lambda v: isinstance(v, str) and bool(re.fullmatch(r'0|[1-9][0-9]{0,29}', v))


# the calendar has a year 0000, which the library does not know; 2000 has the same days
leap = lambda text: '2000' + text[4:] if text.startswith('0000') else text


def instant(v):
    need(isinstance(v, str) and re.fullmatch(r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z', v, re.A))
    datetime.datetime.strptime(leap(v), '%Y-%m-%dT%H:%M:%S.%fZ')
    return v


def day(v):
    need(isinstance(v, str) and re.fullmatch(r'\d{4}-\d\d-\d\d', v, re.A))
    return bool(datetime.date.fromisoformat(leap(v)))


# 3. Keys and signatures
P = 2 ** 255 - 19
LOW = {0, 1, P - 1} | {int.from_bytes(bytes.fromhex(y), 'little') for y in (
    '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05', 'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a')}


def point(raw):
    y = int.from_bytes(raw, 'little') & (2 ** 255 - 1)
    return y < P and y not in LOW


def holds(key, signature, message):
    if len(signature) != 64 or not point(key) or not point(signature[:32]):
        return False
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


pae = lambda kind, body: b'DSSEv1 %d %s %d %s' % (len(kind), kind, len(body), body)
kid_of = lambda key: enc(sha(b'veta/key/v1\n', key)[:16])


# 6. Notes and policies
def note_of(text):
    need(isinstance(text, str) and units(text) <= 10 ** 6 and not re.search('[\0-\x09\x0b-\x1f]', text))
    body, gap, tail = text.rpartition('\n\n')
    need(gap and tail.endswith('\n'))
    signatures = []
    need(tail.count('\n') <= 100)
    for line in tail[:-1].split('\n'):
        match = re.fullmatch(r'— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})', line)
        need(match)
        raw = base64.b64decode(match[2], validate=True)
        need(len(raw) > 4 and base64.b64encode(raw).decode() == match[2])
        signatures.append((match[1], raw[:4], raw[4:]))
    return body + '\n', signatures


def tree_of(lines):
    origin, size, root = lines
    need(origin and re.fullmatch('0|[1-9][0-9]{0,15}', size) and int(size) < 2 ** 53)
    raw = base64.b64decode(root, validate=True)
    need(len(raw) == 32 and base64.b64encode(raw).decode() == root)
    return origin, int(size), raw


def vkey_of(text, kind):
    name, key_id, data = text.split('+', 2)
    raw = base64.b64decode(data, validate=True)
    need(name and len(raw) == 33 and raw[0] == kind and point(raw[1:]) and base64.b64encode(raw).decode() == data)
    need(re.fullmatch('[0-9a-f]{8}', key_id) and sha(name.encode() + b'\n' + raw)[:4].hex() == key_id)
    return name, bytes.fromhex(key_id), raw[1:]


def policy_of(raw):
    need(len(raw) <= 65536 and raw.count(b'\n') < 1000 and not re.search(rb'[\0-\x08\x0b-\x1f\x7f]', raw))
    logs, witnesses, groups, used, quorum = [], {}, {}, set(), []
    for line in raw.decode('utf-8', 'surrogateescape').split('\n'):
        words = [item for item in re.split('[ \t]+', line) if item]
        if not words or words[0].startswith('#'):
            continue
        if words[0] == 'log':
            need(len(words) in (2, 3))
            logs.append(vkey_of(words[1], 1))
        elif words[0] == 'witness':
            need(len(words) in (3, 4) and words[1] not in ('none', *witnesses, *groups))
            witnesses[words[1]] = vkey_of(words[2], 4)
        elif words[0] == 'group':
            name, threshold, names = words[1], words[2], words[3:]
            need(names and name not in ('none', *witnesses, *groups))
            need(len(set(names)) == len(names) and not used & set(names) and all(n in witnesses or n in groups for n in names))
            used |= set(names)
            k = {'any': 1, 'all': len(names)}.get(threshold) or (re.fullmatch('[1-9][0-9]*', threshold) and int(threshold))
            need(k and k <= len(names))
            groups[name] = (k, names)
        else:
            need(words[0] == 'quorum' and len(words) == 2 and (words[1] == 'none' or words[1] in witnesses or words[1] in groups))
            quorum.append(words[1])
    need(len(quorum) == 1 and all(len({key for _, _, key in keys}) == len(keys) for keys in (logs, list(witnesses.values()))))
    return logs, witnesses, groups, quorum[0]


# 7. Shapes of data, by the name of the member: `name`, `name:kind`, `?` where it may be absent
def shape(spec):
    fields = []
    for field in spec.split():
        name, _, kind = field.rstrip('?').partition(':')
        fields.append((name, KINDS.get(kind or name, word), field.endswith('?')))
    return lambda v: isinstance(v, dict) and all(
        (optional and name not in v) or (name in v and good(kind, v[name])) for name, kind, optional in fields)


mg, mg1, ppm = whole(0, 10 ** 12), whole(1, 10 ** 12), whole(0, 10 ** 6)
KINDS = {'mg': mg, 'mg1': mg1, 'ppm': ppm, 'countedPpm': ppm, 'silverPpm': ppm, 'finenessPpm': ppm, 'uncertaintyPpm': mg,
         'grossMg': mg1, 'sampleMg': mg, 'sentMg': mg1, 'receivedMg': mg1, 'weighedMg': mg1, 'toleranceMg': mg, 'countedMg': mg, 'bookMg': mg,
         'differenceMg': whole(-10 ** 12, 10 ** 12), 'fineNg': ng, 'fromNg': ng, 'toNg': ng, 'uncertaintyNg': ng, 'day': day,
         'date': day, 'until': nullable(day), 'instant': instant, 'lot': uuid, 'lot0': nullable(uuid), 'governs': boolean,
         'sealIntact': boolean, 'oneSided': boolean, 'within': boolean, 'word': word, 'key': b64(32), 'proof': b64(64), 'kid': b64(16),
         'of': lambda v: isinstance(v, str) and bool(re.fullmatch('[0-9a-f]{64}', v)), 'label': lambda v: v == '' or word(v), 'note': lambda v: isinstance(v, str) and 1 <= units(v) <= 32768, 'size': count, 'root': b64(32),
         'origin': one_of('production purchase opening selection'), 'process': one_of('melt refine alloy manufacture aggregate split mill'),
         'method': one_of('estimate touchstone calculated xrf fire-assay umpire outturn'), 'outcome': one_of('accepted accepted-with-difference'),
         'form': one_of('alluvial concentrate amalgam-sponge vein nugget dore grain alloy piece scrap slag ore tailings sample'),
         'bags': count, 'gradeMgPerT': mg, 'moisturePpm': ppm, 'flushed': boolean, 'surfacePrepared': boolean, 'sellerPresent': boolean,
         'technique': one_of('amalgamation cyanidation gravity flotation'), 'kind.assay': one_of('settlement control umpire external'),
         'holder.sample': one_of('seller buyer umpire'), 'keepUntil': day, 'silverUncertaintyPpm': mg,
         'reason.replaces': one_of('typing-error wrong-lot wrong-sample laboratory-corrected'),
         'basis': one_of('sale agency consignment toll advance'), 'audience': one_of('public'), 'custody': one_of('own operator'),
         'holder.key': one_of('organisation device log'), 'reason.key': one_of('lost stolen replaced retired'),
         'standing': one_of('valid none not-yet suspended withdrawn expired'), 'scope': several(word, 1), 'credential': nullable(word)}
KINDS['on'] = shape('date tz')
KINDS['fineness'] = shape('ppm method uncertaintyPpm')
KINDS['rebasing'] = shape('lot:lot0 fromNg toNg uncertaintyNg within')
KINDS['rebasings'] = several(KINDS['rebasing'])
KINDS['inputs'] = several(shape('lot grossMg fineNg? countedPpm?'))
KINDS['ore'] = shape('bags? gradeMgPerT? moisturePpm?')
KINDS['kept'] = shape('seal holder:holder.sample keptBy keepUntil')
KINDS['campaign'] = shape('code technique flushed')
KINDS['replaces'] = shape('of reason:reason.replaces')
KINDS['outputs'] = several(shape('lot code name? form grossMg fineness? fineNg? ore? owner? kept?'), 1)
KINDS['additions'] = several(shape('material grossMg'))
KINDS['unexplained'] = shape('grossMg:mg fineNg?')
KINDS['losses'] = several(shape('cause grossMg:mg fineNg lot?'))
KINDS['claims'] = lambda v: several(shape('scheme party credential standing'))(v) and len({(c['scheme'], c['party']) for c in v}) == len(v)
KINDS['reasons'] = several(shape('rule code at'), 1)
KINDS['codes'], KINDS['override'], KINDS['level'] = several(word, 1), one_of('override'), one_of('ask warn')
KINDS['raised'] = one_of('ask hold')
KINDS['asking'], KINDS['answer'] = several(shape('rule code at level'), 1), one_of('explained confirmed referred')
KINDS['lines'] = several(shape('lot code grossMg finenessPpm method fineNg seal?'))
KINDS['removed'] = several(KINDS['lot'])
KINDS['attested'] = one_of('refused accepted')
GOLD = shape('grossMg? fineness? form? scale?')
KINDS['fields'] = lambda v: GOLD(v) and v != {}
KINDS['digests'] = several(b64(32), 1)
KINDS['ofs'] = several(KINDS['of'], 1)
KINDS['part'] = one_of('kyc owners cahra flags mitigation decision audit report')
KINDS['material'] = one_of('mined recycled')
KINDS['missing'] = several(word, 1)
KINDS['list'] = shape('name version date')
KINDS['places'] = several(shape('country region? finding:finding'), 1)
KINDS['finding'] = one_of('cahra transit clear')
KINDS['flags'] = several(shape('id:flag'))
KINDS['flag'] = one_of('R1 R2 R3 R4 R5 R6 R7')
KINDS['hashes'] = several(KINDS['of'])
KINDS['period'] = shape('from:day until:day')
KINDS['module'] = one_of('M1 M2 M3 M4 M5')
KINDS['criterion'] = one_of('pass mitigation-committed fail')
KINDS['criteria'] = several(shape('criterion:word result:criterion'), 1)
KINDS['modules'] = several(shape('module criteria'), 1)
KINDS['seals'] = several(word)
KINDS['sealed'] = shape('bags seals')
KINDS['purpose'], KINDS['weighs'], KINDS['mass'] = one_of('return'), one_of('receiver both umpire'), one_of('wet dry')
KINDS['tolerancePpm'], KINDS['lost'] = ppm, one_of('robbed lost')
KINDS['why'], KINDS['passes'] = one_of('opened-by-authority damaged resealed'), one_of('on-acceptance on-settlement never')
KINDS['terms'] = shape('toleranceMg? tolerancePpm? weighs? mass? umpire?')
KINDS['passing'] = shape('from:word basis claims document?')
KINDS['vouching'], KINDS['recalling'], KINDS['per'] = one_of('issuer holder'), one_of('organisation'), one_of('month year')
KINDS['file'] = shape('sha256:of mediaType size')
KINDS['covered'], KINDS['instead'] = several(KINDS['lot'], 1), shape('of fineNg?')
KINDS['any'] = lambda v: isinstance(v, dict)
KINDS['volume'] = shape('fineNg per')
KINDS['activities'], KINDS['forms'] = several(one_of('production sale'), 1), several(KINDS['form'], 1)
KINDS['sites'] = several(word, 1)
KINDS['someng'] = lambda v: ng(v) and v != '0'
KINDS['covers'] = shape('sites? forms? activities? volume?')
COUNTED = shape('on lot from to sentMg bags seals sealIntact')
TRANSFORM = shape('on process campaign? inputs additions unexplained? rebasings outputs losses')
CREDENTIAL = 'granted reinstated suspended withdrawn expired'.split()
SHAPES = {
    'lot.registered': shape('on lot code origin form site grossMg fineness? ore? scale? custodian owner claims'),
    'lot.assayed': shape('on lot laboratory fineness silverPpm? silverUncertaintyPpm? certificate? sampleMg governs rebasing? kind:kind.assay? sample?'
                         ' surfacePrepared? sellerPresent? replaces?'),
    'lots.transformed': TRANSFORM, 'lots.aggregated': TRANSFORM, 'lot.split': TRANSFORM, 'sample.taken': TRANSFORM,
    'custody.dispatched': shape('on lot from to sentMg seal? scale? due:day? terms? sealed? purpose?'),
    'custody.received': shape('on lot from to sentMg receivedMg differenceMg toleranceMg sealIntact outcome oneSided scale? title:passing?'),
    'custody.relayed': COUNTED, 'custody.declined': COUNTED, 'seal.changed': shape('on lot broken applied? why authority?'),
    'lot.detained': shape('on lot authority act'), 'lot.cleared': shape('on lot authority act'),
    'lot.seized': shape('on lot authority act grossMg'), 'lot.lost': shape('on lot grossMg cause:lost'),
    'title.agreed': shape('on lot from to basis passes document? until:day?'), 'title.declined': shape('on lot from to'),
    'custody.refused': shape('on lot from to sentMg weighedMg sealIntact'),
    'title.transferred': shape('on lot from to basis document? claims'),
    'lot.held': shape('on lot reasons'), 'lot.released': shape('on lot reason codes? basis:override? owner?'),
    'lot.returned': shape('on lot grossMg reason'), 'lot.refused': shape('on lot reason'),
    'question.raised': shape('on lot? reasons:asking'), 'question.answered': shape('on lot? of answer reason'),
    'threshold.set': shape('on threshold:word key:word? from:day value:mg? level:raised? reason:word?'),
    'shipment.packed': shape('on shipment lines'), 'shipment.repacked': shape('on shipment box lines removed'), 'shipment.exported': shape('on shipment airWaybill?'),
    **{f'credential.{act}': shape('holder:word scheme number from:day until? issuer? says:vouching? scope:covers? evidence:file?') for act in CREDENTIAL},
    'credential.recalled': shape('on holder:word from:day reason scheme? number? site? until:day? says:recalling?'),
    'credential.recall-lifted': shape('on holder:word of reason'),
    'lot.recalled': shape('on lot reason says:recalling?'), 'lot.recall-lifted': shape('on lot of reason'),
    'claim.incorporated': shape('on lot scheme fineNg:someng credential:word'),
    'incorporated.sold': shape('on scheme from to? fineNg:someng sale credential:word'),
    'incorporated.accepted': shape('on scheme from:word to fineNg:someng sale soldOn:day credential:word'),
    'incorporated.declined': shape('on scheme from:word to fineNg:someng sale soldOn:day'),
    'access.granted': lambda v: shape('lot audience' if isinstance(v, dict) and 'lot' in v else
                                      'organisation:word audience:word shows:lot? until:instant reason')(v),
    'access.ended': shape('organisation of reason'),
    'key.added': shape('organisation key kid holder:holder.key custody name? scope? until:instant? proof'),
    'key.revoked': shape('organisation kid reason:reason.key'),
    'policy.set': shape('organisation attested reason?'), 'event.anchored': shape('log size root note reason'),
    'statement.corrected': shape('of on reason fields'), 'statement.disputed': shape('of on reason'),
    'statement.voided': shape('of on reason with?'), 'personal-data.erased': shape('digests of:ofs basis:word requestedBy approvedBy'),
    'organisation.registered': shape('organisation name role country'), 'site.registered': shape('site name municipality:label region:label country'),
    'scale.registered': shape('scale'), 'member.registered': shape('site:label'), 'stock.counted': shape('on custodian:word countedMg bookMg differenceMg'),
    'document.captured': shape('on shipment kind number fineNg? exporter? issuer?'
                               ' issuedOn:day? until:day? covers:covered? replaces:instead? file? fields:any?'), 'document.issued': shape('document kind number payloadSha256 shipment? about:lot?'),
    **{f'document.{end}': shape('document:lot by:lot reason') for end in ('superseded', 'voided')},
    'risk.assessed': shape('on organisation step:part result material? missing? list? places? flags? reviewBy:day? evidence:hashes'),
    'craft.reported': shape('on version period modules scheme? evidence:of from:day until:day'),
}
GOLDEN = {'grossMg', 'fineness', 'form', 'scale'}
KEY_ACTS = ('key.added', 'key.revoked', 'policy.set')
HOUSE_ACTS = ('lot.held', 'question.raised', 'lot.recalled', 'lot.recall-lifted', 'document.issued', 'document.superseded', 'document.voided', 'personal-data.erased', 'key.added', 'key.revoked')
FREE_LOTS = ('shipment.exported', 'statement.', 'personal-data.')


def shaped(s):
    t, d = s['type'], s['data']
    if t not in SHAPES:
        return True
    need(SHAPES[t](d))
    named = {d['lot']} if isinstance(d.get('lot'), str) else set()
    if SHAPES[t] is TRANSFORM:
        need(d['inputs'] or 'unexplained' in d)
        named = {part['lot'] for name in ('inputs', 'outputs') for part in d[name]}
        need(len(named) == len(d['inputs']) + len(d['outputs']))
    if t in ('shipment.packed', 'shipment.repacked'):
        named = {line['lot'] for line in d['lines']} | set(d.get('removed', []))
        need(len(named) == len(d['lines']) + len(d.get('removed', [])))
    if t == 'document.captured':
        named = set(d.get('covers', []))
        need(len(named) == len(d.get('covers', [])))
    if t == 'statement.corrected' and GOLDEN & set(d['fields']):
        need(len(s['lots']) == 1)
    if t == 'statement.voided' and 'with' in d:
        need(len(s['lots']) == 1)
    return t.startswith(FREE_LOTS) or named == set(s['lots'])


# 2., 4., 8. Statements, entries, the bundle
def entry_of(raw):
    e = members(read(raw, 65535), 'event k links received v')
    need(e['k'] == 'event' and e['v'] == 1 and e['v'] is not True and dec(e['event'], 32) and instant(e['received']))
    for link in e['links']:
        members(link, 'lot prev seq')
        need(uuid(link['lot']) and count(link['seq']) and (link['prev'] is None) == (link['seq'] == 0))
        need(link['prev'] is None or dec(link['prev'], 32))
    need(isinstance(e['links'], list) and all(a['lot'] < b['lot'] for a, b in zip(e['links'], e['links'][1:])))
    return e


def statement_of(raw):
    s = members(read(raw, 48 * 1024), 'v log id type lots seen at org data', 'sd attested book')
    need(s['v'] == 1 and s['v'] is not True and all(word(s[m]) for m in ('log', 'type', 'org')) and uuid(s['id']) and instant(s['at']))
    need(several(uuid)(s['lots']) and len(set(s['lots'])) == len(s['lots']) <= 300)
    need(several(nullable(b64(32)))(s['seen']) and len(s['seen']) == len(s['lots']) and isinstance(s['data'], dict))
    need('sd' not in s or (several(b64(32), 1)(s['sd']) and all(a < b for a, b in zip(s['sd'], s['sd'][1:]))))
    need(s.get('attested', 'book') in ('platform', 'book') and ('book' in s) == (s.get('attested') == 'book'))
    if 'book' in s:
        b = members(s['book'], 'file key line sha256')
        need(word(b['file']) and word(b['key']) and whole(1, 2 ** 53 - 1)(b['line']) and KINDS['of'](b['sha256']))
    return s


def bundle_of(raw):
    b = read(raw, 16 * 1024 * 1024)
    need(isinstance(b, dict) and b.get('v') in (1, 2) and not isinstance(b['v'], bool) and b.get('kind') == 'veta.bundle')
    members(b, 'checkpoint code events kind log lot subtrees v' + ' heads' * (b['v'] == 2), 'disclosures' * (b['v'] == 2))
    need(isinstance(b['checkpoint'], str) and word(b['code']) and word(b['log']) and uuid(b['lot']) and several(b64(32))(b['subtrees']))
    need(isinstance(b['events'], list) and b['events'] and several(lambda v: isinstance(v, str))(b.get('heads', [])) and len(b.get('heads', [])) <= 100)
    for e in b['events']:
        members(e, 'e i s', 'g')
        need(count(e['i']) and isinstance(dec(e['e']), bytes) and isinstance(dec(e['s']), bytes))
        if 'g' in e:
            need(several(lambda g: members(g, 'key kid sig') and b64(32)(g['key']) and b64(16)(g['kid']) and b64(64)(g['sig']), 1)(e['g']))
            need(len(e['g']) <= 8 and all(a['kid'] < b['kid'] for a, b in zip(e['g'], e['g'][1:])))
    shown = b.get('disclosures', [])
    need('disclosures' not in b or several(lambda x: members(x, 'i name salt value') and count(x['i']) and word(x['name']) and b64(32)(x['salt']), 1)(shown))
    need(all((x['i'], x['salt']) < (y['i'], y['salt']) for x, y in zip(shown, shown[1:])))
    return b


class Event:
    """One event whose entry and statement could be read."""

    def __init__(self, item, entry, statement):
        self.i, self.entry, self.statement, self.signers = item['i'], entry, statement, item.get('g', [])
        self.raw, self.leaf = dec(item['s']), enc(sha(b'\0', dec(item['e'])))
        self.type, self.data, self.org = statement['type'], statement['data'], statement['org']
        self.sid, self.received = sha(b'veta/statement/v1\n', self.raw), entry['received']
        self.shaped = good(shaped, statement)


class Verifier:
    def __init__(self, bundle, policy):
        self.raw, self.policy_raw, self.failed = bundle, policy, []

    def check(self, name, ok):
        if not ok and name not in self.failed:
            self.failed.append(name)
        return ok

    def attempt(self, name, work, *args):
        try:
            return work(*args)
        except (Bad, ValueError, KeyError, TypeError, AttributeError, RecursionError, IndexError):
            self.check(name, False)

    def verdict(self):
        exits = [CODES.get(name, 1) for name in self.failed]
        return {'exit': max(exits, key=SEVERITY.index, default=0), 'failed': self.failed}

    def run(self):
        self.bundle = self.attempt('bundle', bundle_of, self.raw)
        if self.bundle is None:
            return self.verdict()
        note = self.attempt('checkpoint', note_of, self.bundle['checkpoint'])
        if note is None:
            return self.verdict()
        self.text, self.signatures = note
        self.trust(note[1])
        tree = self.attempt('checkpoint', self.checkpoint)
        if tree is None:
            return self.verdict()
        self.size, self.root = tree
        self.check('checkpoint', self.origin == self.bundle['log'])
        if self.trusted:
            self.cosigned()
        self.events = [event for event in map(self.event, self.bundle['events']) if event]
        self.order()
        self.keys()
        self.closure()
        self.chains()
        self.heads()
        if 'history' not in self.failed:
            self.below()
        return self.verdict()

    # 6. and 9. `checkpoint`, `policy`, `log-signature`, `cosignature`, `quorum`
    def checkpoint(self):
        need(self.text.count('\n') == 3)
        self.origin, size, root = tree_of(self.text[:-1].split('\n'))
        return size, root

    def trust(self, signatures):
        """What the policy lets one trust: the signatures of notes that are to be checked."""
        self.trusted, self.signed_notes = False, []
        policy = self.attempt('policy', policy_of, self.policy_raw) if self.policy_raw is not None else self.check('policy', False)
        if not policy:
            return
        logs, self.witnesses, self.groups, self.quorum = policy
        keys = [(*key, 64) for key in logs] + [(*key, 72) for key in self.witnesses.values()]
        own = [key for key in keys if key[0] == self.bundle['log'] and key[3] == 64]
        if not self.check('checkpoint', self.legible(signatures, keys)):
            return
        self.trusted = True
        self.note_signed(self.text, signatures, own)
        for text in self.bundle.get('heads', []):
            body, signed = self.note_or_none(text)
            if self.note_signed(body, signed, own) and not self.check('head', self.legible(signed, own)):
                self.signed_notes.pop()

    def legible(self, signatures, keys):
        """No signature of a key is malformed, and none answers to two."""
        for name, key_id, signature in signatures:
            sizes = [size for key_name, wanted, _, size in keys if (name, key_id) == (key_name, wanted)]
            if sizes and (len(sizes) > 1 or len(signature) != sizes[0] or (sizes[0] == 72 and signature[:8] >= b'\0\x20' + bytes(6))):
                return False
        return True

    def note_signed(self, text, signatures, own):
        known = [(key, signature) for name, key_id, signature in signatures for n, wanted, key, _ in own if (name, key_id) == (n, wanted)]
        self.signed_notes.append((text, known))
        return self.check('policy', bool(known))

    def note_or_none(self, text):
        try:
            return note_of(text)
        except (Bad, ValueError):
            return '', []

    def cosigned(self):
        for text, known in self.signed_notes:
            for key, signature in known:
                self.check('log-signature', holds(key, signature, text.encode()))
        good_witnesses = set()
        for name, key_id, signature in self.signatures:
            for witness, (key_name, wanted, key) in self.witnesses.items():
                if (name, key_id) == (key_name, wanted):
                    message = b'cosignature/v1\ntime %d\n%s' % (struct.unpack('>Q', signature[:8])[0], self.text.encode())
                    if self.check('cosignature', holds(key, signature[8:], message)):
                        good_witnesses.add(witness)
        enough = lambda n: n == 'none' or n in good_witnesses or (n in self.groups and sum(map(enough, self.groups[n][1])) >= self.groups[n][0])
        self.check('quorum', enough(self.quorum))

    def event(self, item):
        entry = self.attempt('entry', entry_of, dec(item['e']))
        statement = self.attempt('statement', statement_of, dec(item['s']))
        if entry is None or statement is None:
            return None
        e = Event(item, entry, statement)
        self.check('log', statement['log'] == self.bundle['log'])
        sigs = [{'alg': 'Ed25519', 'kid': g['kid'], 'sig': g['sig']} for g in e.signers]
        body = write({'sid': enc(e.sid), 'sigs': sigs}).encode()
        self.check('event', enc(sha(b'veta/event/v1\n', body)) == entry['event'])
        self.check('links', [link['lot'] for link in entry['links']] == sorted(statement['lots']))
        self.check('attestation', ('attested' in statement) != bool(e.signers))
        for g in e.signers:
            self.check('attestation', kid_of(dec(g['key'])) == g['kid'])
            self.check('signature', holds(dec(g['key']), dec(g['sig']), pae(b'application/vnd.veta.statement.v1+json', e.raw)))
        return e

    def order(self):
        items = self.bundle['events']
        if self.check('order', all(a['i'] < b['i'] for a, b in zip(items, items[1:]))):
            self.check('inclusion', good(self.inclusion))
        self.check('order', all(a.received <= b.received for a, b in zip(self.events, self.events[1:])))
        self.check('order', len({item['s'] for item in items}) == len(items))

    # 5. and 8. the one proof
    def inclusion(self):
        leaves = [(item['i'], sha(b'\0', dec(item['e']))) for item in self.bundle['events']]
        hashes = [dec(text) for text in self.bundle['subtrees']]
        need(leaves[-1][0] < self.size)

        def node(low, high, inside):
            if not inside:
                return hashes.pop(0)
            if high - low == 1:
                need(len(inside) == 1)
                return inside[0][1]
            middle = low + (1 << (high - low - 1).bit_length() - 1)
            left = node(low, middle, [x for x in inside if x[0] < middle])
            return sha(b'\1', left, node(middle, high, [x for x in inside if x[0] >= middle]))

        need(node(0, self.size, leaves) == self.root and not hashes)

    # 7.5 keys, 7.7 devices
    def keys(self):
        self.known, self.refusing, self.device_acts = {}, {}, set()
        for e in self.events:
            signed = [(g['kid'], self.known.get(g['kid'])) for g in e.signers]
            self.check('attestation', not self.refused(e))
            self.spoken(e, signed)
            if e.type in KEY_ACTS:
                stands = good(self.key_act, e, signed)
                if self.check('key-standing', stands):
                    self.enter(e)
            self.device(e, signed)

    def refused(self, e):
        attested = e.statement.get('attested')
        house = e.type in HOUSE_ACTS or e.type.startswith('credential.')
        return attested and self.refusing.get(e.org) == 'refused' and (attested == 'book' or not house)

    def in_force(self, k, e):
        return k['revoked'] is None and (k['until'] is None or e.received < k['until'])

    def may(self, k, e, org):
        """A key signs for its own organisation, what its holder and its scope allow."""
        if k is None or k['org'] != org or k['holder'] == 'log' or (k['holder'] == 'device' and e.type in KEY_ACTS):
            return False
        return k['scope'] is None or e.type in k['scope']

    def spoken(self, e, signed):
        """Every key stands, and of a void with `with` both sides signed."""
        other = e.data.get('with') if e.type == 'statement.voided' and isinstance(e.data.get('with'), str) else None
        if other is not None and (other == e.org or not signed):
            self.check('key-standing', False)
            return
        side = lambda k: other if k and k['org'] == other else e.org
        strong = {side(k) for _, k in signed if self.may(k, e, side(k)) and self.in_force(k, e) and k['holder'] == 'organisation'}
        for _, k in signed:
            if self.check('key', k is not None):
                ended = k['holder'] == 'device' and side(k) in strong and k['org'] == side(k)
                self.check('key-standing', (ended and not self.in_force(k, e)) or (self.may(k, e, side(k)) and self.in_force(k, e)))
        if other is not None:
            self.check('key-standing', {e.org, other} == {side(k) for _, k in signed})

    def key_act(self, e, signed):
        d, attested = e.data, e.statement.get('attested')
        need(e.shaped and attested != 'book' and d['organisation'] == e.org)
        own = [k for k in self.known.values() if k['org'] == e.org and k['holder'] == 'organisation' and self.in_force(k, e)]
        if e.type == 'key.added':
            need(kid_of(dec(d['key'])) == d['kid'] and point(dec(d['key'])) and d['kid'] not in self.known)
            need((d['holder'] == 'log') == (e.org == self.bundle['log'] == e.statement['log']))
            body = write({'key': d['key'], 'log': e.statement['log'], 'organisation': e.org}).encode()
            self.check('signature', holds(dec(d['key']), dec(d['proof']), pae(b'application/vnd.veta.key.v1+json', body)))
        if e.type == 'key.revoked':
            need(self.known[d['kid']]['org'] == e.org and self.known[d['kid']]['revoked'] is None)
        if attested:
            first = e.type == 'key.added' and (d['holder'] == 'log' or (d['holder'] == 'organisation' and not own))
            need(e.type == 'key.revoked' or first)
        else:
            need(signed and all(self.may(k, e, e.org) and self.in_force(k, e) for _, k in signed))

    def enter(self, e):
        d = e.data
        if e.type == 'key.added':
            self.known[d['kid']] = {'org': e.org, 'holder': d['holder'], 'scope': d.get('scope'), 'until': d.get('until'), 'revoked': None}
        elif e.type == 'key.revoked':
            self.known[d['kid']]['revoked'] = e.i
        else:
            self.refusing[e.org] = d['attested']

    def device(self, e, holders):
        devices = [kid for kid, k in holders if k and k['holder'] == 'device']
        if not devices:
            return
        v = e.data.get('device')

        def sound():
            members(v, 'seq prev checkpoint', 'sync kid')
            need(count(v['seq']) and (v['prev'] is None) == (v['seq'] == 0) and (v['prev'] is None or dec(v['prev'], 32)))
            if v['checkpoint'] is not None:
                members(v['checkpoint'], 'size root')
                need(count(v['checkpoint']['size']) and len(base64.b64decode(v['checkpoint']['root'], validate=True)) == 32)
            if 'sync' in v:
                members(v['sync'], 'device server')
                instant(v['sync']['device']), instant(v['sync']['server'])
            need('kid' not in v or v['kid'] in devices)

        if self.check('device', good(sound)):
            kid = v.get('kid', devices[0])
            self.check('device', (kid, v['seq']) not in self.device_acts)
            self.device_acts.add((kid, v['seq']))

    # 8. What the bundle must be whole in
    def closure(self):
        made, self.lots, todo = {}, set(), [self.bundle['lot']]
        for e in self.events:
            if e.shaped and SHAPES.get(e.type) is TRANSFORM:
                for output in e.data['outputs']:
                    made.setdefault(output['lot'], []).extend(part['lot'] for part in e.data['inputs'])
        while todo:
            lot = todo.pop()
            if lot not in self.lots:
                self.lots.add(lot)
                todo += made.get(lot, [])
        self.subjects = {('lot', lot) for lot in self.lots}
        for e in self.events:
            if e.shaped and e.type in ('lot.registered', 'title.transferred'):
                self.subjects |= {('papers', claim['party']) for claim in e.data['claims']}
            self.subjects.add(('keys', e.org))
            if e.signers and e.type == 'statement.voided' and isinstance(e.data.get('with'), str):
                self.subjects.add(('keys', e.data['with']))

    # 4. and 6.1 chains and heads
    def chains(self):
        self.newest, self.leaves, missing = {}, {}, set()
        loose = ('lot.assayed', 'access.granted', 'statement.corrected', 'statement.disputed', 'statement.voided')
        for e in self.events:
            before = dict(self.newest)
            for link in e.entry['links']:
                lot, seq, prev = link['lot'], link['seq'], link['prev']
                held, leaf = before.get(('lot', lot), (0, None))
                self.check('chain', seq >= held and (seq > held or prev == leaf))
                if seq > held:
                    missing.add(lot)
                    self.check('history', lot not in self.lots)
                if seq >= held:
                    self.newest['lot', lot] = (seq + 1, e.leaf)
            free = 'attested' not in e.statement and e.type in loose
            for lot, seen in zip(e.statement['lots'], e.statement['seen']):
                leaf = before.get(('lot', lot), (0, None))[1]
                self.check('chain', lot in missing or seen == leaf or (free and (seen is None or seen in self.leaves.get(lot, ()))))
            for link in e.entry['links']:
                self.leaves.setdefault(link['lot'], set()).add(e.leaf)
            member, kind = ('holder', 'papers') if e.type.startswith('credential.') else ('organisation', 'keys')
            if kind == 'papers' or e.type in KEY_ACTS:
                if word(e.data.get(member)):
                    subject = kind, e.data[member]
                    self.newest[subject] = (self.newest.get(subject, (0, None))[0] + 1, e.leaf)

    def heads(self):
        told = set()
        for text in self.bundle.get('heads', []):
            subjects = self.attempt('head', self.head, text)
            if subjects is None:
                continue
            for subject, (number, leaf) in subjects.items():
                told.add(subject)
                have, newest = self.newest.get(subject, (0, None))
                if self.check('head', have < number or (have, newest) == (number, leaf)):
                    self.check('history', subject not in self.subjects or have == number)
        self.complete = self.bundle['v'] == 2 and self.subjects <= told
        self.check('completeness', self.complete)

    def head(self, text):
        body, _ = note_of(text)
        lines = body[:-1].split('\n')
        need(lines[0] == 'veta/heads/v1' and 5 <= len(lines) <= 5004)
        origin, size, root = tree_of(lines[1:4])
        need(origin == self.origin and (size > self.size or (size, root) == (self.size, self.root)))
        subjects, last = {}, None
        for line in lines[4:]:
            kind, name, number, leaf = line.split(' ')
            need(kind in ('keys', 'lot', 'papers') and re.fullmatch('0|[1-9][0-9]{0,15}', number) and int(number) <= size)
            need((leaf == '-') == (number == '0') and (leaf == '-' or dec(leaf, 32)) and (last is None or last < (kind, name)))
            need(uuid(name) and number != '0' if kind == 'lot' else word(dec(name).decode()))
            last = kind, name
            subjects[kind, name if kind == 'lot' else dec(name).decode()] = (int(number), None if leaf == '-' else leaf)
        return subjects

    # 2. disclosures, then 7. what the statements say
    def below(self):
        by_index = {e.i: e for e in self.events}
        for x in self.bundle.get('disclosures', []):
            digest = enc(sha(enc(write([x['salt'], x['name'], x['value']]).encode()).encode()))
            self.check('disclosure', x['i'] in by_index and digest in by_index[x['i']].statement.get('sd', []))
        Fold(self).run()


def main(arguments):
    """Of several bundles a line each, and the worst of their exits."""
    policy = None
    if '--policy' in arguments:
        at = arguments.index('--policy')
        with open(arguments[at + 1], 'rb') as file:
            policy = file.read()
        del arguments[at:at + 2]
    worst = 0
    for path in arguments:
        with open(path, 'rb') as file:
            verdict = Verifier(file.read(), policy).run()
        print(json.dumps(verdict))
        worst = max(worst, verdict['exit'], key=SEVERITY.index)
    return worst


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
