import { PERSON_KINDS, ROLES, type PersonKind, type Role } from '../core/custody/registry.js';
import { Code, Country, Day, Degrees, Nested, OneOf, OrganisationId, Text, Whole } from '../http/fields.js';

export class OrganisationBody {
  @OrganisationId() organisation: string;
  @Text(120, { example: 'Cooperativa El Limonal' }) name: string;
  @OneOf(ROLES) role: Role;
  @Country() country: string;
  @Text(40, { optional: true, example: '800197268-4', description: 'Kept beside the ledger, which holds a commitment' })
  taxNumber?: string;
  @Text(200, {
    optional: true,
    example: 'Calle 3 # 4-12, San Isidro',
    description: 'Kept beside the ledger, which holds a commitment',
  })
  address?: string;
}

export class PositionBody {
  @Degrees(90) latitude: string;
  @Degrees(180) longitude: string;
}

export class SiteBody {
  @Code({ example: 'LIM-A' }) site: string;
  @Text(120, { example: 'Playa El Limonal' }) name: string;
  @Text(120, { example: 'San Isidro del Río' }) municipality: string;
  @Text(6, { example: 'CO-CAU', description: 'ISO 3166-2' }) region: string;
  @Country() country: string;
  @Text(60, {
    optional: true,
    example: 'ARE-000-CAU',
    description: 'Mining title or its like; gold of a site without one is held',
  })
  title?: string;
  @Text(40, { example: 'alluvial' }) deposit: string;
  @Whole({ min: 0, max: 1_000_000, example: 850_000 }) minPpm: number;
  @Whole({ min: 0, max: 1_000_000, example: 995_000 }) maxPpm: number;
  @Whole({ min: 0, max: 1_000_000_000, example: 450_000 }) capacityMgPerMonth: number;
  @Nested(PositionBody, { optional: true, description: 'Kept beside the ledger, which holds a commitment' })
  position?: PositionBody;
  @Text(16_000, {
    optional: true,
    example: 'POLYGON((-76.70 2.94, -76.68 2.94, -76.68 2.96, -76.70 2.96, -76.70 2.94))',
    description: 'Outline of the title, OGC Simple Features text, WGS 84; kept beside the ledger, never shown',
  })
  outline?: string;
}

export class ScaleBody {
  @Code({ example: 'BAL-A1' }) scale: string;
  @Code({ example: 'LIM-A' }) site: string;
  @Whole({ min: 1, max: 1_000_000, example: 10 }) divisionMg: number;
  @Day() calibrated: string;
  @Day({ description: 'First day the calibration no longer holds' }) until: string;
}

export class IdentityBody {
  @Country({ description: 'Whose number it is' }) country: string;
  @Text(40, { example: '1.000.000.000' }) number: string;
}

/** The whole person is kept beside the ledger, which holds a commitment. */
export class MemberBody {
  @Code({ example: 'LIM-003' }) code: string;
  @Text(20, { example: 'F' }) sex: string;
  @OneOf(PERSON_KINDS, { description: 'Panners have a yearly registration and a monthly limit' }) kind: PersonKind;
  @Code({ example: 'LIM-A' }) site: string;
  @Text(60, { example: 'SM-252169' }) registration: string;
  @Day({ optional: true }) from?: string;
  @Day({ optional: true, description: 'First day the registration no longer holds' }) until?: string;
  @Nested(IdentityBody, { optional: true, description: 'By which the person is one in every register of this ledger' })
  identity?: IdentityBody;
  @Text(30, { optional: true, example: '+57 300 000 0000' }) phone?: string;
  @Text(60, { optional: true, example: '000-000000-00', description: 'Where the person is paid' }) account?: string;
}
