import { expect, test } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { routes } from '../index.ts'

test('routes by the place of files, methods by what they hand out', () => {
  const { endpoints } = discoverTexts(
    {
      'package.json': '{ "dependencies": { "next": "16" } }',
      'src/app/api/(shop)/orders/[id]/route.ts': `export async function GET(request) {
  const session = await getServerSession()
  return Response.json(await Order.find(new URL(request.url).searchParams.get('full')))
}
export const OPTIONS = cors`,
      'app/api/auth/[...all]/route.ts': `export const { GET, POST } = handlers`,
      'app/files/[[...path]]/route.ts': `export { handler as PUT } from '@/files'`,
      'app/_private/route.ts': `export function GET() {}`,
      'pages/api/users/index.ts': `export default withAuth(async function users(req, res) {
  if (req.method === 'POST') return create(req.body.name)
  if (req.method !== 'GET') return res.status(405).end()
})`,
      'pages/api/carts.ts': `export default withMethods({
  GET: createRoute({ fn: async () => Cart.all() }),
  POST: createAuthedRoute({ fn: async ({ body }) => Cart.create(body) }),
})`,
      'pages/api/ping.js': `export default (req, res) => res.end()`,
      'pages/about.tsx': `export default () => <p>GET</p>`,
      'middleware.ts': `export { auth as middleware } from './auth'
export const config = { matcher: ['/api/ping/:path*'] }`,
    },
    [asAny(routes)],
  )
  expect(endpoints.map((one) => `${one.method} ${one.path} ${one.authentication ?? '-'}`).sort()).toEqual([
    'ANY /api/ping auth',
    'GET /api/auth/{*all} -',
    'GET /api/carts -',
    'GET /api/orders/{id} getServerSession',
    'GET /api/users withAuth',
    'POST /api/auth/{*all} -',
    'POST /api/carts createAuthedRoute',
    'POST /api/users withAuth',
    'PUT /files -',
    'PUT /files/{*path} -',
  ])
})
