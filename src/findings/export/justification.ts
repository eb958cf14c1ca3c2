/** Why a product is not affected, in the words that OpenVEX and CSAF share. */
export const JUSTIFICATIONS = [
  'component_not_present',
  'vulnerable_code_not_present',
  'vulnerable_code_not_in_execute_path',
  'vulnerable_code_cannot_be_controlled_by_adversary',
  'inline_mitigations_already_exist',
] as const

export type Justification = (typeof JUSTIFICATIONS)[number]

/** CycloneDX's words for the same; those that mean something else are no justification of the others. */
const OTHERS: Record<string, Justification> = {
  code_not_present: 'vulnerable_code_not_present',
  code_not_reachable: 'vulnerable_code_not_in_execute_path',
  protected_by_compiler: 'inline_mitigations_already_exist',
  protected_at_runtime: 'inline_mitigations_already_exist',
  protected_at_perimeter: 'inline_mitigations_already_exist',
  protected_by_mitigating_control: 'inline_mitigations_already_exist',
}

/** The justification that a reason names, also in plain words: `Vulnerable code not present: we build without it`. */
export function justificationIn(reason: string): Justification | undefined {
  const words = `_${reason.toLowerCase().replace(/[^a-z]+/g, '_')}_`
  const own = JUSTIFICATIONS.find((word) => words.includes(`_${word}_`))
  return own ?? Object.entries(OTHERS).find(([word]) => words.includes(`_${word}_`))?.[1]
}

/** The word that CycloneDX has for it. */
export const CYCLONEDX_JUSTIFICATIONS: Record<Justification, string | undefined> = {
  component_not_present: 'code_not_present',
  vulnerable_code_not_present: 'code_not_present',
  vulnerable_code_not_in_execute_path: 'code_not_reachable',
  vulnerable_code_cannot_be_controlled_by_adversary: undefined,
  inline_mitigations_already_exist: 'protected_by_mitigating_control',
}
