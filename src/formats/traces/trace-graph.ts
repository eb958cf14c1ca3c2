import type { NodeRef } from '../../model/estate.ts'
import type { Item } from '../contract.ts'
import { imageName } from '../infrastructure/images/image-name.ts'
import { loss } from '../problem.ts'
import { TrafficTally } from '../traffic/traffic-tally.ts'
import { type ServiceOfSpan, type Span, said } from './span.ts'
import { hostOf, requestOf, thirdParty, usedBy } from './what-is-called.ts'

const MOST_SPANS = 500_000
const MOST_SERVICES = 2_000
const MOST_LINKS = 20_000

interface Counted {
  from: NodeRef
  kind: 'calls' | 'reads' | 'writes'
  to: NodeRef
  count: number
}

/** Services and what they call, counted over the spans of any number of traces. What it holds is bounded. */
export class TraceGraph {
  readonly #services = new Map<string, { service: ServiceOfSpan; spans: number; tally: TrafficTally }>()
  /** Service of each span that a child may name, and the host that a call goes to. */
  readonly #spans = new Map<string, { service: string; host?: string | undefined }>()
  /** Spans that came before their parent. */
  readonly #waiting: { parent: string; service: string }[] = []
  readonly #links = new Map<string, Counted>()
  readonly #nodes = new Map<string, Item>()
  #beyond = 0

  add(span: Span): void {
    const own = this.#serviceOf(span.service)
    if (!own || this.#spans.size >= MOST_SPANS) {
      this.#beyond++
      return
    }
    own.spans++
    const from = serviceRef(span.service.name)
    const used = usedBy(span)
    if (used) {
      this.#node(used.to, { ...used.attributes, seen: 'traffic' })
      this.#link(from, used.kind, used.to)
    }
    const request = requestOf(span)
    if (request) own.tally.add(request)
    const isCall = span.kind === 'client' && !used
    this.#spans.set(span.id, {
      service: span.service.name,
      host: isCall ? hostOf(span.attributes) : undefined,
    })
    if (span.parent && span.kind !== 'client' && span.kind !== 'producer')
      this.#waiting.push({ parent: span.parent, service: span.service.name })
  }

  /** A line of a finished graph of services. */
  call(caller: string, callee: string, count: number): void {
    for (const name of [caller, callee]) this.#serviceOf({ name, resource: new Map() })
    this.#link(serviceRef(caller), 'calls', serviceRef(callee), count)
  }

  *items(): Generator<Item> {
    this.#resolve()
    for (const { service, spans, tally } of this.#services.values())
      yield* serviceItems(service, spans, tally)
    yield* this.#nodes.values()
    for (const { from, kind, to, count } of this.#links.values())
      yield {
        type: 'link',
        from,
        kind,
        to,
        evidence: `${count} ${count === 1 ? 'span' : 'spans'}`,
        confidence: 0.95,
      }
    if (this.#beyond > 0)
      yield loss('', `${this.#beyond} spans are beyond what is kept of one report and are left out`)
  }

  /** Whose child a span is, says who called; a call that nobody answered with spans goes outside. */
  #resolve(): void {
    const answered = new Set<string>()
    for (const { parent, service } of this.#waiting.splice(0)) {
      const caller = this.#spans.get(parent)
      if (!caller || caller.service === service) continue
      answered.add(parent)
      this.#link(serviceRef(caller.service), 'calls', serviceRef(service))
    }
    for (const [id, { service, host }] of this.#spans) {
      if (answered.has(id) || !host) continue
      const called = this.#services.has(host) ? serviceRef(host) : undefined
      const to = called ?? (thirdParty(host) ? { kind: 'third-party' as const, name: host } : undefined)
      if (!to || host === service) continue
      if (!called) this.#node(to, { sort: 'host', evidence: 'traces', seen: 'traffic' })
      this.#link(serviceRef(service), 'calls', to)
    }
    this.#spans.clear()
  }

  #serviceOf(service: ServiceOfSpan) {
    const known = this.#services.get(service.name)
    if (known || this.#services.size >= MOST_SERVICES) return known
    const one = { service, spans: 0, tally: new TrafficTally() }
    this.#services.set(service.name, one)
    return one
  }

  #node(ref: NodeRef, attributes: Record<string, string>): void {
    const key = `${ref.kind}:${ref.name}`
    if (!this.#nodes.has(key) && this.#nodes.size < MOST_LINKS)
      this.#nodes.set(key, { type: 'node', ...ref, attributes })
  }

  #link(from: NodeRef, kind: Counted['kind'], to: NodeRef, count = 1): void {
    const key = `${from.name}\n${kind}\n${to.kind}:${to.name}`
    const known = this.#links.get(key)
    if (known) known.count += count
    else if (this.#links.size < MOST_LINKS) this.#links.set(key, { from, kind, to, count })
    else this.#beyond += count
  }
}

const serviceRef = (name: string): NodeRef => ({ kind: 'service', name })

function* serviceItems(
  { name, resource }: ServiceOfSpan,
  spans: number,
  tally: TrafficTally,
): Generator<Item> {
  const own = serviceRef(name)
  const facts = {
    type: 'service',
    version: said(resource, 'service.version'),
    namespace: said(resource, 'service.namespace'),
    environment: said(resource, 'deployment.environment.name', 'deployment.environment'),
    language: said(resource, 'telemetry.sdk.language'),
    spans: spans > 0 ? String(spans) : undefined,
    seen: 'traffic',
  }
  const attributes = Object.fromEntries(
    Object.entries(facts).filter((one): one is [string, string] => one[1] !== undefined),
  )
  yield { type: 'asset', kind: 'service', name }
  yield { type: 'node', ...own, attributes }
  const image = said(resource, 'container.image.name')
  if (image)
    yield {
      type: 'link',
      from: own,
      kind: 'runs',
      to: { kind: 'image', name: imageName(image) },
      evidence: `container.image.name ${image}`,
      confidence: 0.95,
    }
  const workload = workloadOf(resource)
  if (workload)
    yield {
      type: 'link',
      from: own,
      kind: 'exposes',
      to: { kind: 'workload', name: workload },
      evidence: `spans of ${workload}`,
      confidence: 0.95,
    }
  const { endpoints, problems } = tally.result()
  yield* problems
  for (const endpoint of endpoints) {
    yield endpoint
    yield {
      type: 'link',
      from: own,
      kind: 'exposes',
      to: { kind: 'endpoint', name: endpoint.name },
      evidence: `${endpoint.attributes?.calls} spans`,
      confidence: 0.95,
    }
  }
}

/** `Deployment/shop/api`, as manifests and clusters name it. */
function workloadOf(resource: ReadonlyMap<string, string>): string | undefined {
  const namespace = said(resource, 'k8s.namespace.name') ?? 'default'
  for (const kind of ['Deployment', 'StatefulSet', 'DaemonSet', 'CronJob', 'Job']) {
    const name = said(resource, `k8s.${kind.toLowerCase()}.name`)
    if (name) return `${kind}/${namespace}/${name}`
  }
  return undefined
}
