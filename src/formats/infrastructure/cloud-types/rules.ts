import type { Rule, Test } from './contract.ts'
import { at } from './property.ts'
import { reachOf } from './ranges.ts'
import type { Thing, Things } from './things.ts'
import type { Fields, Scalar } from './value.ts'

export type Verdict = true | false | 'open'

/** What the first rule that holds says; `open` when a property that is not known stands before the answer. */
export function decide<Answer>(
  rules: readonly Rule<Answer>[] | undefined,
  thing: Thing,
  things: Things,
  fields: Fields = thing.declared.fields,
): { tells: Answer; says: string } | 'open' | undefined {
  for (const rule of rules ?? []) {
    const verdict = holds(rule.when, thing, things, fields)
    if (verdict === 'open') return 'open'
    if (verdict)
      return { tells: rule.tells, says: rule.says ?? saysOf(rule.when?.[0], thing, things, fields) }
  }
  return undefined
}

/** Whether all tests hold. */
export function holds(
  tests: readonly Test[] | undefined,
  thing: Thing,
  things: Things,
  fields: Fields = thing.declared.fields,
): Verdict {
  let open = false
  for (const test of tests ?? []) {
    const verdict = one(test, things, fields)
    if (verdict === false) return false
    if (verdict === 'open') open = true
  }
  return open ? 'open' : true
}

function one(test: Test, things: Things, fields: Fields): Verdict {
  const values = at(fields, test.at)
  const scalars = values.map((value) => things.scalar(value, 0))
  const known = scalars.filter((scalar): scalar is Scalar => scalar !== undefined)
  const unclear = known.length < scalars.length
  if (test.there !== undefined) {
    const filled = values.filter((value) => value !== null && value !== '')
    return filled.length > 0 === test.there
  }
  const verdict = (found: boolean): Verdict => (found ? true : unclear ? 'open' : false)
  if (test.world) return verdict(known.some((scalar) => reachOf(String(scalar)) === 'internet'))
  if (test.like) {
    const pattern = test.like
    return verdict(known.some((scalar) => pattern.test(String(scalar).slice(0, 2000))))
  }
  if (test.not !== undefined) {
    const wanted = listOf(test.not)
    return unclear ? 'open' : !known.some((scalar) => wanted.some((want) => same(scalar, want)))
  }
  const wanted = listOf(test.is)
  return verdict(known.some((scalar) => wanted.some((want) => same(scalar, want))))
}

const listOf = (value: Test['is']): readonly Scalar[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value as Scalar]

/** Templates write the same thing as `true` and `"true"`. */
const same = (a: Scalar, b: Scalar): boolean => String(a).toLowerCase() === String(b).toLowerCase()

function saysOf(test: Test | undefined, thing: Thing, things: Things, fields: Fields): string {
  if (!test) return thing.declared.type
  const values = at(fields, test.at).flatMap((value) => things.scalar(value, 0) ?? [])
  return values.length > 0 ? `${test.at} = ${values.slice(0, 3).join(', ').slice(0, 100)}` : test.at
}
