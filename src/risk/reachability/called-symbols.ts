import type { Tx } from '../../platform/database.ts'
import { COMPONENTS_OF_FINDINGS } from './components-of-findings.ts'

/** A function that an advisory calls affected, and the place where code uses it. */
export interface CalledSymbol {
  finding: string
  symbol: string
  advisory: string
  /** `path:line` */
  place: string
  /** 0–1: less where only a method's name tells, not the type that it is of. */
  confidence: number
}

const NAMED = 0.9
const BY_METHOD = 0.6

/** Findings whose advisory names functions that the code of their asset uses, as discovery noted it. Only `findings`, or all. */
export async function calledSymbols(
  tx: Tx,
  { assets, findings }: { assets: readonly string[]; findings: readonly string[] | null },
): Promise<CalledSymbol[]> {
  const { rows } = await tx.query<{
    finding: string
    advisory: string
    symbols: string[]
    uses: Record<string, string>
  }>(
    `with ${COMPONENTS_OF_FINDINGS}
     select distinct on (k.finding_id, p.advisory, u.component_id) k.finding_id as finding, p.advisory, p.symbols, u.reach_detail->'uses' as uses
     from kept k join component_use u on u.asset_id = k.asset_id and u.component_id = k.component_id and u.reach_detail ? 'uses'
     join component_package n on n.component_id = u.component_id
     join advisory_package p on p.ecosystem = split_part(n.package, ':', 1) and p.name = substr(n.package, strpos(n.package, ':') + 1)
       and p.advisory = any(k.advisories) and p.symbols <> '{}'
     order by 1, 2, u.component_id`,
    [assets, findings],
  )
  return rows.flatMap(({ finding, advisory, symbols, uses }) => {
    const found = usedSymbol(symbols, uses)
    return found ? [{ finding, advisory, ...found }] : []
  })
}

/**
 * The first of an advisory's symbols that code uses. `uses` is `module#name` → place. A symbol's last word must be the one that is used,
 * and its first the module's; what is between depends on how a package hands its parts on. `*.name` is a method of something that the
 * package made, whose type the source does not tell.
 */
export function usedSymbol(
  symbols: readonly string[],
  uses: Readonly<Record<string, string>>,
): Pick<CalledSymbol, 'symbol' | 'place' | 'confidence'> | undefined {
  const used = Object.entries(uses).map(([use, place]) => ({ words: wordsOf(use), place }))
  const hits = symbols.flatMap((symbol) => {
    const words = wordsOf(symbol)
    return used.flatMap(({ words: use, place }) => {
      if (words.at(-1) !== use.at(-1)) return []
      const isMethod = use.includes('*')
      // A bare name is all that some records give.
      if (words.length > 1 && words[0] !== use[0]) return []
      return [{ symbol, place, confidence: isMethod || words.length === 1 ? BY_METHOD : NAMED }]
    })
  })
  return hits.sort((a, b) => b.confidence - a.confidence)[0]
}

const wordsOf = (text: string): string[] =>
  text
    .replace(/\(.*$/, '')
    .toLowerCase()
    .split(/[^\w*$]+/)
    .filter(Boolean)
