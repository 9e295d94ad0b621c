import { Text } from '../../http/fields.js';

export class AmendmentBody {
  @Text(200, {
    example: 'El sello de la barra 3 era otro',
    description: 'Stands in the log and on the page behind the code: everybody who holds the paper may read it',
  })
  reason: string;
}
