/** Air waybill numbers (IATA Resolution 600a): three digits of the airline, seven of the serial, and the serial modulo 7. */
const NUMBER = /^\d{3}[- ]?(\d{7})[ ]?\d$/;

export type AirWaybillVerdict = 'holds' | 'fails' | 'unreadable';

/** The digit it should end in; undefined for what is no such number. */
export function checkDigitOf(number: string): string | undefined {
  const [, serial] = NUMBER.exec(number.trim()) ?? [];
  return serial === undefined ? undefined : String(Number(serial) % 7);
}

export function judgeAirWaybill(number: string): AirWaybillVerdict {
  const right = checkDigitOf(number);
  if (right === undefined) return 'unreadable';
  return number.trim().endsWith(right) ? 'holds' : 'fails';
}
