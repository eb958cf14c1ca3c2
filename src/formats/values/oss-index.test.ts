import { expect, test } from 'vitest'
import { ossIndexComponent, ossIndexObservation, ossIndexVulnerability } from './oss-index.ts'

test('names in any letters are the same fields', () => {
  for (const value of [
    { id: 'a', cvssScore: 5, externalReferences: ['https://a.example'] },
    { ID: 'a', CvssScore: '5', ExternalReferences: ['https://a.example'] },
  ])
    expect(ossIndexVulnerability.parse(value)).toMatchObject({
      id: 'a',
      cvssscore: 5,
      externalreferences: ['https://a.example'],
    })
  expect(ossIndexVulnerability.safeParse({}).success).toBe(false)
  expect(ossIndexVulnerability.safeParse(7).success).toBe(false)
})

test('severity comes from the score, ids from the fields and the brackets of the title', () => {
  const from = ossIndexVulnerability.parse({
    id: 'a',
    title: '[CVE-2099-10001] CWE-79: x',
    cvssScore: 9.8,
  })
  expect(ossIndexObservation(from, { name: 'n' }, '{}')).toMatchObject({
    severity: 'critical',
    cwes: [79],
    advisories: ['a', 'CVE-2099-10001'],
  })
})

test('coordinates that are no package URL are a name', () => {
  expect(ossIndexComponent('thing')).toEqual({
    type: 'component',
    ref: 'thing',
    name: 'thing',
    componentType: 'library',
  })
})
