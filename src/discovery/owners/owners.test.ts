import { expect, test } from 'vitest'
import { asAny } from '../contract.ts'
import { discoverTexts } from '../test-discover.ts'
import { ownersOf } from './codeowners.ts'
import { owners } from './index.ts'

const discover = (texts: Record<string, string>) => discoverTexts(texts, [asAny(owners)])

test('of CODEOWNERS the last rule that matches wins, and one without owners takes them away', () => {
  const { owners: all } = discover({
    CODEOWNERS: '* @ignored-since-github-comes-first',
    '.github/CODEOWNERS':
      '# all\n* @acme/all\n*.sql @acme/db # inline\n/api/ @acme/api @jo\n/api/generated\ndocs/ docs@example.org\n',
  })
  const of = (path: string) => ownersOf(path, all).map(({ owner }) => owner)
  expect(of('README.md')).toEqual(['@acme/all'])
  expect(of('api/main.go')).toEqual(['@acme/api', '@jo'])
  expect(of('web/api/main.go')).toEqual(['@acme/all'])
  expect(of('api/generated/a.go')).toEqual([])
  expect(of('db/a.sql')).toEqual(['@acme/db'])
  expect(of('web/docs/a.md')).toEqual(['docs@example.org'])
})

test('sections of GitLab give their owners to rules without any', () => {
  const { owners: all } = discover({
    '.gitlab/CODEOWNERS':
      '[Database][2] @acme/db\nmigrations/\nmodel/ @acme/model\n^[Docs] @acme/docs\n*.md\n',
  })
  expect(all.map(({ path, owner }) => `${path} ${owner}`)).toEqual([
    'migrations/ @acme/db',
    'model/ @acme/model',
    '*.md @acme/docs',
  ])
})

test('the catalogue, packages, OWNERS and maintainers', () => {
  const found = discover({
    'api/catalog-info.yaml':
      'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: api }\nspec:\n  type: service\n  owner: team-a\n  dependsOn: ["resource:default/orders-db", component:auth]\n  providesApis: [orders]\n',
    'web/package.json':
      '{"author":"Jo Doe <jo@example.org> (https://example.org)","maintainers":[{"name":"Al"}]}',
    'lib/Cargo.toml': '[package]\nname = "a"\nauthors = ["Cy <cy@example.org>"]\n',
    'svc/pom.xml':
      '<project><developers><developer><name>Bo</name><email>bo@example.org</email></developer></developers></project>',
    'pkg/OWNERS': 'approvers:\n  - ann\nreviewers:\n  - ron\n',
    'MAINTAINERS.md': '| Kim Lee <kim@example.org> | @kimlee |\n',
  })
  expect(found.owners.map(({ path, owner, source }) => `${path} ${owner} ${source}`)).toEqual([
    '. Kim Lee <kim@example.org> maintainers',
    '. @kimlee maintainers',
    'api team-a catalog-info',
    'lib Cy <cy@example.org> package',
    'pkg ann owners',
    'svc Bo <bo@example.org> package',
    'web Jo Doe <jo@example.org> package',
    'web Al package',
  ])
  expect(found.links.map(({ from, kind, to }) => `${from} ${kind} ${to}`)).toEqual([
    'deployable:api uses resource:orders-db',
    'deployable:api uses component:auth',
    'deployable:api exposes api:orders',
  ])
  expect(ownersOf('api/src/main.ts', found.owners).map(({ owner }) => owner)).toContain('team-a')
})
