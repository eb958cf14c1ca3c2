import { parseDocument } from 'yaml'
import { imageName } from '../../../formats/infrastructure/images/image-name.ts'
import {
  at,
  isRecord,
  listOf,
  type Plain,
  type PlainRecord,
  recordOf,
  textOf,
  textsOf,
} from '../../../formats/infrastructure/plain.ts'
import { isTarget, jsonPatch, strategicMerge } from './patch-object.ts'

/** An object on its way through kustomizations, with the place that first declared it. */
export interface Built {
  object: PlainRecord
  file: string
  line: number
  lines: ReadonlyMap<string, number>
}

/** What a build may look at: kustomizations by folder, objects and JSON patches by file, charts rendered by folder. */
export interface KustomizeSources {
  kustomizations: ReadonlyMap<string, PlainRecord>
  objects(path: string): readonly Built[]
  operations(path: string): readonly PlainRecord[]
}

export interface BuildResult {
  built: Built[]
  problems: { where: string; message: string }[]
  /** Folders and files that took part, so that they are not counted on their own. */
  used: Set<string>
}

const DEEPEST = 20
const MOST_OBJECTS = 20_000

/** What `kustomize build <folder>` would say, without remote resources and without generators' contents. */
export function buildKustomization(folder: string, sources: KustomizeSources): BuildResult {
  const result: BuildResult = { built: [], problems: [], used: new Set() }
  result.built = build(folder, sources, result, [], 0)
  return result
}

function build(
  folder: string,
  sources: KustomizeSources,
  result: BuildResult,
  under: Built[],
  depth: number,
): Built[] {
  const own = sources.kustomizations.get(folder)
  const where = `${folder || '.'}/kustomization.yaml`
  if (!own) return under
  if (depth > DEEPEST) {
    result.problems.push({
      where,
      message: 'Kustomizations name each other without end; this one is cut off.',
    })
    return under
  }
  result.used.add(folder)
  let built = [...under]
  for (const entry of [...textsOf(own.resources), ...textsOf(own.bases)]) {
    const path = resolved(folder, entry)
    if (path === undefined || /^[a-z]+:\/\/|^git@|^github\.com\//.test(entry)) {
      result.problems.push({
        where,
        message: `The resource ${entry} lies outside of the tree and is missing from the result.`,
      })
      continue
    }
    if (sources.kustomizations.has(path)) built.push(...build(path, sources, result, [], depth + 1))
    else {
      const objects = sources.objects(path)
      if (objects.length > 0) result.used.add(path)
      built.push(...objects)
    }
  }
  for (const entry of textsOf(own.components)) {
    const path = resolved(folder, entry)
    if (path !== undefined) built = build(path, sources, result, built, depth + 1)
  }
  built.push(...generated(own, where))
  if (built.length > MOST_OBJECTS) throw new Error('more objects than are allowed')
  built = patched(built, own, folder, where, sources, result)
  return built.map((one) => ({ ...one, object: renamed(one.object, own) }))
}

/** Config maps and secrets that are made here: their names matter, their contents come from literals. */
function generated(own: PlainRecord, where: string): Built[] {
  const make = (kind: string, field: string) =>
    listOf(own[field]).flatMap((one): Built[] => {
      const name = textOf(at(one, 'name'))
      if (!name || at(one, 'behavior') === 'merge') return []
      const data = textsOf(at(one, 'literals')).map((literal) => {
        const cut = literal.indexOf('=')
        return [literal.slice(0, cut), kind === 'Secret' ? '' : literal.slice(cut + 1)]
      })
      const object = {
        apiVersion: 'v1',
        kind,
        metadata: { name },
        data: Object.fromEntries(data) as PlainRecord,
      }
      return [{ object, file: where, line: 1, lines: new Map() }]
    })
  return [...make('ConfigMap', 'configMapGenerator'), ...make('Secret', 'secretGenerator')]
}

function patched(
  built: Built[],
  own: PlainRecord,
  folder: string,
  where: string,
  sources: KustomizeSources,
  result: BuildResult,
): Built[] {
  let out = built
  const merge = (patch: PlainRecord, target?: PlainRecord) => {
    const name = at(patch, 'metadata', 'name')
    const found = out.filter((one) =>
      target
        ? isTarget(one.object, target)
        : one.object.kind === patch.kind && at(one.object, 'metadata', 'name') === name,
    )
    if (patch.$patch === 'delete') out = out.filter((one) => !found.includes(one))
    else
      out = out.map((one) =>
        found.includes(one)
          ? {
              ...one,
              object: {
                ...(strategicMerge(one.object, patch) as PlainRecord),
                metadata: {
                  ...recordOf(strategicMerge(one.object.metadata, patch.metadata)),
                  ...(at(one.object, 'metadata', 'name') ? { name: at(one.object, 'metadata', 'name') } : {}),
                },
              },
            }
          : one,
      )
  }
  const operate = (operations: readonly Plain[], target: PlainRecord) => {
    out = out.map((one) => {
      if (!isTarget(one.object, target)) return one
      const { object, missed } = jsonPatch(one.object, operations)
      if (missed > 0)
        result.problems.push({
          where,
          message: `${missed} operation${missed > 1 ? 's' : ''} of a patch found no place in ${textOf(one.object.kind)} ${textOf(at(one.object, 'metadata', 'name'))}.`,
        })
      return { ...one, object }
    })
  }
  const fromText = (text: string, target: PlainRecord | undefined) => {
    for (const value of inline(text)) {
      if (Array.isArray(value) && target) operate(value, target)
      else if (isRecord(value)) merge(value, target)
    }
  }
  const fromFile = (entry: string, target: PlainRecord | undefined) => {
    const path = resolved(folder, entry) ?? ''
    result.used.add(path)
    const operations = sources.operations(path)
    if (operations.length > 0 && target) operate(operations, target)
    for (const { object } of sources.objects(path)) merge(object, target)
  }
  for (const entry of listOf(own.patchesStrategicMerge)) {
    const text = textOf(entry) ?? ''
    if (text.includes('\n')) fromText(text, undefined)
    else fromFile(text, undefined)
  }
  for (const entry of [...listOf(own.patches), ...listOf(own.patchesJson6902)]) {
    const target = isRecord(at(entry, 'target')) ? recordOf(at(entry, 'target')) : undefined
    const [path, text] = [textOf(at(entry, 'path')), textOf(at(entry, 'patch'))]
    if (path) fromFile(path, target)
    if (text) fromText(text, target)
    if (typeof entry === 'string') fromFile(entry, undefined)
  }
  return out
}

function inline(text: string): Plain[] {
  const document = parseDocument(text.slice(0, 100_000), { logLevel: 'silent', uniqueKeys: false })
  return document.errors.length > 0 ? [] : [document.toJS({ maxAliasCount: 100 }) as Plain]
}

const CLUSTER_WIDE = new Set([
  'Namespace',
  'ClusterRole',
  'ClusterRoleBinding',
  'CustomResourceDefinition',
  'PersistentVolume',
  'StorageClass',
  'IngressClass',
  'PriorityClass',
])

/** Name prefix and suffix, namespace, labels, images and replicas of a kustomization, put into an object. */
function renamed(object: PlainRecord, own: PlainRecord): PlainRecord {
  const prefix = textOf(own.namePrefix) ?? ''
  const suffix = textOf(own.nameSuffix) ?? ''
  const namespace = CLUSTER_WIDE.has(textOf(object.kind) ?? '') ? undefined : textOf(own.namespace)
  const images = listOf(own.images)
  if (!prefix && !suffix && !namespace && images.length === 0) return object
  const metadata = recordOf(object.metadata)
  const name = textOf(metadata.name)
  const changed: PlainRecord = {
    ...object,
    metadata: {
      ...metadata,
      ...(name && object.kind !== 'Namespace' ? { name: `${prefix}${name}${suffix}` } : {}),
      ...(namespace ? { namespace } : {}),
      // What others call it by inside of the same build.
      ...(name && (prefix || suffix) ? { 'kustomize-name': metadata['kustomize-name'] ?? name } : {}),
    },
  }
  return images.length > 0 ? (withImages(changed, images, 0) as PlainRecord) : changed
}

function withImages(value: Plain, images: readonly Plain[], depth: number): Plain {
  if (depth > 40) return value
  if (Array.isArray(value)) return value.map((one) => withImages(one, images, depth + 1))
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      key === 'image' && typeof one === 'string' ? newImage(one, images) : withImages(one, images, depth + 1),
    ]),
  )
}

function newImage(image: string, images: readonly Plain[]): string {
  const rule = images.find((one) => imageName(textOf(at(one, 'name')) ?? '') === imageName(image))
  if (!rule) return image
  const name = textOf(at(rule, 'newName')) ?? imageName(image)
  const digest = textOf(at(rule, 'digest'))
  if (digest) return `${name}@${digest}`
  const tag = textOf(at(rule, 'newTag')) ?? image.slice(image.lastIndexOf('/')).split('@')[0]?.split(':')[1]
  return tag ? `${name}:${tag}` : name
}

/** A path that a kustomization names, relative to the root; undefined where it leaves the tree. */
function resolved(folder: string, entry: string): string | undefined {
  const parts = folder === '' ? [] : folder.split('/')
  for (const part of entry.replace(/\/+$/, '').split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.pop() === undefined) return undefined
  }
  return parts.join('/')
}
