import { pythonName } from '../../lockfiles/python-name.ts'
import type { Ecosystem } from '../contract.ts'
import { JVM_PACKAGES } from './jvm-packages.ts'
import { PYTHON_MODULES } from './python-modules.ts'

/** A package that a module may be of. */
export interface Candidate {
  /** As `nameKey` writes it. */
  name: string
  /** 0–1: how sure it is that the module is of this package. */
  confidence: number
}

/** The packages that are there, by `nameKey`, and what lockfiles say of their namespaces. */
export interface Known {
  names: ReadonlySet<string>
  /** Namespace in lower case with `\` at its end → package. */
  namespaces: ReadonlyMap<string, string>
}

/** A package's name as modules are held against it. */
export const nameKey = (ecosystem: string, name: string): string =>
  ecosystem === 'pypi'
    ? pythonName(name)
    : ecosystem === 'golang' || ecosystem === 'npm'
      ? name
      : name.toLowerCase()

const SURE = 0.95
const ALIKE = 0.7
const MAYBE = 0.5

const BY_ECOSYSTEM: Record<Ecosystem, (module: string, known: Known) => Candidate[]> = {
  // A subpath is part of the package; the name is exact.
  npm: (module) => [
    {
      name: module
        .split('/')
        .slice(0, module.startsWith('@') ? 2 : 1)
        .join('/'),
      confidence: 0.98,
    },
  ],
  golang: (module, { names }) => longest(module, '/', names, 0.98),
  cargo: (module, { names }) => present([module, module.replaceAll('_', '-')], names, SURE),
  nuget: (module, { names }) => longest(module.toLowerCase(), '.', names, 0.85),
  pypi: pythonCandidates,
  maven: jvmCandidates,
  gem: gemCandidates,
  composer: composerCandidates,
}

/** Packages, among those that are there, that a module may be of. Empty where none fits: it is the project's own or comes with the language. */
export const candidatesOf = (ecosystem: Ecosystem, module: string, known: Known): Candidate[] =>
  BY_ECOSYSTEM[ecosystem](module, known).filter(({ name }) => known.names.has(name))

const present = (names: readonly string[], known: ReadonlySet<string>, confidence: number): Candidate[] => {
  const name = names.find((one) => known.has(one))
  return name === undefined ? [] : [{ name, confidence }]
}

/** The longest beginning of a module, in whole parts, that is a package. */
function longest(module: string, dot: string, names: ReadonlySet<string>, confidence: number): Candidate[] {
  for (let at = module.length; at > 0; at = module.lastIndexOf(dot, at - 1)) {
    const name = module.slice(0, at)
    if (names.has(name)) return [{ name, confidence }]
  }
  return []
}

function pythonCandidates(module: string, { names }: Known): Candidate[] {
  const [top = ''] = module.split('.')
  const told = PYTHON_MODULES[top.toLowerCase()]?.split(' ').filter((name) => names.has(name)) ?? []
  if (told.length > 0) return told.map((name) => ({ name, confidence: SURE }))
  // Namespaces that several distributions share: `google.cloud.storage` is of `google-cloud-storage`.
  const whole = longest(pythonName(module), '-', names, SURE)
  if (whole.length > 0) return whole
  const plain = pythonName(top)
  return present(
    [`python-${plain}`, `py${plain}`, `${plain}-python`, `${plain}-py`, `django-${plain}`],
    names,
    ALIKE,
  )
}

function jvmCandidates(module: string, { names }: Known): Candidate[] {
  const low = module.toLowerCase()
  const entry = TOLD.find(([beginning]) => low === beginning || low.startsWith(`${beginning}.`))
  const told = entry?.[1].filter((name) => names.has(name)) ?? []
  if (told.length > 0) return told.map((name) => ({ name, confidence: SURE }))
  return likelyArtifacts(low, names)
}

const TOLD = JVM_PACKAGES.map(
  ([beginning, artifacts]) => [beginning.toLowerCase(), artifacts.toLowerCase().split(' ')] as const,
).sort(([a], [b]) => b.length - a.length)

/**
 * Artifacts whose group begins the package's name, those first whose own words stand in the rest of it: `org.mapstruct.Mapper` is of
 * `org.mapstruct:mapstruct`. A group of one artifact needs no words.
 */
function likelyArtifacts(module: string, names: ReadonlySet<string>): Candidate[] {
  const fits = [...names].flatMap((name) => {
    const [group = '', artifact = ''] = name.split(':')
    if (!group.includes('.') || !(module === group || module.startsWith(`${group}.`))) return []
    const words = artifact.split(/[-._]/)
    const shared = words.filter((word) => module.includes(word)).length
    return [{ name, group, share: shared / words.length }]
  })
  const group = fits.reduce((best, one) => (one.group.length > best.length ? one.group : best), '')
  const near = fits.filter((one) => one.group === group).sort((a, b) => b.share - a.share)
  const [best] = near
  if (!best) return []
  if (near.length === 1) return [{ name: best.name, confidence: ALIKE }]
  return near
    .filter(({ share }) => share === best.share && share > 0)
    .map(({ name }) => ({ name, confidence: MAYBE }))
}

/** `require 'a/b'` and the constant `::ActiveRecord`. */
function gemCandidates(module: string, { names }: Known): Candidate[] {
  if (module.startsWith('::')) {
    const word = module.slice(2)
    const snake = word.replace(/([a-z\d])([A-Z])/g, '$1_$2').toLowerCase()
    return present([snake, snake.replaceAll('_', '-'), word.toLowerCase(), `ruby-${snake}`], names, ALIKE)
  }
  const low = module.toLowerCase()
  const [top = ''] = low.split('/')
  const exact = present([low, low.replaceAll('/', '-'), low.replaceAll('/', '_')], names, SURE)
  return exact.length > 0 ? exact : present([top, top.replaceAll('_', '-')], names, ALIKE)
}

function composerCandidates(module: string, { names, namespaces }: Known): Candidate[] {
  const low = module.toLowerCase()
  for (let at = low.lastIndexOf('\\'); at > 0; at = low.lastIndexOf('\\', at - 1)) {
    const name = namespaces.get(low.slice(0, at + 1))
    if (name) return [{ name, confidence: 0.98 }]
  }
  const parts = module.split('\\').map((one) => one.replace(/([a-z\d])([A-Z])/g, '$1-$2').toLowerCase())
  const [vendor = '', one = '', two = ''] = parts
  return present([`${vendor}/${two}`, `${vendor}/${one}`, `${vendor}/${vendor}`], names, ALIKE)
}
