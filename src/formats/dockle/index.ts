import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { type Severity, severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { problem } from '../problem.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { byWord } from '../values/by-word.ts'
import { controlId } from '../values/control-id.ts'
import { imageClaim, imageReference } from '../values/image-reference.ts'
import { needed, shaped, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { fits } from '../values/read-schema.ts'

const DETAILS = '/details/*'

export const dockle = {
  id: 'dockle',
  name: 'Dockle',
  link: 'https://github.com/goodwithtech/dockle#common-examples',
  extensions: ['.json'],
  kinds: ['config'],
  howTo: 'dockle --format json --output dockle.json IMAGE',
  detect,
  read,
} satisfies Format

const frameSchema = z.object({
  image: text,
  summary: z.object({ fatal: z.number(), warn: z.number(), info: z.number(), pass: z.number() }),
  details: z.array(z.unknown()).nullable(),
})

function detect({ outline }: Sample): number {
  return fits(frameSchema, outline) ? 1 : 0
}

const detailSchema = z.object({
  code: needed,
  title: text,
  level: text,
  alerts: texts,
})

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { image } = await jsonFrame(input, context, {
    name: "Dockle's JSON",
    omit: [DETAILS],
    schema: frameSchema,
  })
  const name = image && imageReference(image).name
  yield { type: 'header', tool: 'Dockle', ...(name && { target: name }) }
  if (image) yield imageClaim(image)
  for await (const element of eachElement(input, context, [DETAILS])) {
    const detail = element.type === 'problem' ? element : shaped(detailSchema, element)
    if (detail.type === 'problem' || element.type === 'problem') {
      if (detail.type === 'problem') yield detail
    } else if (/^SKIP$/i.test(detail.value.level ?? ''))
      yield problem(element.where, `Dockle could not check ${detail.value.code}`)
    else if (!/^PASS$/i.test(detail.value.level ?? '')) yield observationOf(detail.value, name, element)
  }
}

const SEVERITY: Record<string, Severity> = byWord({ FATAL: 'critical', IGNORE: 'unknown' })

function observationOf(
  detail: z.output<typeof detailSchema>,
  image: string | undefined,
  element: Element,
): Observation {
  const { code, level, alerts } = detail
  const word = level?.toUpperCase() ?? ''
  // CIS-DI-0001 to 0011 are the benchmark's 4.1 to 4.11, by Dockle's table of checkpoints.
  const [, number] = /^CIS-DI-0*(\d+)$/.exec(code) ?? []
  return observe({
    kind: 'config',
    rule: code,
    title: detail.title ?? code,
    description: alerts.join('\n') || undefined,
    severity: Object.hasOwn(SEVERITY, word) ? (SEVERITY[word] as Severity) : severityOfWord(level),
    toolSeverity: level,
    resource: { address: image ?? 'image', type: 'container-image', provider: 'docker' },
    controls: number ? [controlId('CIS', `4.${number}`, 'docker')] : [],
    verdict:
      word === 'IGNORE' ? { state: 'accepted', reason: 'ignored', source: 'dockle-ignore' } : undefined,
    raw: element.text,
  })
}
