import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from '../../http/actor.js';

/** See migrations/0069-people.sql. Nobody's name stands in these tables in clear. */

@Entity('person')
export class PersonRow {
  @PrimaryColumn('uuid') id: string;
  /** Keyed digest of the sign-in name. */
  @Column('bytea', { name: 'sign_in' }) signIn: Buffer;
  @Column('bytea') subject: Buffer;
  @Column('bytea') sealed: Buffer;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
}

/** A role of a person in an organisation; org is null for an operator who acts for none. */
@Entity('membership')
export class MembershipRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') person: string;
  @Column('text', { nullable: true }) org: string | null;
  @Column('text') role: GivenRole;
  @Column('timestamptz', { name: 'from_at' }) from: Date;
  @Column('timestamptz', { name: 'until_at', nullable: true }) until: Date | null;
  @Column('text', { name: 'made_by' }) madeBy: string;
}

@Entity('invitation')
export class InvitationRow {
  @PrimaryColumn('uuid') id: string;
  @Column('text', { nullable: true }) org: string | null;
  @Column('text') role: GivenRole;
  /** SHA-256 of the token. */
  @Column('bytea') hash: Buffer;
  @Column('bytea') subject: Buffer;
  @Column('bytea') sealed: Buffer;
  @Column('bytea') request: Buffer;
  @Column('text', { name: 'made_by' }) madeBy: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt: Date;
  @Column('timestamptz', { name: 'accepted_at', nullable: true }) acceptedAt: Date | null;
  @Column('uuid', { name: 'accepted_by', nullable: true }) acceptedBy: string | null;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt: Date | null;
}

/** A role that is given to somebody. */
export type GivenRole = Exclude<Role, 'public'>;

export const GIVEN_ROLES: readonly GivenRole[] = [
  'registrar',
  'manager',
  'approver',
  'compliance',
  'auditor',
  'operator',
];
