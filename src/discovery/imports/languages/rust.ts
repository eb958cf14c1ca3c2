import { lineOf } from '../../syntax/line-of.ts'
import type { ImportFact, ImportReader } from '../contract.ts'
import { addUse } from '../uses-through.ts'

const NAMED = {
  rule: {
    any: [
      { kind: 'use_declaration' },
      { kind: 'extern_crate_declaration' },
      // Inside of `use` they are parts of it.
      {
        any: [{ kind: 'scoped_identifier' }, { kind: 'scoped_type_identifier' }],
        regex: '^[a-z]\\w*(?:::\\w+)+$',
        not: { inside: { kind: 'use_declaration', stopBy: 'end' as const } },
      },
    ],
  },
}

const OWN = new Set(['crate', 'self', 'super', 'std', 'core', 'alloc'])

/** Crates by `use`, `extern crate` and by paths in code; what is used of each as its full path. */
export const rustImports: ImportReader = (file) => {
  const facts = new Map<string, ImportFact>()
  /** What `use` brought in: the local name → its full path. */
  const locals = new Map<string, string>()
  const note = (path: string, line: number): void => {
    const [head = '', ...rest] = path.split('::')
    const full = locals.get(head)
    const [crate = '', ...inner] = full ? [...full.split('::'), ...rest] : [head, ...rest]
    if (!crate || OWN.has(crate)) return
    const fact = facts.get(crate) ?? {
      fact: 'import' as const,
      ecosystem: 'cargo' as const,
      module: crate,
      line,
      uses: [],
    }
    facts.set(crate, fact)
    addUse(fact, inner.join('.'), line)
  }
  for (const node of file.tree().findAll(NAMED)) {
    const text = node.text()
    const line = lineOf(node)
    if (node.kind() === 'extern_crate_declaration') note(/crate\s+(\w+)/.exec(text)?.[1] ?? '', line)
    else if (node.kind() !== 'use_declaration') note(text, line)
    else
      for (const [path, local] of pathsIn(
        text.replace(/^(?:pub(?:\([^)]*\))?\s+)?use\s+/, '').replace(/;\s*$/, ''),
      )) {
        note(path, line)
        if (local && !OWN.has(path.split('::')[0] ?? '')) locals.set(local, path)
      }
  }
  return [...facts.values()]
}

const MOST_PATHS = 200

/** `a::{b::c, d as e}` → `a::b::c`, `a::d`, each with the local name that it gets. */
function pathsIn(said: string, prefix = '', depth = 0): [string, string | undefined][] {
  const text = said.trim()
  const open = text.indexOf('{')
  if (open < 0) {
    const [path = '', local] = text.split(/\s+as\s+/)
    const clean = (prefix + path)
      .replace(/\s+/g, '')
      .replace(/^::/, '')
      .replace(/::(?:self|\*)$/, '')
    return clean ? [[clean, path.endsWith('*') ? undefined : (local ?? clean.split('::').at(-1))]] : []
  }
  if (depth > 10) return []
  const inner = text.slice(open + 1, text.lastIndexOf('}'))
  return partsOf(inner)
    .slice(0, MOST_PATHS)
    .flatMap((one) => pathsIn(one, prefix + text.slice(0, open).replace(/\s+/g, ''), depth + 1))
}

/** Parts between commas that stand in no braces. */
function partsOf(list: string): string[] {
  const parts: string[] = ['']
  let depth = 0
  for (const character of list) {
    if (character === '{') depth++
    if (character === '}') depth--
    if (character === ',' && depth === 0) parts.push('')
    else parts[parts.length - 1] += character
  }
  return parts.filter((one) => one.trim() !== '')
}
