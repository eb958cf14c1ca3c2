import type { z } from 'zod'
import type { combinations } from '../../api/contract/index.ts'

type Chain = z.infer<typeof combinations.hit>['chain']

/** The way of a combination, a line a thing, with the findings on it below. */
export const chainLines = (chain: Chain): string[] =>
  chain.flatMap(({ kind, name, title, via, against, findings }, at) => [
    `   ${at === 0 ? '' : via ? (against ? `←${via}─ ` : `─${via}→ `) : 'beside '}${kind} ${title ?? name}`,
    ...findings.map((one) => `       ${one.severity} ${one.kind}: ${one.title}`),
  ])
