import { expect, test } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { routes } from '../index.ts'

test('procedures of routers in routers over files, and whom they ask', () => {
  const { endpoints } = discoverTexts(
    {
      'package.json': '{ "dependencies": { "@trpc/server": "11" } }',
      'tsconfig.json': '{}',
      'src/trpc.ts': `import { initTRPC, TRPCError } from '@trpc/server'
const t = initTRPC.create()
const onlyStaff = t.middleware(({ ctx, next }) => {
  if (!ctx.user) throw new TRPCError({ code: 'UNAUTHORIZED' })
  return next()
})
export const router = t.router
export const publicProcedure = t.procedure
export const staffProcedure = t.procedure.use(onlyStaff)
export const shopProcedure = staffProcedure.input(shopId)
`,
      'src/orders.ts': `import { publicProcedure, router, shopProcedure } from './trpc'
const show = publicProcedure.input(id).query(({ input }) => Order.find(input))
export const orders = router({
  show,
  add: shopProcedure.mutation(({ ctx, input }) => Order.create(input)),
  lines: router({ list: shopProcedure.query(() => []) }),
})
`,
      'src/app.ts': `import { createExpressMiddleware } from '@trpc/server/adapters/express'
import { orders } from './orders'
import { publicProcedure, router } from './trpc'
export const appRouter = router({ orders, health: publicProcedure.query(() => 'ok') })
app.use('/rpc', createExpressMiddleware({ router: appRouter }))
`,
      // Named alike, and no procedure.
      'src/other.ts': `export const other = createRouter({ history: createWebHistory(), routes: pages })`,
    },
    [asAny(routes)],
  )
  expect(
    endpoints
      .filter((one) => one.framework === 'tRPC')
      .map((one) => `${one.method} ${one.path} ${one.authentication ?? '-'}`)
      .sort(),
  ).toEqual([
    'GET /rpc/health -',
    'GET /rpc/orders.lines.list onlyStaff',
    'GET /rpc/orders.show -',
    'POST /rpc/orders.add onlyStaff',
  ])
  expect(endpoints.find((one) => one.method === 'POST')).toMatchObject({
    uses: ['Order'],
    handler: { name: 'orders.add', file: 'src/orders.ts', line: 5 },
  })
})

test('where routers are put: the place that is told nearest to them', () => {
  const api = (name: string) => `import { initTRPC } from '@trpc/server'
export const appRouter = t.router({ ${name}: t.procedure.query(() => 1) })
`
  const { endpoints } = discoverTexts(
    {
      'package.json': '{ "dependencies": { "@trpc/server": "11" } }',
      'shop/api/router.ts': api('orders'),
      'shop/api/serve.ts': `import { trpcServer } from '@hono/trpc-server'
app.use('*', trpcServer({ endpoint: under('/api/trpc'), router: appRouter }))
`,
      'staff/server/router.ts': api('people'),
      'staff/app/rpc/[trpc]/route.ts': `import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
export const GET = (req) => fetchRequestHandler({ req, router: appRouter })
`,
    },
    [asAny(routes)],
  )
  expect(endpoints.flatMap((one) => (one.framework === 'tRPC' ? one.path : [])).sort()).toEqual([
    '/api/trpc/orders',
    '/rpc/people',
  ])
})
