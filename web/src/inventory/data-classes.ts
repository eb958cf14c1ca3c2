import type { DataClass } from '../api/types.ts'
import { choices, DATA_CLASS } from '../words/labels.ts'

const NONE = 'none'

export const DATA_CHOICES = [...choices<string>(DATA_CLASS), { value: NONE, label: 'None of these' }]

/** What a field of choices shows: an empty list is the choice "none of these", null is no choice yet. */
export const dataValues = (classes: DataClass[] | null): string[] =>
  classes?.length === 0 ? [NONE] : (classes ?? [])

/** "None" and the others exclude each other, whichever came last wins; nothing chosen = nobody has said. */
export function dataChosen(values: string[]): DataClass[] | null {
  if (values.length === 0) return null
  if (values.at(-1) === NONE) return []
  return values.filter((value) => value !== NONE) as DataClass[]
}

export const dataWords = (classes: DataClass[]): string =>
  classes.length === 0 ? 'None of these' : classes.map((name) => DATA_CLASS[name]).join(', ')
