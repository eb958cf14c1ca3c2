import type { AssetClaim } from '../../model/asset.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { Draft } from '../infrastructure/draft.ts'
import { estateItems } from '../infrastructure/estate-items.ts'
import { flattened, isObject as isClusterObject } from '../infrastructure/kubernetes/cluster-object.ts'
import { describeCluster } from '../infrastructure/kubernetes/describe-cluster.ts'
import type { Plain } from '../infrastructure/plain.ts'
import { loss, problem } from '../problem.ts'
import { eachElement, wholeJson } from '../syntax/json.ts'
import { asObjects, isObject } from '../values/fields.ts'
import { imageClaim } from '../values/image-reference.ts'
import { addNodesOf } from './cluster-nodes.ts'
import { ClusterObjects } from './cluster-objects.ts'
import { addRunningFacts, isReachable, openByStatus } from './running-facts.ts'

export const kubernetesObjects = {
  id: 'kubernetes-objects',
  name: 'Kubernetes objects (kubectl get -o json)',
  link: 'https://kubernetes.io/docs/reference/kubectl/generated/kubectl_get/',
  extensions: ['.json'],
  // It says what runs, and finds nothing wrong with it.
  kinds: [],
  howTo:
    'kubectl get -A -o json deploy,sts,ds,job,cronjob,pod,svc,ingress,sa,role,rolebinding,clusterrole,clusterrolebinding,netpol,node > cluster.json',
  detect,
  read,
} satisfies Format

/** Versions of the API's own groups, and of what others add: `v1`, `apps/v1`, `gateway.networking.k8s.io/v1beta1`. */
const VERSION = /^(?:[a-z0-9.-]+\/)?v\d+(?:(?:alpha|beta)\d+)?$/

function detect({ outline }: Sample): number {
  if (!isObject(outline) || typeof outline.kind !== 'string') return 0
  if (typeof outline.apiVersion !== 'string' || !VERSION.test(outline.apiVersion)) return 0
  if (outline.kind.endsWith('List') && Array.isArray(outline.items)) {
    const [first] = asObjects(outline.items)
    // Reports of scanners come as lists of objects too: those know their own better.
    return first === undefined || typeof first.kind === 'string' || outline.kind !== 'List' ? 0.7 : 0
  }
  // What a cluster holds has an id; what only a file asks for does not.
  const isHeld = isObject(outline.metadata) && typeof outline.metadata.uid === 'string'
  return isHeld && (isObject(outline.spec) || isObject(outline.status)) ? 0.55 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const objects = new ClusterObjects()
  const { value, problems } = await wholeJson(input, context, ['/items/*'])
  yield { type: 'header', tool: 'Kubernetes' }
  yield* problems
  const isList = isObject(value) && Array.isArray(value.items)
  if (!isList && !isClusterObject(value as Plain)) yield loss('', 'this is no list of objects of a cluster')
  for await (const element of eachElement(input, context, isList ? ['/items/*'] : [''])) {
    if (element.type === 'problem') {
      yield element
      continue
    }
    // Lists of one kind do not say it again in each object.
    const found = flattened(withKind(element.value, value) as Plain)
    if (found.length === 0 && isList) yield problem(element.where, 'no object of a cluster: it has no kind')
    for (const object of found) objects.add(object)
  }
  const manifests = objects.manifests()
  const draft = describeCluster(manifests, new Draft(), (one) => openByStatus(manifests, one))
  addRunningFacts(objects, draft)
  addNodesOf(objects, draft)
  const infrastructure = draft.items
  yield* infrastructure.flatMap(claimOf)
  yield* estateItems({ infrastructure, links: draft.links.filter((link) => isReachable(link, draft)) })
}

function withKind(object: unknown, list: unknown): unknown {
  if (!isObject(object) || typeof object.kind === 'string' || !isObject(list)) return object
  const kind = typeof list.kind === 'string' ? list.kind.replace(/List$/, '') : ''
  return kind ? { apiVersion: list.apiVersion, kind, ...object } : object
}

function claimOf({ kind, name, type, attributes }: Draft['items'][number]): AssetClaim[] {
  if (kind === 'image') return [imageClaim(name, { digest: attributes.digest })]
  if (kind === 'host') return [{ type: 'asset', kind: 'host', name: name.replace(/^Node\//, '') }]
  return kind === 'workload' ? [{ type: 'asset', kind: 'workload', name, attributes: { type } }] : []
}
