import type { SgNode } from '@ast-grep/napi'
import { calledName, type RubyArguments, rubyLine, rubyText, rubyTexts } from '../languages/ruby-syntax.ts'
import { joined } from './rails-resources.ts'
import { addRoute, inModule, type RailsFile, type RailsScope } from './rails-scope.ts'

/** `get 'x', to: 'a#b'`, `get :x, on: :member`, `post 'x' => 'a#b'`, `match 'x', via: [:get, :post]`. */
export function addVerb(file: RailsFile, scope: RailsScope, call: SgNode, args: RubyArguments): void {
  const verb = calledName(call)
  const via = rubyTexts(args.named.get('via'))
  const methods = verb === 'match' ? (via.length > 0 && !via.includes('all') ? via : ['any']) : [verb]
  const option = (key: string): string | undefined => rubyText(args.named.get(key), scope.variables)
  const written = [
    ...args.pairs.map(({ key, value }) => ({ path: rubyText(key, scope.variables), to: value })),
    ...args.positional.map((one) => ({ path: rubyText(one, scope.variables), to: args.named.get('to') })),
  ]
  const on = option('on')
  const { resource } = scope
  const base =
    on === 'member'
      ? resource?.member
      : on === 'collection'
        ? resource?.collection
        : on === 'new'
          ? `${resource?.collection}/new`
          : scope.path
  for (const { path, to } of written) {
    if (path === undefined) continue
    const { controller, action, handler } = answerTo(
      scope,
      path,
      rubyText(to, scope.variables),
      to,
      option('controller'),
      option('action'),
    )
    // `get 'x', path: 'y'`: the path is the option, the name says the action.
    const asked = option('path') ?? path
    for (const method of methods)
      addRoute(file, scope, {
        method: method.toUpperCase(),
        path: joined(base, asked),
        controller,
        action,
        line: rubyLine(call),
        ...(handler ? { handler } : {}),
      })
  }
}

function answerTo(
  scope: RailsScope,
  path: string,
  to: string | undefined,
  written: SgNode | undefined,
  controllerOption: string | undefined,
  actionOption: string | undefined,
): { controller: string; action: string; handler?: string } {
  const [before, after] = to?.includes('#') ? to.split('#') : [undefined, to]
  // Something of Rack, a redirection.
  if (written && to === undefined)
    return { controller: '', action: '', handler: written.text().split(/[\s(]/)[0] ?? '' }
  const steps = path
    .replace(/^\//, '')
    .replace(/\([^()]*\)/g, '')
    .split('/')
  const named = before ?? controllerOption ?? scope.controller
  const own = named !== undefined ? inModule(scope.module, named) : scope.resource?.controller
  const action = actionOption ?? after ?? (steps.at(-1) ?? '').replaceAll('-', '_')
  // `get 'users/list'` alone names both.
  const implied = steps.length > 1 ? inModule(scope.module, steps.slice(0, -1).join('/')) : ''
  return { controller: own ?? implied, action }
}
