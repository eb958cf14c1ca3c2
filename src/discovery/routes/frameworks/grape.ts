import type { SgNode } from '@ast-grep/napi'
import { lineOf } from '../../syntax/line-of.ts'
import type { Framework, RouteFact } from '../contract.ts'
import { rubyAsksWho } from '../languages/ruby-authentication.ts'
import { calledName, fullName, rubyArguments, rubyText, rubyTexts } from '../languages/ruby-syntax.ts'
import { joinPaths } from '../names.ts'
import { type ConstantNote, FRAMEWORK, type MountNote, weaveGrape } from './grape-weave.ts'

const framework = FRAMEWORK
const SPACES = /^(?:namespace|resources?|group|segment|route_param|scope)$/
const called = (names: string) => ({ kind: 'call', has: { field: 'method', regex: `^(?:${names})$` } })

/** Grape: verbs in classes of an API, below namespaces, mounted in each other and in Rails. Source: https://github.com/ruby-grape/grape#readme */
export const grape: Framework = {
  id: framework,
  name: 'Grape',
  language: 'ruby',
  packages: ['grape', 'grape/'],
  mentions: /\bGrape\b|\bmount\b|^\s*(?:get|post|put|patch|delete|route)\b/m,
  rules: [
    { rule: { kind: 'class', has: { field: 'superclass', regex: '.' } }, facts: apiClass },
    { rule: called('get|post|put|patch|delete|head|options|route'), facts: routeFacts },
    { rule: called('before|use|http_basic|auth'), facts: guardFacts },
    { rule: called('mount'), facts: mountNotes },
    { rule: called('prefix|version'), facts: prefixFacts },
    { rule: { kind: 'assignment', has: { field: 'left', kind: 'constant' } }, facts: constantNote },
  ],
  weave: weaveGrape,
}

/** `class Orders < Grape::API`, and of a class of the application's own. */
function apiClass(node: SgNode): RouteFact[] {
  const base = node
    .field('superclass')
    ?.children()
    .find((one) => one.isNamed())
    ?.text()
  const said = { framework, line: lineOf(node) }
  const name = fullName(node)
  if (!base) return []
  return /^(?:::)?Grape::API/.test(base)
    ? [{ fact: 'router', ...said, name }]
    : [{ fact: 'inherit', ...said, router: name, from: base.replace(/^::/, '') }]
}

/** Paths of the namespaces around a node, outermost first. */
function around(node: SgNode): string[] {
  const paths: string[] = []
  for (let at = node.parent(); at && at.kind() !== 'class'; at = at.parent()) {
    if (at.kind() !== 'call' || !SPACES.test(calledName(at))) continue
    const text = rubyText(rubyArguments(at).positional[0])
    if (text) paths.unshift(calledName(at) === 'route_param' ? `{${text}}` : grapePath(text))
  }
  return paths
}

/** `/orders/:id(.json)` → `/orders/{id}`. */
const grapePath = (path: string): string =>
  path
    .replace(/\(\.[^)]*\)/g, '')
    .replace(/:(\w+)/g, '{$1}')
    .replace(/\*(\w*)/g, (_, name: string) => `{*${name || 'path'}}`)

function routeFacts(call: SgNode): RouteFact[] {
  const router = fullName(call)
  if (!router || call.field('receiver') || !call.field('block')) return []
  const { positional } = rubyArguments(call)
  const verb = calledName(call)
  const [first, ...rest] = positional
  const methods = verb === 'route' ? methodsIn(first) : [verb.toUpperCase()]
  const given = verb === 'route' ? rest[0] : first
  const paths = given ? (given.kind() === 'array' ? rubyTexts(given) : [rubyText(given)]) : ['']
  const text = call.field('block')?.text().slice(0, 10_000) ?? ''
  const authentication = [...text.matchAll(/^\s*([a-z_]\w*[!?]?)/gm)]
    .map(([, name = '']) => name)
    .slice(0, 6)
    .find(rubyAsksWho)
  const uses = [...new Set([...text.matchAll(/(?<![\w:'"])[A-Z]\w*[a-z]\w*/g)].map(([name]) => name))].slice(
    0,
    20,
  )
  return paths.flatMap((path) =>
    path === undefined
      ? []
      : methods.map(
          (method): RouteFact => ({
            fact: 'route',
            framework,
            line: lineOf(call),
            router,
            own: true,
            method,
            path: joinPaths(...around(call), grapePath(path)),
            ...(authentication ? { authentication } : {}),
            ...(uses.length > 0 ? { uses } : {}),
          }),
        ),
  )
}

/** `route :any, '*path'`, `route [:get, :post], '/x'`. */
const methodsIn = (node: SgNode | undefined): string[] =>
  [...(node?.text() ?? '').matchAll(/[:'"](\w+)/g)].map(([, one = '']) =>
    /^(?:any|\*)$/i.test(one) ? 'ANY' : one.toUpperCase(),
  )

/** `before { authenticate! }`, `use JwtAuthentication`, `http_basic do … end`: of a class, or of a namespace. */
function guardFacts(call: SgNode): RouteFact[] {
  const router = fullName(call)
  if (!router || call.field('receiver')) return []
  const name = calledName(call)
  const first = rubyArguments(call).positional[0]?.text() ?? ''
  const words =
    name === 'before'
      ? [...(call.field('block')?.text() ?? '').slice(0, 4000).matchAll(/[a-z_]\w*[!?]?/g)].map(
          ([one]) => one,
        )
      : [first.replace(/^.*::/, '')]
  const authentication = name === 'http_basic' || name === 'auth' ? name : words.find(rubyAsksWho)
  const path = joinPaths(...around(call))
  return authentication
    ? [
        {
          fact: 'guard',
          framework,
          // It holds for its class or namespace, wherever it stands.
          line: 1,
          router,
          authentication,
          ...(path === '/' ? {} : { path }),
        },
      ]
    : []
}

/** `prefix :api` and `version 'v1', using: :path`, as a router between the class and what is in front of it. */
function prefixFacts(call: SgNode): RouteFact[] {
  const router = fullName(call)
  const { positional, named } = rubyArguments(call)
  const text = rubyText(positional[0])
  if (!router || call.field('receiver') || !text || around(call).length > 0) return []
  const inPath = calledName(call) === 'prefix' || /^:?path$/.test(named.get('using')?.text() ?? ':path')
  if (!inPath) return []
  const parent = `${router} behind its ${calledName(call)}`
  const said = { framework, line: lineOf(call) }
  const note: MountNote = {
    fact: 'note',
    ...said,
    kind: 'prefix',
    name: router,
    data: { child: parent, prefix: text, order: calledName(call) === 'prefix' ? 0 : 1 },
  }
  return [note]
}

/** `mount Orders`, `mount Orders => '/orders'`, `mount({ Orders => :orders })`. */
function mountNotes(call: SgNode): RouteFact[] {
  const router = fullName(call) || '@routes'
  if (call.field('receiver')) return []
  const prefix = joinPaths(...around(call))
  const pairs = call.findAll({ rule: { kind: 'pair' } })
  const list = call.field('arguments')?.children() ?? []
  const alone = list.filter((one) => /^(?:constant|scope_resolution)$/.test(String(one.kind())))
  const note = (child: string, own: string): MountNote => ({
    fact: 'note',
    framework,
    line: lineOf(call),
    kind: 'mount',
    name: router,
    data: { child, prefix: own, below: prefix, order: 0 },
  })
  return [
    ...alone.map((one) => note(one.text(), '')),
    ...pairs.flatMap((one) => {
      const [key, value] = [one.field('key'), one.field('value')]
      if (!key || !value || !/^[A-Z:]/.test(key.text())) return []
      return [note(key.text(), rubyText(value) ?? value.text())]
    }),
  ]
}

/** `PREFIX = '/api'` of a class. */
function constantNote(node: SgNode): RouteFact[] {
  const text = rubyText(node.field('right'))
  const name = [fullName(node), node.field('left')?.text()].filter(Boolean).join('::')
  if (text === undefined || text.length > 80 || /\s/.test(text)) return []
  const note: ConstantNote = {
    fact: 'note',
    framework,
    line: lineOf(node),
    kind: 'constant',
    name,
    data: { text },
  }
  return [note]
}
