import type { Kind, Severity, Slice, State } from '../api/types.ts'
import { KIND, NOISE, SEVERITY, STATE } from '../words/labels.ts'

/** What a group of a slice is called on this page: the API's label, but for words that the web has its own of. */
export function valueWord(slice: Slice, id: string, label: string): string {
  if (slice === 'severity') return SEVERITY[id as Severity]?.label ?? label
  if (slice === 'kind') return KIND[id as Kind]?.label ?? label
  if (slice === 'state') return STATE[id as State] ?? label
  if (slice === 'noise') return NOISE[id as keyof typeof NOISE] ?? label
  if (slice === 'cwe' && /^\d+$/.test(label)) return `CWE-${label}`
  return label || 'none'
}
