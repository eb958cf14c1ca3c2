import type { SgNode } from '@ast-grep/napi'
import type { Framework, RouteFact } from '../contract.ts'
import { rubyAsksWho } from '../languages/ruby-authentication.ts'
import {
  calledName,
  fullName,
  rubyArguments,
  rubyLine,
  rubyText,
  rubyTexts,
} from '../languages/ruby-syntax.ts'
import { joinPaths } from '../names.ts'

const framework = 'sinatra'
const VERBS = '^(?:get|post|put|patch|delete|options|head|link|unlink)$'
const MOST = 40

/** Sinatra: verbs with a block, in a class or at the top of a file, namespaces of sinatra-contrib, `before` filters, classes of config.ru. */
export const sinatra: Framework = {
  id: framework,
  name: 'Sinatra',
  language: 'ruby',
  packages: ['sinatra', 'sinatra/', 'sinatra-contrib', 'padrino', 'roda-sinatra'],
  mentions: /^\s*(?:get|post|put|patch|delete|before|namespace)\b/m,
  rules: [
    {
      rule: {
        kind: 'call',
        all: [{ has: { field: 'method', regex: VERBS } }, { has: { field: 'block', kind: 'do_block' } }],
      },
      facts: sinatraRoute,
    },
    {
      rule: {
        kind: 'call',
        all: [{ has: { field: 'method', regex: '^before$' } }, { has: { field: 'block', regex: '.' } }],
      },
      facts: sinatraGuard,
    },
    {
      rule: {
        kind: 'class',
        has: { field: 'superclass', regex: 'Sinatra|Base\\b|App\\w*|Controller|Api|API' },
      },
      facts: sinatraClass,
    },
  ],
}

/** Name of the class around, or one for the file itself. */
const routerOf = (node: SgNode): string => fullName(node) || 'main'

/** Paths of the namespaces around a node, outermost first. */
function namespacesOf(node: SgNode): string[] {
  const paths: string[] = []
  for (let at = node.parent(); at; at = at.parent())
    if (at.kind() === 'call' && calledName(at) === 'namespace') {
      const path = rubyText(rubyArguments(at).positional[0])
      if (path !== undefined) paths.unshift(path)
    }
  return paths
}

function sinatraRoute(call: SgNode): RouteFact[] {
  if (call.field('receiver')) return []
  const { positional } = rubyArguments(call)
  const [router, line] = [routerOf(call), rubyLine(call)]
  const declared: RouteFact[] = router === 'main' ? [{ fact: 'router', name: router, line, framework }] : []
  const text = call.text().slice(0, 10_000)
  const asked = [...text.matchAll(/^\s*([a-z_]\w*[!?]?)/gm)]
    .slice(1, 6)
    .map(([, name = '']) => name)
    .find(rubyAsksWho)
  const uses = [...new Set([...text.matchAll(/(?<![\w:'"])[A-Z]\w*[a-z]\w*/g)].map(([name]) => name))].slice(
    0,
    20,
  )
  const inBody = /^(?:post|put|patch)$/.test(calledName(call))
  return positional
    .flatMap((one) => rubyTexts(one))
    .slice(0, 1)
    .flatMap((written): RouteFact[] => {
      const path = joinPaths(...namespacesOf(call), sinatraPath(written))
      const read = [...new Set([...text.matchAll(/\bparams\[[:'"](\w{1,60})/g)].map(([, name = '']) => name))]
      const parameters = read
        .filter((name) => !path.includes(`{${name}}`))
        .slice(0, MOST)
        .map((name) => ({ name, in: inBody ? ('body' as const) : ('query' as const) }))
      return [
        ...declared,
        {
          fact: 'route',
          router,
          method: calledName(call).toUpperCase(),
          path,
          line,
          framework,
          ...(asked ? { authentication: asked } : {}),
          ...(parameters.length > 0 ? { parameters } : {}),
          ...(uses.length > 0 ? { uses } : {}),
        },
      ]
    })
}

/** `/users/:id`, `/files/*.*`, `/x/?:y?` as templates. */
const sinatraPath = (path: string): string => {
  let splat = 0
  return path
    .replace(/\(\.:\w+\)|\.\?:format\??/g, '')
    .replace(/(\/)\?(?=$|:)/g, '$1')
    .replace(/(?<!\w):(\w+)\??/g, '{$1}')
    .replace(/\*/g, () => `{splat${splat++ || ''}}`)
}

/** `before { authenticate! }`, `before '/admin/*' do … end`. */
function sinatraGuard(call: SgNode): RouteFact[] {
  const block = call.field('block')?.text() ?? ''
  const asked = [...block.slice(0, 4000).matchAll(/[a-z_]\w*[!?]?/g)].map(([name]) => name).find(rubyAsksWho)
  if (!asked) return []
  const { positional } = rubyArguments(call)
  const own = rubyText(positional[0])
  const around = namespacesOf(call)
  const path =
    own !== undefined || around.length > 0
      ? joinPaths(...around, sinatraPath(own ?? '').replace(/\{splat\d*\}$/, '*'))
      : undefined
  // A filter holds for the whole class, wherever in it it stands.
  return [
    {
      fact: 'guard',
      router: routerOf(call),
      authentication: asked,
      line: 1,
      framework,
      ...(path ? { path } : {}),
    },
  ]
}

/** A class of Sinatra, or of a class of the application's own that is. */
function sinatraClass(node: SgNode): RouteFact[] {
  const name = fullName(node)
  const base =
    node
      .field('superclass')
      ?.children()
      .find((one) => one.isNamed())
      ?.text() ?? ''
  const line = rubyLine(node)
  return [
    { fact: 'router', name, line, framework },
    ...(/^(?:::)?Sinatra::/.test(base)
      ? []
      : [{ fact: 'inherit' as const, router: name, from: base, line, framework }]),
  ]
}
