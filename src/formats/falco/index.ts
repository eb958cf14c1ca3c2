import { z } from 'zod'
import type { AssetClaim } from '../../model/asset.ts'
import type { Observation, Resource } from '../../model/observation.ts'
import type { Severity } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { type Element, eachRecord } from '../syntax/ndjson.ts'
import { byWord } from '../values/by-word.ts'
import { eachOnce } from '../values/claims.ts'
import { ownIn } from '../values/fields.ts'
import { imageClaim } from '../values/image-reference.ts'
import { kubernetesAddress } from '../values/kubernetes-address.ts'
import { label, shaped, text, texts } from '../values/lenient.ts'
import { LoadedComponents } from '../values/loaded-components.ts'
import { observe } from '../values/observe.ts'
import { packageOfPath } from '../values/package-of-path.ts'
import { fits } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'

export const falco = {
  id: 'falco',
  name: 'Falco',
  link: 'https://falco.org/docs/concepts/outputs/formatting/',
  extensions: ['.json', '.jsonl'],
  kinds: ['runtime'],
  howTo: 'falco -o json_output=true > falco.jsonl',
  detect,
  read,
} satisfies Format

const marks = z
  .object({ rule: z.string(), priority: z.string(), time: z.string() })
  .and(z.union([z.object({ output: z.string() }), z.object({ output_fields: z.object({}) })]))

function detect({ outline }: Sample): number {
  return fits(marks, Array.isArray(outline) ? outline[0] : outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'Falco' }
  const once = eachOnce()
  const loaded = new LoadedComponents()
  for await (const element of eachRecord(input, context)) {
    const event = element.type === 'problem' ? element : shaped(eventSchema, element)
    if (event.type === 'problem') yield event
    else {
      yield* once(claimsOf(event.value))
      yield observationOf(event.value, element as Element)
      addLoaded(event.value, loaded)
    }
  }
  yield* loaded.items()
}

/** Fields that name a file which a process runs or has open. */
const FILES = ['fd.name', 'proc.exepath', 'proc.cmdline', 'evt.arg.path', 'evt.arg.filename']

/** Packages whose files a process was seen to use: they are loaded, whatever the alert is about. */
function addLoaded(event: Event, loaded: LoadedComponents): void {
  for (const field of FILES) {
    const path = fieldOf(event, field)
    const found = path && packageOfPath(path)
    if (found) loaded.add(found, `${fieldOf(event, 'proc.name') ?? 'a process'} used ${path}`)
  }
}

const eventSchema = z.object({
  rule: z.string().trim().min(1),
  priority: text,
  output: text,
  message: text,
  output_fields: z.record(z.string(), z.unknown()).nullish().catch(undefined),
  source: text,
  tags: texts,
  hostname: text,
  time: label,
})

type Event = z.output<typeof eventSchema>

/** https://falco.org/docs/concepts/rules/basic-elements/#priority */
const SEVERITY: Record<string, Severity> = byWord({
  emergency: 'critical',
  alert: 'critical',
  critical: 'critical',
  error: 'high',
  warning: 'medium',
  notice: 'low',
  informational: 'info',
  info: 'info',
  debug: 'info',
})

function observationOf(event: Event, { text }: Element): Observation {
  return observe({
    kind: 'runtime',
    rule: event.rule,
    title: event.rule,
    description: event.output ?? event.message,
    severity: SEVERITY[event.priority?.toLowerCase() ?? ''] ?? 'unknown',
    toolSeverity: event.priority,
    resource: resourceOf(event),
    seenAt: isoTime(event.time),
    tags: [...event.tags, ...(event.source ? [event.source] : [])],
    raw: text,
  })
}

const NOTHING = /^(?:<NA>|host|)$/

/** A field of the event; Falco writes `<NA>` where it knows nothing. */
function fieldOf({ output_fields: fields }: Event, name: string): string | undefined {
  const value = ownIn(fields ?? undefined, name)
  return typeof value === 'string' && !NOTHING.test(value.trim()) ? value.trim() : undefined
}

const podOf = (event: Event): string | undefined =>
  kubernetesAddress({
    kind: 'Pod',
    namespace: fieldOf(event, 'k8s.ns.name'),
    name: fieldOf(event, 'k8s.pod.name'),
  })

const imageOf = (event: Event): string | undefined => {
  const name = fieldOf(event, 'container.image.repository') ?? fieldOf(event, 'container.image')
  const tag = fieldOf(event, 'container.image.tag')
  return name && (tag && !name.includes(':') ? `${name}:${tag}` : name)
}

/** Where it happened, the narrowest first: a pod, an object that the audit log names, a container, the host. */
function resourceOf(event: Event): Resource | undefined {
  const target = kubernetesAddress({
    kind: fieldOf(event, 'ka.target.resource'),
    namespace: fieldOf(event, 'ka.target.namespace'),
    name: fieldOf(event, 'ka.target.name'),
  })
  const known: [string | undefined, string][] = [
    [podOf(event), 'pod'],
    [target, 'kubernetes object'],
    [fieldOf(event, 'container.name') ?? fieldOf(event, 'container.id'), 'container'],
    [event.hostname, 'host'],
  ]
  const [address, type] = known.find(([name]) => name) ?? []
  return address ? { address, ...(type && { type }) } : undefined
}

function claimsOf(event: Event): AssetClaim[] {
  const [image, pod] = [imageOf(event), podOf(event)]
  return [
    ...(image ? [imageClaim(image)] : []),
    ...(pod ? [{ type: 'asset' as const, kind: 'workload' as const, name: pod }] : []),
    ...(event.hostname ? [{ type: 'asset' as const, kind: 'host' as const, name: event.hostname }] : []),
  ]
}
