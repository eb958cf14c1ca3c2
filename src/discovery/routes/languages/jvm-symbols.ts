import type { SgNode } from '@ast-grep/napi'
import type { SourceFile } from '../../source/source-file.ts'
import type { ConstantFact, RouteFact } from '../contract.ts'
import { jvmText, named } from './jvm-text.ts'

const IMPORT = /^[ \t]*import[ \t]+(static[ \t]+)?([\w.]+)(\.\*)?(?:[ \t]+as[ \t]+(\w+))?[ \t]*;?/gm

/** Imports (by the text: they are plain) and constants that may be part of a path. */
export function jvmSourceFacts(file: SourceFile): RouteFact[] {
  const facts: RouteFact[] = []
  for (const [, isStatic, whole = '', star, alias] of file.text.matchAll(IMPORT)) {
    const at = whole.lastIndexOf('.')
    const last = whole.slice(at + 1)
    if (star) facts.push({ fact: 'import', local: `${whole}.*`, module: whole, name: '*' })
    else if (isStatic) {
      const holder = whole.slice(0, at)
      const type = holder.slice(holder.lastIndexOf('.') + 1)
      facts.push({ fact: 'import', local: last, module: holder, name: `${type}.${last}` })
    } else facts.push({ fact: 'import', local: alias ?? last, module: whole, name: last })
  }
  const likely = file.language === 'kotlin' ? KOTLIN_CONSTANT : JAVA_CONSTANT
  return likely.test(file.text) ? [...facts, ...constantsIn(file)] : facts
}

// Only a file with a constant text that could be a piece of a path is parsed for it.
const JAVA_CONSTANT = /\bString\s+[A-Z]\w*\s*=\s*(?:"[^"\s]{0,120}"|[A-Z])/
const KOTLIN_CONSTANT = /\bva[lr]\s+\w+(?:\s*:\s*String)?\s*=\s*(?:"[^"\s]{0,120}"|[A-Z])/

function constantsIn(file: SourceFile): ConstantFact[] {
  const kotlin = file.language === 'kotlin'
  const rule = kotlin
    ? { kind: 'property_declaration' }
    : { any: [{ kind: 'field_declaration' }, { kind: 'constant_declaration' }] }
  return file
    .tree()
    .findAll({ rule })
    .flatMap((node) => (kotlin ? kotlinConstant(node) : javaConstant(node)))
}

function javaConstant(node: SgNode): ConstantFact[] {
  if (node.field('type')?.text() !== 'String') return []
  const declarator = node.field('declarator')
  return declarator ? constantsOf(node, declarator.field('name'), declarator.field('value')) : []
}

function kotlinConstant(node: SgNode): ConstantFact[] {
  const parts = named(node)
  const name = parts.find((one) => one.kind() === 'variable_declaration')
  const value = parts.at(-1)
  return name && value !== name ? constantsOf(node, name.child(0), value) : []
}

/** `Outer.Inner.NAME`, and every shorter way to say it. */
function constantsOf(node: SgNode, name: SgNode | null, value: SgNode | null | undefined): ConstantFact[] {
  const text = jvmText(value)
  // A name alone (`val x = y`) is no text.
  if (!name || text === undefined || text.length > 200 || /\s/.test(text)) return []
  const around = node
    .ancestors()
    .filter((one) => /^(class|interface|enum|record|object)_declaration$/.test(String(one.kind())))
    .flatMap(
      (one) =>
        one
          .children()
          .find((each) => /identifier$/.test(String(each.kind())))
          ?.text() ?? [],
    )
  if (node.ancestors().some((one) => /^(function_body|block)$/.test(String(one.kind())))) return []
  const steps = [...around.reverse(), name.text()]
  return steps.map((_, at) => ({ fact: 'constant', name: steps.slice(at).join('.'), value: text }))
}
