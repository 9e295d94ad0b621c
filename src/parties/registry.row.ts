import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Credential, Role } from '../core/custody/registry.js';

/** Rows that the projections write and the lists read; see migrations/0010-parties.sql. */

/** PostgreSQL's bigint arrives as text; milligrams stay below 2^53. */
const milligrams = { to: (mg: number) => mg, from: Number };

@Entity('organisation')
export class OrganisationRow {
  @PrimaryColumn('text') org: string;
  @Column('text') name: string;
  @Column('text') role: Role;
  @Column('text') country: string;
}

@Entity('credential')
export class CredentialRow {
  @PrimaryColumn('text') org: string;
  @PrimaryColumn('text') scheme: string;
  @PrimaryColumn('text') number: string;
  @Column('date', { name: 'valid_from' }) from: string;
  @Column('date', { name: 'valid_until', nullable: true }) until: string | null;
  @Column('jsonb') acts: Credential['acts'];
}

@Entity('site')
export class SiteRow {
  @PrimaryColumn('text') org: string;
  @PrimaryColumn('text') code: string;
  @Column('text') name: string;
  @Column('text') municipality: string;
  @Column('text') region: string;
  @Column('text') country: string;
  @Column('text') title: string;
  @Column('text') deposit: string;
  @Column('int', { name: 'min_ppm' }) minPpm: number;
  @Column('int', { name: 'max_ppm' }) maxPpm: number;
  @Column('bigint', { name: 'capacity_mg_per_month', transformer: milligrams }) capacityMgPerMonth: number;
}

@Entity('scale')
export class ScaleRow {
  @PrimaryColumn('text') org: string;
  @PrimaryColumn('text') code: string;
  @Column('text') site: string;
  @Column('int', { name: 'division_mg' }) divisionMg: number;
  @Column('date') calibrated: string;
  @Column('date', { name: 'valid_until' }) until: string;
}

@Entity('used_number')
export class UsedNumberRow {
  @PrimaryColumn('text') id: string;
  @Column('text') org: string;
  @Column('text') lot: string;
  @Column('text') code: string;
}
