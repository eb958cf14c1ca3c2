import { BadDocument, type PlacedFlaw, YamlDocument } from '../yaml-document.ts'
import { type Combination, readCombination } from './definition.ts'
import { type ExampleResult, runExamples } from './run-examples.ts'

export interface ValidatedCombination {
  errors: readonly PlacedFlaw[]
  /** It can be used, and these are worth a look: examples that come out otherwise, none that hit or that miss. */
  warnings: readonly PlacedFlaw[]
  definition: Combination | null
  examples: readonly ExampleResult[]
}

/** What is wrong with a text, and where; and what comes of the examples that stand beside it. Pure. */
export function validateCombination(text: string): ValidatedCombination {
  try {
    const definition = readCombination('The combination', text)
    const examples = runExamples(definition)
    return { errors: [], warnings: warningsOf(definition, examples, text), definition, examples }
  } catch (error) {
    if (!(error instanceof BadDocument)) throw error
    return { errors: error.flaws, warnings: [], definition: null, examples: [] }
  }
}

function warningsOf({ tests }: Combination, examples: readonly ExampleResult[], text: string): PlacedFlaw[] {
  const failed = examples.flatMap(({ name, expected, got }, i) =>
    isSame(expected, got)
      ? []
      : [{ path: ['tests', i], message: `${name}: expected ${listed(expected)}, found ${listed(got)}` }],
  )
  const some = (hits: boolean): boolean => tests.some((one) => one.hits.length > 0 === hits)
  const missing = [
    ...(some(true) ? [] : ['no example hits: nothing shows that it can be found']),
    ...(some(false) ? [] : ['no example misses: nothing shows what it is not']),
  ].map((message) => ({ path: ['tests'], message }))
  return new YamlDocument('combination', 'The combination', text).placed([...failed, ...missing])
}

/** Both are sorted. */
export const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((one, i) => one === b[i])

const listed = (addresses: readonly string[]): string => addresses.join(', ') || 'nothing'
