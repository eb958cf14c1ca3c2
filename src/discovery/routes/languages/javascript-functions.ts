import type { SgNode } from '@ast-grep/napi'
import type { SourceFile } from '../../source/source-file.ts'
import { asciiRule } from '../../syntax/ascii-rule.ts'
import { lineOf } from '../../syntax/line-of.ts'
import type { HandlerFact } from '../contract.ts'
import { guardsByItsCode } from './javascript-guards.ts'
import { toldBy } from './javascript-handlers.ts'
import { functionName } from './javascript-names.ts'
import { isFunction } from './javascript-nodes.ts'

/** What a framework calls the parameters of a function that answers. The first that fits names the framework. */
const PARAMETERS: [framework: string, RegExp][] = [
  ['fastify', /^\(\s*(?:this\b[^,]*,\s*)?_?(?:req|request)\b[^,]*,\s*_?(?:rep|reply)\b/],
  ['hapi', /^\(\s*_?(?:req|request)\b[^,]*,\s*_?h\b/],
  ['express', /^\(\s*_?(?:req|request)\b/],
  ['koa', /^\(?\s*_?ctx\b/],
]
const RULE = asciiRule({
  any: [
    { kind: 'formal_parameters', regex: '^\\(\\s*(this\\b[^,]*,\\s*)?_?(req|request|ctx)\\b' },
    { kind: 'arrow_function', has: { field: 'parameter', regex: '^_?ctx$' } },
  ],
})
/** A file without this has no function that answers. */
const MENTIONS = /\(\s*(?:this\b[^,)]{0,80},\s*)?_?(?:req|request|ctx)\b|\bctx\s*=>/

/** Functions of a file that answer, by the names under which routes of other files ask for them. */
export function handlersOf(file: SourceFile): HandlerFact[] {
  if (!MENTIONS.test(file.text)) return []
  const found = new Map<string, HandlerFact>()
  for (const node of file.tree().findAll({ rule: RULE })) {
    const function_: SgNode | null = isFunction(node) ? node : node.parent()
    if (!function_ || !isFunction(function_)) continue
    const text = isFunction(node) ? 'ctx' : node.text()
    const frameworks = PARAMETERS.flatMap(([id, form]) => (form.test(text) ? id : []))
    // Old hapi and Fastify speak alike; what fits them is no handler of Express.
    const [framework] = frameworks
    const name = functionName(function_)
    if (!framework || name.startsWith('@') || name.includes('.@') || found.has(name)) continue
    for (const one of framework === 'fastify' ? ['fastify', 'hapi'] : [framework])
      found.set(one === 'hapi' && framework === 'fastify' ? `${name} hapi` : name, {
        fact: 'handler',
        framework: one,
        line: lineOf(function_),
        name,
        ...said(function_),
        ...(passes(function_.text()) ? { passes: true } : {}),
        ...(guardsByItsCode(function_.text()) ? { guards: true } : {}),
      })
  }
  return [...found.values()]
}

/** Words by which a middleware turns somebody away, or leaves that to what it hands the request to. */
const REFUSES =
  /\b(?:40[13]|throw|redirect\w*|assert\w*|reject\w*|passport)\b|[uU]n(?:authori[sz]ed|authenticated)|[fF]orbidden|[dD]enied|\.(?:status|sendStatus|send|json|end|render|code|body)\b\s*[(=]|[aA]uthenticat\w*\(|[vV]erif\w*\(/

/** Whether a middleware calls `next()` and nothing else of it, and has no word for turning away. */
function passes(text: string): boolean {
  const named = text.match(/\bnext\b/g)?.length ?? 0
  const called = text.match(/\bnext\(\s*\)/g)?.length ?? 0
  // Once it is the parameter.
  return called > 0 && named === called + 1 && !REFUSES.test(text)
}

function said(function_: SgNode): Pick<HandlerFact, 'authentication' | 'parameters' | 'uses'> {
  const { authentication, parameters, uses } = toldBy(function_)
  return {
    ...(authentication ? { authentication } : {}),
    ...(parameters ? { parameters } : {}),
    ...(uses ? { uses } : {}),
  }
}
