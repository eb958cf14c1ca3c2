import type { Control } from '../api/types.ts'
import { CONTROL, choices } from '../words/labels.ts'

const NONE = 'none'

export const CONTROL_CHOICES = [...choices<string>(CONTROL), { value: NONE, label: 'Nothing' }]

/** What a field of choices shows: an empty list is the choice "nothing", null is no choice yet. */
export const controlValues = (controls: readonly Control[] | null): string[] =>
  controls?.length === 0 ? [NONE] : [...(controls ?? [])]

/** "Nothing" and the others exclude each other, whichever came last wins; nothing chosen = nobody has said. */
export function controlsChosen(values: string[]): Control[] | null {
  if (values.length === 0) return null
  if (values.at(-1) === NONE) return []
  return values.filter((value) => value !== NONE) as Control[]
}

export const controlWords = (controls: readonly Control[]): string =>
  controls.map((name) => CONTROL[name]).join(', ') || 'Nothing'

/** Offered; others may be typed. */
export const FRAMEWORK_CHOICES = [
  'PCI DSS',
  'HIPAA',
  'GDPR',
  'SOC 2',
  'ISO 27001',
  'NIS2',
  'DORA',
  'CRA',
  'FedRAMP',
  'SOX',
  'None',
]
const NO_FRAMEWORK = 'None'

export const frameworkValues = (frameworks: readonly string[] | null): string[] =>
  frameworks?.length === 0 ? [NO_FRAMEWORK] : [...(frameworks ?? [])]

export function frameworksChosen(values: string[]): string[] | null {
  if (values.length === 0) return null
  if (values.at(-1) === NO_FRAMEWORK) return []
  return values.filter((value) => value !== NO_FRAMEWORK)
}
