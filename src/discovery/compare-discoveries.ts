import type { Comparable } from './comparable.ts'

type Endpoint = Comparable['endpoints'][number]
type Infrastructure = Comparable['infrastructure'][number]
type Pipeline = Comparable['pipelines'][number]

/** One difference between two discoveries of one source tree. */
export interface Change {
  kind:
    | 'endpoint-new'
    | 'endpoint-gone'
    | 'authentication-gone'
    | 'authentication-new'
    | 'endpoint-data-new'
    | 'data-new'
    | 'data-gone'
    | 'third-party-new'
    | 'third-party-gone'
    | 'ai-new'
    | 'ai-gone'
    | 'exposure-wider'
    | 'exposure-narrower'
    | 'permission-new'
    | 'permission-gone'
    | 'infrastructure-new'
    | 'infrastructure-gone'
    | 'action-new'
    | 'action-unpinned'
    | 'action-gone'
    | 'pipeline-new'
    | 'pipeline-gone'
    | 'deployable-new'
    | 'deployable-gone'
    | 'image-swapped'
  /** Whether it makes the risk larger: what somebody should look at. */
  material: boolean
  what: string
  before: string | null
  after: string | null
  /** `path:line`. */
  place: string | null
}

/** What changed between two discoveries, material first. Lines and order do not count. Pure. */
export function compareDiscoveries(before: Comparable, after: Comparable): Change[] {
  const changes = [
    ...endpointChanges(before.endpoints, after.endpoints),
    ...dataChanges(before, after),
    ...setChanges(before.thirdParties, after.thirdParties, ({ name }) => name, 'third-party', true),
    ...setChanges(before.ai, after.ai, ({ kind, name }) => `${kind} ${name}`, 'ai', true),
    ...infrastructureChanges(before.infrastructure, after.infrastructure),
    ...actionChanges(before.pipelines, after.pipelines),
    ...setChanges(before.pipelines, after.pipelines, ({ file }) => file, 'pipeline', true),
    ...setChanges(
      before.deployables.map((one) => ({ ...one, file: one.manifests[0] ?? one.path })),
      after.deployables.map((one) => ({ ...one, file: one.manifests[0] ?? one.path })),
      ({ path, name }) => (path === '.' ? name : path),
      'deployable',
      true,
    ),
  ]
  return changes.sort((a, b) => Number(b.material) - Number(a.material))
}

interface Placed {
  file: string
  line?: number
}

const placeOf = ({ file, line }: Placed): string => (line ? `${file}:${line}` : file)

function change(
  kind: Change['kind'],
  material: boolean,
  what: string,
  one: Placed,
  [before, after]: [string | null, string | null] = [null, null],
): Change {
  return { kind, material, what, before, after, place: placeOf(one) }
}

/** What is only in one of two lists, by a name. */
function setChanges<Item extends Placed>(
  before: readonly Item[],
  after: readonly Item[],
  nameOf: (item: Item) => string,
  word: 'third-party' | 'ai' | 'pipeline' | 'deployable',
  newIsMaterial: boolean,
): Change[] {
  const [old, now] = [byName(before, nameOf), byName(after, nameOf)]
  return [
    ...[...now]
      .filter(([name]) => !old.has(name))
      .map(([name, one]) => change(`${word}-new`, newIsMaterial, name, one)),
    ...[...old]
      .filter(([name]) => !now.has(name))
      .map(([name, one]) => change(`${word}-gone`, false, name, one)),
  ]
}

/** The first of each name. */
function byName<Item>(items: readonly Item[], nameOf: (item: Item) => string): Map<string, Item> {
  const named = new Map<string, Item>()
  for (const one of items) if (!named.has(nameOf(one))) named.set(nameOf(one), one)
  return named
}

const operation = ({ method, path }: Endpoint): string => `${method} ${path.replace(/\{[^}]*\}/g, '{}')}`

function endpointChanges(before: readonly Endpoint[], after: readonly Endpoint[]): Change[] {
  const [old, now] = [byName(before, operation), byName(after, operation)]
  const changes: Change[] = []
  for (const [key, one] of now) {
    const was = old.get(key)
    const what = `${one.method} ${one.path}`
    if (!was) {
      changes.push(
        change('endpoint-new', true, what, one, [
          null,
          one.authenticated ? 'authenticated' : 'open to anyone',
        ]),
      )
      continue
    }
    if (was.authenticated && !one.authenticated)
      changes.push(change('authentication-gone', true, what, one, [was.authentication ?? 'seen', null]))
    if (!was.authenticated && one.authenticated)
      changes.push(change('authentication-new', false, what, one, [null, one.authentication ?? 'seen']))
    const more = one.data.filter((data) => !was.data.includes(data))
    if (more.length > 0)
      changes.push(
        change('endpoint-data-new', true, what, one, [was.data.join(', ') || null, one.data.join(', ')]),
      )
  }
  for (const [key, one] of old)
    if (!now.has(key)) changes.push(change('endpoint-gone', false, `${one.method} ${one.path}`, one))
  return changes
}

/** New classes of data, and new fields of known ones. */
function dataChanges(before: Comparable, after: Comparable): Change[] {
  const classes = new Set(before.fields.map((field) => field.class))
  const nameOf = (field: Comparable['fields'][number]): string =>
    `${field.model ? `${field.model}.` : ''}${field.name} (${field.class})`
  const [old, now] = [byName(before.fields, nameOf), byName(after.fields, nameOf)]
  return [
    ...[...now]
      .filter(([name]) => !old.has(name))
      .map(([name, one]) => change('data-new', !classes.has(one.class), name, one, [null, one.class])),
    ...[...old]
      .filter(([name]) => !now.has(name))
      .map(([name, one]) => change('data-gone', false, name, one, [one.class, null])),
  ]
}

const WIDTH = ['isolated', 'internal', 'partner', 'internet']
const widthOf = ({ exposure }: Infrastructure): number => WIDTH.indexOf(exposure ?? '')

function infrastructureChanges(
  before: readonly Infrastructure[],
  after: readonly Infrastructure[],
): Change[] {
  const nameOf = ({ kind, name }: Infrastructure): string => `${kind} ${name}`
  const [old, now] = [byName(before, nameOf), byName(after, nameOf)]
  const changes: Change[] = []
  for (const [what, one] of now) {
    const was = old.get(what)
    const kind = one.kind === 'permission' ? 'permission-new' : 'infrastructure-new'
    if (!was)
      changes.push(
        change(kind, one.kind === 'permission' || one.exposure === 'internet', what, one, [
          null,
          one.exposure ?? null,
        ]),
      )
    else if (widthOf(one) !== widthOf(was)) {
      const wider = widthOf(one) > widthOf(was)
      changes.push(
        change(wider ? 'exposure-wider' : 'exposure-narrower', wider, what, one, [
          was.exposure ?? null,
          one.exposure ?? null,
        ]),
      )
    }
    const [image, imageNow] = [was?.attributes.image, one.attributes.image]
    if (image && imageNow && repositoryOf(image) !== repositoryOf(imageNow))
      changes.push(change('image-swapped', true, what, one, [image, imageNow]))
  }
  for (const [what, one] of old)
    if (!now.has(what))
      changes.push(
        change(one.kind === 'permission' ? 'permission-gone' : 'infrastructure-gone', false, what, one),
      )
  return changes
}

/** An image without its tag and digest. */
const repositoryOf = (image: string): string => image.replace(/@.*$/, '').replace(/:[^/:]*$/, '')

function actionChanges(before: readonly Pipeline[], after: readonly Pipeline[]): Change[] {
  const actionsOf = (pipelines: readonly Pipeline[]) =>
    byName(
      pipelines.flatMap(({ actions }) => actions),
      ({ name }) => name,
    )
  const [old, now] = [actionsOf(before), actionsOf(after)]
  const changes: Change[] = []
  for (const [name, one] of now) {
    const was = old.get(name)
    if (!was) changes.push(change('action-new', one.thirdParty || !one.pinned, name, one, [null, one.ref]))
    else if (was.pinned && !one.pinned)
      changes.push(change('action-unpinned', true, name, one, [was.ref, one.ref]))
  }
  for (const [name, one] of old)
    if (!now.has(name)) changes.push(change('action-gone', false, name, one, [one.ref, null]))
  return changes
}
