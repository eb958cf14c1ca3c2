import { DEPLOYER_DECISIONS } from '../../model/deployer-decision.ts'
import { EXPLOIT_MATURITIES } from '../../model/exploit-maturity.ts'
import { REACHES } from '../../model/reachability.ts'
import { severityOfRank } from '../../model/severity.ts'
import type { Cell } from '../posture-index/cell.ts'

/** What a cell's noise is filtered and counted by: its reasons, or `none`. */
export const namesOfNoise = ({ noise }: Cell): readonly string[] => (noise.length ? noise : ['none'])

const wordOf = (words: readonly string[], place: number | null): readonly string[] => [
  place === null ? 'unknown' : (words[place] as string),
]

/** The facets that cells alone decide: what a cell is filtered and counted by, under the facet's name as in the filter. */
export const CELL_FACETS = {
  kind: ({ kind }) => [kind],
  severity: ({ severity }) => [severityOfRank(severity)],
  state: ({ state }) => [state],
  tool: ({ tools }) => tools,
  tag: ({ tags }) => tags,
  noise: namesOfNoise,
  exploitMaturity: ({ maturity }) => wordOf(EXPLOIT_MATURITIES, maturity),
  ssvc: ({ ssvc }) => wordOf(DEPLOYER_DECISIONS, ssvc),
  reachability: ({ reachability }) => wordOf(REACHES, reachability),
} satisfies Record<string, (cell: Cell) => readonly string[]>

export type CellFacet = keyof typeof CELL_FACETS
export const CELL_FACET_NAMES = Object.keys(CELL_FACETS) as CellFacet[]

/** Each facet's bit in what a cell fails. */
export const facetBit = (facet: CellFacet): number => 1 << CELL_FACET_NAMES.indexOf(facet)
