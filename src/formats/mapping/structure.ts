import { MappingFlaw, type Path, parsePath } from './path.ts'
import type { Mapping, Syntax } from './schema.ts'

// What the parts of a mapping must say of each other. Each throws MappingFlaw, or gives what it found.

const isDocument = (syntax: Syntax): boolean => syntax === 'json' || syntax === 'xml'

/** The names of a pattern of elements. */
export function elementNames(text: string, syntax: Syntax): string[] {
  const { from, names } = parsePath(text, syntax === 'csv' ? 'json' : syntax)
  if (from !== 'document')
    throw new MappingFlaw(`"${text}" must begin at the document's root: /${text.replace(/^[./]+/, '')}`)
  if (syntax === 'xml' && names.some((name) => name.startsWith('@') || name === '.'))
    throw new MappingFlaw(`"${text}" is no element: name the elements that are results`)
  return names
}

export function eachPath({ each = '', syntax }: Pick<Mapping, 'each' | 'syntax'>): Path {
  const path = parsePath(each, syntax)
  if (path.from === 'element' && !(syntax === 'xml' && path.names.at(-1)?.startsWith('@'))) return path
  const example = syntax === 'xml' ? 'findings/finding' : 'findings/*'
  throw new MappingFlaw(`"${each}" must go on from the element: ${example}`)
}

export function requireElements({ syntax, elements }: Mapping): void {
  if (isDocument(syntax) && elements === undefined)
    throw new MappingFlaw(
      `say where the results are, from the root: ${syntax === 'json' ? '/alerts/*' : '/report/finding'}`,
    )
  if (!isDocument(syntax) && elements !== undefined)
    throw new MappingFlaw(
      `leave it out: in ${syntax} every ${syntax === 'csv' ? 'row' : 'record'} is a result`,
    )
}

export function requireNoEach({ syntax, each }: Mapping): void {
  if (syntax === 'csv' && each !== undefined)
    throw new MappingFlaw('leave it out: a row holds no list of findings')
}

export function requireRecognisable({ syntax, recognise }: Mapping): void {
  if (!recognise) return
  const { has = [], is = {}, root } = recognise
  for (const path of [...has, ...Object.keys(is)]) parsePath(path, syntax)
  if (has.length + Object.keys(is).length === 0 && root === undefined)
    throw new MappingFlaw(
      'name something that only this report has, or leave it out to read it by name alone',
    )
  if (root !== undefined && syntax !== 'xml')
    throw new MappingFlaw('only XML has a root element: write has instead of root')
  if (syntax === 'csv' && Object.keys(is).length > 0)
    throw new MappingFlaw('a table is known by its columns alone: write has instead of is')
}

/** Rows and records come in any order, and the target decides what a report closes: it must not be that of whichever came first. */
export function requireConstantScope(where: string, paths: Path[], { syntax }: Mapping): void {
  if (!isDocument(syntax) && paths.length > 0 && ['report.target', 'report.branch'].includes(where))
    throw new MappingFlaw(
      'write a constant: rows come in any order, and this decides which findings a report closes',
    )
}

/** Refuses a path that finds nothing where it stands. `where` is the value's place in the mapping. */
export function refuseMisplaced(
  { from, names }: Path,
  where: string,
  { syntax, each }: Mapping,
  elements: string[][],
): void {
  const text = names.join('/')
  if (from === 'document') {
    if (!isDocument(syntax))
      throw new MappingFlaw(`"/${text}" begins at the root, but ${syntax} has no document: write ${text}`)
    refuseElementsIn(names, syntax, elements)
  } else if (where.startsWith('report.') && isDocument(syntax))
    throw new MappingFlaw(`"${text}" must begin at the document's root: /${text}`)
  else if (from === 'holder' && each === undefined)
    throw new MappingFlaw(`"../${text}" climbs out of the element, which works together with each only`)
}

function refuseElementsIn(names: string[], syntax: Syntax, elements: string[][]): void {
  const text = names.join('/')
  const within = elements.find((pattern) => covers(pattern, names))
  if (within)
    throw new MappingFlaw(
      `"/${text}" is inside of an element: write it from there, ${names.slice(within.length).join('/') || 'by a name in it'}`,
    )
  if (syntax !== 'xml') return
  if (names.includes('*')) throw new MappingFlaw(`"/${text}" has a *: outside of the elements name each step`)
  if (!names.at(-1)?.startsWith('@') && elements.some((pattern) => covers(names, pattern)))
    throw new MappingFlaw(
      `"/${text}" holds the elements and has no text of its own: name one of its attributes`,
    )
}

/** Whether everything at `names` is at or within what `pattern` matches. */
const covers = (pattern: readonly string[], names: readonly string[]): boolean =>
  pattern.length > 0 &&
  pattern.length <= names.length &&
  pattern.every((name, i) => name === '*' || name === names[i])
