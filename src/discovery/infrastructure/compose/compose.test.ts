import { expect, test } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { compose } from './index.ts'

const discover = (texts: Record<string, string>) => discoverTexts(texts, [asAny(compose)])

test('services, what they publish, call and keep', () => {
  const found = discover({
    '.env': `ORDERS_PORT=8080\nORDERS_ADDR=orders:\${ORDERS_PORT}\nDB_PASSWORD=hunter2\n`,
    'compose.yaml': `
services:
  edge:
    image: traefik:v3
    ports: ["80:80", "443:443"]
  web:
    build: { context: ./web }
    image: acme/web:\${TAG:-latest}
    labels: ["traefik.http.routers.web.rule=Host(\`shop.example.org\`)"]
    environment: [ORDERS_ADDR, "DB_PASSWORD"]
    depends_on: [mail]
    secrets: [api-key]
  orders:
    build: services/orders
    ports: ["127.0.0.1:9000:8080"]
    environment: { DATABASE_URL: "postgres://u:p@db:5432/orders" }
  mail: { image: acme/mail, ports: ["8025:8025"] }
  db: { image: "postgres:16" }
secrets: { api-key: { file: ./key.txt } }
`,
    'compose.override.yaml': 'services:\n  mail: { privileged: true }\n',
    'compose.test.yaml': 'services:\n  only-tests: { image: acme/tests }\n',
  })
  const link = found.links.map(({ from, kind, to, confidence }) => `${from} ${kind} ${to} ${confidence}`)
  expect(link).toEqual(
    expect.arrayContaining([
      'internet: calls workload:compose/edge 0.7',
      'workload:compose/edge exposes workload:compose/web 0.95',
      'workload:compose/web runs image:acme/web 1',
      'workload:compose/web calls workload:compose/orders 0.95',
      'workload:compose/web calls workload:compose/mail 0.6',
      'workload:compose/web uses secret:compose/api-key 1',
      'workload:compose/orders writes data-store:compose/db 0.95',
    ]),
  )
  const exposure = Object.fromEntries(
    found.infrastructure.flatMap(({ name, exposure: one }) => (one ? [[name, one]] : [])),
  )
  expect(exposure).toEqual({
    'compose/edge': 'internet',
    'compose/web': 'internet',
    'compose/orders': 'isolated',
    'compose/mail': 'internal',
    'compose/db': 'internal',
  })
  expect(found.infrastructure.find(({ name }) => name === 'compose/mail')?.attributes.privileged).toBe('true')
  expect(JSON.stringify(found)).not.toMatch(/hunter2|u:p@/)
})

test('tags tell images of one repository apart', () => {
  const found = discover({
    'docker-compose.yml':
      'services:\n  a: { image: "acme/demo:a", build: { context: ., dockerfile: a/Dockerfile } }\n  b: { image: "acme/demo:b", build: { context: ., dockerfile: b/Dockerfile } }\n',
  })
  expect(found.links.map(({ to }) => to)).toEqual(['image:acme/demo:a', 'image:acme/demo:b'])
})

test('settings that a Dockerfile puts into its image call as well', () => {
  const found = discover({
    'compose.yaml':
      'services:\n  web: { build: ./web }\n  cart: { image: acme/cart }\n  pay: { image: acme/pay }\n',
    'web/Dockerfile': 'FROM nginx\nENV CART_HOST=cart \\\n    PAY_URL="http://pay:80"\n',
  })
  expect(found.links.filter(({ kind }) => kind === 'calls').map(({ to }) => to)).toEqual([
    'workload:compose/cart',
    'workload:compose/pay',
  ])
})

test('what is built upon a reverse proxy and published where browsers ask is reached from the internet, an application beside it is not', () => {
  const found = discover({
    'compose.yaml':
      'services:\n  front-proxy:\n    build: { context: ., dockerfile: proxy/Dockerfile }\n    image: acme/demo:front-proxy\n    ports: ["8080:8080"]\n    environment: [SHOP_HOST=shop, SHOP_PORT=3000]\n  shop: { build: ./shop, ports: ["8081:3000"] }\n  stats: { image: envoyproxy/envoy, ports: ["9901:9901"] }\n',
    'proxy/Dockerfile': 'FROM envoyproxy/envoy:v1.34\nCOPY envoy.yaml /etc/envoy/\n',
    'shop/Dockerfile': 'FROM node:24\n',
  })
  expect(
    found.infrastructure
      .filter(({ kind }) => kind === 'workload')
      .map(({ name, exposure }) => `${name} ${exposure}`),
  ).toEqual(['compose/front-proxy internet', 'compose/shop internal', 'compose/stats internal'])
  expect(found.links.find(({ from }) => from === 'internet:')?.evidence).toBe(
    'compose.yaml:2 published 8080:8080 by a reverse proxy',
  )
})

test('the first form of compose files, and YAML that is none', () => {
  expect(
    discover({ 'docker-compose.yml': 'web:\n  build: .\n  links: [db]\ndb:\n  image: mysql\n' }).links.map(
      ({ to }) => to,
    ),
  ).toContain('data-store:compose/db')
  expect(
    discover({ '.gitlab-ci.yml': 'services: [postgres]\n', 'a.yaml': 'services:\n  x: 1\n' }).infrastructure,
  ).toEqual([])
  expect(discover({ 'docker-compose.yml': 'services: {' }).problems).toHaveLength(1)
})
