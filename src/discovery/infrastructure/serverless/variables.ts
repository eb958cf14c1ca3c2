import { get, isRecord, type Json, type JsonRecord } from '../cloudformation/contract.ts'

const MOST_DEPTH = 40
const MOST_TEXT = 20_000

/**
 * Fills in `${self:…}` and standard values (`${opt:stage, 'dev'}`) where the file itself says them. Anything else stays as it is written.
 * Source: serverless.com/framework/docs/guides/variables.
 */
export function fillVariables(root: Json): Json {
  const budget = { left: 100_000 }
  const fill = (json: Json, depth: number): Json => {
    if (depth > MOST_DEPTH || --budget.left < 0) return json
    if (Array.isArray(json)) return json.map((one) => fill(one, depth + 1))
    if (isRecord(json)) {
      const made: JsonRecord = Object.create(null)
      for (const [key, one] of Object.entries(json)) made[key] = fill(one, depth + 1)
      return made
    }
    return typeof json === 'string' && json.includes('${') ? fillText(json, depth) : json
  }
  const fillText = (text: string, depth: number): Json => {
    let made = text
    // From the inside out: variables stand inside of variables.
    for (let round = 0; round < 8 && made.length < MOST_TEXT; round += 1) {
      const found = /\$\{((?:self|opt|sls|env|aws|param):[^${}]{0,300})\}/.exec(made)
      if (!found) break
      const value = meaningOf(found[1] as string)
      if (value === undefined) break
      if (found[0] === made) return fill(value, depth + 1)
      if (value === null || typeof value === 'object') break
      made = made.slice(0, found.index) + String(value) + made.slice(found.index + found[0].length)
    }
    return made
  }
  const meaningOf = (said: string): Json | undefined => {
    const [first = '', ...rest] = said.split(',').map((one) => one.trim())
    const path = /^self:([\w.-]*)$/.exec(first)?.[1]
    const own = path === undefined ? undefined : get(root, ...path.split('.').filter((one) => one !== ''))
    if (own !== undefined) return own
    if (first === 'sls:stage' || (first === 'opt:stage' && rest.length === 0))
      return get(root, 'provider', 'stage') === undefined ? 'dev' : undefined
    const otherwise = rest[0]
    if (otherwise === undefined) return undefined
    const quoted = /^(['"])(.*)\1$/.exec(otherwise)
    if (quoted) return quoted[2] ?? ''
    return /^\w+:/.test(otherwise) ? meaningOf(rest.join(',')) : otherwise
  }
  return fill(root, 0)
}
