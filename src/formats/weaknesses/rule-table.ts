/** What a tool's rules look for, as the tool's own makers say. Facts looked up in the source that the table names; no rule is guessed. */
export interface RuleTable {
  /** The names that the tool gives itself in reports, and ids of formats: small letters, words joined by `-`. */
  tools: string[]
  /** Where the facts are from. */
  source: string
  /** The tool also reports what is in order: only what it rates above informational is a weakness. */
  rated?: true
  /** Ids tell nothing here: rules are known by their titles too. */
  titles?: true
  /** CWE numbers, most specific first by rule id or title. */
  rules: Record<string, number | number[]>
  /**
   * What the page of a rule describes besides the CWE that the tool prints, where that one is another side of it: Bandit calls `eval`
   * CWE-78, which others call CWE-95. Added to what a report says.
   */
  besides?: Record<string, number | number[]>
}
