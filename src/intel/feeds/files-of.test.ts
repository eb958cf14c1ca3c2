import { expect, test } from 'vitest'
import { filesOf } from './files-of.ts'
import { kev } from './kev/index.ts'
import { nvd } from './nvd/index.ts'
import { osv } from './osv/index.ts'

test("OSV's archives are at the bucket's root and below osv/ in a mirror", () => {
  const ecosystems = ['npm', 'GitHub Actions']
  expect(filesOf(osv, { ecosystems })).toEqual([
    { path: 'osv/npm/all.zip', url: 'https://osv-vulnerabilities.storage.googleapis.com/npm/all.zip' },
    {
      path: 'osv/GitHub Actions/all.zip',
      url: 'https://osv-vulnerabilities.storage.googleapis.com/GitHub%20Actions/all.zip',
    },
  ])
  expect(filesOf(osv, { ecosystems, mirror: 'https://mirror.example/' })[1]?.url).toBe(
    'https://mirror.example/osv/GitHub%20Actions/all.zip',
  )
  expect(filesOf(osv, { ecosystems, mirror: '/srv/mirror' })[1]?.url).toBe(
    '/srv/mirror/osv/GitHub Actions/all.zip',
  )
  expect(filesOf(osv, {})).toEqual([])
})

test('a file a year, and one without placeholder', () => {
  expect(filesOf(nvd, { years: [2002, 2003] }).map(({ url }) => url)).toEqual([
    'https://nvd.nist.gov/feeds/json/cve/2.0/nvdcve-2.0-2002.json.gz',
    'https://nvd.nist.gov/feeds/json/cve/2.0/nvdcve-2.0-2003.json.gz',
    'https://nvd.nist.gov/feeds/json/cve/2.0/nvdcve-2.0-modified.json.gz',
  ])
  expect(filesOf(kev, { mirror: 'http://m' })).toEqual([
    { path: 'known_exploited_vulnerabilities.json', url: 'http://m/known_exploited_vulnerabilities.json' },
  ])
})
