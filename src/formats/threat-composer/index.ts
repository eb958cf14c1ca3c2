import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { problem } from '../problem.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { listOf, part, shaped, text } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { observationOf, threatSchema } from './threat.ts'

const THREATS = '/threats/*'

export const threatComposer = {
  id: 'threat-composer',
  name: 'Threat Composer',
  link: 'https://github.com/awslabs/threat-composer',
  extensions: ['.tc.json', '.json'],
  kinds: ['config'],
  howTo: 'Threat Composer → Export',
  detect,
  read,
} satisfies Format

const frameSchema = z.object({
  threats: z.array(z.unknown()),
  applicationInfo: part(z.object({ name: text })),
  mitigations: listOf(z.object({ id: text, content: text })),
  assumptions: listOf(z.object({ id: text, content: text })),
  mitigationLinks: listOf(z.object({ linkedId: text, mitigationId: text })),
  assumptionLinks: listOf(z.object({ linkedId: text, assumptionId: text })),
})

const marks = z.object({
  schema: z.number(),
  threats: z.array(z.unknown()),
  mitigationLinks: z.array(z.unknown()),
})
const withoutThreats = z.looseObject({
  schema: z.number(),
  applicationInfo: z.looseObject({}),
  dataflow: z.object({}),
})

function detect({ outline }: Sample): number {
  if (fits(marks, outline)) return 1
  return fits(withoutThreats, outline) ? 0.9 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const frame = await jsonFrame(input, context, {
    name: 'a Threat Composer workspace',
    omit: [THREATS, '/architecture/image', '/dataflow/image'],
    schema: frameSchema.or(withoutThreats.transform((given) => frameSchema.parse({ ...given, threats: [] }))),
  })
  const target = frame.applicationInfo?.name
  yield { type: 'header', tool: 'Threat Composer', ...(target && { target }) }
  const mitigations = linked(frame.mitigations, frame.mitigationLinks, ({ mitigationId }) => mitigationId)
  const assumptions = linked(frame.assumptions, frame.assumptionLinks, ({ assumptionId }) => assumptionId)
  for await (const element of eachElement(input, context, [THREATS])) {
    const threat = element.type === 'problem' ? element : shaped(threatSchema, element)
    if (threat.type === 'problem') {
      yield threat
      continue
    }
    const { id } = threat.value
    const [measures, beliefs] = [mitigations(id), assumptions(id)]
    if (measures.missing + beliefs.missing > 0)
      yield problem(element.where, 'it has links to mitigations or assumptions that are not in the workspace')
    yield observationOf(threat.value, element as Element, measures.contents, beliefs.contents)
  }
}

interface Link {
  linkedId?: string | undefined
}

/** Finds the contents that links give to a threat, and how many of its links lead nowhere. */
function linked<L extends Link>(
  entities: { id?: string | undefined; content?: string | undefined }[],
  links: L[],
  idOf: (link: L) => string | undefined,
) {
  const contents = new Map(entities.map(({ id, content }) => [id, content]))
  const byThreat = Map.groupBy(links, ({ linkedId }) => linkedId)
  return (threat: string) => {
    const ids = (byThreat.get(threat) ?? []).map(idOf)
    return {
      contents: ids.flatMap((id) => contents.get(id) ?? []),
      missing: ids.filter((id) => !contents.has(id)).length,
    }
  }
}
