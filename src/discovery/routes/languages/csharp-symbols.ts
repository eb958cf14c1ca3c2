import type { SgNode } from '@ast-grep/napi'
import type { SourceFile } from '../../source/source-file.ts'
import type { RouteFact } from '../contract.ts'
import { csharpText } from './csharp-text.ts'

const USING = /^[ \t\uFEFF]*(?:global[ \t]+)?using[ \t]+(?:static[ \t]+)?([\w.]+)[ \t]*;/gm
const CONSTANT = /\b(?:const|static\s+readonly)\s+string\s+\w+\s*=\s*(?:[$@]{0,2}"[^"\s]{0,120}"|[A-Z])/

/** Namespaces in use (by the text: they are plain) and constants that may be part of a path. */
export function csharpSourceFacts(file: SourceFile): RouteFact[] {
  const facts: RouteFact[] = [...file.text.matchAll(USING)].map(([, module = '']) => ({
    fact: 'import',
    local: module,
    module,
    name: '*',
  }))
  if (!CONSTANT.test(file.text)) return facts
  const fields = file.tree().findAll({ rule: { kind: 'field_declaration' } })
  return [...facts, ...fields.flatMap(constantsOf)]
}

/** `Outer.Inner.Name`, and every shorter way to say it. */
function constantsOf(field: SgNode): RouteFact[] {
  const words = field.children().map((one) => one.text())
  if (!words.includes('const') && !(words.includes('static') && words.includes('readonly'))) return []
  const around = field
    .ancestors()
    .filter((one) => /^(class|struct|record|interface)_declaration$/.test(String(one.kind())))
    .map((one) => one.field('name')?.text() ?? '')
    .reverse()
  return field.findAll({ rule: { kind: 'variable_declarator' } }).flatMap((one): RouteFact[] => {
    const name = one.field('name')?.text()
    const value = csharpText(one.children().at(-1))
    if (!name || value === undefined || value.length > 200 || /\s/.test(value)) return []
    const steps = [...around, name]
    return steps.map((_, at) => ({ fact: 'constant', name: steps.slice(at).join('.'), value }))
  })
}
