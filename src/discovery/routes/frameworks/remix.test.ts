import { expect, test } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { routes } from '../index.ts'
import { remixTemplates } from './remix.ts'

test('loaders and actions by the names of files, guarded by what makes them', () => {
  const { endpoints } = discoverTexts(
    {
      'package.json': '{ "dependencies": { "@remix-run/node": "2" } }',
      'tsconfig.json': '{ "compilerOptions": { "paths": { "~/*": ["./app/*"] } } }',
      'app/routes/api.v1.runs_.$runId.ts': `import { createLoaderRoute, createOpenRoute } from '~/services/routes.server'
export const loader = createLoaderRoute({ params: Params }, async () => json({}))
const { action } = createOpenRoute({}, async () => json({}))
export { action }`,
      'app/routes/_auth.account/route.tsx': `export async function loader({ request }) {
  await requireUserId(request)
  return json({})
}
export async function action({ request }) {
  switch (request.method) {
    case 'PUT': return json({})
    case 'DELETE': return json({})
  }
}
export default function Account() { return <p /> }`,
      'app/routes/about.tsx': 'export default function About() { return <p>loader</p> }',
      'app/services/routes.server.ts': `import { json, type LoaderFunctionArgs } from '@remix-run/node'
export function createLoaderRoute(options, handler) {
  return async ({ request }: LoaderFunctionArgs) => {
    const found = await authenticateRequest(request)
    if (!found) return json({ error: 'Unauthorized' }, { status: 401 })
    return handler(found)
  }
}
export function createOpenRoute(options, handler) {
  return { action: async ({ request }) => handler(request) }
}`,
    },
    [asAny(routes)],
  )
  expect(
    endpoints.map((one) => `${one.method} ${one.path} ${one.authentication ?? '-'} ${one.framework}`).sort(),
  ).toEqual([
    'DELETE /account - Remix',
    'GET /account requireUserId Remix',
    'GET /api/v1/runs/{runId} createLoaderRoute Remix',
    'POST /api/v1/runs/{runId} - Remix',
    'PUT /account - Remix',
  ])
})

test('names of files as paths', () => {
  expect(['_index', 'users.$id', '(lang).feed[.]xml', 'files.$', '_app.a_.b'].map(remixTemplates)).toEqual([
    ['/'],
    ['/users/{id}'],
    ['/feed.xml', '/lang/feed.xml'],
    ['/files/{*path}'],
    ['/a/b'],
  ])
})
