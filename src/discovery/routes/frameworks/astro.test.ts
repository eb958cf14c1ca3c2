import { expect, test } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { routes } from '../index.ts'

test('endpoints by the place of files', () => {
  const { endpoints } = discoverTexts(
    {
      'package.json': '{ "dependencies": { "astro": "5" } }',
      'src/pages/rss.xml.js': 'export async function GET(context) { return rss({}) }',
      'src/pages/api/users/[id].ts': `export const DELETE = async ({ params, locals }) => {
  if (!locals.session) return new Response('Unauthorized', { status: 401 })
  return new Response(await User.remove(params.id))
}`,
      'src/pages/api/index.ts': 'export const ALL = () => new Response()',
      'src/pages/_lib/GET.ts': 'export function GET() {}',
      'src/lib/GET.ts': 'export function GET() {}',
    },
    [asAny(routes)],
  )
  expect(
    endpoints.map((one) => `${one.method} ${one.path} ${one.authentication ?? '-'} ${one.framework}`).sort(),
  ).toEqual(['ANY /api - Astro', 'DELETE /api/users/{id} checks who calls Astro', 'GET /rss.xml - Astro'])
})
