import type { Exposure } from '../../../model/application.ts'
import { type Draft, isWider } from '../draft.ts'
import { at, isRecord, listOf, type PlainRecord, recordOf, textOf, textsOf } from '../plain.ts'
import { type Running, selects } from './add-workloads.ts'
import type { Manifest } from './manifest.ts'
import { addressOf, byNamespace, groupOf, kindOf, nameIn, namespaceOf, placeIn } from './names.ts'

const MOST_ROUNDS = 8

/**
 * Says who can reach what, along the ways that were drawn: from the internet through gateways, ingresses and services to workloads, as
 * far as network policies let it through. `exposedBy` of each is the way.
 */
export function settleExposure(
  manifests: readonly Manifest[],
  running: readonly Running[],
  draft: Draft,
): void {
  for (const one of running) standing(one, draft)
  openGateways(manifests, draft)
  const exposing = draft.links.filter((one) => one.kind === 'exposes')
  // Ways are a few steps long; rounds are bounded against circles.
  for (let round = 0; round < MOST_ROUNDS; round++) {
    let changed = false
    for (const { from, to } of exposing) {
      const [front, behind] = [draft.find(from), draft.find(to)]
      if (!front?.exposure || !behind || !isWider(front.exposure, behind.exposure)) continue
      const way =
        front.exposure === 'internet' || front.exposure === 'partner'
          ? wayOf(front.exposedBy, front.name, front.exposure)
          : front.name
      draft.expose(to, front.exposure, way)
      changed = true
    }
    if (!changed) break
  }
  narrowByPolicies(manifests, running, draft)
}

const wayOf = (before: string | undefined, name: string, exposure: Exposure): string =>
  before?.startsWith(`${exposure} → `)
    ? `${before} → ${name}`
    : `${exposure} → ${name}${before ? ` (${before})` : ''}`

/** What a workload says of itself before anybody stands in front of it. */
function standing({ end, manifest }: Running, draft: Draft): void {
  const item = draft.find(end)
  if (!item || item.exposure) return
  const { hostNetwork, hostPorts, ports } = item.attributes
  if (hostNetwork === 'true') draft.expose(end, 'internal', 'hostNetwork: true')
  else if (hostPorts) draft.expose(end, 'internal', `host port ${hostPorts}`)
  else if (ports) draft.expose(end, 'internal', `container port ${ports}`)
  else draft.expose(end, 'isolated', `${kindOf(manifest)} without a service and a port`)
}

/** A gateway is open to the internet unless its class says that it is internal. */
function openGateways(manifests: readonly Manifest[], draft: Draft): void {
  for (const manifest of manifests) {
    const end = `gateway:${addressOf(manifest)}`
    const item = kindOf(manifest) === 'Gateway' ? draft.find(end) : undefined
    if (!item) continue
    const className = item.attributes.class ?? ''
    const isMesh = groupOf(manifest.object) === 'networking.istio.io' && /egress/.test(className)
    const inside = /internal|private|-ilb|rilb|mesh|waypoint/i.test(className) || isMesh
    draft.expose(
      end,
      inside ? 'internal' : 'internet',
      inside
        ? `class ${className}`
        : `Gateway ${nameIn(manifest)}${item.attributes.hosts ? ` for ${item.attributes.hosts}` : ''}`,
    )
    if (!inside)
      draft.link(
        'internet:',
        'calls',
        end,
        `${placeIn(manifest)} Gateway ${nameIn(manifest)}`,
        manifest.confidence,
      )
  }
}

type Admission = 'all' | 'pods' | 'none'

/** Adds network policies and takes back what they do not let in. Several that select one pod add up. */
function narrowByPolicies(manifests: readonly Manifest[], running: readonly Running[], draft: Draft): void {
  const admitted = new Map<string, { admission: Admission; names: string[] }>()
  const near = byNamespace(running)
  for (const manifest of manifests) {
    if (kindOf(manifest) !== 'NetworkPolicy' || groupOf(manifest.object) !== 'networking.k8s.io') continue
    const spec = recordOf(manifest.object.spec)
    const types = textsOf(spec.policyTypes)
    draft.item({
      kind: 'network-policy',
      name: addressOf(manifest),
      type: 'NetworkPolicy',
      provider: 'kubernetes',
      file: manifest.file,
      line: manifest.line,
      attributes: { ...manifest.origin, policyTypes: types.join(', ') || 'Ingress' },
    })
    const admission = admissionOf(spec)
    const selector = recordOf(spec.podSelector)
    for (const one of near.get(namespaceOf(manifest)) ?? []) {
      if (!isSelected(selector, one.labels)) continue
      draft.link(
        one.end,
        'uses',
        `network-policy:${addressOf(manifest)}`,
        `${placeIn(manifest)} podSelector`,
        manifest.confidence,
      )
      if (types.length > 0 && !types.includes('Ingress')) continue
      const known = admitted.get(one.end)
      admitted.set(one.end, {
        admission:
          known && RANK.indexOf(known.admission) > RANK.indexOf(admission) ? known.admission : admission,
        names: [...(known?.names ?? []), addressOf(manifest)],
      })
    }
  }
  for (const [end, { admission, names }] of admitted) {
    const item = draft.find(end)
    const by = names.slice(0, 3).join(', ')
    if (admission === 'none') draft.narrow(end, 'isolated', `${by} lets nobody in`)
    else if (admission === 'pods' && item?.exposure && isWider(item.exposure, 'internal'))
      draft.narrow(end, 'internal', `${by} lets in pods alone`)
  }
}

const RANK: readonly Admission[] = ['none', 'pods', 'all']

function admissionOf(spec: PlainRecord): Admission {
  const rules = listOf(spec.ingress).filter(isRecord)
  if (rules.length === 0) return 'none'
  const open = rules.some((rule) => {
    const from = listOf(rule.from)
    // Another namespace may be the one that the ingress controller stands in.
    return (
      from.length === 0 ||
      from.some((one) => at(one, 'namespaceSelector') !== undefined || at(one, 'ipBlock') !== undefined)
    )
  })
  return open ? 'all' : 'pods'
}

/** A policy's empty selector means all pods of its namespace. */
function isSelected(selector: PlainRecord, labels: PlainRecord): boolean {
  const expressions = listOf(selector.matchExpressions)
  const pairs = recordOf(selector.matchLabels)
  if (Object.keys(pairs).length > 0 && !selects(pairs, labels)) return false
  return expressions.every((one) => {
    const own = textOf(labels[textOf(at(one, 'key')) ?? ''])
    const values = textsOf(at(one, 'values'))
    const operator = at(one, 'operator')
    if (operator === 'In') return own !== undefined && values.includes(own)
    if (operator === 'NotIn') return own === undefined || !values.includes(own)
    return operator === 'Exists' ? own !== undefined : own === undefined
  })
}
