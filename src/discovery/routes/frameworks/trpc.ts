import type { Framework } from '../contract.ts'
import { baseNotes, FRAMEWORK, procedureNotes, routerNotes } from './trpc-notes.ts'
import { weaveTrpc } from './trpc-weave.ts'

/** tRPC: procedures in objects of routers, called as `/trpc/orders.list`. Source: https://trpc.io/docs/rpc */
export const trpc: Framework = {
  id: FRAMEWORK,
  name: 'tRPC',
  language: 'javascript',
  packages: ['@trpc/server', '@trpc/server/'],
  mentions: /[pP]rocedure\b|\bmergeRouters\(|[rR]outer\(\s*\{|@trpc\/server|trpcServer\(/,
  rules: [
    {
      rule: { kind: 'call_expression', has: { field: 'function', regex: '(?:[rR]outer|mergeRouters)$' } },
      facts: routerNotes,
    },
    {
      rule: {
        kind: 'variable_declarator',
        has: { field: 'value', kind: 'call_expression', regex: '[pP]rocedure' },
      },
      facts: procedureNotes,
    },
    {
      rule: {
        kind: 'program',
        regex:
          'fetchRequestHandler|createNextApiHandler|createExpressMiddleware|fastifyTRPCPlugin|trpcServer\\(',
      },
      facts: baseNotes,
    },
  ],
  weave: weaveTrpc,
}
