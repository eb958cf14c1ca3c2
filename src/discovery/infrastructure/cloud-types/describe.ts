import type { Discovery, Endpoint, Infrastructure } from '../../contract.ts'
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

/** Declared resources as infrastructure with exposures and links, whatever template language they come from. */
export function describe(
  declared: readonly Declared[],
  framework: string,
): Pick<Discovery, 'infrastructure' | 'links' | 'endpoints'> {
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
    endpoints: things.all.flatMap((thing) => endpointsOf(thing, things, framework)),
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

function endpointsOf(thing: Thing, things: Things, framework: string): Endpoint[] {
  const key = thing.type.route && things.scalars(thing, thing.type.route.key)?.[0]
  const said = typeof key === 'string' ? /^([A-Z]+) (\/\S*)$/.exec(key) : null
  if (!said) return []
  const open = things.scalars(thing, 'authorization_type') ?? things.scalars(thing, 'AuthorizationType') ?? []
  const authentication = open.find((one) => one !== null && one !== 'NONE')
  return [
    {
      method: said[1] as string,
      path: said[2] as string,
      protocol: 'http',
      framework,
      authenticated: authentication !== undefined,
      ...(authentication === undefined ? {} : { authentication: String(authentication) }),
      data: [],
      parameters: [...(said[2] as string).matchAll(/\{([^}+]+)\+?\}/g)].map(([, name = '']) => ({
        name,
        in: 'path',
      })),
      sources: ['declared'],
      file: thing.declared.file,
      line: thing.declared.line,
    },
  ]
}
