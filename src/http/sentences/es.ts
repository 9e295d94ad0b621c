import type { Sentences } from '../sentences.js';

/** Words as in the trade's Spanish of Colombia and Peru; see docs/glossary.md. */
export const es: Sentences = {
  malformed: [
    'No se puede leer',
    '«{at}» no se puede leer[[: llegó «{value}»]].[[ Lo correcto sería uno de: {choices}.]][[ Máximo {length} caracteres.]][[ Por ejemplo: {example}.]]',
  ],
  'unknown-field': [
    'Campo desconocido',
    '«{at}» no es un campo de esta solicitud. Quítelo o revise cómo está escrito.',
  ],
  missing: [
    'Falta un dato',
    'Falta «{at}»[[ del lote {lot}]].[[ Lo correcto sería uno de: {choices}.]][[ Por ejemplo: {example}.]]',
  ],
  'not-a-number': [
    'No es un número',
    '«{at}» no es un número entero[[: llegó «{value}»]].[[ Por ejemplo: {example}.]]',
  ],
  'not-positive': [
    'No es mayor que cero',
    '«{at}» debe ser mayor que cero[[: llegó {value}]].[[ Por ejemplo: {example}.]]',
  ],
  'out-of-range': [
    'Fuera de rango',
    '«{at}» está fuera de rango[[: llegó {value}]].[[ Lo correcto sería de {min} a {max}.]]',
  ],
  'not-a-date': [
    'No es una fecha',
    '«{at}» no es un día del calendario[[: llegó «{value}»]]. Escriba año-mes-día, por ejemplo 2026-03-15.',
  ],
  'in-the-future': [
    'Fecha futura',
    '«{at}» está en el futuro[[: {day}]].[[ El último día posible es {today}.]] Revise la fecha.',
  ],
  chronology: [
    'Fuera de orden en el tiempo',
    '«{at}» es demasiado temprano[[: {day}]][[, lote {lot}]].[[ Lo correcto sería {notBefore} o después.]]',
  ],
  'unknown-lot': ['Lote desconocido', 'No existe ese lote[[: {lot}]]. Revise el código de su etiqueta («{at}»).'],
  'unknown-organisation': [
    'Organización desconocida',
    'No existe esa organización[[: {organisation}]] («{at}»). Regístrela primero o revise su código.',
  ],
  'unknown-site': [
    'Sitio desconocido',
    'No existe ese sitio[[: {site}]] («{at}»). Regístrelo primero o revise su código.',
  ],
  'unknown-scale': [
    'Balanza desconocida',
    'No existe esa balanza[[: {scale}]] («{at}»). Regístrela primero o revise su código.',
  ],
  'unknown-shipment': ['Embarque desconocido', 'No existe ese embarque[[: {shipment}]] («{at}»). Revise su código.'],
  'unknown-document': ['Documento desconocido', 'No existe ese documento[[: {document}]] («{at}»). Revise su número.'],
  'code-used': [
    'Número ya usado',
    'Ese número ya está en uso[[: {code}]] («{at}»). Cada número se usa una sola vez: tome el siguiente libre.',
  ],
  'key-reused': [
    'Clave ya enviada',
    'Esa Idempotency-Key ya llegó con otra solicitud. Repita exactamente la misma solicitud o use una clave nueva.',
  ],
  overspent: [
    'No queda tanto oro en el lote',
    'Se toma más de lo que queda en el lote («{at}»)[[: en el lote {lot} quedan {leftMg:g} g]][[, se piden {takeMg:g} g]].',
  ],
  'outputs-exceed-inputs': [
    'Sale más de lo que entró',
    'Sale más peso del que entró («{at}»).[[ Entró: {inMg:g} g. Salió: {outMg:g} g.]] Vuelva a pesar o agregue lo que falta.',
  ],
  'fine-gold-gained': [
    'Sale más oro fino del que entró',
    'Sale más oro fino del que entró («{at}»).[[ Entró: {inNg:fine} g. Salió: {outNg:fine} g.]] Revise cada ley.',
  ],
  'lot-held': [
    'Lote en revisión',
    'El lote está en revisión[[: {lot}]][[, regla {rule}]] («{at}»). Primero debe liberarlo quien tiene el derecho de decidir.',
  ],
  'not-held': [
    'Lote sin revisión pendiente',
    'El lote no está en revisión[[: {lot}]] («{at}»). No hay nada que liberar.',
  ],
  'lot-in-transit': [
    'Lote en camino',
    'El lote va en camino[[: {lot}, hacia {to}]] («{at}»). Primero debe ser recibido o rechazado.',
  ],
  'lot-not-in-transit': [
    'El lote no va en camino',
    'El lote no fue enviado[[: {lot}]] («{at}»). Debe despacharse antes de recibirlo o rechazarlo.',
  ],
  'lot-not-in-your-custody': [
    'Lote en otras manos',
    'El lote está en otras manos[[: {lot}, lo tiene {custodian}]] («{at}»). Solo quien lo tiene puede hacer esto.',
  ],
  'lot-not-yours': [
    'Lote de otro dueño',
    'El lote no es suyo[[: {lot}, es de {owner}]] («{at}»). Solo su propietario puede hacer esto.',
  ],
  'lot-exported': [
    'Ya empacado o exportado',
    'El lote o embarque ya está empacado o exportado[[: {lot}]] («{at}»). Sale una sola vez, y tal como se empacó.',
  ],
  'not-packed': [
    'Sin empacar',
    'El lote o embarque aún no está empacado[[: {lot}]][[, embarque {shipment}]] («{at}»). Empáquelo primero.',
  ],
  'too-many-lots': [
    'Demasiados lotes',
    'Demasiados lotes en un solo acto («{at}»).[[ Máximo {max}.]] Divídalo en partes.',
  ],
  'licence-not-in-force': [
    'Licencia no vigente',
    'Una licencia o certificado no está vigente[[ el {day}]][[: {credential}]] («{at}»). Revise sus fechas.',
  ],
  'weak-key': [
    'Clave débil',
    '«{at}» es una clave con la que cualquiera podría firmar. Genere otra en su equipo y envíe esa.',
  ],
  'key-unproven': [
    'Clave sin comprobar',
    '«{at}» no muestra que usted tenga el secreto de esta clave. Firme la prueba con la propia clave nueva, para esta organización y este registro.',
  ],
  'key-known': [
    'Clave ya conocida',
    'Esta clave ya se registró («{at}»), y una clave revocada no vuelve. Genere una nueva.',
  ],
  'key-needs-signature': [
    'Hace falta la firma de la organización',
    'El operador solo registra la primera clave de una organización («{at}»). Desde entonces la organización[[ {organisation}]] firma por sus propias claves y equipos.',
  ],
  'attestation-refused': [
    'Esta organización firma por sí misma',
    'La organización[[ {organisation}]] dijo que solo sus propias claves hablan por ella («{at}»), así que aquí no se anota nada en su nombre: firme el acto con una de sus claves y envíelo a POST /api/statements.',
  ],
  'unknown-key': [
    'Clave desconocida',
    'Esta organización no tiene esa clave[[: {key}]] («{at}»). Revise la lista de sus claves.',
  ],
  'key-revoked': [
    'Clave ya revocada',
    'Esta clave ya fue revocada[[: {key}]] («{at}»). Lo que firmó antes sigue en pie; ya no firma nada más.',
  ],
  'unknown-act': [
    'Acto desconocido',
    'Ningún acto con ese número concierne a su organización[[: {act}]] («{at}»). Búsquelo en el historial del lote.',
  ],
  'not-your-act': [
    'Acto de otra organización',
    'Solo quien lo declaró puede hacer esto[[: {organisation}]] («{at}»). Usted puede impugnarlo.',
  ],
  'not-correctable': [
    'No se puede corregir',
    '«{at}» no se puede corregir en este acto[[: {type}]].[[ Lo correcto sería una de estas opciones: {choices}.]]',
  ],
  'correction-too-late': [
    'Tarde para corregir',
    'El lote ya se usó, se ensayó, se movió o se empacó[[: {lot}]] («{at}»). Su peso ya no se puede cambiar: registre lo que encontró como un acto nuevo, o impugne este.',
  ],
  'disputed-already': [
    'Ya impugnado',
    'Su organización ya impugna este acto («{at}»). Retire primero esa impugnación si hay algo más que decir.',
  ],
  'not-disputed': [
    'Sin impugnación que retirar',
    'Esto no es una impugnación abierta de su organización («{at}»). No hay nada que retirar.',
  ],
  'lot-void': ['Lote anulado', 'El lote fue anulado[[: {lot}]] («{at}»). Se registró por error y nunca se podrá usar.'],
  'other-log': [
    'Destinado a otro registro',
    '«{at}» nombra otro registro[[: {value}]].[[ Este es {origin}.]] Prepárelo y fírmelo para este.',
  ],
  'not-signable': [
    'No se recibe firmado',
    'Los actos de esta clase no se reciben con firma propia[[: {type}]] («{at}»).[[ Lo correcto sería uno de: {choices}.]]',
  ],
  'bad-signature': [
    'La firma no vale',
    'La firma no corresponde a lo enviado[[: clave {key}]] («{at}»). Firme exactamente los bytes que envía.',
  ],
  'signature-missing': [
    'Falta una firma',
    'Falta la firma de la organización[[: {organisation}]] («{at}»). Ambas partes firman los mismos bytes.',
  ],
  'key-expired': [
    'Clave vencida',
    'Esta clave está vencida[[: {key}]][[, desde {day}]] («{at}»). Firme con una vigente.',
  ],
  'key-out-of-scope': [
    'Clave para otros actos',
    'Esta clave no puede firmar actos de esta clase[[: clave {key}]][[, {type}]] («{at}»). Firme con una que pueda.',
  ],
  'counter-signature-needed': [
    'Hace falta una segunda firma',
    'La clave de este equipo fue revocada o está vencida[[: {key}]] («{at}»). Lo que firmó se recibe cuando una clave de la propia organización firma los mismos bytes.',
  ],
  'head-moved': [
    'Algo llegó antes',
    'Mientras tanto se registró otra cosa sobre el lote[[: {lot}]] («{at}»). Revísela y firme de nuevo[[, con {head} como lo último visto]].',
  ],
  'act-differs': [
    'No es lo que resulta de este acto',
    '«{at}» no es lo que resulta de este acto[[: llegó {value}]].[[ Lo correcto sería {right}.]] Pida que se prepare de nuevo, revíselo y fírmelo.',
  ],
  'device-forked': [
    'Dos actos con un mismo número',
    'Este equipo ya dio ese número a otro acto[[: número {number}, clave {key}]] («{at}»). Cada número se da una vez: alguien pudo copiar su clave.',
  ],
  'same-person': [
    'Hace falta una segunda persona',
    'Quien lo pidió no puede también aprobarlo. Debe hacerlo otro operador, con su propia clave.',
  ],
  'not-permitted': [
    'No permitido',
    'Su clave no permite esto («{at}»). Pida una que sí lo permita a quien administra este servidor.',
  ],
  'not-signed-in': [
    'Sin identificarse',
    'Se necesita una clave válida. Envíe el encabezado «Authorization: Bearer veta_…» con una clave que no esté revocada.',
  ],
  'not-found': ['No se encontró', 'No hay nada con ese nombre[[: {value}]]. Revise cómo está escrito.'],
  'too-large': [
    'Demasiado grande',
    '«{at}» es demasiado grande.[[ Máximo {max} bytes.]] Envíelo en partes más pequeñas.',
  ],
  'too-many-requests': [
    'Demasiadas solicitudes',
    'Demasiadas solicitudes desde su dirección.[[ Intente de nuevo en {seconds} segundos.]]',
  ],
  'log-stopped': [
    'Ahora no se recibe nada',
    'En este momento no se puede registrar ni firmar nada; nada cambió. Quien administra este servidor ve la causa en /health/ready. Guarde lo que tiene y envíelo más tarde.',
  ],
};
