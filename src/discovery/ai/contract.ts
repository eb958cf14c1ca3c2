import type { AiUse } from '../contract.ts'

/** What one file shows of artificial intelligence in use. */
export interface AiFact {
  kind: AiUse['kind']
  name: string
  line: number
  evidence: string
  uses?: string[]
  /** A dependency that no code was seen to use yet. */
  manifest?: true
}
