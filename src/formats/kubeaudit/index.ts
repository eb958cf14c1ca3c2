import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { type Element, eachRecord } from '../syntax/ndjson.ts'
import { asObject } from '../values/fields.ts'
import { kubernetesAddress } from '../values/kubernetes-address.ts'
import { needed, shaped, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { fits, readBy } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'

export const kubeaudit = {
  id: 'kubeaudit',
  name: 'kubeaudit',
  link: 'https://github.com/Shopify/kubeaudit#readme',
  extensions: ['.json', '.jsonl'],
  kinds: ['config'],
  howTo: 'kubeaudit all --format json > kubeaudit.jsonl',
  detect,
  read,
} satisfies Format

const known = z.object({ AuditResultName: z.string(), level: z.string(), msg: z.string() })

function detect({ outline }: Sample): number {
  return fits(known, Array.isArray(outline) ? outline[0] : outline) ? 1 : 0
}

const resultSchema = z.object({
  AuditResultName: needed,
  Container: text,
  FilePath: text,
  ResourceKind: text,
  ResourceName: text,
  ResourceNamespace: text,
  level: text,
  msg: text,
  time: text,
})

type Result = z.output<typeof resultSchema>

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'kubeaudit' }
  for await (const element of eachRecord(input, context)) {
    if (element.type === 'problem') yield element
    else if (isFailure(element.value))
      yield loss(element.where, 'kubeaudit logged an error: what it could not audit may hold more')
    else if (!isLogLine(element.value)) {
      const result = shaped(resultSchema, element)
      yield result.type === 'problem' ? result : observationOf(result.value, element)
    }
  }
}

/** What it logs of its own work stands between the results. */
const isLogLine = (value: unknown): boolean => readBy(logLine, value) !== undefined

const logLine = z.object({ AuditResultName: z.undefined().optional(), level: z.string(), msg: z.string() })

const isFailure = (value: unknown): boolean =>
  isLogLine(value) && /^(?:error|fatal|panic)$/.test(String(asObject(value)?.level))

/** Fields of the result that say where and how grave it is; all others say what was found. */
const PLACE = new Set([...Object.keys(resultSchema.shape), 'ResourceApiVersion'])

function observationOf(result: Result, { value, text: raw }: Element): Observation {
  const { AuditResultName: rule, Container: container, level } = result
  const address = kubernetesAddress({
    kind: result.ResourceKind,
    namespace: result.ResourceNamespace,
    name: result.ResourceName,
  })
  const details = Object.entries(asObject(value) ?? {}).flatMap(([name, said]) =>
    PLACE.has(name) || typeof said !== 'string' || said === '' ? [] : [`${name}: ${said}`],
  )
  return observe({
    kind: 'config',
    rule,
    title: result.msg ?? rule,
    description: [...(container ? [`Container: ${container}`] : []), ...details].join('\n'),
    severity: severityOfWord(level),
    toolSeverity: level,
    location: result.FilePath ? { path: relativePath(result.FilePath) } : undefined,
    resource: address ? { address, provider: 'kubernetes' } : undefined,
    seenAt: isoTime(result.time),
    raw,
  })
}
