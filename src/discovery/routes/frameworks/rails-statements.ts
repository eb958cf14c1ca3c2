import type { SgNode } from '@ast-grep/napi'
import {
  calledName,
  rubyArguments,
  rubyLine,
  rubyText,
  rubyTexts,
  statementsOf,
} from '../languages/ruby-syntax.ts'
import { addDevise, addDoorkeeper, addResources, joined } from './rails-resources.ts'
import { addRoute, inModule, type RailsFile, type RailsScope, railsPath } from './rails-scope.ts'
import { addVerb } from './rails-verbs.ts'

const DEEPEST = 40
// Blocks that change nothing about the paths in them.
const PLAIN =
  /^(?:constraints|defaults|with_options|authenticated|unauthenticated|devise_scope|as|direct|resolve|draw_block|concern_block|scope_format|localized|nested|shallow_block|class_eval|tap|instance_exec)$/
const VERBS = /^(?:get|post|put|patch|delete|match|head|options)$/

/** Reads the statements of a file of routes, or of a block in it. */
export function readStatements(file: RailsFile, scope: RailsScope, block: SgNode | null | undefined): void {
  if (!block || file.depth > DEEPEST) return
  file.depth++
  for (const one of statementsOf(block)) readStatement(file, scope, one)
  file.depth--
}

function readStatement(file: RailsFile, scope: RailsScope, node: SgNode): void {
  const kind = String(node.kind())
  if (kind === 'if_modifier' || kind === 'unless_modifier') {
    const body = node.field('body')
    if (body) readStatement(file, scope, body)
  } else if (
    /^(?:if|unless|else|elsif|begin|then|case|when|parenthesized_statements|ensure|rescue)$/.test(kind)
  ) {
    if (file.depth > DEEPEST) return
    file.depth++
    for (const one of node.children())
      if (one.isNamed() && one.field('body') !== one) readStatement(file, scope, one)
    file.depth--
  } else if (kind === 'call' || kind === 'identifier') readCall(file, scope, node)
}

function readCall(file: RailsFile, scope: RailsScope, call: SgNode): void {
  const name = calledName(call)
  const args = rubyArguments(call)
  const block = call.field('block')
  const option = (key: string): string | undefined => rubyText(args.named.get(key), scope.variables)
  const first = rubyText(args.positional[0], scope.variables)
  const inside = (more: Partial<RailsScope>): void => readStatements(file, { ...scope, ...more }, block)

  if (VERBS.test(name)) addVerb(file, scope, call, args)
  else if (name === 'resources' || name === 'resource') {
    for (const own of addResources(file, scope, call, args, name === 'resources')) {
      const shallow =
        args.named.get('shallow')?.text() === 'true' ? { shallow: scope.shallow ?? scope.path } : {}
      const concerned = args.named.get('concerns')
      for (const concern of rubyTexts(concerned))
        readStatements(file, { ...own, ...shallow }, file.concerns.get(concern))
      readStatements(file, { ...own, ...shallow }, block)
    }
  } else if (name === 'namespace')
    inside({
      path: joined(scope.path, option('path') ?? first),
      module: inModule(scope.module, option('module') ?? first ?? ''),
    })
  else if (name === 'scope') {
    const at = args.positional.map((one) => rubyText(one, scope.variables)).filter((one) => one !== undefined)
    const module = option('module')
    const controller = option('controller')
    inside({
      path: joined(scope.path, ...at, option('path')),
      ...(module ? { module: inModule(scope.module, module) } : {}),
      ...(controller ? { controller } : {}),
      ...(args.named.has('only') ? { only: rubyTexts(args.named.get('only')) } : {}),
      ...(args.named.has('except') ? { except: rubyTexts(args.named.get('except')) } : {}),
      ...(option('param') ? { param: option('param') as string } : {}),
    })
  } else if (name === 'controller') inside(first ? { controller: first } : {})
  else if (name === 'shallow') inside({ shallow: scope.path })
  else if (name === 'member' && scope.resource) inside({ path: scope.resource.member })
  else if (name === 'collection' && scope.resource) inside({ path: scope.resource.collection })
  else if (name === 'new' && scope.resource) inside({ path: `${scope.resource.collection}/new` })
  else if (name === 'authenticate') inside({ authentication: `authenticate ${first ?? ''}`.trim() })
  else if (name === 'concern' && first && block) file.concerns.set(first, block)
  else if (name === 'concerns')
    for (const one of args.positional.flatMap((each) => rubyTexts(each)))
      readStatements(file, scope, file.concerns.get(one))
  else if (name === 'root') {
    const to = first ?? option('to') ?? ''
    const [controller = '', action = ''] = to.split('#')
    addRoute(file, scope, {
      method: 'GET',
      path: scope.path,
      controller: controller ? inModule(scope.module, controller) : '',
      action,
      line: rubyLine(call),
    })
  } else if (name === 'mount') readMount(file, scope, call)
  else if (name === 'draw' && first) file.draws.push({ name: first, path: scope.path, module: scope.module })
  else if (name === 'devise_for') addDevise(file, scope, call, args)
  else if (name === 'use_doorkeeper') addDoorkeeper(file, scope, call)
  else if (name === 'each' && block) readLoop(file, scope, call, block)
  else if (block && (PLAIN.test(name) || call.field('receiver') === null)) inside({})
}

/** `mount Sidekiq::Web => '/sidekiq'`, `mount Engine, at: '/x'`. */
function readMount(file: RailsFile, scope: RailsScope, call: SgNode): void {
  const { positional, named, pairs } = rubyArguments(call)
  const engine = (pairs[0]?.key ?? positional[0])?.text() ?? ''
  const path = rubyText(pairs[0]?.value ?? named.get('at'), scope.variables) ?? ''
  const { authentication } = scope
  file.mounts.push({
    engine,
    path: railsPath(joined(scope.path, path)),
    line: rubyLine(call),
    ...(authentication ? { authentication } : {}),
  })
}

/** `%w[a b].each do |name|`: once for each text. */
function readLoop(file: RailsFile, scope: RailsScope, call: SgNode, block: SgNode): void {
  const variable =
    block
      .field('parameters')
      ?.children()
      .find((one) => one.isNamed())
      ?.text() ?? ''
  const texts = rubyTexts(call.field('receiver'), scope.variables)
  if (texts.length === 0) readStatements(file, scope, block)
  for (const text of texts.slice(0, 50))
    readStatements(file, { ...scope, variables: new Map([...scope.variables, [variable, text]]) }, block)
}
