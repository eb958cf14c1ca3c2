import { expect, test } from 'vitest'
import { SourceFile } from '../../source/source-file.ts'
import { constantIn } from '../names.ts'
import { go, importsOf, packageName } from './go.ts'
import { authenticationIn } from './go-authentication.ts'

test('names of packages', () => {
  expect(
    ['github.com/labstack/echo/v4', 'gopkg.in/yaml.v3', 'net/http', 'example.org/go-users'].map(packageName),
  ).toEqual(['echo', 'yaml', 'http', 'users'])
})

test('imports with aliases', () => {
  const text = 'package x\nimport "fmt"\nimport (\n\t_ "embed"\n\tweb "example.org/a/http"\n)\n'
  expect(importsOf(text).map(({ local, module }) => `${local}=${module}`)).toEqual([
    'web=example.org/a/http',
    'fmt=fmt',
  ])
})

test('go.mod: the module and direct dependencies', () => {
  const text =
    'module example.org/shop\n\nrequire (\n\tgithub.com/a/b v1.0.0\n\tgithub.com/c/d v1.0.0 // indirect\n)\n'
  expect(go.symbols(new SourceFile('api/go.mod', text))).toEqual([
    { fact: 'root', prefix: 'example.org/shop', folder: 'api' },
    { fact: 'dependency', name: 'github.com/a/b' },
  ])
})

test('constants, also of other constants', () => {
  const text = 'package x\nconst (\n\tBase string = "/api"\n\tUsers = Base + "/users"\n\tCount = 3\n)\n'
  expect(go.symbols(new SourceFile('x.go', text))).toEqual([
    { fact: 'constant', name: 'Base', value: '/api' },
    { fact: 'constant', name: 'Users', value: `${constantIn('Base')}/users` },
  ])
})

test('packages below the module are the files of a folder', () => {
  const tree = {
    has: () => true,
    filesIn: (folder: string) =>
      folder === 'api/users' ? ['api/users/a.go', 'api/users/a_test.go', 'api/users/x.md'] : [],
    roots: [{ fact: 'root' as const, prefix: 'example.org/shop', folder: 'api' }],
  }
  expect(go.resolve('api/main.go', 'example.org/shop/users', tree)).toEqual(['api/users/a.go'])
  expect(go.resolve('api/main.go', 'github.com/other/users', tree)).toEqual([])
})

test('names of middleware', () => {
  const asks = [
    'auth.RequireUser()',
    'JWTMiddleware',
    'users.AuthMiddleware(true)',
    'session.MustAdmin()',
    'middleware.BasicAuth(x)',
    's.requireToken',
  ]
  expect(asks.filter((one) => !authenticationIn(one))).toEqual([])
  const others = [
    'OptionalAuth()',
    'users.AuthMiddleware(false)',
    'csrf.Protect(key)',
    'authorsHandler',
    'Logger()',
    'sessions.Sessions("s", store)',
    'cors.Default()',
  ]
  expect(others.filter((one) => authenticationIn(one))).toEqual([])
})
