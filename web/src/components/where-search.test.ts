import { expect, test } from 'vitest'
import { whereQuery } from './where-search.ts'

test('an advisory is told from a package by its id', () => {
  for (const id of [
    'CVE-2021-44228',
    'ghsa-jfh8-c2jp-5v3q',
    'GO-2024-1234',
    'RHSA-2024:0001',
    'ALAS2-2023-1',
  ])
    expect(whereQuery({ of: id })).toEqual({ advisory: id })
  for (const name of [
    'lodash',
    'go-restful',
    '@babel/core',
    'pkg:npm/lodash@4.17.20',
    'org.example:core',
    'osv-scanner',
  ])
    expect(whereQuery({ of: name })).toEqual({ package: name })
})

test('versions are of a package, a licence narrows or stands alone', () => {
  expect(whereQuery({ of: 'lodash', versions: '<4.17.21', license: 'MIT' })).toEqual({
    package: 'lodash',
    versions: '<4.17.21',
    license: 'MIT',
  })
  expect(whereQuery({ of: 'CVE-2021-44228', versions: '<2' })).toEqual({ advisory: 'CVE-2021-44228' })
  expect(whereQuery({ license: 'GPL-3.0-only' })).toEqual({ license: 'GPL-3.0-only' })
  expect(whereQuery({ versions: '<2' })).toBeNull()
  expect(whereQuery({})).toBeNull()
})
