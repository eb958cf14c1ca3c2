import type { Sample } from '../contract.ts'
import { membersAt, textsAt } from './json-lookup.ts'
import { parsePath } from './path.ts'
import type { Mapping } from './schema.ts'
import { wordSet } from './word-table.ts'

/** What a mapping can score at most stands below what a format that is certain scores: a stored mapping never takes its reports. */
export const CERTAIN = 0.8
const LESS_SURE = 0.1

/** Whether a document is the one that a mapping describes: the more it asks for, the surer. 0 or above 0.5. */
export function scoreOf({ recognise, syntax, elements }: Mapping, sample: Sample): number {
  if (!recognise || !fits(syntax, sample)) return 0
  const has = recognise.has ?? []
  const is = Object.entries(recognise.is ?? {})
  const read = readerOf(sample, syntax)
  if (syntax === 'xml' && !rootFits(recognise.root, elements, sample)) return 0
  if (!has.every((path) => read(path).there)) return 0
  if (!is.every(([path, words]) => read(path).texts.some(wordSet([words].flat())))) return 0
  return CERTAIN - LESS_SURE / (1 + has.length + is.length)
}

/** A stream of one record looks like a document. */
const fits = (syntax: Mapping['syntax'], sample: Sample): boolean =>
  syntax === sample.syntax || (syntax === 'ndjson' && sample.syntax === 'json')

function rootFits(root: string | undefined, elements: Mapping['elements'], sample: Sample): boolean {
  const name = sample.root?.name
  if (root !== undefined) return root === name
  return [elements ?? []].flat().some((path) => ['*', name].includes(path.split('/')[1] ?? ''))
}

interface Reading {
  there: boolean
  texts: string[]
}

function readerOf(sample: Sample, syntax: Mapping['syntax']): (path: string) => Reading {
  if (syntax === 'csv') return (path) => ({ there: sample.columns?.includes(path) ?? false, texts: [] })
  if (syntax === 'xml') return (path) => attribute(sample.root?.attributes ?? {}, path.replace(/^@/, ''))
  const { outline } = sample
  const value = syntax === 'ndjson' && Array.isArray(outline) ? outline[0] : outline
  return (path) => {
    const { names } = parsePath(path, 'json')
    return { there: membersAt(value, names).length > 0, texts: textsAt(value, names) }
  }
}

const attribute = (attributes: Record<string, string>, name: string): Reading =>
  Object.hasOwn(attributes, name)
    ? { there: true, texts: [attributes[name] as string] }
    : { there: false, texts: [] }
