import type { Tx } from '../../platform/database.ts'
import { mergeFindings } from '../merge-findings.ts'
import { type AssignArgs, otherTools } from './assign.ts'
import { blockCandidates } from './block-candidates.ts'
import { pairBlocks } from './pair-blocks.ts'
import { oldestOfConnected } from './unite.ts'

/**
 * Joins findings of results that were written again with those of other tools on the same block and control: while one tool had seen
 * lines move and the other had not, they could not meet. The older wins. Returns the winners.
 */
export async function meetBlocks(tx: Tx, args: AssignArgs): Promise<string[]> {
  const others = args.rules.block ? await otherTools(tx, args) : []
  if (others.length === 0) return []
  const candidates = await blockCandidates(tx, { ...args, which: 'rewritten' }, others)
  const held = new Map(candidates.map((row) => [row.fresh, row.held as string]))
  const { matches, joins } = pairBlocks(candidates)
  const links = matches.map(({ fresh, finding }): [string, string] => [held.get(fresh) as string, finding])
  const into = [...oldestOfConnected([...links, ...joins])].filter(([id, oldest]) => id !== oldest)
  const { asset, report, at } = args
  return mergeFindings(tx, { asset, into: new Map(into), at, report, reason: { rule: 'block' } })
}
