import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { controlId } from '../values/control-id.ts'
import { needed, number, shaped, text, texts } from '../values/lenient.ts'
import { observe, withoutGaps } from '../values/observe.ts'
import { isoTime } from '../values/time.ts'

const RESULTS = '/tests/*/results/*'

export const dockerBench = {
  id: 'docker-bench',
  name: 'Docker Bench for Security',
  link: 'https://github.com/docker/docker-bench-security',
  extensions: ['.json'],
  kinds: ['config'],
  howTo: './docker-bench-security.sh  # then log/docker-bench-security.log.json',
  detect,
  read,
} satisfies Format

const frameSchema = z.object({
  dockerbenchsecurity: text,
  start: number,
  tests: z.array(z.object({ id: z.string(), desc: z.string(), results: z.unknown() })),
})

function detect({ outline }: Sample): number {
  const { dockerbenchsecurity, tests } = (outline ?? {}) as Record<string, unknown>
  return typeof dockerbenchsecurity === 'string' && Array.isArray(tests) ? 1 : 0
}

const resultSchema = z.object({
  id: needed,
  desc: needed,
  result: needed,
  details: text,
  items: texts,
  remediation: text,
  'remediation-impact': text,
})

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const frame = await jsonFrame(input, context, {
    name: "Docker Bench's JSON",
    omit: [RESULTS],
    schema: frameSchema,
  })
  yield withoutGaps({
    type: 'header' as const,
    tool: 'Docker Bench for Security',
    toolVersion: frame.dockerbenchsecurity,
    producedAt: isoTime(frame.start),
  })
  for await (const element of eachElement(input, context, [RESULTS])) {
    const result = element.type === 'problem' ? element : shaped(resultSchema, element)
    if (result.type === 'problem' || element.type === 'problem') {
      if (result.type === 'problem') yield result
    } else if (!/^PASS$/i.test(result.value.result)) {
      const section = frame.tests[Number(element.where.split('/')[2])]?.desc
      yield observationOf(result.value, section, element)
    }
  }
}

/** The benchmark is about one host's Docker: containers and images that a check names are among its details. */
function observationOf(
  result: z.output<typeof resultSchema>,
  section: string | undefined,
  element: Element,
): Observation {
  const [, title = result.desc, way] =
    /^(.*?)(?:\s*\((Automated|Manual|Scored|Not Scored)\))?$/.exec(result.desc) ?? []
  const items = result.items.length > 0 ? result.items.join('\n') : undefined
  const manual = /^NOTE$/i.test(result.result)
  return observe({
    kind: 'config',
    rule: result.id,
    title,
    description: [result.details, items].filter(Boolean).join('\n') || undefined,
    // A note is a check that a person has to make.
    severity: manual ? 'info' : severityOfWord(result.result),
    toolSeverity: result.result,
    resource: { address: 'docker-host', type: 'docker-host', provider: 'docker' },
    controls: [controlId('CIS', result.id, 'docker')],
    remediation:
      [result.remediation, result['remediation-impact'] && `Impact: ${result['remediation-impact']}`]
        .filter(Boolean)
        .join('\n\n') || undefined,
    tags: [...(manual ? ['manual-check'] : []), section, way].filter((tag): tag is string => Boolean(tag)),
    raw: element.text,
  })
}
