import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { ProblemView } from '../describe.js';

/** What `/openapi.json` says; docs/openapi.json is its golden. */
function openApiOf(app: INestApplication): OpenAPIObject {
  const about = new DocumentBuilder()
    .setTitle('Veta')
    .setDescription(
      'A traceability ledger for gold lots. Mass is integer milligrams, fineness integer parts per million.',
    )
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'A key made by `veta keys`' })
    .build();
  return SwaggerModule.createDocument(app, about, {
    extraModels: [ProblemView],
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}.${method}`,
  });
}

/** `/openapi.json`, and `/docs` to read it in a browser: every file of it comes from this server. */
export function publishOpenApi(app: INestApplication): void {
  const document = openApiOf(app);
  SwaggerModule.setup('docs', app, document, {
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
    customSiteTitle: 'Veta: API',
    // The badge of Swagger's own validator would send this server's address to a third party.
    swaggerOptions: { validatorUrl: null, persistAuthorization: false },
  });
}
