import type { Infrastructure } from '../../../model/infrastructure.ts'
import { type Draft, endOf } from '../draft.ts'
import { at, listOf, type Plain, type PlainRecord, recordOf, textOf, textsOf } from '../plain.ts'
import { keptInside, narrowedTo, rangesIn, type Served } from './add-services.ts'
import { nearest, type Running } from './add-workloads.ts'
import type { Manifest } from './manifest.ts'
import { addressOf, groupOf, isCalled, kindOf, nameIn, namesOf, namespaceOf, placeIn } from './names.ts'

/** How one kind of entrance says what it needs. */
interface Entrance {
  kind: 'ingress' | 'gateway'
  group: RegExp
  hosts(spec: PlainRecord): string[]
  /** Names of services behind it: `api`, `api.shop`, `api.shop.svc.cluster.local`. */
  services(spec: PlainRecord): string[]
  /** Names of gateways in front of it: `edge`, `infra/edge`. */
  gateways?(spec: PlainRecord): string[]
}

const each = (value: Plain, ...path: string[]): Plain[] =>
  path.reduce<Plain[]>(
    (all, key) => all.flatMap((one) => (Array.isArray(at(one, key)) ? listOf(at(one, key)) : [at(one, key)])),
    [value],
  )

const names = (all: Plain[]): string[] => all.flatMap((one) => textOf(one) ?? [])

const withNamespace = (references: Plain[]): string[] =>
  references.flatMap((one) => {
    const name = textOf(at(one, 'name'))
    if (!name) return []
    const namespace = textOf(at(one, 'namespace'))
    return [namespace ? `${name}.${namespace}` : name]
  })

const gatewayRoute: Entrance = {
  kind: 'ingress',
  group: /^gateway\.networking\.k8s\.io$/,
  hosts: (spec) => textsOf(spec.hostnames),
  services: (spec) =>
    withNamespace(
      each(spec, 'rules', 'backendRefs').filter(
        (one) => (textOf(at(one, 'kind')) ?? 'Service') === 'Service',
      ),
    ),
  // A route may hang on a service as well: then it only steers what is inside of a mesh.
  gateways: (spec) =>
    listOf(spec.parentRefs).flatMap((one) => {
      if ((textOf(at(one, 'kind')) ?? 'Gateway') !== 'Gateway') return ['mesh']
      const name = textOf(at(one, 'name'))
      const namespace = textOf(at(one, 'namespace'))
      return name ? [namespace ? `${namespace}/${name}` : name] : []
    }),
}

/** Kinds that let traffic into the cluster, by what their makers call them. */
const ENTRANCES: ReadonlyMap<string, readonly Entrance[]> = new Map([
  [
    'Ingress',
    [
      {
        kind: 'ingress',
        group: /^(?:networking\.k8s\.io|extensions)$/,
        hosts: (spec) => names(each(spec, 'rules', 'host')),
        services: (spec) =>
          names([
            ...each(spec, 'rules', 'http', 'paths', 'backend', 'service', 'name'),
            ...each(spec, 'rules', 'http', 'paths', 'backend', 'serviceName'),
            at(spec, 'defaultBackend', 'service', 'name'),
            at(spec, 'backend', 'serviceName'),
            at(spec, 'backend', 'service', 'name'),
          ]),
      },
    ],
  ],
  ['HTTPRoute', [gatewayRoute]],
  ['GRPCRoute', [gatewayRoute]],
  ['TCPRoute', [gatewayRoute]],
  ['TLSRoute', [gatewayRoute]],
  [
    'Gateway',
    [
      {
        kind: 'gateway',
        group: /^(?:gateway\.networking\.k8s\.io|networking\.istio\.io)$/,
        hosts: (spec) => [
          ...names(each(spec, 'listeners', 'hostname')),
          ...each(spec, 'servers').flatMap((one) => textsOf(at(one, 'hosts'))),
        ],
        services: () => [],
      },
    ],
  ],
  [
    'VirtualService',
    [
      {
        kind: 'ingress',
        group: /^networking\.istio\.io$/,
        hosts: (spec) => textsOf(spec.hosts),
        services: (spec) =>
          ['http', 'tcp', 'tls'].flatMap((one) => names(each(spec, one, 'route', 'destination', 'host'))),
        gateways: (spec) => textsOf(spec.gateways),
      },
    ],
  ],
  [
    'Route',
    [
      {
        kind: 'ingress',
        group: /^(?:route\.openshift\.io)?$/,
        hosts: (spec) => textsOf(spec.host),
        services: (spec) => names([at(spec, 'to', 'name'), ...each(spec, 'alternateBackends', 'name')]),
      },
    ],
  ],
  ...['IngressRoute', 'IngressRouteTCP'].map((kind): [string, Entrance[]] => [
    kind,
    [
      {
        kind: 'ingress',
        group: /^traefik\.(?:io|containo\.us)$/,
        hosts: (spec) =>
          names(each(spec, 'routes', 'match')).flatMap((one) =>
            [...one.matchAll(/Host(?:SNI)?\(`([^`]{1,253})`/g)].map((match) => match[1] as string),
          ),
        services: (spec) => withNamespace(each(spec, 'routes', 'services')),
      },
    ],
  ]),
  [
    'HTTPProxy',
    [
      {
        kind: 'ingress',
        group: /^projectcontour\.io$/,
        hosts: (spec) => textsOf(at(spec, 'virtualhost', 'fqdn')),
        services: (spec) => names(each(spec, 'routes', 'services', 'name')),
      },
    ],
  ],
  [
    'Mapping',
    [
      {
        kind: 'ingress',
        group: /^getambassador\.io$/,
        hosts: (spec) => textsOf(spec.hostname ?? spec.host),
        services: (spec) =>
          textsOf(spec.service).map((one) => one.replace(/^[a-z]+:\/\//, '').replace(/:\d+$/, '')),
      },
    ],
  ],
])

/** Adds ingresses, routes and gateways, with the internet in front and services behind. */
export function addEntrances(
  manifests: readonly Manifest[],
  served: readonly Served[],
  running: readonly Running[],
  draft: Draft,
): void {
  const found = manifests.flatMap((manifest) => {
    const entrance = ENTRANCES.get(kindOf(manifest))?.find((one) => one.group.test(groupOf(manifest.object)))
    return entrance ? [{ manifest, entrance, spec: recordOf(manifest.object.spec) }] : []
  })
  const gateways = found.filter((one) => one.entrance.kind === 'gateway')
  for (const { manifest, entrance, spec } of found) {
    const inFront = entrance.gateways?.(spec)
    // A route without a gateway only steers traffic between workloads.
    if (inFront && !inFront.some((one) => one !== 'mesh')) continue
    const item = draft.item(itemOf(manifest, entrance, spec))
    const end = endOf(item)
    if (inFront === undefined) openTo(item, manifest, draft)
    else
      for (const name of inFront.filter((one) => one !== 'mesh')) {
        const wanted = name.slice(name.lastIndexOf('/') + 1)
        const { found: fronts, sure } = nearestGateway(manifest, name, gateways)
        for (const front of fronts)
          draft.link(
            `gateway:${addressOf(front.manifest)}`,
            'exposes',
            end,
            `${placeIn(manifest, wanted)} gateway ${name}`,
            manifest.confidence * (sure ? 1 : 0.8),
          )
        if (fronts.length === 0)
          draft.item({
            ...item,
            exposure: 'internet',
            exposedBy: `gateway ${name}, which the tree does not declare`,
          })
        if (fronts.length === 0)
          draft.link('internet:', 'calls', end, `${placeIn(manifest, wanted)} gateway ${name}`, 0.6)
      }
    for (const name of new Set(entrance.services(spec))) {
      const target = serviceCalled(manifest, name, served)
      if (target)
        draft.link(
          end,
          'exposes',
          target.end,
          `${placeIn(manifest, name)} backend ${name}`,
          manifest.confidence,
        )
    }
  }
  addKnative(running, draft)
}

/** Services by what they are called, made once for each list: every setting of every workload is looked up in it. */
const CALLED = new WeakMap<readonly Served[], Map<string, Served[]>>()

function calledIn(served: readonly Served[]): Map<string, Served[]> {
  const known = CALLED.get(served)
  if (known) return known
  const called = new Map<string, Served[]>()
  for (const one of served)
    for (const name of namesOf(one.manifest)) called.set(name, [...(called.get(name) ?? []), one])
  CALLED.set(served, called)
  return called
}

/** The service that an object calls `name`, `name.namespace` or by its full name in the cluster. */
export function serviceCalled(from: Manifest, name: string, served: readonly Served[]): Served | undefined {
  const [first = '', second] = name.toLowerCase().split('.')
  const called = calledIn(served).get(first) ?? []
  if (second !== undefined) return called.find((one) => namespaceOf(one.manifest) === second)
  return nearest(from, called).found[0] ?? (called.length === 1 ? called[0] : undefined)
}

function nearestGateway<One extends { manifest: Manifest }>(
  from: Manifest,
  name: string,
  gateways: readonly One[],
) {
  const cut = name.lastIndexOf('/')
  const called = gateways.filter((one) => isCalled(one.manifest, name.slice(cut + 1)))
  if (cut > 0)
    return { found: called.filter((one) => namespaceOf(one.manifest) === name.slice(0, cut)), sure: true }
  const near = nearest(from, called)
  return near.found.length > 0 ? near : { found: called.slice(0, 1), sure: false }
}

function itemOf(manifest: Manifest, entrance: Entrance, spec: PlainRecord): Infrastructure {
  const hosts = [...new Set(entrance.hosts(spec))]
  const annotations = recordOf(at(manifest.object, 'metadata', 'annotations'))
  const tls = listOf(spec.tls).length > 0 || isTls(spec) ? 'true' : 'false'
  const className = classOf(spec, annotations)
  return {
    kind: entrance.kind,
    name: addressOf(manifest),
    type: kindOf(manifest),
    provider: 'kubernetes',
    file: manifest.file,
    line: manifest.line,
    attributes: {
      ...manifest.origin,
      ...(hosts.length > 0 ? { hosts: hosts.slice(0, 20).join(', ') } : {}),
      ...(className ? { class: className } : {}),
      tls,
    },
  }
}

const isTls = (spec: PlainRecord): boolean =>
  Boolean(spec.tls) ||
  [...each(spec, 'servers'), ...each(spec, 'listeners')].some((one) => Boolean(at(one, 'tls')))

const classOf = (spec: PlainRecord, annotations: PlainRecord): string | undefined =>
  textOf(spec.ingressClassName) ??
  textOf(spec.gatewayClassName) ??
  textOf(annotations['kubernetes.io/ingress.class']) ??
  textOf(at(spec, 'selector', 'istio'))

/** Sets who can reach an entrance by itself, and draws the internet in front of it. */
function openTo(item: Infrastructure, manifest: Manifest, draft: Draft): void {
  const annotations = recordOf(at(manifest.object, 'metadata', 'annotations'))
  const className = item.attributes.class ?? ''
  const hosts = item.attributes.hosts ? ` for ${item.attributes.hosts}` : ''
  // The AWS controller makes an internal balancer unless it is told otherwise.
  const quiet = className === 'alb' && annotations['alb.ingress.kubernetes.io/scheme'] === undefined
  const inside =
    keptInside(annotations) ??
    (/internal|private|intranet/i.test(className)
      ? `class ${className}`
      : quiet
        ? 'class alb without a scheme'
        : undefined)
  const ranges = rangesIn(annotations)
  const exposure = inside ? 'internal' : (narrowedTo(ranges) ?? 'internet')
  const by =
    inside ??
    (exposure === 'internet'
      ? `${item.type}${hosts}`
      : `${item.type}${hosts} from ${ranges.join(', ').slice(0, 200)}`)
  draft.item({ ...item, exposure, exposedBy: by })
  if (exposure === 'internet' || exposure === 'partner')
    draft.link('internet:', 'calls', endOf(item), `${placeIn(manifest)} ${by}`, manifest.confidence)
}

/** A Knative service has a public address unless its label keeps it in the cluster. */
function addKnative(running: readonly Running[], draft: Draft): void {
  for (const { manifest, end } of running) {
    if (groupOf(manifest.object) !== 'serving.knative.dev') continue
    const labels = recordOf(at(manifest.object, 'metadata', 'labels'))
    const local = textOf(labels['networking.knative.dev/visibility']) === 'cluster-local'
    draft.expose(
      end,
      local ? 'internal' : 'internet',
      local ? 'visibility cluster-local' : `Knative service ${nameIn(manifest)}`,
    )
    if (!local)
      draft.link('internet:', 'calls', end, `${placeIn(manifest)} Knative service`, manifest.confidence)
  }
}
