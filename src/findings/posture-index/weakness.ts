/** What findings say apart from where: many findings share one. */
export interface Weakness {
  /** Lower case, at most 200 characters: for order. */
  title: string
  /** Title, rule, component and advisories in lower case: for text search. */
  words: string
  rule: string
  component: string | null
  cwes: number[]
  advisories: string[]
}

/** A finding's weakness as text, for `f` of the table `finding`. */
export const WEAKNESS = `concat(array_to_string(f.cwes, ','), chr(31), f.title, chr(31), f.rule, chr(31), f.component, chr(31),
  array_to_string(f.advisories, chr(31)))`

/** Longest part of a text that counts for its place in an order. */
export const ORDER_CHARS = 200

export function parseWeakness(text: string): Weakness {
  const [cwes, title = '', rule = '', component, ...advisories] = text.split('\x1f')
  return {
    title: title.toLowerCase().slice(0, ORDER_CHARS),
    words: [title, rule, component, ...advisories].join('\n').toLowerCase(),
    rule,
    component: component || null,
    cwes: cwes ? cwes.split(',').map(Number) : [],
    advisories: advisories.filter(Boolean),
  }
}
