import type { SgNode } from '@ast-grep/napi'
import type { SourceFile } from '../../source/source-file.ts'
import { asciiRule } from '../../syntax/ascii-rule.ts'
import { lineOf } from '../../syntax/line-of.ts'
import type { HandlerFact } from '../contract.ts'
import { argumentsOf, propertyOf } from './javascript-nodes.ts'

/** Options by which a middleware that reads tokens lets those pass who bring none, and the framework whose middleware has it. */
const LENIENT: readonly [option: string, value: string, framework: string][] = [
  ['passthrough', 'true', 'koa'],
  ['credentialsRequired', 'false', 'express'],
]
const MENTIONS = /\bpassthrough\s*:\s*true\b|\bcredentialsRequired\s*:\s*false\b/
const RULE = asciiRule({ kind: 'call_expression' })

/** The framework of a call that makes a middleware which only looks who calls and turns nobody away for bringing no token. */
export function lenientIn(call: SgNode): string | undefined {
  const [options] = argumentsOf(call)
  return LENIENT.find(([option, value]) => propertyOf(options, option)?.text() === value)?.[2]
}

/** Such middlewares by the names that the file gives them: `module.exports = jwt({ passthrough: true })`. */
export function lenientGuardsOf(file: SourceFile): HandlerFact[] {
  if (!MENTIONS.test(file.text)) return []
  return file
    .tree()
    .findAll({ rule: RULE })
    .flatMap((call): HandlerFact[] => {
      const framework = lenientIn(call)
      const name = framework && nameGiven(call)
      return name ? [{ fact: 'handler', framework, name, line: lineOf(call), passes: true }] : []
    })
}

function nameGiven(call: SgNode): string | undefined {
  const holder = call.parent()
  if (holder?.kind() === 'export_statement') return 'default'
  const left = (holder?.field('left') ?? holder?.field('name'))?.text()
  return left === 'module.exports' ? 'default' : left?.replace(/^(?:module\.)?exports\./, '')
}
