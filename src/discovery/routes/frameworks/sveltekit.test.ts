import { expect, test } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { routes } from '../index.ts'

test('endpoints and form actions by the place of files', () => {
  const { endpoints } = discoverTexts(
    {
      'package.json': '{ "devDependencies": { "@sveltejs/kit": "2" } }',
      'src/routes/(app)/[[lang]]/orders/[id=integer]/+server.ts': `import { error, json } from '@sveltejs/kit'
export async function GET({ locals, params }) {
  if (!locals.user) error(401, 'Unauthorized')
  return json(await Order.find(params.id))
}
export const fallback = async () => new Response('other')
export const prerender = false`,
      'src/routes/files/[...path]/+server.js': 'export const PUT = requireUser(async () => new Response())',
      'src/routes/settings/+page.server.ts': `export const load = async () => ({})
export const actions = {
  default: async ({ request }) => { await Settings.save(await request.formData()) },
  reset,
} satisfies Actions`,
      'src/routes/about/+page.server.ts': 'export const load = async () => ({})',
      'src/routes/about/GET.ts': 'export function GET() {}',
    },
    [asAny(routes)],
  )
  expect(
    endpoints.map((one) => `${one.method} ${one.path} ${one.authentication ?? '-'} ${one.framework}`).sort(),
  ).toEqual([
    'ANY /orders/{id} - SvelteKit',
    'ANY /{lang}/orders/{id} - SvelteKit',
    'GET /orders/{id} checks who calls SvelteKit',
    'GET /{lang}/orders/{id} checks who calls SvelteKit',
    'POST /settings - SvelteKit',
    'PUT /files/{*path} requireUser SvelteKit',
  ])
})
