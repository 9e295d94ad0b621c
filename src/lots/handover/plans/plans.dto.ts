/** What is said of gold on the road, for two persons. */
import { Text, Words } from '../../../http/fields.js';

/** Each in the words of whoever plans it. */
export class RouteBody {
  @Text(200, { example: 'Transportes Seguros S.A., móvil 7' }) courier: string;
  @Text(1000, { example: 'Quibdó – Medellín por la vía 60, sin paradas' }) route: string;
  @Text(60, { example: '2026-03-10T05:30-05:00' }) departs: string;
  @Text(60, { example: '2026-03-10T14:00-05:00' }) arrives: string;
  @Text(1000, { optional: true, example: 'Llamar al llegar a Medellín' }) note?: string;
}

export class PlanBody extends RouteBody {
  @Words(2, {
    example: '5b0c1f6e-3a35-4f10-9a6e-0b7c7a1d2e11',
    description: 'Ids of the two persons, of either side, who see it',
  })
  readers: string[];
}
