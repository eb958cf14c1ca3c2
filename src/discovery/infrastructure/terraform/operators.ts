import { isScalar, type Value } from '../../../formats/infrastructure/cloud-types/value.ts'

/** An operator on values; unknown when one side decides it and is not known. */
export function operate(op: string, a: Value, b: Value | undefined): Value {
  const unknown: Value = { is: 'unknown', of: b === undefined ? [a] : [a, b] }
  if (b === undefined) {
    if (op === '!') return typeof a === 'boolean' ? !a : unknown
    return typeof a === 'number' ? -a : unknown
  }
  if (op === '&&') {
    if (a === false || b === false) return false
    return a === true && b === true ? true : unknown
  }
  if (op === '||') {
    if (a === true || b === true) return true
    return a === false && b === false ? false : unknown
  }
  if (op === '==' || op === '!=') {
    const equal = equals(a, b)
    return equal === undefined ? unknown : (op === '==') === equal
  }
  const [x, y] = [numberOf(a), numberOf(b)]
  if (x === undefined || y === undefined) return unknown
  switch (op) {
    case '+':
      return x + y
    case '-':
      return x - y
    case '*':
      return x * y
    case '/':
      return y === 0 ? unknown : x / y
    case '%':
      return y === 0 ? unknown : x % y
    case '<':
      return x < y
    case '>':
      return x > y
    case '<=':
      return x <= y
    case '>=':
      return x >= y
    default:
      return unknown
  }
}

function equals(a: Value, b: Value): boolean | undefined {
  if (isScalar(a) && isScalar(b)) return a === b
  const empty = (one: Value): boolean =>
    Array.isArray(one) ? one.length === 0 : one instanceof Map && one.size === 0
  if (empty(a) && empty(b)) return true
  // A resource, a list or an object is never null.
  const filled = (one: Value): boolean => Array.isArray(one) || one instanceof Map
  if ((a === null && filled(b)) || (b === null && filled(a))) return false
  if ((empty(a) && filled(b)) || (empty(b) && filled(a))) return false
  return undefined
}

const numberOf = (value: Value): number | undefined => {
  if (typeof value === 'number') return value
  return typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value) ? Number(value) : undefined
}
