import { expect, test } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { routes } from '../index.ts'

test('server routes by the place of files, methods by the end of their names, middleware in front', () => {
  const { endpoints } = discoverTexts(
    {
      'package.json': '{ "dependencies": { "nuxt": "4" } }',
      'server/api/users/index.get.ts': 'export default defineEventHandler(async () => User.all())',
      'server/api/users/[id].put.ts': `const change = async (event) => User.save(await readBody(event))
export default defineEventHandler(change)`,
      'server/api/admin/reset.post.ts': 'export default eventHandler(() => reset())',
      'server/api/me.ts': `export default defineEventHandler(async (event) => {
  const { user } = await requireUserSession(event)
  return user
})`,
      'server/routes/feed/[...slug].ts': 'export default defineCachedEventHandler(() => feed())',
      'server/routes/names.ts': "export default ['a', 'b']",
      'server/utils/db.ts': 'export default defineEventHandler(() => 1)',
      'server/middleware/auth.ts': `export default defineEventHandler((event) => {
  const token = getHeader(event, 'authorization')
  if (event.path.startsWith('/api/admin') && !event.path.startsWith('/api/admin/open') && !verifyToken(token))
    throw createError({ statusCode: 401, statusMessage: 'Unauthorized' })
})`,
    },
    [asAny(routes)],
  )
  expect(
    endpoints.map((one) => `${one.method} ${one.path} ${one.authentication ?? '-'} ${one.framework}`).sort(),
  ).toEqual([
    'ANY /api/me requireUserSession Nitro',
    'ANY /feed/{*slug} - Nitro',
    'GET /api/users - Nitro',
    'POST /api/admin/reset verifyToken Nitro',
    'PUT /api/users/{id} - Nitro',
  ])
})
