import type { Infrastructure, Link, Place } from '../../../model/infrastructure.ts'
import { imageItem } from '../images/image-item.ts'
import { grantedTo } from './access.ts'
import { edgesOf, imagesOf } from './cloud-links.ts'
import type { Declared } from './contract.ts'
import { linksOf } from './edges.ts'
import { exposuresOf, type Shown } from './exposures.ts'
import { actionWords, type Granted } from './policies.ts'
import { kindOf, type Thing, Things } from './things.ts'
import { typeOf } from './type-of.ts'

const NOT_REACHED: ReadonlySet<string> = new Set(['network', 'network-policy', 'permission', 'identity'])

/** A route that a resource declares: `GET /x`. */
export interface DeclaredRoute extends Place {
  method: string
  path: string
  /** What a caller must show; undefined where the resource says nothing or none. */
  authentication?: string
}

/** Declared resources as infrastructure with exposures, links and routes, whatever language or cloud they come from. Pure. */
export function describeResources(declared: readonly Declared[]): {
  infrastructure: Infrastructure[]
  links: Link[]
  routes: DeclaredRoute[]
} {
  const things = new Things(declared, typeOf)
  const { shown, admitted, guards } = exposuresOf(things)
  const edges = edgesOf(things, admitted, guards)
  const granted = grantedTo(things)
  for (const [thing, { exposure, says }] of shown)
    if (exposure === 'internet' && !NOT_REACHED.has(kindOf(thing)))
      edges.push({ from: 'internet', kind: 'exposes', to: thing, by: thing, says, confidence: 0.9 })
  const images = new Map<string, Infrastructure>()
  for (const thing of things.all)
    for (const image of imagesOf(thing, things)) {
      const item = imageItem(image, 'runs', thing.declared.file, thing.declared.line)
      if (!images.has(item.name)) images.set(item.name, item)
    }
  return {
    infrastructure: [
      ...things.all.map((thing) => itemOf(thing, things, shown.get(thing), granted.get(thing))),
      ...images.values(),
    ],
    links: linksOf(edges),
    routes: things.all.flatMap((thing) => routesOf(thing, things)),
  }
}

function itemOf(
  thing: Thing,
  things: Things,
  shown: Shown | undefined,
  granted: readonly Granted[] | undefined,
): Infrastructure {
  const { declared, type, name } = thing
  const own = (granted ?? []).filter((one) => one.policy === thing).flatMap((one) => one.statements)
  const allowed = own.filter((one) => one.allows)
  return {
    kind: type.kind,
    name,
    type: declared.type,
    provider: declared.provider,
    file: declared.file,
    line: declared.line,
    ...(shown ? { exposure: shown.exposure, exposedBy: shown.says } : {}),
    attributes: {
      ...attributesOf(thing, things),
      ...(allowed.length > 0
        ? { actions: [...new Set(allowed.map(actionWords))].join('; ').slice(0, 500) }
        : {}),
      ...(allowed.some((one) => one.actions.some((action) => action === '*' || action.endsWith(':*')))
        ? { wildcard: 'true' }
        : {}),
    },
  }
}

function attributesOf(thing: Thing, things: Things): Record<string, string> {
  const attributes: Record<string, string> = Object.create(null)
  for (const [name, paths] of Object.entries(thing.type.show ?? {}))
    for (const path of paths) {
      const texts = (things.scalars(thing, path) ?? [])
        .filter((one) => one !== null && one !== '')
        .map(String)
      if (texts.length === 0) continue
      attributes[name] = [...new Set(texts)].join(', ').slice(0, 300)
      break
    }
  for (const key of ['id', 'arn', 'source', 'version'])
    if (attributes[key] === undefined) {
      const text = thing.declared.fields.get(key)
      if (typeof text === 'string' && text !== '' && text.length < 300) attributes[key] = text
    }
  return { ...attributes }
}

function routesOf(thing: Thing, things: Things): DeclaredRoute[] {
  const key = thing.type.route && things.scalars(thing, thing.type.route.key)?.[0]
  const said = typeof key === 'string' ? /^([A-Z]+) (\/\S*)$/.exec(key) : null
  if (!said) return []
  const open = things.scalars(thing, 'authorization_type') ?? things.scalars(thing, 'AuthorizationType') ?? []
  const authentication = open.find((one) => one !== null && one !== 'NONE')
  return [
    {
      method: said[1] as string,
      path: said[2] as string,
      ...(authentication === undefined ? {} : { authentication: String(authentication) }),
      file: thing.declared.file,
      line: thing.declared.line,
    },
  ]
}
