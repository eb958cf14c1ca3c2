import type { SgNode } from '@ast-grep/napi'
import { lineOf } from '../../syntax/line-of.ts'
import type { Framework, RouteFact } from '../contract.ts'
import { classThatAnswers, verbOf } from '../languages/python-classes.ts'
import { argumentsOf, dottedName, itemsOf, pathText } from '../languages/python-syntax.ts'
import { constantIn, fillConstants } from '../names.ts'

const framework = 'tornado'

/**
 * Tornado: pairs of a pattern and a class, in lists that an application is made of.
 * Source: https://www.tornadoweb.org/en/stable/guide/structure.html
 */
export const tornado: Framework = {
  id: framework,
  name: 'Tornado',
  language: 'python',
  packages: ['tornado', 'tornado.'],
  mentions: /\btornado\b|\w*Handler\b/,
  rules: [
    { rule: { kind: 'tuple' }, facts: (node) => hungIn(node, itemsOf(node)) },
    {
      rule: { kind: 'call', has: { field: 'function', regex: '(?:^|\\.)(?:url|URLSpec|Rule)$' } },
      facts: (node) => hungIn(node, argumentsOf(node).positional),
    },
    {
      rule: { kind: 'assignment', has: { field: 'left', regex: '(?:re|regex|pattern)$' } },
      facts: namedPattern,
    },
    {
      rule: { kind: 'class_definition', has: { field: 'superclasses', regex: 'Handler\\b|Mixin\\b' } },
      facts: (node) => classThatAnswers(node, framework, verbOf),
    },
  ],
}

/** `_item_id_regex = r"(?P<item_id>\d+)"`: patterns are put together of such. */
function namedPattern(node: SgNode): RouteFact[] {
  const text = node.field('right')?.kind() === 'string' ? pathText(node.field('right')) : undefined
  return text?.includes('(')
    ? [{ fact: 'constant', name: dottedName(node.field('left')), value: tornadoPath(text) }]
    : []
}

/** A pattern, also one that is put together: `r"/items/%s" % _item_id_regex`, `rf"/items/{_item_id_regex}"`. */
function patternText(node: SgNode | undefined): string | undefined {
  if (node?.kind() !== 'binary_operator' || node.field('operator')?.text() !== '%') return pathText(node)
  const right = node.field('right')
  const given = right?.kind() === 'tuple' ? itemsOf(right) : right ? [right] : []
  let at = 0
  return pathText(node.field('left'))?.replace(/%s/g, () => constantIn(dottedName(given[at++])))
}

/** `(r"/items/([0-9]+)", ItemHandler)`: all such pairs count, as lists of them are put together in many ways. */
function hungIn(node: SgNode, [pattern, handler]: readonly SgNode[]): RouteFact[] {
  const text = patternText(pattern)
  const child =
    handler && /^(?:identifier|attribute)$/.test(String(handler.kind())) ? dottedName(handler) : ''
  // Pairs of a text and a name are everywhere: a handler is called one, and a pattern begins at the root.
  const begins = fillConstants(text ?? '', () => '/')
  if (text === undefined || !/^\^?[/(]/.test(begins) || !/Handler\w*$/.test(child)) return []
  const said = { framework, line: lineOf(node) }
  const parent = `@tornado:${node.range().start.index}`
  return [
    { fact: 'router', ...said, name: parent },
    { fact: 'mount', ...said, parent, child, prefix: tornadoPath(text) },
  ]
}

/** `/items/(?P<id>\d+)/([^/]+)/?` → `/items/{id}/{arg2}`. */
export function tornadoPath(pattern: string): string {
  let said = ''
  let groups = 0
  for (let at = 0; at < pattern.length; at++) {
    const one = pattern[at] as string
    if (one === '\\') {
      said += pattern[++at] ?? ''
    } else if (one === '(') {
      const end = closing(pattern, at)
      const inside = pattern.slice(at + 1, end)
      at = end
      const optional = /[?*]/.test(pattern[at + 1] ?? '')
      if (/[?*+]/.test(pattern[at + 1] ?? '')) at++
      if (inside.startsWith('?:')) said += optional ? '' : tornadoPath(inside.slice(2).split('|')[0] ?? '')
      else
        said += `${BEGINS_WITH_SLASH.test(inside) ? '/' : ''}{${/^\?P<(\w+)>/.exec(inside)?.[1] ?? `arg${++groups}`}}`
    } else if (one === '[') {
      const end = pattern.indexOf(']', at)
      if (end < 0) break
      at = end
      if (/[?*+]/.test(pattern[at + 1] ?? '')) at++
    } else if (one === '?') said = said.slice(0, -1)
    else if (!/[\^$*+]/.test(one)) said += one
  }
  return said
}

/** `(?P<path>(?:/[^/]+)+)` has the slash inside. */
const BEGINS_WITH_SLASH = /^(?:\?P<\w+>)?(?:\(\?:|\()*\//

function closing(pattern: string, from: number): number {
  let depth = 0
  for (let at = from; at < pattern.length; at++) {
    if (pattern[at] === '\\') at++
    else if (pattern[at] === '(') depth++
    else if (pattern[at] === ')' && --depth === 0) return at
  }
  return pattern.length
}
