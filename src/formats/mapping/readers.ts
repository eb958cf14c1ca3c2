import type { FindingState } from '../../model/finding-state.ts'
import type { Kind } from '../../model/kind.ts'
import type { Mapping, Value } from './schema.ts'
import type { CompiledValue, Lookup } from './value.ts'
import { wordSet, wordTable } from './word-table.ts'

/** Compiles what a mapping says at a place of it; a flaw is noted there, and the value then finds nothing. */
export type Compile = (where: string, value: Value) => CompiledValue

export function kindReader({ kind }: Mapping, compile: Compile): (lookup: Lookup) => Kind {
  if (typeof kind === 'string') return () => kind
  const from = compile('kind.from', kind.from)
  const words = wordTable(kind.words)
  return (lookup) => words(from.of(lookup)[0] ?? '') ?? kind.else
}

export function skipReader({ skip = [] }: Mapping, compile: Compile): (lookup: Lookup) => boolean {
  const rules = skip.map(({ from, is, isNot }, index) => ({
    from: compile(`skip.${index}.from`, from),
    is: wordSet(is ?? []),
    isOther: isNot && wordSet(isNot),
  }))
  return (lookup) =>
    rules.some(({ from, is, isOther }) => {
      const [word] = from.of(lookup)
      // What does not say anything is no passed check.
      return word !== undefined && (is(word) || (isOther !== undefined && !isOther(word)))
    })
}

export interface Verdict {
  state: FindingState
  reason: string | undefined
}

export function verdictReader(
  { verdict }: Mapping,
  compile: Compile,
): (lookup: Lookup) => Verdict | undefined {
  if (!verdict) return () => undefined
  const from = compile('verdict.from', verdict.from)
  const reason = verdict.reason === undefined ? undefined : compile('verdict.reason', verdict.reason)
  const words = wordTable(verdict.words)
  return (lookup) => {
    const state = words(from.of(lookup)[0] ?? '')
    return state && { state, reason: reason?.of(lookup)[0] }
  }
}
