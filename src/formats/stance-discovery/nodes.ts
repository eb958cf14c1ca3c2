import type { z } from 'zod'
import { DATA_CLASSES, type DataClass, EXPOSURES } from '../../model/application.ts'
import {
  type EstateLink,
  type EstateNode,
  LINK_KINDS,
  NODE_KINDS,
  type NodeKind,
  type NodeRef,
} from '../../model/estate.ts'
import type { OwnerRule } from '../../model/owner.ts'
import { withoutGaps } from '../values/observe.ts'
import type * as shape from './shape.ts'

type Of<Schema extends z.ZodType> = z.output<Schema>

const DEFAULT_CONFIDENCE = 0.5

const classesIn = (words: readonly string[]): DataClass[] => DATA_CLASSES.filter((one) => words.includes(one))

const placeOf = ({
  file,
  line,
}: {
  file?: string | undefined
  line?: number | undefined
}): string | undefined => file && (line ? `${file}:${line}` : file)

/** Attributes that say something; lists become text. */
function flat(
  given: Record<string, string | number | readonly string[] | undefined>,
): Record<string, string> {
  const said: Record<string, string> = {}
  for (const [name, value] of Object.entries(given)) {
    const text = Array.isArray(value) ? value.join(', ') : value
    if (text !== undefined && text !== '') said[name] = String(text)
  }
  return said
}

interface More {
  place?: string | undefined
  exposure?: string | undefined
  authenticated?: boolean | undefined
  dataClasses?: DataClass[]
  attributes?: Record<string, string>
}

function node(kind: NodeKind, name: string, { exposure, dataClasses, ...more }: More): EstateNode {
  return withoutGaps({
    type: 'node' as const,
    kind,
    name,
    ...more,
    exposure: EXPOSURES.find((word) => word === exposure),
    dataClasses: dataClasses?.length ? dataClasses : undefined,
  })
}

const link = (
  from: NodeRef,
  kind: EstateLink['kind'],
  to: NodeRef,
  evidence: string,
  confidence: number,
): EstateLink => ({
  type: 'link',
  from: { kind: from.kind, name: from.name },
  kind,
  to: { kind: to.kind, name: to.name },
  evidence,
  confidence,
})

export const deployableNodes = (one: Of<typeof shape.deployable>): (EstateNode | EstateLink)[] => [
  node('deployable', one.path, {
    place: one.manifests[0],
    attributes: flat({
      title: one.name,
      sort: one.kind,
      languages: one.languages,
      frameworks: one.frameworks,
      manifests: one.manifests,
    }),
  }),
]

export const endpointNodes = (one: Of<typeof shape.endpoint>): EstateNode[] => [
  node('endpoint', one.name ?? `${one.method} ${one.path}`, {
    place: placeOf(one),
    authenticated: one.authenticated,
    dataClasses: classesIn(one.data),
    attributes: flat({
      method: one.method,
      path: one.path,
      deployable: one.deployable,
      protocol: one.protocol,
      framework: one.framework,
      authentication: one.authentication,
      handler: one.handler?.name,
      handlerPlace: one.handler && placeOf(one.handler),
      parameters: one.parameters.map((parameter) => `${parameter.in} ${parameter.name}`),
      sources: one.sources,
    }),
  }),
]

export function fieldNodes(one: Of<typeof shape.field>): (EstateNode | EstateLink)[] {
  const classes = classesIn([one.class])
  const model = one.model ?? ''
  const name = model ? `${model}.${one.name}` : one.name
  const field = node('field', name, {
    place: placeOf(one),
    dataClasses: classes,
    attributes: flat({
      model,
      field: one.name,
      class: one.class,
      sort: one.kind,
      confidence: one.confidence,
      evidence: one.evidence,
      source: one.source,
      type: one.type,
    }),
  })
  if (!model) return [field]
  const holder = node('model', model, { place: placeOf(one), dataClasses: classes })
  return [field, holder, link(holder, 'contains', field, placeOf(one) ?? model, 1)]
}

/** Undefined for a kind of thing that the estate does not have. */
export function infrastructureNode(one: Of<typeof shape.infrastructure>): EstateNode | undefined {
  const kind = NODE_KINDS.find((word) => word === one.kind)
  return (
    kind &&
    node(kind, one.name, {
      place: placeOf(one),
      exposure: one.exposure,
      dataClasses: classesIn(one.data),
      attributes: {
        ...one.attributes,
        ...flat({ type: one.type, provider: one.provider, exposedBy: one.exposedBy }),
      },
    })
  )
}

export function pipelineNodes(one: Of<typeof shape.pipeline>): (EstateNode | EstateLink)[] {
  const own = node('pipeline', one.file, {
    place: placeOf(one),
    attributes: flat({
      title: one.name,
      system: one.system,
      triggers: one.triggers,
      builds: one.builds,
      pushes: one.pushes,
      deploys: one.deploys,
      secrets: one.secrets,
      permissions: one.permissions,
      actions: one.actions.length,
      unpinned: one.actions.filter(({ pinned }) => !pinned).length,
    }),
  })
  const actions = one.actions.flatMap((action) => {
    const used = node('action', action.name, {})
    const evidence = `${placeOf(action) ?? one.file} ${action.name}@${action.ref ?? ''}${action.pinned ? '' : ', not pinned'}`
    return [used, link(own, 'uses', used, evidence, 1)]
  })
  return [own, ...actions]
}

export const thirdPartyNode = (one: Of<typeof shape.named>): EstateNode =>
  node('third-party', one.name, {
    place: placeOf(one),
    dataClasses: classesIn(one.data),
    attributes: flat({ sort: one.kind, evidence: one.evidence }),
  })

export const aiNode = (one: Of<typeof shape.named>): EstateNode =>
  node('ai', one.name, { place: placeOf(one), attributes: flat({ sort: one.kind, evidence: one.evidence }) })

export function linkItem(one: Of<typeof shape.link>): EstateLink | undefined {
  const [from, to] = [refOf(one.from), refOf(one.to)]
  const kind = LINK_KINDS.find((word) => word === one.kind)
  if (!from || !to || !kind) return undefined
  const confidence = Math.min(1, Math.max(0, one.confidence ?? DEFAULT_CONFIDENCE))
  return link(from, kind, to, one.evidence ?? '', confidence)
}

/** What the estate shows of an owner, and the rule by which files find theirs. */
export function ownerItems({ path, owner, source = '' }: Of<typeof shape.owner>): (EstateNode | OwnerRule)[] {
  const rule: OwnerRule = { type: 'owner', path, owner: owner.trim(), source }
  return rule.owner ? [node('owner', rule.owner, { attributes: flat({ path, source }) }), rule] : [rule]
}

/** `kind:name`; undefined when the kind is none of the estate's. */
function refOf(text: string): NodeRef | undefined {
  const at = text.indexOf(':')
  const kind = NODE_KINDS.find((word) => word === text.slice(0, at))
  return kind && { kind, name: text.slice(at + 1) }
}
