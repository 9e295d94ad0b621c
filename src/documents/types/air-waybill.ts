/** Air waybill numbers (IATA Resolution 600a): three digits of the airline, seven of the serial, and the serial mod 7. */
export type AirWaybillVerdict = 'holds' | 'fails' | 'unreadable';

export function judgeAirWaybill(number: string): AirWaybillVerdict {
  const digits = /^(\d{3})[- ]?(\d{7})[ ]?(\d)$/.exec(number.trim());
  if (digits === null) return 'unreadable';
  return Number(digits[2]) % 7 === Number(digits[3]) ? 'holds' : 'fails';
}
