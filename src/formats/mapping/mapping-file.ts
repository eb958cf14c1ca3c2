import { isNode, LineCounter, parseDocument, stringify } from 'yaml'
import type { z } from 'zod'
import { BadMapping } from './bad-mapping.ts'
import { type Flaw, planOf } from './plan.ts'
import { type Mapping, mappingSchema } from './schema.ts'

const LARGEST = 256 * 1024

/** A mapping out of its YAML (or JSON) text. Throws BadMapping that says where and what to do. */
export function readMapping(text: string): Mapping {
  if (text.length > LARGEST)
    throw new BadMapping([{ where: '', message: 'it is larger than 256 KiB: a mapping needs far less' }])
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const [broken] = document.errors
  if (broken) {
    const { line } = lines.linePos(broken.pos[0])
    throw new BadMapping([{ where: `line ${line}`, message: `this is not YAML: ${broken.message}` }])
  }
  const lineOf = (where: string): string => {
    const names = where.split('.').filter(Boolean)
    for (; names.length > 0; names.pop()) {
      const node = document.getIn(names, true)
      if (isNode(node) && node.range) return `line ${lines.linePos(node.range[0]).line}, ${where}`
    }
    return where
  }
  try {
    return checkMapping(document.toJS({ maxAliasCount: 50 }))
  } catch (error) {
    if (!(error instanceof BadMapping)) throw aliases(error)
    throw new BadMapping(error.flaws.map(({ where, message }) => ({ where: lineOf(where), message })))
  }
}

const aliases = (error: unknown): BadMapping =>
  new BadMapping([{ where: '', message: `this YAML cannot be read: ${(error as Error).message}` }])

/** The same for data. */
export function checkMapping(data: unknown): Mapping {
  const result = mappingSchema.safeParse(data)
  if (!result.success) throw new BadMapping(result.error.issues.flatMap((issue) => flawsIn(issue, [])))
  const { flaws } = planOf(result.data)
  if (flaws.length > 0) throw new BadMapping(flaws)
  return result.data
}

/** A mapping as the YAML text that `readMapping` reads. */
export const writeMapping = (mapping: Mapping): string => stringify(mapping, { lineWidth: 110 })

type Issue = z.core.$ZodIssue

/** Of a choice between shapes, the flaws of the one that was meant: the one with the fewest. */
function flawsIn(issue: Issue, before: PropertyKey[]): Flaw[] {
  const path = [...before, ...issue.path]
  if (issue.code === 'invalid_union') {
    const meant = issue.errors
      .filter((branch) => branch.some(isMeant))
      .toSorted((a, b) => a.length - b.length)
    const [best, second] = meant
    if (best && best.length !== second?.length) return best.flatMap((inner) => flawsIn(inner, path))
  }
  return [{ where: path.map(String).join('.'), message: messageOf(issue) }]
}

/** Not just another type: the person wrote this shape, with a mistake in it. */
const isMeant = (issue: Issue): boolean =>
  issue.path.length > 0 || issue.code === 'unrecognized_keys' || issue.code === 'invalid_union'

function messageOf(issue: Issue): string {
  if (issue.code === 'unrecognized_keys') {
    const names = issue.keys.map((key) => `"${key}"`).join(', ')
    return `${names} is not known here: correct the name or remove it`
  }
  if (issue.code === 'invalid_key') return `this name does not fit: ${issue.issues[0]?.message}`
  if (issue.code === 'invalid_value') return `write one of ${issue.values.join(', ')}`
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')) return 'this is missing'
  return issue.message
}
