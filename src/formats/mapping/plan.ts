import type { AssetKind } from '../../model/asset.ts'
import type { Kind } from '../../model/kind.ts'
import { MappingFlaw, type Path } from './path.ts'
import { type Compile, kindReader, skipReader, type Verdict, verdictReader } from './readers.ts'
import type { Field, Mapping, Syntax } from './schema.ts'
import { type Rating, severityTable } from './severity-table.ts'
import {
  eachPath,
  elementNames,
  refuseMisplaced,
  requireConstantScope,
  requireElements,
  requireNoEach,
  requireRecognisable,
} from './structure.ts'
import { type CompiledValue, compileValue, type Lookup } from './value.ts'

/** A mapping made ready to read with. */
export interface Plan {
  id: string
  syntax: Syntax
  /** Patterns of the elements from the root, as text and as names. */
  elements: string[]
  names: string[][]
  each: Path | undefined
  tool: string
  report: Record<string, CompiledValue>
  kindOf(lookup: Lookup): Kind
  ratingOf(lookup: Lookup): Rating | undefined
  isSkipped(lookup: Lookup): boolean
  verdictOf(lookup: Lookup): Verdict | undefined
  fields: [Field, CompiledValue][]
  assets: { kind: AssetKind; name: CompiledValue; attributes: [string, CompiledValue][] }[]
  /** Every path from the document's root that some value reads. */
  documentPaths: Path[]
}

export interface Flaw {
  /** Where in the mapping: `fields.title`. */
  where: string
  message: string
}

const NOTHING: CompiledValue = { of: () => [], paths: [] }

/** Takes a mapping apart. What is wrong with it is in `flaws`; the plan is of use only when there are none. */
export function planOf(mapping: Mapping): { plan: Plan; flaws: Flaw[] } {
  const { id, syntax, report = {}, assets = [] } = mapping
  const flaws: Flaw[] = []
  const documentPaths: Path[] = []
  const elements = [mapping.elements ?? []].flat()
  const noted = <T>(where: string, otherwise: T, work: () => T): T => {
    try {
      return work()
    } catch (error) {
      if (!(error instanceof MappingFlaw)) throw error
      flaws.push({ where, message: error.message })
      return otherwise
    }
  }
  noted('elements', undefined, () => requireElements(mapping))
  noted('each', undefined, () => requireNoEach(mapping))
  noted('recognise', undefined, () => requireRecognisable(mapping))
  const names = elements.map((text) => noted('elements', [], () => elementNames(text, syntax)))
  const compile: Compile = (where, value) =>
    noted(where, NOTHING, () => {
      const compiled = compileValue(value, syntax)
      requireConstantScope(where, compiled.paths, mapping)
      for (const path of compiled.paths) refuseMisplaced(path, where, mapping, names)
      documentPaths.push(...compiled.paths.filter(({ from }) => from === 'document'))
      return compiled
    })
  const plan: Plan = {
    id,
    syntax,
    elements,
    names,
    each: mapping.each === undefined ? undefined : noted('each', undefined, () => eachPath(mapping)),
    tool: mapping.tool ?? id,
    report: Object.fromEntries(
      Object.entries(report).map(([name, value]) => [name, compile(`report.${name}`, value)]),
    ),
    kindOf: kindReader(mapping, compile),
    ratingOf: severityTable(mapping.severity, compile),
    isSkipped: skipReader(mapping, compile),
    verdictOf: verdictReader(mapping, compile),
    fields: Object.entries(mapping.fields).map(([field, value]) => [
      field as Field,
      compile(`fields.${field}`, value),
    ]),
    assets: assets.map(({ kind, name, attributes = {} }, index) => ({
      kind,
      name: compile(`assets.${index}.name`, name),
      attributes: Object.entries(attributes).map(([key, value]) => [
        key,
        compile(`assets.${index}.attributes.${key}`, value),
      ]),
    })),
    documentPaths,
  }
  return { plan, flaws }
}
