import { CREDENTIALS } from './dictionary/credentials.ts'
import { FURTHER_LANGUAGES } from './dictionary/further-languages.ts'
import { IDENTIFIERS } from './dictionary/identifiers.ts'
import { LOCATION } from './dictionary/location.ts'
import { MINORS } from './dictionary/minors.ts'
import { MONEY } from './dictionary/money.ts'
import { PHI } from './dictionary/phi.ts'
import { PII } from './dictionary/pii.ts'
import { SPECIAL_CATEGORIES } from './dictionary/special-categories.ts'
import type { Kind } from './term.ts'

/** Every kind of sensitive data that is known, with its words in seven languages, and some in two more. */
export const DICTIONARY: readonly Kind[] = [
  ...MINORS,
  ...PII,
  ...IDENTIFIERS,
  ...SPECIAL_CATEGORIES,
  ...PHI,
  ...MONEY,
  ...CREDENTIALS,
  ...LOCATION,
].map((kind) => ({ ...kind, terms: [...kind.terms, ...(FURTHER_LANGUAGES[kind.kind] ?? [])] }))
