import { z } from 'zod'
import type { Input, Item, ReadContext } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { asObject, asObjects, asText, type Json } from '../values/fields.ts'
import { anything, flag, label, part, shaped, text } from '../values/lenient.ts'
import { observationOf } from './submission.ts'

const reference = part(z.object({ data: part(z.object({ id: text })) }))

const submissionSchema = z.object({
  id: text,
  attributes: z
    .object({
      title: text,
      severity: label,
      vrt_id: text,
      state: text,
      duplicate: flag,
      bug_url: text,
      description: text,
      extra_info: text,
      http_request: text,
      remediation_advice: text,
      vulnerability_references: text,
      submitted_at: text,
      cvss_string: text,
    })
    .refine(({ title, vrt_id }) => title !== undefined || vrt_id !== undefined, { path: ['title'] }),
  relationships: part(z.object({ target: reference, program: reference })),
})

/** Answers of `/submissions`, or the submissions alone. */
export async function* readApi(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const frame = await jsonFrame(input, context, {
    name: 'Bugcrowd submissions',
    omit: ['/*/attributes', '/*/relationships', '/data/*'],
    schema: z.union([z.array(z.unknown()), z.object({ data: z.array(z.unknown()), included: anything })]),
  })
  const targets = targetsIn(Array.isArray(frame) ? [] : asObjects(frame.included))
  yield { type: 'header', tool: 'Bugcrowd' }
  for await (const element of eachElement(input, context, [Array.isArray(frame) ? '/*' : '/data/*'])) {
    const found = element.type === 'problem' ? element : shaped(submissionSchema, element)
    if (found.type === 'problem' || element.type === 'problem') {
      if (found.type === 'problem') yield found
      continue
    }
    const { id, attributes, relationships } = found.value
    yield observationOf(
      {
        id,
        title: attributes.title,
        priority: attributes.severity,
        category: attributes.vrt_id,
        state: attributes.state,
        duplicate: attributes.duplicate === true,
        url: attributes.bug_url,
        description: attributes.description,
        extra: attributes.extra_info,
        request: attributes.http_request,
        remediation: attributes.remediation_advice,
        references: attributes.vulnerability_references,
        ...targets.get(relationships?.target?.data?.id ?? ''),
        submittedAt: attributes.submitted_at,
        cvss: attributes.cvss_string,
      },
      element.text,
    )
  }
}

interface Target {
  target: string | undefined
  targetCategory: string | undefined
}

/** Targets that the answer includes, by their ids. */
function targetsIn(included: Json[]) {
  const targets = new Map<string, Target>()
  for (const { id, type, attributes } of included)
    if (type === 'target' && typeof id === 'string') {
      const given = asObject(attributes)
      targets.set(id, { target: asText(given?.name), targetCategory: asText(given?.category) })
    }
  return {
    get: (id: string): Target => targets.get(id) ?? { target: undefined, targetCategory: undefined },
  }
}
