import { applyDecorators, Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../http/actor.js';
import { Problems } from '../../http/describe.js';
import { Needs } from '../../http/needs.js';
import { Caller } from '../../http/request.js';
import type { Language } from '../../http/sentences.js';
import { Reader } from '../desk/asked.js';
import { MeltBody } from '../desk/lots.dto.js';
import { PackingBody } from '../shipments/shipments.dto.js';
import { DoubtView } from '../doubts/told.js';
import { TitleBody } from '../handover/handover.dto.js';
import { Previews, type Previewed } from './preview.js';

class PreviewView {
  @ApiProperty({ description: 'Code of the lot or shipment' }) id: string;
  @ApiProperty({ type: [DoubtView], description: 'Why the gold would be kept apart' }) held: DoubtView[];
  @ApiProperty({ type: [DoubtView], description: 'At what a person would be asked to look' }) asked: DoubtView[];
  @ApiProperty({
    type: [DoubtView],
    description: 'What it would cost: claims lost, their premium, and how to keep them',
  })
  warned: DoubtView[];
}

function Previewing(summary: string): MethodDecorator {
  return applyDecorators(
    HttpCode(200),
    ApiOperation({ summary }),
    ApiOkResponse({ type: PreviewView, description: 'What the act would say; nothing is recorded' }),
    Problems(),
  );
}

/** Bodies are those of the acts; an act that would be refused is refused here. */
@ApiTags('previews')
@Controller('api/lots')
@Needs('registrar')
export class PreviewController {
  constructor(private readonly previews: Previews) {}

  @Post('preview/melt')
  @Previewing('What melting or pooling these lots would cost')
  melt(@Caller() by: Actor, @Reader() language: Language, @Body() said: MeltBody): Promise<Previewed> {
    return this.previews.melt(by, language, said);
  }

  @Post('preview/packing')
  @Previewing('What packing these bars for that consignee would cost')
  pack(@Caller() by: Actor, @Reader() language: Language, @Body() said: PackingBody): Promise<Previewed> {
    return this.previews.pack(by, language, said);
  }

  @Post('preview/title/:code')
  @Previewing('What selling a lot to that buyer would cost')
  sale(
    @Caller() by: Actor,
    @Reader() language: Language,
    @Param('code') code: string,
    @Body() said: TitleBody,
  ): Promise<Previewed> {
    return this.previews.sale(by, language, code, said);
  }
}
