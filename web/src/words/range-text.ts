/** A range of versions, such as `≥ 2.0, < 2.17.1`, that breaks between its ends and not within them. */
export const rangeText = (range: string): string => range.replace(/([<≥≤]) /g, '$1\u00a0')
