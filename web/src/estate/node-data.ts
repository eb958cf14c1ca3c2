import type { DataClass, EstateNode } from '../api/types.ts'
import { DATA_CLASS } from '../words/labels.ts'

/** Classes that a thing only leads to, without those that it holds or takes itself. */
export const onlyLedTo = ({ dataClasses, leadsTo }: Pick<EstateNode, 'dataClasses' | 'leadsTo'>) =>
  leadsTo.filter((one) => !dataClasses.includes(one))

export const dataClassWords = (classes: readonly DataClass[]): string =>
  classes.map((one) => DATA_CLASS[one]).join(', ')
