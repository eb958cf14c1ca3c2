import type { VersionScheme } from '../scheme.ts'
import { holds, numbersOf, type Operator, sharesStart } from './bounds.ts'

/** How one ecosystem writes what it requires of a version. */
export interface Notation {
  scheme: VersionScheme
  /** Parts of which one has to hold. */
  or: RegExp
  /** Parts of which all have to hold. */
  and: RegExp
  /** Its operators, and what they mean; '' is a version alone. */
  operators: Readonly<Record<string, Operator>>
}

const PART = /^([<>=!~^]*)\s*v?([^\s<>=!~^]*)$/

/** Whether a version is what a text requires, by its ecosystem's notation; false for what that does not have. */
export function isRequired({ scheme, or, and, operators }: Notation, version: string, text: string): boolean {
  const holdsPart = (part: string): boolean => {
    const [, sign = '', bound = ''] = PART.exec(part) ?? []
    if (/^(?:\*|any|)$/.test(bound)) return sign === '' && part !== ''
    const operator = operators[sign]
    if (operator === undefined) return false
    const open = /^([\d.]+?)\.[*xX](?:\.[*xX])*$/.exec(bound)?.[1]
    if (open === undefined) return holds(scheme, version, operator, bound)
    const isWithin = sharesStart(scheme, version, numbersOf(open))
    return operator === '!=' ? !isWithin : isWithin
  }
  return text
    .replace(/([<>=!~^])\s+/g, '$1')
    .split(or)
    .some((all) => all.trim().split(and).every(holdsPart))
}
