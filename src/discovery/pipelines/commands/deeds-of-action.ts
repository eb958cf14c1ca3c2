import type { Deed, System, Use, Variable } from '../contract.ts'
import { fillVariables } from './fill-variables.ts'
import { KNOWN_ACTIONS, type KnownAction } from './known-actions.ts'

/** Pieces of a list of image references: one per line, or after commas. */
export const listed = (text: string): string[] =>
  text
    .split(/[\n,]+/)
    .map((one) => one.trim())
    .filter((one) => one !== '' && !one.startsWith('#'))

/** What a known action or task builds, pushes and deploys with its inputs. */
export function deedsOfAction(use: Use, system: System, variables: readonly Variable[]): Deed[] {
  const values = new Map(variables.map(({ name, value }) => [name, value]))
  return KNOWN_ACTIONS.filter(
    (known) => known.name.test(use.name) && (!known.system || known.system === system),
  ).flatMap((known) => deedsOf(known, use, values))
}

function deedsOf(known: KnownAction, use: Use, values: ReadonlyMap<string, string>): Deed[] {
  const input = (name: string): string | undefined =>
    use.with.find((one) => one.name.toLowerCase() === name.toLowerCase())?.value
  if (known.only && !known.only[1].test(input(known.only[0]) ?? '')) return []
  const said = known.inputs?.map(input).find(Boolean)
  const targets =
    said && /\bsteps\.[\w-]+\.outputs\b/.test(said) && known.what === 'image' ? [] : listed(said ?? '')
  const names = targets.map((one) => fillVariables(one, values))
  const context = known.context ? fillVariables(input(known.context) ?? '.', values) : undefined
  const inside =
    context !== undefined && !/[$`{:]/.test(context)
      ? { context: context.replace(/^\.\/|\/$/g, '') || '.' }
      : {}
  const evidence = `${use.name}${use.ref ? `@${use.ref}` : ''}`
  const deed = (name: string, what: Deed['what']): Deed => ({
    does: known.does,
    what,
    name,
    line: use.line,
    evidence,
    ...inside,
  })
  if (names.length === 0)
    return known.otherwise ? [deed(known.otherwise, known.what === 'package' ? 'package' : 'target')] : []
  return names.map((name) => deed(name, known.what))
}
