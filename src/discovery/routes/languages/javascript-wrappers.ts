import type { SgNode } from '@ast-grep/napi'
import type { SourceFile } from '../../source/source-file.ts'
import { lineOf } from '../../syntax/line-of.ts'
import type { HandlerFact } from '../contract.ts'
import { isFunction, named } from './javascript-nodes.ts'
import { authenticationIn } from './javascript-placed-routes.ts'

/** Frameworks whose routes are files, by what a file of theirs imports. */
const IMPORTS: readonly [framework: string, module: RegExp][] = [
  ['remix', /['"](?:@remix-run|@?react-router)(?:\/[\w.-]+)?['"]/],
  ['next', /['"]next(?:\/[\w./-]+)?['"]/],
  ['sveltekit', /['"]@sveltejs\/kit['"]/],
  ['nitro', /['"](?:h3|nitropack|nitro|#imports)(?:\/[\w.-]+)?['"]/],
  ['astro', /['"]astro(?:[/:][\w.-]+)?['"]/],
]
/** What makes a handler of what it is given. */
const MAKES =
  /^(?:with[A-Z]\w*|(?:create|make|define|build)\w*(?:Route|Handler|Endpoint|Action|Loader|API|Api)|\w*(?:Route|Handler|Endpoint)(?:Wrapper|Builder)?)$/

/** Functions of a file that make handlers which ask who calls, whatever the functions are called. */
export function wrappersOf(file: SourceFile): HandlerFact[] {
  const framework = IMPORTS.find(([, module]) => module.test(file.text))?.[0]
  if (
    !framework ||
    !/\b(?:with[A-Z]|create|make|define|build|\w+(?:Route|Handler|Endpoint)\b)/.test(file.text)
  )
    return []
  return named(file.tree()).flatMap((statement) => {
    const declared = statement.kind() === 'export_statement' ? statement.field('declaration') : statement
    if (!declared) return []
    const all = isFunction(declared) ? [declared] : named(declared)
    return all.flatMap((one) => wrapper(one, framework))
  })
}

function wrapper(declared: SgNode, framework: string): HandlerFact[] {
  const name = declared.field('name')?.text() ?? ''
  const function_ = isFunction(declared) ? declared : declared.field('value')
  if (!function_ || !isFunction(function_) || !MAKES.test(name) || !authenticationIn(function_.text()))
    return []
  return [{ fact: 'handler', framework, name, line: lineOf(declared), guards: true }]
}
