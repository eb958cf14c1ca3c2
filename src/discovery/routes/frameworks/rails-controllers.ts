import type { SgNode } from '@ast-grep/napi'
import type { RouteFact } from '../contract.ts'
import { rubyAsksWho } from '../languages/ruby-authentication.ts'
import {
  calledName,
  fullName,
  rubyArguments,
  rubyLine,
  rubyTexts,
  statementsOf,
} from '../languages/ruby-syntax.ts'
import { type RailsController, type RailsFilter, railsNote } from './rails-notes.ts'

const FILTER =
  /^(?:(?:prepend_|append_)?(?:before|around)_(?:action|filter)|skip_(?:before|around)?_?(?:action|filter)|skip_before_action)$/
const TURNS_AWAY =
  /redirect|render|\bhead\b|raise|unauthori[sz]ed|forbidden|throw|authenticate_or|authenti\w+!|authoriz\w+!|deny|denied|require_|not_found|fail!|\bhalt\b|super\b/i
const MOST_USES = 20

/** A controller or a module of controllers: its actions, its filters, what it inherits and includes. */
export function railsController(node: SgNode): RouteFact[] {
  const name = fullName(node)
  const base = node
    .field('superclass')
    ?.children()
    .find((one) => one.isNamed())
    ?.text()
  const data: RailsController = {
    includes: [],
    actions: Object.create(null),
    filters: [],
    ...(base ? { base } : {}),
  }
  readBody(node, data, 0)
  return name ? [railsNote('controller', name, rubyLine(node), data)] : []
}

function readBody(node: SgNode, data: RailsController, depth: number): void {
  let hidden = false
  for (const one of statementsOf(node)) {
    const kind = one.kind()
    const name = calledName(one)
    if ((name === 'private' || name === 'protected') && kind === 'identifier') hidden = true
    else if (name === 'public' && kind === 'identifier') hidden = false
    else if (kind === 'method') {
      const method = one.field('name')?.text() ?? ''
      if (!hidden) data.actions[method] = actionOf(one)
      if (rubyAsksWho(method) && !TURNS_AWAY.test(one.text())) data.soft = [...(data.soft ?? []), method]
    } else if (kind === 'call') readCall(one, name, data, depth)
  }
}

function readCall(call: SgNode, name: string, data: RailsController, depth: number): void {
  if (FILTER.test(name)) data.filters.push(filterOf(call, name))
  else if (/^(?:allow_unauthenticated_access|allow_anonymous_access|skip_authorization_check)$/.test(name))
    data.filters.push({ ...filterOf(call, 'skip'), names: ['require_authentication'], skip: true })
  else if (
    name === 'http_basic_authenticate_with' ||
    /^(?:load_and_)?authorize_resource$/.test(name) ||
    name === 'doorkeeper_for'
  )
    data.filters.push({ ...filterOf(call, name), names: [name] })
  else if (name === 'include') data.includes.push(...rubyArguments(call).positional.map((one) => one.text()))
  else if ((name === 'included' || name === 'with_options' || name === 'class_eval') && depth < 4)
    readBody(call.field('block') ?? call, data, depth + 1)
  else if (name === 'alias_method' || name === 'define_method')
    for (const one of rubyArguments(call)
      .positional.slice(0, 1)
      .flatMap((each) => rubyTexts(each)))
      data.actions[one] = { line: rubyLine(call) }
}

function filterOf(call: SgNode, name: string): RailsFilter {
  const { positional, named } = rubyArguments(call)
  const block = call.field('block')
  const names = positional.flatMap((one) => {
    const texts = rubyTexts(one)
    if (texts.length > 0) return texts
    return askedIn(one)
  })
  if (block) names.push(...askedIn(block))
  return {
    names,
    ...(named.has('only') ? { only: rubyTexts(named.get('only')) } : {}),
    ...(named.has('except') ? { except: rubyTexts(named.get('except')) } : {}),
    ...(name.startsWith('skip') ? { skip: true as const } : {}),
  }
}

/** `before_action -> { authorize! :read }`: the word that asks. */
const askedIn = (node: SgNode): string[] =>
  [
    ...node
      .text()
      .slice(0, 1000)
      .matchAll(/[a-z_]\w*[!?]?/g),
  ]
    .map(([one]) => one)
    .filter(rubyAsksWho)
    .slice(0, 1)

function actionOf(method: SgNode): RailsController['actions'][string] {
  const text = method.text().slice(0, 10_000)
  const uses = [...new Set([...text.matchAll(/(?<![\w:'"])[A-Z]\w*[a-z]\w*/g)].map(([one]) => one))].slice(
    0,
    MOST_USES,
  )
  const read = [
    ...new Set(
      [...text.matchAll(/\bparams(?:\[|\.(?:require|permit|fetch|dig)\(\s*):(\w{1,60})/g)].map(
        ([, one = '']) => one,
      ),
    ),
  ]
  const parameters = read.slice(0, 40).map((name) => ({ name, in: 'query' as const }))
  return {
    line: rubyLine(method),
    ...(uses.length > 0 ? { uses } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
  }
}
