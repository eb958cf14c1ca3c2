import type { SgNode } from '@ast-grep/napi'
import type { SourceFile } from '../../source/source-file.ts'
import type { Framework, RouteFact } from '../contract.ts'
import { fullName, rubyArguments, statementsOf } from '../languages/ruby-syntax.ts'
import { railsController } from './rails-controllers.ts'
import { railsNote } from './rails-notes.ts'
import type { RailsFile, RailsScope } from './rails-scope.ts'
import { readStatements } from './rails-statements.ts'
import { weaveRails } from './rails-weave.ts'

/** Rails: the files of routes are read as what they are, a small language; who answers is found among the controllers by `weave`. */
export const rails: Framework = {
  id: 'rails',
  name: 'Ruby on Rails',
  language: 'ruby',
  packages: ['rails', 'railties', 'actionpack'],
  mentions:
    /\.routes\.draw\b|^\s*(?:resources?|namespace|scope|get|post)\b|Controller\b|before_action|config\.api_only|included do|ActiveSupport::Concern|isolate_namespace/m,
  rules: [
    { rule: { kind: 'call', has: { field: 'method', regex: '^(?:draw|prepend|append)$' } }, facts: drawn },
    { rule: { kind: 'program' }, facts: drawnByOther },
    {
      rule: { any: [{ kind: 'class' }, { kind: 'module' }], has: { kind: 'body_statement' } },
      facts: (match, file) =>
        /(?:^|\/)controllers\/|_controller\.rb$/.test(file.path) ? railsController(match) : [],
    },
    {
      rule: { kind: 'call', has: { field: 'method', regex: '^isolate_namespace$' } },
      facts: (match) => [
        railsNote('isolated', fullName(match), match.range().start.line + 1, {
          namespace: rubyArguments(match).positional[0]?.text() ?? '',
        }),
      ],
    },
    {
      rule: { kind: 'assignment', regex: '^config\\.api_only\\s*=\\s*true' },
      facts: (match) => [railsNote('api-only', '', match.range().start.line + 1, true)],
    },
  ],
  weave: weaveRails,
}

const START: RailsScope = { path: '', module: '', variables: new Map() }

/** `Rails.application.routes.draw do … end` */
function drawn(call: SgNode): RouteFact[] {
  const receiver = call.field('receiver')?.text() ?? ''
  if (!receiver.endsWith('.routes')) return []
  const owner = receiver.replace(/\.routes$/, '').replace(/^::/, '')
  return said(owner, call.field('block'), call)
}

/** `config/routes/api.rb` has the statements alone: another file draws it. */
function drawnByOther(program: SgNode, file: SourceFile): RouteFact[] {
  if (
    !/(?:^|\/)config\/routes\/.+\.rb$/.test(file.path) ||
    /\.routes\.(?:draw|append|prepend)\b/.test(file.text)
  )
    return []
  return statementsOf(program).length > 0 ? said('', program, program) : []
}

function said(owner: string, block: SgNode | null, at: SgNode): RouteFact[] {
  const file: RailsFile = { routes: [], draws: [], mounts: [], owner, concerns: new Map(), depth: 0 }
  readStatements(file, START, block)
  const { routes, draws, mounts } = file
  return [railsNote('routes', '', at.range().start.line + 1, { routes, draws, mounts, owner })]
}
