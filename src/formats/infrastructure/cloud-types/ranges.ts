import type { Exposure } from '../../../model/application.ts'

/** Who is behind an address range: everybody, somebody outside, or only private networks. Undefined for what is no range. */
export function reachOf(range: string): Exclude<Exposure, 'isolated'> | undefined {
  const text = range.trim().toLowerCase()
  if (WORLD.has(text)) return 'internet'
  if (text === 'virtualnetwork' || text === 'azureloadbalancer') return 'internal'
  const four = /^(\d{1,3})\.(\d{1,3})\.\d{1,3}\.\d{1,3}(?:\/(\d{1,2}))?$/.exec(text)
  if (four) {
    const [a, b, bits] = [Number(four[1]), Number(four[2]), four[3] === undefined ? 32 : Number(four[3])]
    if (bits === 0) return 'internet'
    if (a === 10 || a === 127 || (a === 172 && b >= 16 && b < 32) || (a === 192 && b === 168))
      return 'internal'
    if ((a === 100 && b >= 64 && b < 128) || (a === 169 && b === 254)) return 'internal'
    // Half of all addresses is a way around a check for the whole.
    return bits <= 4 ? 'internet' : 'partner'
  }
  if (/^[0-9a-f:]+(?:\/\d{1,3})?$/.test(text) && text.includes(':'))
    return /^f[cde]/.test(text) ? 'internal' : 'partner'
  return undefined
}

const WORLD = new Set(['0.0.0.0/0', '::/0', '*', 'internet', 'any', '0.0.0.0', '::', '0:0:0:0:0:0:0:0/0'])
