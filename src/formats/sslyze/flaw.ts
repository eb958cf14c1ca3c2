/** Something weak that a command found. */
export interface Flaw {
  /** The command's name, and what of it where it looks at several things. */
  rule: string
  title: string
  details?: string[]
  advisories?: string[]
}
