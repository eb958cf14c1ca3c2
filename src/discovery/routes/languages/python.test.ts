import { expect, it } from 'vitest'
import { SourceFile } from '../../source/source-file.ts'
import { constantIn } from '../names.ts'
import { python } from './python.ts'

const symbols = (text: string, path = 'a.py') => python.symbols(new SourceFile(path, text))
const resolve = (from: string, module: string, ...paths: string[]) =>
  python.resolve(from, module, { has: (path) => paths.includes(path), filesIn: () => [], roots: [] })

it('reads imports of every form, inside of functions too', () => {
  expect(
    symbols(`import a.b as c, d
from . import users
from .x.y import (
    one,  # why
    two as second,
)
from z import *
def make():
    from late import thing
`),
  ).toEqual([
    { fact: 'import', local: 'c', module: 'a.b', name: '*' },
    { fact: 'import', local: 'd', module: 'd', name: '*' },
    { fact: 'import', local: 'users', module: '.', name: 'users' },
    { fact: 'import', local: 'one', module: '.x.y', name: 'one' },
    { fact: 'import', local: 'second', module: '.x.y', name: 'two' },
    { fact: 'export', name: '*', local: '*', module: 'z' },
    { fact: 'import', local: 'thing', module: 'late', name: 'thing' },
  ])
})

it('keeps texts that paths are made of, of the file, of classes and of their instances', () => {
  const facts = symbols(`PREFIX = "/v1"
FULL = f"{PREFIX}/x"
SUM = PREFIX + '/y'
TITLE = "My shop, all of it"
class Settings(BaseSettings):
    API: str = "/api"
    FROM_ENV = os.getenv("API_PATH", "/env")
    def __init__(self):
        INNER = "/no"
settings = Settings()  # once
`)
  expect(facts.flatMap((one) => (one.fact === 'constant' ? [[one.name, one.value]] : []))).toEqual([
    ['PREFIX', '/v1'],
    ['FULL', `${constantIn('PREFIX')}/x`],
    ['SUM', `${constantIn('PREFIX')}/y`],
    ['Settings.API', '/api'],
    ['Settings.FROM_ENV', '/env'],
    ['settings.API', '/api'],
    ['settings.FROM_ENV', '/env'],
  ])
})

it.each([
  [
    'requirements-dev.txt',
    'Flask>=2\n# no\n-r base.txt\ndjango_extensions[x]==1 ; python_version > "3"\n',
    ['flask', 'django-extensions'],
  ],
  [
    'pyproject.toml',
    '[project]\ndependencies = ["fastapi[all]>=0.1", "x"]\n[tool.poetry.dependencies]\npython = "^3"\nFlask = { version = "1" }\n[dependency-groups]\ndev = ["y"]\n',
    ['fastapi', 'x', 'python', 'flask', 'y'],
  ],
  ['Pipfile', '[packages]\nflask = "*"\n[dev-packages]\npytest = "*"\n', ['flask', 'pytest']],
  ['setup.cfg', '[options]\ninstall_requires =\n    django>=4\n    requests\n', ['django', 'requests']],
])('reads the dependencies of %s', (path, text, names) => {
  expect(symbols(text, path).map((one) => 'name' in one && one.name)).toEqual(names)
})

it('finds modules from the nearest folder outwards, packages and files, relative ones by their dots', () => {
  expect(resolve('backend/app/api/main.py', 'app.core', 'backend/app/core.py', 'app/core.py')).toEqual([
    'backend/app/core.py',
  ])
  expect(resolve('x/a.py', 'pkg', 'src/pkg/__init__.py')).toEqual(['src/pkg/__init__.py'])
  expect(resolve('x/y/a.py', '..z', 'x/z.py')).toEqual(['x/z.py'])
  expect(resolve('x/y/a.py', '.', 'x/y/__init__.py')).toEqual(['x/y/__init__.py'])
  expect(resolve('a.py', '....z', 'z.py')).toEqual([])
})

it('reads hostile lines in no time', () => {
  const start = performance.now()
  symbols(
    `${'from '.repeat(20_000)}\nX = ${'"a" + '.repeat(20_000)}\n${'import ('.repeat(10_000)}\n${' '.repeat(50_000)}x = Settings(\n`,
  )
  expect(performance.now() - start).toBeLessThan(2000)
})
