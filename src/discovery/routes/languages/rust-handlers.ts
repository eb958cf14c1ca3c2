import type { Parameter } from '../../contract.ts'
import type { SourceFile } from '../../source/source-file.ts'
import type { RouteFact } from '../contract.ts'
import {
  extractorSays,
  extractorsThatGuard,
  requestGoesTo,
  securityOf,
  takenBy,
} from './rust-authentication.ts'
import { importFor } from './rust-names.ts'

const FRAMEWORKS: readonly [id: string, word: RegExp][] = [
  ['axum', /\baxum\b/],
  ['actix', /\bactix_web\b/],
]
// Wrappers whose inside is a body, a query, a path.
const TAKES: readonly [where: Parameter['in'], type: RegExp][] = [
  ['body', /\b(?:Json|Form|Multipart(?:Form)?|TypedMultipart)<\s*([\w:]+)/],
  ['query', /\b(?:Query|QsQuery)<\s*([\w:]+)/],
]
const TYPES = /\b([A-Z]\w{2,})\b/g
const COMMON = new Set([
  'Json',
  'Path',
  'Query',
  'State',
  'Data',
  'Result',
  'Option',
  'Vec',
  'String',
  'HttpResponse',
  'HttpRequest',
  'Extension',
  'Form',
  'Arc',
  'Error',
  'Responder',
  'IntoResponse',
  'Response',
  'StatusCode',
  'Request',
  'Some',
  'None',
  'Err',
  'Box',
  'Default',
  'Self',
])
const MOST_USES = 20
const LONGEST = 8_000

/** Async functions of files that use a web framework: what they take tells parameters, data and authentication, which they may ask for inside. */
export function rustHandlersIn(file: SourceFile): RouteFact[] {
  const { text } = file
  const framework = FRAMEWORKS.find(([, word]) => word.test(text))?.[0]
  if (!framework) return []
  const extractors = extractorsThatGuard(text).map(
    ({ name, at }): RouteFact => ({ fact: 'handler', framework, name, line: file.lineAt(at), guards: true }),
  )
  const handlers = [...text.matchAll(/^([ \t]*)(?:pub(?:\([^)\n]*\))?\s+)?async\s+fn\s+(\w+)/gm)].flatMap(
    (found): RouteFact[] => {
      // Behind its name: `pub(crate)` has a parenthesis of its own.
      const start = found.index + found[0].length
      const signature = text.slice(start, Math.min(endOfParameters(text, start), start + LONGEST))
      const end = text.indexOf(`\n${found[1]}}`, start)
      const body = text.slice(start, Math.min(end < 0 ? text.length : end, start + LONGEST))
      const { asks, through } = requestGoesTo(body)
      const authentication = extractorSays(signature) ?? asks ?? securityOf(describedAbove(text, found.index))
      const parameters = TAKES.flatMap(([where, type]): Parameter[] => {
        const name = type.exec(signature.replace(/->[\s\S]*$/, ''))?.[1]
        return name ? [{ name: where, in: where, type: name.split('::').pop() as string }] : []
      })
      const uses = [...new Set([...body.matchAll(TYPES)].map(([, name = '']) => name))]
        .filter((one) => !COMMON.has(one) && /[a-z]/.test(one))
        .slice(0, MOST_USES)
      const known = authentication ? [] : [...takenBy(signature), ...through]
      const handler: RouteFact = {
        fact: 'handler',
        framework,
        name: found[2] as string,
        line: file.lineAt(start - 1),
        ...(authentication ? { authentication } : {}),
        ...(asks ? { guards: true } : {}),
        ...(known.length ? { through: known } : {}),
        ...(parameters.length ? { parameters } : {}),
        ...(uses.length ? { uses } : {}),
      }
      return [...known.flatMap(importFor), handler]
    },
  )
  return [...extractors, ...handlers]
}

/** Attributes and comments right above a function. */
function describedAbove(text: string, at: number): string {
  const above = text.slice(Math.max(0, at - LONGEST), at)
  return above.slice(Math.max(above.lastIndexOf('\n}'), above.lastIndexOf(';\n'), 0))
}

/** Where a function's parameters end: they may take things apart in braces, as its body begins. */
function endOfParameters(text: string, start: number): number {
  let depth = 0
  for (let at = text.indexOf('(', start); at >= 0 && at < start + LONGEST; at++) {
    if (text[at] === '(') depth++
    if (text[at] === ')' && --depth === 0) return at
  }
  return start + LONGEST
}
