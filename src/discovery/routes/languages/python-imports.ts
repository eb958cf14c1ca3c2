import type { ExportFact, ImportFact } from '../contract.ts'

const IMPORT =
  /^[ \t]*(?:from[ \t]+(\.*[\w.]*)[ \t]+import[ \t]*(\([^)]*\)|(?:[^\n#;\\]|\\\r?\n)+)|import[ \t]+((?:[^\n#;\\]|\\\r?\n)+))/gm
const NAMED = /^([\w.]+)(?:\s+as\s+(\w+))?$/

/** What a file imports, wherever in it: app factories import inside of functions. A star import hands everything on. */
export function pythonImports(text: string): (ImportFact | ExportFact)[] {
  const facts: (ImportFact | ExportFact)[] = []
  for (const [, module, names, modules] of text.matchAll(IMPORT)) {
    for (const one of namesOf(names ?? modules ?? '')) {
      const [, name = '', alias] = NAMED.exec(one) ?? []
      if (module !== undefined && one === '*') facts.push({ fact: 'export', name: '*', local: '*', module })
      else if (name === '') continue
      else if (module !== undefined) facts.push({ fact: 'import', local: alias ?? name, module, name })
      else facts.push({ fact: 'import', local: alias ?? name, module: name, name: '*' })
    }
  }
  return facts
}

const namesOf = (list: string): string[] =>
  list
    .replace(/#[^\n]*/g, '')
    .replace(/[()\\]/g, ' ')
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)
