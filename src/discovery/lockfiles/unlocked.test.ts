import { expect, test } from 'vitest'
import { discovered } from './test-components.ts'

const npm = JSON.stringify({ dependencies: { web: '^1.0.0' } })
const npmLock = JSON.stringify({ lockfileVersion: 3, packages: { 'node_modules/web': { version: '1.2.0' } } })
const problemsOf = (texts: Record<string, string>): string[] =>
  discovered(texts).problems.map(({ where, message }) => `${where}: ${message}`)

test('manifests whose packages nothing pins are one problem that names them', () => {
  expect(
    problemsOf({
      'api/package.json': npm,
      'jobs/pyproject.toml': '[project]\nname = "jobs"\ndependencies = ["requests>=2"]\n',
      'tool/Cargo.toml': '[package]\nname = "tool"\n[dependencies]\nserde = "1"\n',
      'site/composer.json': JSON.stringify({ require: { 'acme/site': '^2' } }),
      'empty/package.json': '{"name":"empty"}',
    }),
  ).toEqual([
    'api/package.json: No lockfile says which versions of their packages are in use, so that these are missing among the components: api/package.json, jobs/pyproject.toml, site/composer.json, … (4 in all). Commit their lockfiles.',
  ])
})

test('a lockfile of the same kind beside a manifest or above it will do, another kind’s will not', () => {
  expect(problemsOf({ 'package.json': npm, 'package-lock.json': npmLock, 'web/package.json': npm })).toEqual(
    [],
  )
  expect(problemsOf({ 'web/package.json': npm, 'api/package-lock.json': npmLock })).toHaveLength(1)
  expect(problemsOf({ 'package.json': npm, 'requirements.txt': 'requests==2.32.0\n' })).toHaveLength(1)
  expect(
    problemsOf({
      'pyproject.toml': '[project]\nname = "jobs"\ndependencies = ["requests>=2"]\n',
      'requirements.txt': 'requests==2.32.0\n',
    }),
  ).toEqual([])
})
