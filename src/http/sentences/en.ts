import type { Sentences } from '../sentences.js';

export const en: Sentences = {
  malformed: [
    'Cannot be read',
    '“{at}” cannot be read[[: found “{value}”]].[[ Right would be one of: {choices}.]][[ At most {length} characters.]][[ For example: {example}.]]',
  ],
  'unknown-field': ['Unknown field', '“{at}” is not a field of this request. Leave it out, or check its spelling.'],
  missing: [
    'Something is missing',
    '“{at}” is missing[[ for lot {lot}]].[[ Right would be one of: {choices}.]][[ For example: {example}.]]',
  ],
  'not-a-number': ['Not a number', '“{at}” is not a whole number[[: found “{value}”]].[[ For example: {example}.]]'],
  'not-positive': [
    'Not more than zero',
    '“{at}” must be more than zero[[: found {value}]].[[ For example: {example}.]]',
  ],
  'out-of-range': ['Out of range', '“{at}” is out of range[[: found {value}]].[[ Right would be {min} to {max}.]]'],
  'not-a-date': [
    'Not a day',
    '“{at}” is not a day of the calendar[[: found “{value}”]]. Write year-month-day, for example 2026-03-15.',
  ],
  'in-the-future': [
    'In the future',
    '“{at}” lies in the future[[: {day}]].[[ The last day it may bear is {today}.]] Check the date.',
  ],
  chronology: [
    'Out of order in time',
    '“{at}” comes too early[[: {day}]][[, lot {lot}]].[[ Right would be {notBefore} or later.]]',
  ],
  'unknown-lot': ['Unknown lot', 'There is no such lot[[: {lot}]]. Check the code on its tag (“{at}”).'],
  'unknown-organisation': [
    'Unknown organisation',
    'There is no such organisation[[: {organisation}]] (“{at}”). Register it first, or check its code.',
  ],
  'unknown-site': ['Unknown site', 'There is no such site[[: {site}]] (“{at}”). Register it first, or check its code.'],
  'unknown-scale': [
    'Unknown scale',
    'There is no such scale[[: {scale}]] (“{at}”). Register it first, or check its code.',
  ],
  'unknown-shipment': ['Unknown shipment', 'There is no such shipment[[: {shipment}]] (“{at}”). Check its code.'],
  'unknown-document': ['Unknown document', 'There is no such document[[: {document}]] (“{at}”). Check its number.'],
  'code-used': [
    'Number used already',
    'This number is in use already[[: {code}]] (“{at}”). Each number may be used once: take the next free one.',
  ],
  'key-reused': [
    'Key sent before',
    'This Idempotency-Key came before with another request. Send the very same request again, or a new key.',
  ],
  overspent: [
    'Not enough gold in the lot',
    'More is taken than the lot has left (“{at}”)[[: lot {lot} has {leftMg:g} g left]][[, {takeMg:g} g asked]].',
  ],
  'outputs-exceed-inputs': [
    'More comes out than went in',
    'More mass comes out than went in (“{at}”).[[ In: {inMg:g} g. Out: {outMg:g} g.]] Weigh again or add the missing input.',
  ],
  'fine-gold-gained': [
    'More fine gold comes out than went in',
    'More fine gold comes out than went in (“{at}”).[[ In: {inNg:fine} g. Out: {outNg:fine} g.]] Check each fineness.',
  ],
  'lot-held': [
    'Lot on hold',
    'The lot is on hold[[: {lot}]][[, rule {rule}]] (“{at}”). Someone with the right to decide must release it first.',
  ],
  'not-held': ['Lot not on hold', 'The lot is not on hold[[: {lot}]] (“{at}”). There is nothing to release.'],
  'lot-in-transit': [
    'Lot on its way',
    'The lot is on its way[[: {lot}, to {to}]] (“{at}”). It must be received or refused first.',
  ],
  'lot-not-in-transit': [
    'Lot not on its way',
    'The lot was not sent[[: {lot}]] (“{at}”). It must be dispatched before it can be received or refused.',
  ],
  'lot-not-in-your-custody': [
    'Lot in other hands',
    'The lot is in other hands[[: {lot}, held by {custodian}]] (“{at}”). Only whoever holds it can do this.',
  ],
  'lot-not-yours': [
    'Lot of another owner',
    'The lot is not yours[[: {lot}, owned by {owner}]] (“{at}”). Only its owner can do this.',
  ],
  'lot-exported': [
    'Packed or exported already',
    'The lot or shipment is packed or exported already[[: {lot}]] (“{at}”). It leaves once, and as it was packed.',
  ],
  'not-packed': [
    'Not packed',
    'The lot or shipment is not packed yet[[: {lot}]][[, shipment {shipment}]] (“{at}”). Pack it first.',
  ],
  'too-many-lots': ['Too many lots', 'Too many lots in one act (“{at}”).[[ At most {max}.]] Divide it into parts.'],
  'licence-not-in-force': [
    'Licence not in force',
    'A licence or certificate is not in force[[ on {day}]][[: {credential}]] (“{at}”). Check its dates.',
  ],
  'weak-key': [
    'Key too weak',
    '“{at}” is a key that anyone could sign for. Make a new one on your device and send that.',
  ],
  'key-unproven': [
    'Key not proven',
    '“{at}” does not show that you hold the secret of this key. Sign the proof with the new key itself, for this organisation and this log.',
  ],
  'key-known': [
    'Key known already',
    'This key was entered before (“{at}”), and a key that was revoked does not come back. Make a new one.',
  ],
  'key-needs-signature': [
    'Needs a signature of the organisation',
    'The operator enters an organisation’s first key only (“{at}”). From then on the organisation[[ {organisation}]] signs for its own keys and devices.',
  ],
  'attestation-refused': [
    'This organisation signs for itself',
    'The organisation[[ {organisation}]] has said that only its own keys speak for it (“{at}”), so nothing is recorded here in its name: sign the act with one of its keys and send it to POST /api/statements.',
  ],
  'unknown-key': [
    'Unknown key',
    'This organisation has no such key[[: {key}]] (“{at}”). Look at the list of its keys.',
  ],
  'key-revoked': [
    'Key revoked already',
    'This key was revoked before[[: {key}]] (“{at}”). What it signed earlier still stands; it signs nothing more.',
  ],
  'unknown-act': [
    'Unknown act',
    'No act with this number concerns your organisation[[: {act}]] (“{at}”). Look it up in the history of the lot.',
  ],
  'not-your-act': [
    'Act of another organisation',
    'Only whoever said it can do this[[: {organisation}]] (“{at}”). You may dispute it instead.',
  ],
  'not-correctable': [
    'Cannot be corrected',
    '“{at}” cannot be corrected in this act[[: {type}]].[[ Right would be one of: {choices}.]]',
  ],
  'correction-too-late': [
    'Too late to correct',
    'The lot was already used, assayed, moved or packed[[: {lot}]] (“{at}”). Its weight can no longer be restated: record what you found as a new act, or dispute this one.',
  ],
  'disputed-already': [
    'Disputed already',
    'Your organisation disputes this act already (“{at}”). Withdraw that first if there is more to say.',
  ],
  'not-disputed': [
    'No dispute to withdraw',
    'This is not an open dispute of yours (“{at}”). There is nothing to withdraw.',
  ],
  'lot-void': [
    'Lot void',
    'The lot was declared void[[: {lot}]] (“{at}”). It was registered in error and can never be used.',
  ],
  'other-log': [
    'Meant for another ledger',
    '“{at}” names another ledger[[: {value}]].[[ This one is {origin}.]] Make and sign it for this one.',
  ],
  'not-signable': [
    'Not taken with a signature',
    'Acts of this kind are not taken with a signature of your own[[: {type}]] (“{at}”).[[ Right would be one of: {choices}.]]',
  ],
  'bad-signature': [
    'Signature does not hold',
    'The signature does not fit what was sent[[: key {key}]] (“{at}”). Sign exactly the bytes that you send.',
  ],
  'signature-missing': [
    'Signature missing',
    'A signature of the organisation is missing[[: {organisation}]] (“{at}”). Both sides sign the same bytes.',
  ],
  'key-expired': [
    'Key expired',
    'This key has expired[[: {key}]][[, on {day}]] (“{at}”). Sign with one that is in force.',
  ],
  'key-out-of-scope': [
    'Key not meant for this',
    'This key may not sign acts of this kind[[: key {key}]][[, {type}]] (“{at}”). Sign with a key that may.',
  ],
  'counter-signature-needed': [
    'Needs a second signature',
    'The key of this device was revoked or has expired[[: {key}]] (“{at}”). What it signed is taken in once a key of the organisation itself signs the same bytes beside it.',
  ],
  'head-moved': [
    'Something came before you',
    'Something else was recorded about the lot meanwhile[[: {lot}]] (“{at}”). Look at it, then sign again[[, with {head} as the last you have seen]].',
  ],
  'act-differs': [
    'Not what this act comes to',
    '“{at}” is not what this act comes to[[: found {value}]].[[ Right would be {right}.]] Have it prepared again, look at it, and sign that.',
  ],
  'device-forked': [
    'Two acts under one number',
    'This device gave the same number to another act before[[: number {number}, key {key}]] (“{at}”). A number is given once: somebody may have copied its key.',
  ],
  'same-person': [
    'A second person is needed',
    'Whoever asked for this cannot also agree to it. Another operator, with a key of their own, must do so.',
  ],
  'not-permitted': [
    'Not permitted',
    'Your key does not allow this (“{at}”). Ask whoever runs this server for one that does.',
  ],
  'not-signed-in': [
    'Not signed in',
    'A valid key is needed. Send the header “Authorization: Bearer veta_…” with a key that was not revoked.',
  ],
  'not-found': ['Not found', 'There is nothing by this name[[: {value}]]. Check how it is written.'],
  'too-large': ['Too large', '“{at}” is too large.[[ At most {max} bytes.]] Send it in smaller parts.'],
  'too-many-requests': [
    'Too many requests',
    'Too many requests from your address.[[ Try again in {seconds} seconds.]]',
  ],
  'log-stopped': [
    'Nothing is taken in now',
    'Nothing can be recorded or signed at the moment; nothing was changed. Whoever runs this server sees the reason at /health/ready. Keep what you have and send it again later.',
  ],
};
