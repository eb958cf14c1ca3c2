import type { Mapping, SeenPath } from '../api/types.ts'

/** What every part of the form works on. */
export interface PartProps {
  mapping: Mapping
  /** Paths of the sample; none without one. */
  paths: SeenPath[]
  /** Members that are undefined are taken out. */
  change: (part: { [K in keyof Mapping]?: Mapping[K] | undefined }) => void
  /** What is wrong at a place of the mapping, and below it. */
  flawAt: (where: string) => string | undefined
  /** `5 of 5`: for how many elements a field found something. */
  foundAt: (field: string) => string | undefined
}
