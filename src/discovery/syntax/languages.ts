/** Languages that a grammar is there for, with the file endings of each. TypeScript's grammar reads JavaScript as well, `tsx` both with JSX. */
const EXTENSIONS = {
  typescript: ['ts', 'mts', 'cts'],
  tsx: ['tsx', 'jsx', 'js', 'mjs', 'cjs'],
  python: ['py'],
  ruby: ['rb'],
  java: ['java'],
  kotlin: ['kt', 'kts'],
  csharp: ['cs'],
  go: ['go'],
  rust: ['rs'],
  php: ['php'],
  sql: ['sql'],
} as const

export type LanguageId = keyof typeof EXTENSIONS

const BY_EXTENSION = new Map<string, LanguageId>(
  Object.entries(EXTENSIONS).flatMap(([id, endings]) => endings.map((ending) => [ending, id as LanguageId])),
)

/** The language of a file, by its name. */
export const languageOf = (path: string): LanguageId | undefined =>
  BY_EXTENSION.get(path.slice(path.lastIndexOf('.') + 1).toLowerCase())
