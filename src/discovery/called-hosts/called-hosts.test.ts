import { expect, test } from 'vitest'
import { complete } from '../complete.ts'
import { discoverTexts } from '../test-discover.ts'
import { hostsIn } from './hosts-in.ts'

test.each([
  ['    proxy_pass http://order-service:3000;', 'order-service'],
  ['  fastcgi_pass php-fpm:9000;', 'php-fpm'],
  ['upstream api {\n  server orders:8080 weight=2;\n}', 'orders'],
  ['backend api\n  server one orders:8080 check', 'orders'],
  ['example.com {\n  reverse_proxy web:8080\n}', 'web'],
  ['socket_address:\n  address: recommendation\n', 'recommendation'],
  ['restTemplate.exchange("http://ts-order-service:12031/api", x)', 'ts-order-service'],
  ['fetch(`http://orders.shop.svc.cluster.local/v1`)', 'orders'],
  ['@FeignClient(name = "stock", path = "/v1")', 'stock'],
  ["const host = process.env.CATALOGUE_HOST || 'catalogue'", 'catalogue'],
  ["CART = os.getenv('CART_HOST', 'cart')", 'cart'],
  ['spring:\n  data:\n    mongodb:\n      host: ts-order-mongo\n', 'ts-order-mongo'],
  ['spring.redis.host=cache', 'cache'],
  ["createClient({ host: 'cache', port: 6379 })", 'cache'],
  ['const url = "mongodb://app:pw@orders-db:27017/x"', 'orders-db'],
  ['grpc.NewClient("shipping:50051", opts)', 'shipping'],
])('%s calls %s', (text, host) => {
  expect(hostsIn(text).map((one) => one.host)).toEqual([host])
})

test.each([
  'fetch("https://api.github.com/repos")',
  'fetch("https://payments.io/v1")',
  '  # proxy_pass http://order-service:3000;',
  '// http://orders:8080/',
  "const mode = process.env.NODE_ENV || 'development'",
])('%s calls nobody in its own network', (text) => {
  expect(hostsIn(text)).toEqual([])
})

test('a long line is searched in linear time', () => {
  const started = performance.now()
  hostsIn(`HOST${'a_'.repeat(100_000)}`)
  hostsIn(`"${'a-'.repeat(100_000)}`)
  expect(performance.now() - started).toBeLessThan(1000)
})

const workload = (name: string, image: string, namespace = 'default') =>
  `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: ${namespace} }
spec: { template: { metadata: { labels: { app: ${name} } }, spec: { containers: [{ image: "${image}", name: c }] } } }
---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: ${namespace} }
spec: { selector: { app: ${name} }, ports: [{ port: 80 }] }
`

test('what a proxy and code name is drawn to the service of that name beside what they are built into', () => {
  const { links } = complete(
    discoverTexts({
      'front/Dockerfile': 'FROM nginx\nCOPY nginx.conf /etc/nginx/conf.d/default.conf\n',
      'front/package.json': '{"name":"front","scripts":{"build":"vite build"}}',
      'front/nginx.conf':
        'location /api {\n  proxy_pass http://orders:3000;\n  proxy_pass http://elsewhere:3000;\n}\n',
      'orders/Dockerfile': 'FROM python\n',
      'orders/app.py': "import os\nMONGO = os.getenv('DB_HOST', 'db')\nSELF = 'http://orders:3000/'\n",
      'skaffold.yaml':
        'apiVersion: skaffold/v4beta6\nkind: Config\nbuild: { artifacts: [{ image: front, context: front }, { image: orders, context: orders }] }\n',
      'k8s/all.yaml': [
        workload('front', 'front'),
        workload('orders', 'orders'),
        workload('db', 'mongo:7'),
        workload('elsewhere', 'elsewhere', 'other'),
      ].join('---\n'),
    }),
    new Map(),
  )
  const drawn = links.filter(({ from, kind }) => from.startsWith('workload:') && kind !== 'runs')
  expect(drawn.map(({ from, kind, to, evidence }) => `${from} ${kind} ${to} (${evidence})`)).toEqual([
    'workload:Deployment/default/front calls service:Service/default/orders (front/nginx.conf:2 orders)',
    'workload:Deployment/default/orders writes data-store:Deployment/default/db (orders/app.py:2 db)',
  ])
  expect(links.filter(({ from, to }) => from.startsWith('path:') || to.startsWith('host:'))).toEqual([])
})
