import type { SelectedBlock } from './select-blocks.ts'

/** A row that a page shows. */
export interface Picked {
  selected: SelectedBlock
  row: number
  /** What the cursor keeps of the sort's value. */
  key: string | number
}
