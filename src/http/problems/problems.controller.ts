import { Controller, Get, Param, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { REJECTION_CODES, Rejection, type RejectionCode } from '../../core/rejection.js';
import { object, text, whole } from '../answer.js';
import { Answers } from '../describe.js';
import { Open } from '../needs.js';
import { header, type Incoming } from '../request.js';
import { languageOf, titleOf } from '../sentences.js';
import { STATUS } from './status.js';

interface ProblemType {
  readonly code: RejectionCode;
  readonly status: number;
  readonly title: string;
}

const PROBLEM_TYPE = object({
  code: text('overspent'),
  status: whole(409),
  title: text('More was taken than there is'),
});

/** Where the `type` of a problem leads (RFC 9457 §3.1.1). */
@ApiTags('problems')
@Controller('problems')
export class ProblemsController {
  @Get(':code')
  @Open()
  @ApiOperation({ summary: 'What a problem type means' })
  @Answers(PROBLEM_TYPE)
  type(@Param('code') code: string, @Req() request: Incoming): ProblemType {
    const known = REJECTION_CODES.find((one) => one === code);
    if (known === undefined) throw new Rejection('not-found', 'code', { value: code.slice(0, 40) });
    return {
      code: known,
      status: STATUS[known],
      title: titleOf(known, languageOf(header(request, 'accept-language'))),
    };
  }
}
