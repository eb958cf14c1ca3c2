import { z } from 'zod'
import { asObject, asObjects, asText, type Json } from '../values/fields.ts'
import { anything, label, listOf, part, text, texts } from '../values/lenient.ts'

const container = part(z.object({ id: text, name: text, image: anything, imageDigest: text }))

const metadata = part(
  z.object({
    ID: text,
    Version: text,
    Name: text,
    EventName: text,
    Description: text,
    Tags: texts,
    Properties: z.record(z.string(), z.unknown()).optional().catch(undefined),
  }),
)

const threat = part(
  z.object({
    name: text,
    description: text,
    severity: label,
    mitre: part(
      z.object({
        tactic: part(z.object({ name: text })),
        technique: part(z.object({ id: text, name: text })),
      }),
    ),
    properties: z.record(z.string(), z.unknown()).optional().catch(undefined),
  }),
)

const former = z.object({
  timestamp: anything,
  eventName: text,
  eventId: label,
  processName: text,
  hostName: text,
  container,
  containerImage: text,
  containerName: text,
  containerId: text,
  kubernetes: part(z.object({ podName: text, podNamespace: text })),
  podName: text,
  podNamespace: text,
  args: listOf(z.object({ name: text, value: anything })),
  metadata,
})

/** The three shapes: events until 0.23, events of the protocol since, and findings of `tracee-rules` before 0.11. */
export const eventSchema = z.union([
  z
    .object({ SigMetadata: z.looseObject({}), Context: former, Data: anything })
    .transform(({ SigMetadata, Context, Data }) => ({
      shape: 'rules' as const,
      ...Context,
      metadata: metadata.parse(SigMetadata),
      data: Data,
    })),
  z
    .object({
      name: z.string().trim().min(1),
      timestamp: anything,
      workload: z.looseObject({}),
      data: listOf(z.looseObject({ name: text })),
      threat,
    })
    .transform((event) => ({ shape: 'protocol' as const, ...event })),
  former
    .extend({ eventName: z.string().trim().min(1) })
    .transform((event) => ({ shape: 'event' as const, ...event, data: undefined as unknown })),
])

type Event = z.output<typeof eventSchema>

/** What a signature said, from whichever shape. */
export interface Detection {
  rule: string
  title: string
  description: string | undefined
  severity: string | undefined
  tags: string[]
  process: string | undefined
  host: string | undefined
  container: string | undefined
  image: string | undefined
  imageDigest: string | undefined
  pod: string | undefined
  namespace: string | undefined
  facts: [string, unknown][]
  time: unknown
}

/** Undefined for what was only traced. */
export const detectionIn = (event: Event): Detection | undefined =>
  event.shape === 'protocol' ? ofProtocol(event) : ofEvent(event)

function ofEvent(event: Exclude<Event, { shape: 'protocol' }>): Detection | undefined {
  const { metadata: signature, container: inside } = event
  const properties = signature?.Properties
  const id = signature?.ID ?? asText(properties?.signatureID)
  if (!signature || (id === undefined && properties === undefined)) return undefined
  const image = inside?.image
  return {
    rule: id ?? (event.eventName as string),
    title: signature.Name ?? asText(properties?.signatureName) ?? event.eventName ?? (id as string),
    description: signature.Description,
    severity: severityIn(properties),
    tags: [...signature.Tags, ...mitreOf(properties)],
    process: event.processName,
    host: event.hostName,
    container: inside?.name ?? event.containerName ?? inside?.id ?? event.containerId,
    image: asText(image) ?? event.containerImage,
    imageDigest: inside?.imageDigest,
    pod: event.kubernetes?.podName ?? event.podName,
    namespace: event.kubernetes?.podNamespace ?? event.podNamespace,
    facts: [
      ...event.args.map(({ name, value }): [string, unknown] => [name ?? '', value]),
      ...Object.entries(asObject(event.data) ?? {}),
    ],
    time: event.timestamp,
  }
}

const severityIn = (properties: Json | undefined): string | undefined => {
  const value = properties?.Severity ?? properties?.severity
  return typeof value === 'number' ? String(value) : asText(value)
}

const mitreOf = (properties: Json | undefined): string[] =>
  [
    properties?.external_id,
    properties?.Technique,
    properties?.Category,
    properties?.['MITRE ATT&CK'],
  ].flatMap((value) => asText(value) ?? [])

function ofProtocol(event: Extract<Event, { shape: 'protocol' }>): Detection | undefined {
  const { threat: found, workload } = event
  if (!found) return undefined
  const process = asObject(workload.process)
  const inside = asObject(workload.container)
  const pod = asObject(workload.pod) ?? asObject(asObject(workload.k8s)?.pod)
  const image = asObject(inside?.image)
  const namespace = asText(pod?.namespace) ?? asText(asObject(asObject(workload.k8s)?.namespace)?.name)
  return {
    rule: asText(found.properties?.signatureID) ?? event.name,
    title: found.name ?? event.name,
    description: found.description,
    severity: found.severity,
    tags: [found.mitre?.technique?.id, found.mitre?.technique?.name, found.mitre?.tactic?.name].flatMap(
      (value) => value ?? [],
    ),
    process: asText(asObject(process?.thread)?.name) ?? asText(asObject(process?.executable)?.path),
    host: undefined,
    container: asText(inside?.name) ?? asText(inside?.id),
    image: asText(image?.name) ?? asText(image?.id),
    imageDigest: asText(asObjects(image?.repo_digests)[0]) ?? undefined,
    pod: asText(pod?.name),
    namespace,
    facts: event.data.map((entry): [string, unknown] => [entry.name ?? '', valueIn(entry)]),
    time: secondsIn(event.timestamp),
  }
}

/** A value stands under the name of its type. */
const valueIn = ({ name: _, ...typed }: Json): unknown => Object.values(typed)[0]

const secondsIn = (timestamp: unknown): unknown => {
  const seconds = asObject(timestamp)?.seconds
  return seconds === undefined ? timestamp : Number(seconds)
}
