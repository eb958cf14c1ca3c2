import { afterEach, describe, expect, it, vi } from 'vitest'
import { ago, agoInWords, counted, dayHere, percent, shortCount, size } from './format.ts'

afterEach(() => vi.unstubAllEnvs())

const NOW = Date.parse('2026-03-10T12:00:00Z')

describe('format', () => {
  it.each([
    ['2026-03-10T11:59:30Z', 'now'],
    ['2026-03-10T11:55:00Z', '5 min'],
    ['2026-03-09T12:00:00Z', '1 d'],
    ['2025-04-01T00:00:00Z', '11 mo'],
    ['2024-03-09T12:00:00Z', '2 y'],
    ['2026-03-13T12:00:00Z', 'in 3 d'],
  ])('says how long ago %s was', (iso, words) => {
    expect(ago(iso, NOW)).toBe(words)
  })

  it('says it within a sentence', () => {
    const said = ['2026-03-10T11:59:30Z', '2026-03-09T12:00:00Z', '2026-03-13T12:00:00Z']
    expect(said.map((iso) => agoInWords(iso, NOW))).toEqual(['just now', '1 d ago', 'in 3 d'])
  })

  it('counts in words that agree', () => {
    expect(counted(1, 'finding')).toBe('1 finding')
    expect(counted(12_345, 'finding')).toBe('12,345 findings')
    expect(counted(2, 'entry', 'entries')).toBe('2 entries')
  })

  it('shortens only what is long', () => {
    expect(shortCount(9_999)).toBe('9,999')
    expect(shortCount(277_000)).toBe('277K')
  })

  it('gives sizes and shares few digits', () => {
    expect([0, 999, 1_500, 74_123_456].map(size)).toEqual(['0 B', '999 B', '1.5 kB', '74 MB'])
    expect([0.00042, 0.052, 0.93].map(percent)).toEqual(['0.04 %', '5.2 %', '93 %'])
  })
})

describe.each(['America/Los_Angeles', 'Pacific/Auckland', 'UTC'])('in %s', (zone) => {
  it('a day without a time is the same day', async () => {
    vi.stubEnv('TZ', zone)
    vi.resetModules()
    const { day, shortDay } = await import('./format.ts')
    expect([day('2026-10-01'), shortDay('2026-10-01')]).toEqual(['Oct 1, 2026', 'Oct 1'])
  })
})

it('a date field begins with the day that it is here', () => {
  const evening = new Date('2026-03-01T03:00:00Z')
  for (const [zone, day] of [
    ['America/Los_Angeles', '2026-02-28'],
    ['Pacific/Auckland', '2026-03-01'],
    ['UTC', '2026-03-01'],
  ] as const) {
    vi.stubEnv('TZ', zone)
    expect(dayHere(evening)).toBe(day)
  }
})
