/** The `net`-th range inside of an IPv4 range, `bits` longer; undefined for what is none. */
export function subnet(range: string, bits: number, net: number): string | undefined {
  const said = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(range)
  if (!said) return undefined
  const [a = 0, b = 0, c = 0, d = 0, length = 0] = said.slice(1).map(Number)
  const longer = length + bits
  if (longer > 32 || bits < 0 || net < 0 || net >= 2 ** bits) return undefined
  const base = a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d
  const start = Math.floor(base / 2 ** (32 - length)) * 2 ** (32 - length) + net * 2 ** (32 - longer)
  const bytes = [24, 16, 8, 0].map((shift) => Math.floor(start / 2 ** shift) % 256)
  return `${bytes.join('.')}/${longer}`
}
