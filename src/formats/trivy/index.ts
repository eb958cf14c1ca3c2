import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { fits } from '../values/read-schema.ts'
import { frameSchema, type ListName, PATTERNS, packagesSchema } from './frame.ts'
import { lookedAt } from './looked-at.ts'
import { PackageList } from './packages.ts'
import { type Context, itemsOf } from './tell.ts'

export const trivy = {
  id: 'trivy',
  name: 'Trivy JSON',
  link: 'https://trivy.dev/docs/latest/configuration/reporting/',
  extensions: ['.json'],
  kinds: ['dependency', 'container', 'malware', 'config', 'secret', 'license'],
  howTo: 'trivy image --format json --list-all-pkgs --output trivy.json IMAGE',
  detect,
  read,
} satisfies Format

function detect({ outline }: Sample): number {
  if (Array.isArray(outline))
    return isResult(outline[0]) || fits(packagesSchema, outline.slice(0, 1)) ? 0.9 : 0
  const { SchemaVersion, ArtifactName, ClusterName, ...lists } = (outline ?? {}) as Record<string, unknown>
  if (typeof SchemaVersion === 'number' && typeof ArtifactName === 'string') return 1
  const isCluster = ['Resources', 'Findings', 'Vulnerabilities', 'Misconfigurations'].some(
    (list) => list in lists,
  )
  return typeof ClusterName === 'string' && isCluster ? 1 : 0
}

/** The bare list of before 0.20. */
function isResult(value: unknown): boolean {
  const { Target, Type, Vulnerabilities } = (value ?? {}) as Record<string, unknown>
  return typeof Target === 'string' && (typeof Type === 'string' || Vulnerabilities !== undefined)
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const frame = await jsonFrame(input, context, { name: "Trivy's JSON", omit: PATTERNS, schema: frameSchema })
  if (frame.shape === 'packages') {
    yield* readPackages(input, context)
    return
  }
  const targets = lookedAt(frame)
  yield* targets.start()
  let current: Context | undefined
  for await (const element of eachElement(input, context, PATTERNS)) {
    if (element.type === 'problem') {
      yield element
      continue
    }
    const [, pointer = '', list] = /^(.*)\/([^/]+)\/$/.exec(element.holder) ?? []
    if (current?.place.pointer !== pointer) {
      yield* targets.enter(pointer)
      const place = targets.placeOf(pointer)
      current = { place, packages: new PackageList(place) }
    }
    yield* itemsOf(list as ListName, element, current)
  }
  yield* targets.end()
}

async function* readPackages(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'Trivy' }
  const place = { pointer: '', result: {} }
  const current = { place, packages: new PackageList(place) }
  for await (const element of eachElement(input, context, ['/*']))
    yield* element.type === 'problem' ? [element] : itemsOf('Packages', element, current)
}
