import fc from 'fast-check'
import { expect, it } from 'vitest'
import { canonicalIds, type Named } from './canonical.ts'

it('names a vulnerability by its CVE id, whoever told of it', () => {
  const ids = canonicalIds([
    { id: 'PYSEC-2021-1', aliases: ['CVE-2021-1', 'GHSA-aaaa'] },
    { id: 'GHSA-bbbb', aliases: ['RUSTSEC-2020-1'] },
    { id: 'GO-2022-1', aliases: ['GHSA-cccc'] },
    { id: 'SNYK-1', aliases: ['GO-2022-1'] },
    { id: 'GHSA-alone', aliases: [] },
  ])
  expect(ids.get('PYSEC-2021-1')).toBe('CVE-2021-1')
  expect(ids.get('GHSA-aaaa')).toBe('CVE-2021-1')
  expect(ids.get('RUSTSEC-2020-1')).toBe('GHSA-bbbb')
  expect(ids.get('SNYK-1')).toBe('GHSA-cccc')
  expect(ids.has('GHSA-alone')).toBe(false)
})

it('takes the oldest of several CVE ids, by number', () => {
  const ids = canonicalIds([{ id: 'GHSA-x', aliases: ['CVE-2020-10000', 'CVE-2020-9999'] }])
  expect(new Set(ids.values())).toEqual(new Set(['CVE-2020-9999']))
})

it('comes to the same in any order', () => {
  const id = fc.tuple(fc.constantFrom('CVE-', 'GHSA-', 'X-'), fc.nat(12)).map(([kind, n]) => kind + n)
  const record: fc.Arbitrary<Named> = fc.record({ id, aliases: fc.array(id, { maxLength: 3 }) })
  fc.assert(
    fc.property(
      fc
        .array(record, { maxLength: 12 })
        .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      ([one, other]) => {
        const [a, b] = [canonicalIds(one), canonicalIds(other)]
        const known = (ids: Map<string, string>) => [...ids].filter(([from, to]) => from !== to).sort()
        expect(known(a)).toEqual(known(b))
        for (const { id: own, aliases } of one)
          for (const alias of aliases) expect(a.get(alias) ?? alias).toBe(a.get(own) ?? own)
      },
    ),
  )
})
