import { expect, test } from 'vitest'
import { actionWords, detailWords, objectName, objectPath } from './audit-words.ts'

const ID = '01a21f97-cbc4-718a-9dfb-12600d85efd8'

test('an action reads as words, also one that is not known', () => {
  expect(actionWords('report.upload')).toBe('Report uploaded')
  expect(actionWords('exception-settings.change')).toBe('Thresholds of exceptions changed')
  expect(actionWords('comet.land')).toBe('comet land')
})

test('an object is called by the name that its entry says, never by a bare id', () => {
  expect(objectName(`report/${ID}`, { asset: 'ledger', fileName: 'grype.json' })).toBe('grype.json')
  expect(objectName(`user/${ID}`, null)).toBe('Person …85efd8')
  expect(objectName(`asset/${ID}`, { changed: 3, reason: 'later' })).toBe('3 findings')
  expect(objectName('merge-rules', { before: {} })).toBe('Merge rules')
  expect(objectName('owner/@acme/api', { is: null })).toBe('@acme/api')
})

test('it leads to its page, unless it was deleted or has none', () => {
  expect(objectPath('report.upload', `report/${ID}`)).toBe(`/imports?open=${ID}`)
  expect(objectPath('asset.delete', `asset/${ID}`)).toBeNull()
  expect(objectPath('token.create', `token/${ID}`)).toBeNull()
})

test('says what changed in words, and the name only once', () => {
  expect(detailWords('report/1', { fileName: 'a.sarif', asset: 'shop', scope: null })).toBe('asset: shop')
  expect(
    detailWords('application/1', {
      application: 'Shop',
      criticality: { was: null, is: 'high' },
      dataClasses: { was: ['pii'], is: ['pii', 'pci'] },
    }),
  ).toBe('criticality: nothing → high · data classes: pii → pii, pci')
})
