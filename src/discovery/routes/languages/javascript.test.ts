import { expect, test } from 'vitest'
import { SourceFile } from '../../source/source-file.ts'
import { javascript } from './javascript.ts'
import { tellsAuthentication, tellsPublic } from './javascript-guards.ts'

const factsOf = (path: string, text: string) => javascript.symbols(new SourceFile(path, text))

test('reads sources and manifests, no declarations and no bundles', () => {
  expect(['a.ts', 'a.cjs', 'x/package.json', 'tsconfig.base.json'].every(javascript.wants)).toBe(true)
  expect(['a.d.ts', 'a.min.js', 'a.json'].some(javascript.wants)).toBe(false)
})

test('imports and exports of ES modules and CommonJS', () => {
  expect(
    factsOf(
      'a.ts',
      `import d, { a as b } from './x'\nimport * as n from 'y'\nconst { q: r } = require('./z')\nexport * from './all'\nexport { b as c }\nexport default d`,
    ),
  ).toEqual(
    expect.arrayContaining([
      { fact: 'import', local: 'd', module: './x', name: 'default' },
      { fact: 'import', local: 'b', module: './x', name: 'a' },
      { fact: 'import', local: 'n', module: 'y', name: '*' },
      { fact: 'import', local: 'r', module: './z', name: 'q' },
      { fact: 'export', name: '*', local: '*', module: './all' },
      { fact: 'export', name: 'c', local: 'b' },
      { fact: 'export', name: 'default', local: 'd' },
    ]),
  )
})

test('constants of objects, enumerations and templates', () => {
  expect(
    factsOf(
      'c.ts',
      `const BASE = '/api'\nexport const ROUTES = { users: { list: \`\${BASE}/users\` } } as const\nexport enum E { A = 'a' }`,
    ).filter((one) => one.fact === 'constant'),
  ).toEqual([
    { fact: 'constant', name: 'BASE', value: '/api' },
    { fact: 'constant', name: 'ROUTES.users.list', value: '/api/users' },
    { fact: 'constant', name: 'E.A', value: 'a' },
  ])
})

test('modules are found by endings, index files, paths with comments and package names', () => {
  const files = ['src/users/index.ts', 'src/a.ts', 'packages/core/src/index.ts']
  const roots = [
    ...factsOf(
      'tsconfig.json',
      '{ // paths\n "compilerOptions": { "baseUrl": ".", "paths": { "@/*": ["src/*"], }, } }',
    ),
    ...factsOf('packages/core/package.json', '{ "name": "@acme/core", "main": "dist/index.js" }'),
  ].filter((one) => one.fact === 'root')
  const tree = { has: (path: string) => files.includes(path), filesIn: () => [], roots }
  const found = (module: string) => javascript.resolve('src/b/c.ts', module, tree)[0]
  expect([
    found('../users'),
    found('../a.js'),
    found('@/users'),
    found('@acme/core'),
    found('left-pad'),
  ]).toEqual([
    'src/users/index.ts',
    'src/a.ts',
    'src/users/index.ts',
    'packages/core/src/index.ts',
    undefined,
  ])
})

test('words that tell of authentication', () => {
  for (const name of [
    'requireAuth',
    'auth',
    'isLoggedIn',
    'verifyToken',
    'JwtAuthGuard',
    'auth.required',
    'checkJwt',
    'ensureAuthenticated',
    'apiKeyAuth',
    'protect',
    'createAuthedProjectRoute',
    'protectedProcedure',
  ])
    expect([name, tellsAuthentication(name)]).toEqual([name, true])
  for (const name of [
    'authRouter',
    'authController.login',
    'authLimiter',
    'auth.optional',
    'validateBody',
    'csrfProtection',
    'logger',
    'userController.list',
    'ThrottlerGuard',
    'createAuthenticatedUser',
    'optionallyAuthedRoute',
  ])
    expect([name, tellsAuthentication(name)]).toEqual([name, false])
  expect(['Public', 'SkipAuth', 'AllowAnonymous'].every(tellsPublic)).toBe(true)
})
