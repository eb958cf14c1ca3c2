import type { Manifest } from '../../../formats/infrastructure/kubernetes/manifest.ts'
import { isRecord, listOf, type PlainRecord, recordOf } from '../../../formats/infrastructure/plain.ts'
import type { Release } from './releases.ts'
import { imageOf } from './render-chart.ts'

/** What a chart's values alone tell: one workload per image, a service and an ingress where values speak of them. */
export function fromValues(
  release: string,
  values: PlainRecord,
  file: string,
  set: string,
  origin: Record<string, string>,
): Manifest[] {
  const objects = [...ofImage(release, values), ...parts(release, values)]
  return objects.map((object) => ({
    object,
    file,
    line: 1,
    lines: new Map(),
    set,
    confidence: 0.5,
    origin: { ...origin, from: 'values' },
  }))
}

/** What a controller installs of a chart that is not in the tree: one workload of the release's name, and what leads to it by its values. */
export function fromRelease(release: Release, by: Manifest): Manifest[] {
  const { name, namespace, chart, values } = release
  const own = [
    {
      apiVersion: 'helm/release',
      kind: 'HelmRelease',
      metadata: { name },
      spec: {
        template: { metadata: { labels: { app: name } }, spec: { containers: containers(name, values) } },
      },
    },
    ...entrances(name, values, true),
    ...parts(name, values),
  ]
  return own.map((object) => ({
    ...by,
    object: {
      ...object,
      metadata: { ...recordOf(object.metadata), ...(namespace ? { namespace } : {}) },
    },
    confidence: by.confidence * 0.7,
    origin: { ...by.origin, ...(chart ? { chart } : {}), from: 'values' },
  }))
}

/** The workloads of the parts of a chart that have values and an image of their own. */
const parts = (release: string, values: PlainRecord): PlainRecord[] =>
  Object.entries(values).flatMap(([key, own]) =>
    isRecord(own) && key !== 'global' ? ofImage(`${release}-${key}`, own) : [],
  )

function containers(name: string, values: PlainRecord): PlainRecord[] {
  const image = imageOf(values.image)
  return /^[\w.\-/:@]{2,300}$/.test(image) ? [{ name, image }] : []
}

function ofImage(name: string, own: PlainRecord): PlainRecord[] {
  const run = containers(name, own)
  if (run.length === 0) return []
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name },
      spec: { template: { metadata: { labels: { app: name } }, spec: { containers: run } } },
    },
    ...entrances(name, own),
  ]
}

/** Service, ingress and route of the Gateway API, where values speak of them; `always` = a service in any case. */
function entrances(name: string, own: PlainRecord, always = false): PlainRecord[] {
  const service = recordOf(own.service)
  const ingress = recordOf(own.ingress)
  const route = recordOf(own.httpRoute)
  const out: PlainRecord[] = []
  if (always || (service.port ?? service.type))
    out.push({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name },
      spec: {
        type: service.type ?? 'ClusterIP',
        selector: { app: name },
        ports: [{ port: service.port ?? 80 }],
      },
    })
  if (ingress.enabled === true)
    out.push({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name, annotations: ingress.annotations ?? {} },
      spec: {
        ingressClassName: ingress.className ?? null,
        rules: listOf(ingress.hosts).map((host) => ({
          host: (isRecord(host) ? host.host : host) ?? null,
          http: { paths: [{ backend: { service: { name } } }] },
        })),
      },
    })
  if (route.enabled === true)
    out.push({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name },
      spec: {
        parentRefs: route.parentRefs ?? [],
        hostnames: route.hostnames ?? [],
        rules: [{ backendRefs: [{ name }] }],
      },
    })
  return out
}
