import { z } from 'zod'
import type { Input, Item, ReadContext } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { isObject } from '../values/fields.ts'
import { number, part, shaped, text } from '../values/lenient.ts'
import { findingObservation, findingSchema } from './finding.ts'
import { pipelineObservation, pipelineSchema } from './pipeline.ts'

const PATTERNS = ['/findings/*', '/_embedded/findings/*']

const frameSchema = z
  .object({
    findings: z.array(z.unknown()).optional(),
    _embedded: z.object({ findings: z.array(z.unknown()) }).optional(),
    page: part(z.object({ number, total_pages: number })),
    pipeline_scan: text,
    project_name: text,
  })
  .refine((frame) => frame.findings ?? frame._embedded, { path: ['findings'] })

/** Findings of the REST API (one page, or all of them), or of the pipeline scan. */
export async function* readJson(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { page, ...frame } = await jsonFrame(input, context, {
    name: 'Veracode JSON',
    omit: PATTERNS,
    schema: frameSchema,
  })
  yield {
    type: 'header',
    tool: frame.pipeline_scan ? 'Veracode Pipeline Scan' : 'Veracode',
    ...(frame.pipeline_scan && { toolVersion: frame.pipeline_scan }),
    ...(frame.project_name && { target: frame.project_name }),
  }
  for await (const element of eachElement(input, context, PATTERNS)) {
    if (element.type === 'problem') yield element
    else if (isObject(element.value) && 'files' in element.value) {
      const one = shaped(pipelineSchema, element)
      yield one.type === 'problem' ? one : pipelineObservation(one.value, element.text)
    } else {
      const one = shaped(findingSchema, element)
      yield one.type === 'problem' ? one : findingObservation(one.value, element.text)
    }
  }
  const { total_pages = 1, number: at = 0 } = page ?? {}
  if (total_pages > 1)
    yield loss('/page', `this is page ${at + 1} of ${total_pages}: send the others in one list with it`)
}
