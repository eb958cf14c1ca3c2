import parseExpression, { type Info } from 'spdx-expression-parse'
import { LICENSE_VERDICTS, type LicensePolicy, type LicenseVerdict } from './license-policy.ts'

export interface Judged {
  verdict: LicenseVerdict
  /** The licence that decides; empty where none is told. */
  license: string
}

/**
 * Judges what a package says of its licences: of a choice (`OR`) the mildest counts, of several that hold together (`AND`, and several
 * that are listed) the strictest. Reads a policy's patterns once. Pure.
 */
export function licenseJudge(policy: LicensePolicy): (licenses: readonly string[]) => Judged {
  const [deny, review, allow] = [policy.deny, policy.review, policy.allow].map(anyOf) as [Test, Test, Test]
  const verdictOf = (name: string): LicenseVerdict | undefined =>
    deny(name) ? 'deny' : review(name) ? 'review' : allow(name) ? 'allow' : undefined
  // A licence with an exception is another one, which a policy may name; where it does not, it counts as the licence.
  const leaf = (license: string, exception?: string): Judged => {
    const whole = exception === undefined ? license : `${license} WITH ${exception}`
    const named = exception !== undefined && (allow(whole) ? 'allow' : verdictOf(whole))
    return { license: whole, verdict: named || (verdictOf(license) ?? policy.others) }
  }
  const inTree = (info: Info): Judged => {
    if (!('conjunction' in info)) return leaf(`${info.license}${info.plus ? '+' : ''}`, info.exception)
    const [left, right] = [inTree(info.left), inTree(info.right)]
    const isLeft = strictness(left) >= strictness(right)
    return isLeft === (info.conjunction === 'and') ? left : right
  }
  const one = (said: string): Judged => {
    const tree = parsed(said)
    return tree ? inTree(tree) : leaf(said)
  }
  return (licenses) => {
    if (licenses.length === 0) return { verdict: policy.missing, license: '' }
    return licenses.map(one).reduce((a, b) => (strictness(b) > strictness(a) ? b : a))
  }
}

/** Whether a policy can find anything at all. */
export const judgesAny = ({ deny, review, others, missing }: LicensePolicy): boolean =>
  deny.length + review.length > 0 || others !== 'allow' || missing !== 'allow'

type Test = (name: string) => boolean

function anyOf(patterns: readonly string[]): Test {
  const tests = patterns.map((pattern) => pattern.trim().toLowerCase().split('*'))
  return (name) => tests.some((parts) => fits(parts, name.toLowerCase()))
}

/** A pattern's parts between its stars, in their order: no backtracking, so that no pattern runs long. */
function fits([first = '', ...rest]: readonly string[], name: string): boolean {
  if (!name.startsWith(first)) return false
  const last = rest.pop()
  if (last === undefined) return name === first
  let at = first.length
  for (const part of rest) {
    const found = name.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return name.length - last.length >= at && name.endsWith(last)
}

const strictness = ({ verdict }: Judged): number => LICENSE_VERDICTS.indexOf(verdict)

function parsed(said: string): Info | undefined {
  try {
    return parseExpression(said)
  } catch {
    return undefined
  }
}
