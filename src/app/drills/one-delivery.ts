/** The shortest season there is: one delivery, one bar, one grain lot, one batch, one ring, each in the books of one person. */
const BOOKS: Readonly<Record<string, string>> = {
  organisations: `codigo,razon_social,rol,pais
drill-coop,Cooperativa del Simulacro,cooperativa,CO`,
  sites: `codigo,nombre,municipio,departamento,pais,titulo,yacimiento,ley_min,ley_max
P-1,La Playa,Limonal,CO-CHO,CO,ARE-1,playa,850,990`,
  members: `codigo,tipo
M-1,asociada`,
  deliveries: `entrega,fecha,minero,sitio,forma,peso_g,ley_milesimas,metodo
D-1,2026-01-13,M-1,P-1,oro de playa,2.50,930,XRF`,
  melts: `fecha,barra,sitio,entrega_desde,entrega_hasta,entregas,peso_entrada_g,peso_salida_g
2026-01-14,D-B1,P-1,D-1,D-1,1,2.50,2.48`,
  outturns: `embarque,fecha,barra,peso_fundido_g,ley_au,lote_grano,oro_fino_g,peso_grano_g,ley_grano
D-0,2026-01-15,D-B1,2.470,931,D-G1,2.290,2.290,999.9`,
  alloys: `fecha,tanda,lote_grano,grano_g,liga_g,ley_milesimas,peso_salida_g
2026-01-16,D-A1,D-G1,2.000,0.666,750,2.660`,
  pieces: `fecha,pieza,tipo,tanda,peso_g,ley_milesimas,joyeria
2026-01-17,D-RING,anillo,D-A1,2.500,750,drill-coop`,
};

/** The books as files by name. */
export function oneDelivery(): Map<string, Uint8Array> {
  return new Map(Object.entries(BOOKS).map(([name, text]) => [`${name}.csv`, new TextEncoder().encode(`${text}\n`)]));
}
