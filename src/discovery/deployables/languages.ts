/** Languages by the ending of their files, as their makers write the names. Markup and settings are left out. */
const LANGUAGES: Record<string, string[]> = {
  TypeScript: ['ts', 'tsx', 'mts', 'cts'],
  JavaScript: ['js', 'jsx', 'mjs', 'cjs'],
  Python: ['py'],
  Java: ['java'],
  Kotlin: ['kt', 'kts'],
  Scala: ['scala'],
  Groovy: ['groovy'],
  Clojure: ['clj', 'cljs', 'cljc'],
  Go: ['go'],
  Rust: ['rs'],
  Ruby: ['rb'],
  PHP: ['php'],
  'C#': ['cs', 'cshtml', 'razor'],
  'F#': ['fs'],
  'Visual Basic': ['vb'],
  C: ['c'],
  'C++': ['cc', 'cpp', 'cxx', 'hpp', 'hh'],
  Swift: ['swift'],
  'Objective-C': ['m', 'mm'],
  Dart: ['dart'],
  Elixir: ['ex', 'exs'],
  Erlang: ['erl'],
  Haskell: ['hs'],
  Lua: ['lua'],
  Perl: ['pl', 'pm'],
  R: ['r'],
  Shell: ['sh', 'bash'],
  PowerShell: ['ps1'],
  Vue: ['vue'],
  Svelte: ['svelte'],
}

const BY_ENDING = new Map(
  Object.entries(LANGUAGES).flatMap(([name, endings]) => endings.map((one) => [one, name] as const)),
)

/** Languages that only help to build: told where nothing else is there. */
const MINOR = new Set(['Shell', 'PowerShell', 'Groovy'])

/** The language of a file's name; Gradle's and Vite's own settings count as none. */
export const languageName = (path: string): string | undefined =>
  /(?:\.gradle\.kts|\.config\.[cm]?[jt]s|\.d\.ts)$/.test(path)
    ? undefined
    : BY_ENDING.get(path.slice(path.lastIndexOf('.') + 1).toLowerCase())

/** Languages by how many files they have, those under a twentieth left out. */
export function mainLanguages(counts: ReadonlyMap<string, number>): string[] {
  const sum = [...counts.values()].reduce((a, b) => a + b, 0)
  const major = [...counts].filter(([name, count]) => !MINOR.has(name) && count * 20 >= sum)
  return (major.length > 0 ? major : [...counts])
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([name]) => name)
}
