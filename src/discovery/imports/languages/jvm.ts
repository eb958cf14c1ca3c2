import { asciiPattern } from '../../syntax/ascii-rule.ts'
import { lineOf } from '../../syntax/line-of.ts'
import type { ImportFact, ImportReader } from '../contract.ts'
import { addUse, type Binding, type Reaching, usesThrough } from '../uses-through.ts'

const KINDS = { java: 'import_declaration', kotlin: 'import_header' } as const
const MEMBERS = { java: 'method_invocation', kotlin: 'navigation_expression' } as const

/** The platform's own packages come with it. `javax` is partly of others: those have packages. */
const PLATFORM = /^(?:java|jdk|sun|kotlin|kotlinx?\.(?:io|math|text))\./

/** Imported classes and members of Java and Kotlin, by their full names, and the static calls on them. */
export const jvmImports: ImportReader = (file) => {
  const root = file.tree()
  const language = file.language === 'kotlin' ? 'kotlin' : 'java'
  const bindings = new Map<string, Binding>()
  const facts = root.findAll({ rule: { kind: KINDS[language] } }).flatMap((node): ImportFact[] => {
    const [, name = '', alias] =
      /^import\s+(?:static\s+)?([\w.]+)(?:\.\*)?(?:\s+as\s+(\w+))?/.exec(node.text()) ?? []
    if (!name.includes('.') || PLATFORM.test(name)) return []
    const fact: ImportFact = {
      fact: 'import',
      ecosystem: 'maven',
      module: name,
      line: lineOf(node),
      uses: [],
    }
    const last = name.split('.').at(-1) ?? ''
    addUse(fact, last, lineOf(node))
    bindings.set(alias ?? last, { fact, prefix: last })
    return [fact]
  })
  if (language === 'java') callsOn(root, bindings)
  else usesThrough(root, bindings, { ...NAVIGATION, member: [MEMBERS.kotlin] })
  return facts
}

const NAVIGATION: Omit<Reaching, 'member'> = { dot: '\\.' }

/** A Java call holds its arguments: only its head is looked at. */
function callsOn(
  root: ReturnType<Parameters<ImportReader>[0]['tree']>,
  bindings: ReadonlyMap<string, Binding>,
): void {
  if (bindings.size === 0) return
  const names = `(?:${[...bindings.keys()].join('|')})\\.\\w+\\s*\\(`
  if (!new RegExp(`\\b${names}`).test(root.text())) return
  for (const call of root.findAll({ rule: { kind: MEMBERS.java, regex: asciiPattern(`^${names}`) } })) {
    const [, local = '', method = ''] = /^(\w+)\.(\w+)/.exec(call.text()) ?? []
    const binding = bindings.get(local)
    if (binding) addUse(binding.fact, `${binding.prefix}.${method}`, lineOf(call))
  }
}
