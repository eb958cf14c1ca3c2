import { expect, test } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { hosting } from './index.ts'

test('what hosting platforms run, and what of it has a public address', () => {
  const found = discoverTexts(
    {
      Procfile: '# c\nweb: node server.js\nworker: node worker.js\nrelease: node migrate.js\n',
      'app.json': '{"addons":["heroku-postgresql:mini"]}',
      'api/fly.toml': 'app = "shop-api"\n[http_service]\ninternal_port = 8080\n',
      'render.yaml':
        'services:\n  - { type: web, name: site }\n  - { type: pserv, name: inner }\n  - { type: keyvalue, name: cache }\ndatabases: [{ name: main }]\n',
      'vercel.json': '{',
    },
    [asAny(hosting)],
  )
  expect(
    Object.fromEntries(found.infrastructure.map(({ kind, name, exposure }) => [`${kind}:${name}`, exposure])),
  ).toEqual({
    'workload:heroku/web': 'internet',
    'workload:heroku/worker': 'internal',
    'data-store:heroku/heroku-postgresql': 'internal',
    'workload:fly/api/shop-api': 'internet',
    'workload:render/site': 'internet',
    'workload:render/inner': 'internal',
    'data-store:render/cache': 'internal',
    'data-store:render/main': 'internal',
  })
  expect(found.links.map(({ to }) => to)).toEqual([
    'workload:heroku/web',
    'workload:fly/api/shop-api',
    'workload:render/site',
  ])
  expect(found.problems.map(({ where }) => where)).toEqual(['vercel.json'])
})
