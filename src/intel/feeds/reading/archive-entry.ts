import type { IntelItem } from '../contract.ts'

/** One file of an archive. */
export interface ArchiveEntry {
  type: 'entry'
  /** As the archive has it: only ever shown, nothing is written under it. */
  name: string
  content: Buffer
}

export type Problem = Extract<IntelItem, { type: 'problem' }>
