import type { Observation } from '../../model/observation.ts'

/** The confidence that a tool's common word means, in any case; undefined for words nobody shares. Tools with words of their own map them in their unit. */
export function confidenceOfWord(word: string | undefined): Observation['confidence'] {
  const level = word?.toLowerCase()
  return level === 'high' || level === 'medium' || level === 'low' ? level : undefined
}
