import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import type { Format, Input, Item, ReadContext, ReportHeader, Sample } from '../contract.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { controlId } from '../values/control-id.ts'
import { label, shaped, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { fits } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { newHost } from '../values/web-address.ts'
import { outcomeOf, outcomeTags } from '../xccdf/outcome.ts'

const RULES = '/rules/*'

export const cisCat = {
  id: 'cis-cat',
  name: 'CIS-CAT JSON',
  link: 'https://ccpa-docs.readthedocs.io/en/latest/User%20Guide%20-%20Assessor/',
  extensions: ['.json'],
  kinds: ['config'],
  howTo: 'Assessor-CLI.sh -b benchmark.xml -json',
  detect,
  read,
} satisfies Format

const outer = z.object({
  'benchmark-id': z.string(),
  'benchmark-title': z.string(),
  'profile-id': z.string(),
  rules: z.array(z.unknown()),
})
const frame = outer.extend({
  'benchmark-version': text,
  'profile-title': text,
  'start-time': text,
  'end-time': text,
  'target-system': text,
  'host-name': text,
  hostname: text,
})

type Frame = z.output<typeof frame>

function detect({ outline }: Sample): number {
  return fits(outer, outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const about = await jsonFrame(input, context, { name: 'JSON of CIS-CAT', omit: [RULES], schema: frame })
  const host = about['target-system'] ?? about['host-name'] ?? about.hostname
  yield headerOf(about, host)
  yield* newHost(host, new Set())
  for await (const element of eachElement(input, context, [RULES])) {
    const result = element.type === 'problem' ? element : shaped(schema, element)
    if (result.type === 'problem' || element.type === 'problem') {
      if (result.type === 'problem') yield result
    } else if (outcomeOf(result.value.result) !== 'passed')
      yield observationOf(result.value, about, host, element)
  }
}

function headerOf(about: Frame, host: string | undefined): ReportHeader {
  const producedAt = isoTime(about['end-time'] ?? about['start-time'])
  return {
    type: 'header',
    tool: 'CIS-CAT',
    target: [`${about['benchmark-id']} ${about['profile-id']}`, host].filter(Boolean).join(' on '),
    ...(producedAt && { producedAt }),
  }
}

const schema = z.object({
  'rule-id': z.string().trim().min(1),
  'rule-title': text,
  'rule-description': text,
  result: label,
  rationale: text,
  remediation: text,
})

function observationOf(
  rule: z.output<typeof schema>,
  about: Frame,
  host: string | undefined,
  { text: raw }: Element,
): Observation {
  const outcome = outcomeOf(rule.result)
  const number =
    /_rule_([\d.]*\d)/.exec(rule['rule-id'])?.[1] ?? /^([\d.]*\d)\b/.exec(rule['rule-title'] ?? '')?.[1]
  const benchmark = `${/\bCIS\b/.test(about['benchmark-title']) ? '' : 'CIS '}${about['benchmark-title']} ${about['benchmark-version'] ?? ''}`
  return observe({
    kind: 'config',
    rule: rule['rule-id'],
    title: rule['rule-title'] ?? rule['rule-id'],
    description: [rule['rule-description'], rule.rationale].filter(Boolean).join('\n\n') || undefined,
    severity: outcome === 'manual' ? 'info' : 'unknown',
    toolSeverity: rule.result,
    resource: host ? { address: host, type: 'host' } : undefined,
    controls: number ? [controlId(benchmark.trim(), number)] : [],
    remediation: rule.remediation,
    fingerprints: host ? undefined : { rule: rule['rule-id'] },
    tags: [about['benchmark-title'], ...outcomeTags(outcome)],
    raw,
  })
}
