import { lineOf } from '../../syntax/line-of.ts'
import type { ImportFact, ImportReader } from '../contract.ts'
import { type Binding, type Reaching, usesThrough } from '../uses-through.ts'

const REACHING: Reaching = {
  member: ['selector_expression', 'qualified_type'],
  dot: '\\.',
  assigned: {
    kinds: ['short_var_declaration', 'var_spec'],
    pattern: (locals) => `^(\\w+)(?:\\s*,\\s*\\w+)*\\s*(?:[^=:\\n]*=|:=|\\s)\\s*[&*]?(${locals})\\.`,
  },
}

/** Paths with a host in front; the standard library has none. */
export const goImports: ImportReader = (file) => {
  const root = file.tree()
  const bindings = new Map<string, Binding>()
  const facts = root.findAll({ rule: { kind: 'import_spec' } }).flatMap((spec): ImportFact[] => {
    const [, alias, module = ''] = /^(?:([\w.]+)\s+)?["`]([^"`]+)["`]/.exec(spec.text()) ?? []
    if (!/^[\w-]+(?:\.[\w-]+)+\//.test(module)) return []
    const fact: ImportFact = { fact: 'import', ecosystem: 'golang', module, line: lineOf(spec), uses: [] }
    if (alias !== '_' && alias !== '.') bindings.set(alias ?? nameOf(module), { fact, prefix: '' })
    return [fact]
  })
  usesThrough(root, bindings, REACHING)
  return facts
}

/** The name that a package most likely has: the last part that is no version, without `go-` and `.v2`. */
const nameOf = (module: string): string => {
  const parts = module.split('/')
  const last = /^v\d+$/.test(parts.at(-1) ?? '') ? parts.at(-2) : parts.at(-1)
  return (last ?? '')
    .replace(/\.v\d+$/, '')
    .replace(/^go-|[-.]go$/g, '')
    .replaceAll('-', '')
}
