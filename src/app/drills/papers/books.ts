/** Books of a year in which every shipment is one bar of one delivery: as many shipments as are wanted, and little else. */
const DAY_MS = 86_400_000;
const FIRST_DAY = Date.UTC(2026, 0, 5);
export const EXPORTER = 'drill-exp';
/** After the last day of the books. */
export const AS_OF = '2026-10-31';
const A_DAY = 10;
/** Shipments that the year has days for. */
export const MOST_SHIPMENTS = 2_500;

/** The books as files by name. */
export function shipmentsOf(count: number): Map<string, Uint8Array> {
  const rows = Array.from({ length: count }, (_, index) => ({ n: index + 1, ...daysOf(index) }));
  const books: Readonly<Record<string, readonly string[]>> = {
    organisations: [
      'codigo,razon_social,rol,pais,nit,direccion',
      'drill-coop,Cooperativa del Simulacro,cooperativa,CO,900.1,Limonal',
      `${EXPORTER},Exportadora del Simulacro SAS,exportador,CO,900.2,Medellín`,
      'drill-ref,Affinerie de l’Exercice SA,refineria,CH,CHE-1,Neuchâtel',
    ],
    credentials: ['titular,esquema,numero,desde,hasta', `${EXPORTER},rucom,R-1,2025-01-01,2027-01-01`],
    sites: [
      'codigo,nombre,municipio,departamento,pais,titulo,yacimiento,ley_min,ley_max',
      'P-1,La Playa,Limonal,CO-CHO,CO,ARE-1,playa,850,990',
    ],
    members: ['codigo,tipo', ...rows.map(({ n }) => `M-${n},asociada`)],
    deliveries: [
      'entrega,fecha,minero,sitio,forma,peso_g,ley_milesimas,metodo,declaracion',
      ...rows.map(({ n, brought }) => `D-${n},${brought},M-${n},P-1,oro de playa,2.50,930,XRF,DP-${n}`),
    ],
    melts: [
      'fecha,barra,sitio,entrega_desde,entrega_hasta,entregas,peso_entrada_g,peso_salida_g',
      ...rows.map(({ n, melted }) => `${melted},B-${n},P-1,D-${n},D-${n},1,2.50,2.48`),
    ],
    assays: [
      'fecha,barra,laboratorio,metodo,ley_au,muestra_g,certificado',
      ...rows.map(({ n, melted }) => `${melted},B-${n},LAB-1,copelación,931,0.02,C-${n}`),
    ],
    handovers: [
      'fecha,barra,entrega,recibe,peso_enviado_g,peso_recibido_g,sello,sello_intacto,resultado',
      ...rows.map(({ n, sold }) => `${sold},B-${n},drill-coop,${EXPORTER},2.46,2.46,S-${n},sí,aceptado`),
    ],
    shipments: [
      'embarque,fecha,exportador,consignatario,incoterm,corredor,barras,caja,precio_usd_oz,moneda,fecha_fixing,sesion,descuento_pct,provisional_pct,flete_usd,seguro_usd',
      ...rows.map(
        ({ n, shipped }) =>
          `X-${n},${shipped},${EXPORTER},drill-ref,CIP Zürich,CO>CH,B-${n},BOX-${n},4100.00,USD,${shipped},PM,1.25,90,191.00,95.00`,
      ),
    ],
  };
  return new Map(
    Object.entries(books).map(([name, lines]) => [`${name}.csv`, new TextEncoder().encode(`${lines.join('\n')}\n`)]),
  );
}

function daysOf(index: number): Readonly<Record<'brought' | 'melted' | 'sold' | 'shipped', string>> {
  const first = FIRST_DAY + Math.floor(index / A_DAY) * DAY_MS;
  const day = (later: number): string => new Date(first + later * DAY_MS).toISOString().slice(0, 10);
  return { brought: day(0), melted: day(1), sold: day(2), shipped: day(3) };
}
