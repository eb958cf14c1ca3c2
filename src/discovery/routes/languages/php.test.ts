import { expect, test } from 'vitest'
import { SourceFile } from '../../source/source-file.ts'
import { php } from './php.ts'
import { phpAuthenticationIn } from './php-authentication.ts'

test('uses, groups of them, and constants of a class', () => {
  const text = `<?php
use App\\Http\\{A, B as C};
use App\\D as E;
class X { public const PATH = '/x'; }
`
  expect(php.symbols(new SourceFile('src/X.php', text))).toEqual([
    { fact: 'import', local: 'A', module: 'App.Http.A', name: 'A' },
    { fact: 'import', local: 'C', module: 'App.Http.B', name: 'B' },
    { fact: 'import', local: 'E', module: 'App.D', name: 'D' },
    { fact: 'constant', name: 'X.PATH', value: '/x' },
  ])
})

test('composer.json', () => {
  const text = JSON.stringify({
    name: 'a/b',
    require: { 'slim/slim': '^4' },
    autoload: { 'psr-4': { 'App\\': 'src/' } },
  })
  expect(php.symbols(new SourceFile('api/composer.json', text))).toEqual([
    { fact: 'root', prefix: 'App.', folder: 'api/src' },
    { fact: 'dependency', name: 'a/b' },
    { fact: 'dependency', name: 'slim/slim' },
  ])
})

test('classes by PSR-4, and files that others include', () => {
  const files = new Set(['api/src/Web/X.php', 'api/routes/x.php'])
  const tree = {
    has: (path: string) => files.has(path),
    filesIn: () => [],
    roots: [{ fact: 'root' as const, prefix: 'App.', folder: 'api/src' }],
  }
  expect(php.resolve('api/a.php', 'App.Web.X', tree)).toEqual(['api/src/Web/X.php'])
  expect(php.resolve('api/app/Providers/R.php', 'file:routes/x.php', tree)).toEqual(['api/routes/x.php'])
})

test('names of middleware', () => {
  const asks = [
    'auth',
    'auth:sanctum',
    'can:edit,post',
    'jwt.verify',
    'role:admin',
    'Authenticate::class',
    'user-full-auth',
    'new JwtAuthentication($x)',
  ]
  expect(asks.filter((one) => !phpAuthenticationIn(one))).toEqual([])
  const others = [
    'guest',
    'throttle:60,1',
    'web',
    'api',
    'auth.optional',
    'AuthorsMiddleware',
    'SubstituteBindings',
  ]
  expect(others.filter((one) => phpAuthenticationIn(one))).toEqual([])
})
