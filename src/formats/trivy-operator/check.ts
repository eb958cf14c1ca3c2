import { z } from 'zod'
import type { Observation, Resource } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Item } from '../contract.ts'
import { asList } from '../values/fields.ts'
import { flag, part, shaped, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { titleOf } from '../values/title.ts'
import type { Reported } from './object.ts'

export const checkSchema = z
  .object({
    checkID: text,
    title: text,
    description: text,
    category: text,
    severity: text,
    messages: texts,
    remediation: text,
    success: flag,
    target: text,
    scope: part(z.object({ type: text, value: text })),
  })
  .refine(({ checkID, title }) => checkID ?? title, { path: ['checkID'] })

/** Checks of a workload, a role, or a node's components. Those that it passed are in the list, too. */
export function* checkItems({ where, report, resource }: Reported): Generator<Item> {
  for (const [index, value] of asList(report.checks).entries()) {
    const read = shaped(checkSchema, { where: `${where}/checks/${index}`, value })
    if (read.type === 'problem') yield read
    else if (read.value.success !== true) yield checkOf(read.value, { resource, raw: JSON.stringify(value) })
  }
}

interface Place {
  resource: Resource | undefined
  raw: string
  /** What the benchmark says, where a check has no severity of its own. */
  severity?: string | undefined
  control?: string | undefined
}

export function checkOf(from: z.output<typeof checkSchema>, place: Place): Observation {
  const severity = from.severity ?? place.severity
  const scope = from.scope?.value && [from.scope.type, from.scope.value].filter(Boolean).join(':')
  return observe({
    kind: 'config',
    rule: from.checkID ?? (from.title as string),
    title: titleOf(from.title, from.messages[0], from.checkID),
    description:
      [...(from.description ? [from.description] : []), ...from.messages].join('\n\n') || undefined,
    severity: severityOfWord(severity),
    toolSeverity: severity,
    resource: place.resource,
    controls: place.control ? [place.control] : [],
    remediation: from.remediation,
    tags: [...(from.category ? [from.category] : []), ...(scope ? [scope] : [])],
    raw: place.raw,
  })
}
