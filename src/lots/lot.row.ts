import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A lot as it stands; `state` is core's Lot with bigints as decimal strings. */
@Entity('lot')
export class LotRow {
  @PrimaryColumn('uuid') id: string;
  @Column('text') registrar: string;
  @Column('text') code: string;
  @Column('text') form: string;
  @Column('text') custodian: string;
  @Column('text') owner: string;
  @Column('date') born: string;
  @Column('bigint', { name: 'gross_mg' }) grossMg: string;
  @Column('integer', { name: 'fineness_ppm', nullable: true }) finenessPpm: number | null;
  @Column('boolean') held: boolean;
  @Column('text', { array: true }) claims: string[];
  @Column('text', { nullable: true }) shipment: string | null;
  @Column('boolean') released: boolean;
  @Column('text', { name: 'public_code', nullable: true }) publicCode: string | null;
  @Column('jsonb') state: object;
  @Column('text', { name: 'bound_for', nullable: true }) boundFor: string | null;
  @Column('text', { name: 'promised_to', nullable: true }) promisedTo: string | null;
}

@Entity('shipment')
export class ShipmentRow {
  /** `<exporter>/<code>` */
  @PrimaryColumn('text') id: string;
  @Column('text') org: string;
  @Column('text') code: string;
  @Column('text') consignee: string;
  @Column('date') day: string;
  @Column('boolean') exported: boolean;
  @Column('jsonb') state: object;
}
