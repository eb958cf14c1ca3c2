import { type Draft, endOf } from '../draft.ts'
import { at, listOf, type Plain, pairsOf, textOf, textsOf } from '../plain.ts'
import type { Running } from './add-workloads.ts'
import type { Manifest } from './manifest.ts'
import { isCalled, kindOf, nameIn, namesOf, namespaceOf, placeIn } from './names.ts'
import { BUILT_IN_ROLES, CLOUD_IDENTITIES } from './vocabulary.ts'

/** Adds service accounts, roles and what bindings give: identity → permission → what it reaches. */
export function addIdentities(
  manifests: readonly Manifest[],
  running: readonly Running[],
  draft: Draft,
): void {
  for (const one of manifests) {
    if (kindOf(one) === 'ServiceAccount')
      draft.item(identity(one, nameIn(one), namespaceOf(one), cloudOf(one)))
    if (kindOf(one) === 'Role' || kindOf(one) === 'ClusterRole') addRole(one, draft)
  }
  const roles = manifests.filter((one) => /^(?:Cluster)?Role$/.test(kindOf(one)))
  for (const one of manifests)
    if (/^(?:Cluster)?RoleBinding$/.test(kindOf(one))) addBinding(one, roles, draft)
  const accounts = new Map<string, Manifest>()
  for (const one of manifests.filter((other) => kindOf(other) === 'ServiceAccount'))
    for (const name of namesOf(one)) {
      const key = `${namespaceOf(one)}/${name}`
      if (!accounts.has(key)) accounts.set(key, one)
    }
  for (const { manifest, end, pod } of running) {
    const account = textOf(pod.serviceAccountName) ?? textOf(pod.serviceAccount)
    if (!account) continue
    const known = accounts.get(`${namespaceOf(manifest)}/${account}`)
    const name = known ? nameIn(known) : account
    const item = draft.item(
      identity(manifest, name, namespaceOf(manifest), known ? {} : { declared: 'false' }),
    )
    draft.link(
      end,
      'uses',
      endOf(item),
      `${placeIn(manifest, account)} serviceAccountName ${account}`,
      manifest.confidence,
    )
  }
}

const identity = (place: Manifest, name: string, namespace: string, attributes: Record<string, string>) => ({
  kind: 'identity' as const,
  name: `ServiceAccount/${namespace}/${name}`,
  type: 'ServiceAccount',
  provider: 'kubernetes',
  file: place.file,
  line: place.line,
  attributes: { ...place.origin, ...attributes },
})

function cloudOf(one: Manifest): Record<string, string> {
  const found = pairsOf(at(one.object, 'metadata', 'annotations')).filter(([key]) =>
    CLOUD_IDENTITIES.has(key),
  )
  return Object.fromEntries(found.map(([key, value]) => [CLOUD_IDENTITIES.get(key) as string, value]))
}

const roleName = (kind: string, name: string, namespace: string): string =>
  kind === 'ClusterRole' ? `ClusterRole/${name}` : `Role/${namespace}/${name}`

function addRole(one: Manifest, draft: Draft): void {
  const rules = listOf(one.object.rules)
  const kind = kindOf(one)
  draft.item({
    kind: 'permission',
    name: roleName(kind, nameIn(one), namespaceOf(one)),
    type: kind,
    provider: 'kubernetes',
    file: one.file,
    line: one.line,
    attributes: { ...one.origin, ...powers(rules) },
  })
}

const RISKY_VERBS = new Set(['escalate', 'bind', 'impersonate'])

/** What a role's rules give that matters: wildcards, secrets, the power to get more. */
function powers(rules: readonly Plain[]): Record<string, string> {
  const out: Record<string, string> = {}
  const words = rules.map((rule) => {
    const verbs = textsOf(at(rule, 'verbs'))
    const resources = textsOf(at(rule, 'resources'))
    if (verbs.includes('*') && resources.includes('*')) out.wildcard = 'true'
    else if (verbs.includes('*') || resources.includes('*')) out.wildcard ??= 'part'
    if (
      resources.some((one) => one === 'secrets' || one === '*') &&
      verbs.some((one) => /^(?:get|list|watch|\*)$/.test(one))
    )
      out.secrets = 'true'
    if (verbs.some((one) => RISKY_VERBS.has(one))) out.escalates = 'true'
    if (
      resources.some((one) => one === 'pods/exec') ||
      (resources.includes('pods') && verbs.includes('create'))
    )
      out.runsPods = 'true'
    return `${verbs.join('/')} on ${[...resources, ...textsOf(at(rule, 'nonResourceURLs'))].join('/')}`
  })
  if (words.length > 0) out.grants = words.join('; ').slice(0, 500)
  return out
}

function addBinding(one: Manifest, roles: readonly Manifest[], draft: Draft): void {
  const kind = textOf(at(one.object, 'roleRef', 'kind')) ?? 'Role'
  const called = textOf(at(one.object, 'roleRef', 'name'))
  if (!called) return
  const role = roles.find(
    (other) =>
      kindOf(other) === kind &&
      isCalled(other, called) &&
      (kind === 'ClusterRole' || namespaceOf(other) === namespaceOf(one)),
  )
  const permission = draft.item({
    kind: 'permission',
    name: roleName(kind, role ? nameIn(role) : called, namespaceOf(one)),
    type: kind,
    provider: 'kubernetes',
    file: one.file,
    line: one.line,
    attributes: role ? {} : { declared: 'false', ...BUILT_IN_ROLES.get(called) },
  })
  const whole = kindOf(one) === 'ClusterRoleBinding'
  for (const subject of listOf(one.object.subjects)) {
    const name = textOf(at(subject, 'name'))
    const type = textOf(at(subject, 'kind')) ?? 'ServiceAccount'
    if (!name) continue
    const namespace = textOf(at(subject, 'namespace')) ?? namespaceOf(one)
    const item =
      type === 'ServiceAccount'
        ? draft.item(identity(one, name, namespace, {}))
        : draft.item({ ...identity(one, name, namespace, {}), name: `${type}/${name}`, type })
    draft.link(
      endOf(item),
      'uses',
      endOf(permission),
      `${placeIn(one)} ${kindOf(one)} ${nameIn(one)}`,
      one.confidence,
    )
  }
  addReach(permission, role, one, whole, draft)
}

/** What a permission reaches: all of the cluster, or the secrets of its namespaces. */
function addReach(
  permission: { kind: string; name: string; attributes: Record<string, string> },
  role: Manifest | undefined,
  binding: Manifest,
  whole: boolean,
  draft: Draft,
): void {
  const evidence = `${placeIn(role ?? binding)} ${permission.attributes.grants ?? permission.name}`.slice(
    0,
    300,
  )
  if (whole && permission.attributes.wildcard === 'true') {
    const cluster = draft.item({
      kind: 'cluster',
      name: 'kubernetes',
      type: 'Cluster',
      provider: 'kubernetes',
      file: binding.file,
      line: binding.line,
      attributes: {},
    })
    draft.link(endOf(permission), 'permits', endOf(cluster), evidence, binding.confidence)
  }
  if (permission.attributes.secrets !== 'true') return
  const named = listOf(role?.object.rules).flatMap((rule) => textsOf(at(rule, 'resourceNames')))
  for (const item of draft.items) {
    if (item.kind !== 'secret' || item.provider !== 'kubernetes') continue
    const [, namespace, name = ''] = item.name.split('/')
    if (!whole && namespace !== namespaceOf(binding)) continue
    if (named.length > 0 && !named.includes(name)) continue
    draft.link(endOf(permission), 'permits', endOf(item), evidence, binding.confidence)
  }
}
