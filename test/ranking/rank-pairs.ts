import { PAIRS, type Pair } from './pairs.ts'

export type Call = (method: 'GET' | 'POST', path: string, body?: unknown) => Promise<unknown>

export interface RankedPair extends Pair {
  /** 0–100. */
  moreScore: number
  lessScore: number
}

/**
 * Builds the estate over the API, an asset a case with what people say of it, sends each case's report, and returns the scores that
 * come of it. `settle` works off what is queued.
 */
export async function rankPairs(call: Call, settle: () => Promise<void>): Promise<RankedPair[]> {
  for (const [side, { context }, id] of cases())
    await call('POST', '/assets', { kind: 'repository', name: `${id}-${side}`, ...context })
  for (const [side, { finding }, id] of cases())
    await call('POST', `/reports?asset=${id}-${side}&fileName=report.json`, {
      stance: 1,
      tool: { name: 'Reviewer' },
      findings: [finding],
    })
  await settle()
  const scores = new Map<string, number>()
  for (const [side, , id] of cases()) {
    const { items } = (await call('GET', `/findings?asset=${id}-${side}`)) as { items: { score: number }[] }
    if (items.length !== 1 || !items[0])
      throw new Error(`${id}-${side} has ${items.length} findings instead of one`)
    scores.set(`${id}-${side}`, items[0].score)
  }
  const of = (name: string): number => scores.get(name) as number
  return PAIRS.map((pair) => ({
    ...pair,
    moreScore: of(`${pair.id}-more`),
    lessScore: of(`${pair.id}-less`),
  }))
}

const cases = () =>
  PAIRS.flatMap(({ id, more, less }) => [['more', more, id] as const, ['less', less, id] as const])
