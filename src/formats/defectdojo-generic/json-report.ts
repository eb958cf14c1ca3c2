import { z } from 'zod'
import type { Input, Item, ReadContext } from '../contract.ts'
import { problem } from '../problem.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { asList, asObject } from '../values/fields.ts'
import { label, shaped, text } from '../values/lenient.ts'
import { findingSchema } from './finding.ts'
import { findingItems } from './observation.ts'

const LISTS = ['/findings/*', '/results/*']

const frameSchema = z.union([
  z.object({ findings: z.array(z.unknown()), name: text, type: text, version: label }),
  z
    .object({ results: z.array(z.unknown()) })
    .transform(() => ({ name: undefined, type: undefined, version: undefined })),
])

/** The generic format's findings, or what the API lists. */
export async function* readJson(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { type, name, version } = await jsonFrame(input, context, {
    name: 'generic findings of DefectDojo',
    omit: LISTS,
    schema: frameSchema,
  })
  const tool = type ?? name
  yield { type: 'header', ...(tool && { tool }), ...(version && { toolVersion: version }) }
  const sites = new Set<string>()
  for await (const element of eachElement(input, context, LISTS)) {
    const finding = element.type === 'problem' ? element : shaped(findingSchema, element)
    if (finding.type === 'problem' || element.type === 'problem') {
      if (finding.type === 'problem') yield finding
      continue
    }
    yield* findingItems(finding.value, withoutFiles(element), sites)
    for (const index of asList(finding.value.files).keys())
      yield problem(`${element.where}/files/${index}`, 'an attached file stays in the stored report')
  }
}

/** Attached files are pictures in Base64. */
function withoutFiles({ value, text }: { value: unknown; text: string }): string {
  const { files, ...rest } = asObject(value) ?? {}
  return files === undefined ? text : JSON.stringify(rest)
}
