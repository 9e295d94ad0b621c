import { ApiProperty } from '@nestjs/swagger';
import { Text } from '../../http/fields.js';
import { LONGEST } from '../sessions/passwords.js';

export class ResetBody {
  @Text(60, { example: `veta_${'A'.repeat(43)}`, description: 'As it was handed over' }) token: string;
  @Text(LONGEST, { example: 'ocho bateas en la orilla', description: 'At least 12 characters' }) password: string;
}

export class ResetMade {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) person: string;
  @ApiProperty({ description: 'Shown this once: give it to the person by hand. It is used once' }) token: string;
  @ApiProperty({ format: 'date-time' }) expiresAt: Date;
}
