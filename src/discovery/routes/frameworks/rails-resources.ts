import type { SgNode } from '@ast-grep/napi'
import { plural, singular } from '../languages/ruby-inflections.ts'
import { type RubyArguments, rubyLine, rubyText, rubyTexts } from '../languages/ruby-syntax.ts'
import { addRoute, inModule, type RailsFile, type RailsScope } from './rails-scope.ts'
import { DEVISE_ROUTES, DEVISE_USUAL, DOORKEEPER_ROUTES, RESOURCE_ACTIONS } from './rails-tables.ts'

/** `resources :users` and `resource :profile`: adds their actions, says the scope inside of each. */
export function addResources(
  file: RailsFile,
  scope: RailsScope,
  call: SgNode,
  args: RubyArguments,
  many: boolean,
): RailsScope[] {
  const { named } = args
  const option = (name: string): string | undefined => rubyText(named.get(name), scope.variables)
  const only = named.has('only') ? rubyTexts(named.get('only'), scope.variables) : scope.only
  const except = named.has('except') ? rubyTexts(named.get('except'), scope.variables) : scope.except
  const names = namesOf(named.get('path_names'))
  return args.positional.flatMap((one) => {
    const name = rubyText(one, scope.variables)
    if (name === undefined) return []
    const module = option('module')
    const inner = module ? inModule(scope.module, module) : scope.module
    const controller = inModule(inner, option('controller') ?? (many ? last(name) : plural(last(name))))
    const base = joined(outer(scope), option('path') ?? name)
    const param = option('param') ?? scope.param ?? 'id'
    const member = many ? `${base}/:${param}` : base
    const nested = many ? `${base}/:${singular(last(name)).replaceAll('-', '_')}_${param}` : base
    for (const { action, methods, on, end } of RESOURCE_ACTIONS) {
      if (!many && action === 'index') continue
      if (only ? !only.includes(action) : except?.includes(action)) continue
      const path = joined(
        on === 'member' ? shallowMember(scope, member, name, param, many) : base,
        end && (names.get(end) ?? end),
      )
      for (const method of methods)
        addRoute(file, scope, {
          method,
          path,
          controller,
          action,
          line: rubyLine(call),
          ...(only ? {} : { implied: true as const }),
        })
    }
    const { only: _only, except: _except, controller: _controller, param: _param, ...rest } = scope
    return [
      { ...rest, module: inner, path: nested, resource: { controller, collection: base, member, nested } },
    ]
  })
}

/** Path that a nested resource stands below. */
const outer = (scope: RailsScope): string => scope.path

/** With `shallow`, one thing is found without its parents. */
const shallowMember = (
  scope: RailsScope,
  member: string,
  name: string,
  param: string,
  many: boolean,
): string =>
  scope.shallow !== undefined && scope.resource && many ? joined(scope.shallow, `${name}/:${param}`) : member

const last = (name: string): string => name.slice(name.lastIndexOf('/') + 1)

export const joined = (...parts: (string | undefined)[]): string => parts.filter(Boolean).join('/')

function namesOf(hash: SgNode | undefined): Map<string, string> {
  const names = new Map<string, string>()
  for (const pair of hash?.children() ?? []) {
    const value = pair.kind() === 'pair' ? rubyText(pair.field('value')) : undefined
    if (value !== undefined) names.set((pair.field('key')?.text() ?? '').replace(/^:|:$/g, ''), value)
  }
  return names
}

/** `devise_for :users, controllers: { sessions: 'auth/sessions' }, path: 'auth', skip: [:registrations]`. */
export function addDevise(
  file: RailsFile,
  scope: RailsScope,
  call: SgNode,
  { positional, named }: RubyArguments,
): void {
  const controllers = namesOf(named.get('controllers'))
  const renamed = namesOf(named.get('path_names'))
  const skipped = rubyTexts(named.get('skip'))
  const only = named.has('only') ? rubyTexts(named.get('only')) : undefined
  if (skipped.includes('all')) return
  for (const one of positional) {
    const name = rubyText(one) ?? ''
    const base = joined(scope.path, rubyText(named.get('path')) ?? name)
    for (const [kind, routes] of Object.entries(DEVISE_ROUTES)) {
      if (skipped.includes(kind) || (only && !only.includes(kind))) continue
      if (!only && !DEVISE_USUAL.includes(kind) && !controllers.has(kind)) continue
      const controller = controllers.get(kind) ?? `devise/${kind}`
      for (const [method, path, action] of routes)
        addRoute(file, scope, {
          method,
          path: joined(
            base,
            path
              .split('/')
              .map((step) => renamed.get(step) ?? step)
              .join('/'),
          ),
          controller,
          action,
          line: rubyLine(call),
        })
    }
  }
}

/** `use_doorkeeper` */
export function addDoorkeeper(file: RailsFile, scope: RailsScope, call: SgNode): void {
  const text = call.text()
  const controllers = new Map(
    [...text.matchAll(/(\w+):\s*['"]([\w/]+)['"]/g)].map(([, kind, to]) => [kind, to]),
  )
  const skipped = /skip_controllers([^\n]*)/.exec(text)?.[1] ?? ''
  for (const [method, path, kind, action] of DOORKEEPER_ROUTES) {
    if (skipped.includes(`:${kind}`)) continue
    const controller = controllers.get(kind) ?? `doorkeeper/${kind}`
    addRoute(file, scope, {
      method,
      path: joined(scope.path, 'oauth', path),
      controller,
      action,
      line: rubyLine(call),
    })
  }
}
