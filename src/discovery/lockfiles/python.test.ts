import { expect, test } from 'vitest'
import { discovered, edges, lines } from './test-components.ts'

const PYPROJECT = `[project]
name = "till"
version = "2.0"
dependencies = ["Flask>=2"]
[dependency-groups]
test = ["pytest"]
`
const EXPECTED = [
  'pkg:pypi/flask@2.0.1 runtime direct',
  'pkg:pypi/pytest@8.0.0 test direct',
  'pkg:pypi/zope-interface@5.0 runtime transitive',
]
const EDGES = ['flask -> zope-interface', 'till -> flask, pytest']
const HASH = 'ab'.repeat(32)

test.each([
  [
    'poetry.lock',
    `[[package]]
name = "Flask"
version = "2.0.1"
files = [{ file = "flask.whl", hash = "sha256:${'00'.repeat(32)}" }, { file = "flask-2.0.1.tar.gz", hash = "sha256:${HASH}" }]
[package.dependencies]
"zope.interface" = ">=5"
[[package]]
name = "pytest"
version = "8.0.0"
[[package]]
name = "zope-interface"
version = "5.0"
`,
  ],
  [
    'pdm.lock',
    `[[package]]
name = "flask"
version = "2.0.1"
groups = ["default"]
dependencies = ["zope.interface>=5 ; python_version > '3'"]
files = [{ file = "flask-2.0.1.tar.gz", hash = "sha256:${HASH}" }]
[[package]]
name = "pytest"
version = "8.0.0"
groups = ["test"]
[[package]]
name = "zope-interface"
version = "5.0"
groups = ["default"]
`,
  ],
  [
    'uv.lock',
    `version = 1
[[package]]
name = "till"
version = "2.0"
source = { virtual = "." }
dependencies = [{ name = "flask" }]
[package.dev-dependencies]
test = [{ name = "pytest" }]
[[package]]
name = "flask"
version = "2.0.1"
source = { registry = "https://packages.example.org/simple" }
dependencies = [{ name = "zope-interface" }]
sdist = { url = "https://files.example/flask.tar.gz", hash = "sha256:${HASH}" }
[[package]]
name = "pytest"
version = "8.0.0"
source = { registry = "https://packages.example.org/simple" }
[[package]]
name = "zope-interface"
version = "5.0"
source = { registry = "https://packages.example.org/simple" }
`,
  ],
])('%s', (path, text) => {
  const found = discovered({ 'pyproject.toml': PYPROJECT, [path]: text })
  expect(lines(found)).toEqual(EXPECTED)
  expect(edges(found)).toEqual(EDGES)
  expect(found.components.find(({ name }) => name === 'flask')?.hashes).toEqual({ 'SHA-256': HASH })
})

test('Pipfile.lock, with what its Pipfile names', () => {
  const found = discovered({
    Pipfile: '[packages]\nflask = "*"\n[dev-packages]\npytest = "*"\n',
    'Pipfile.lock': JSON.stringify({
      default: { flask: { version: '==2.0.1' }, werkzeug: { version: '==2.0.0' } },
      develop: { pytest: { version: '==8.0.0' } },
    }),
  })
  expect(lines(found)).toEqual([
    'pkg:pypi/flask@2.0.1 runtime direct',
    'pkg:pypi/pytest@8.0.0 development direct',
    'pkg:pypi/werkzeug@2.0.0 runtime transitive',
  ])
})

test('requirements, compiled and written by hand', () => {
  const found = discovered({
    'requirements.txt': `#
# compiled
-r base.txt
flask==2.0.1 \\
    --hash=sha256:${HASH}
    # via -r requirements.in
werkzeug==2.0.0 ; python_version > "3"
    # via
    #   flask
loose>=1
git+https://example.com/x.git
`,
    'requirements-dev.txt': 'black == 24.1.0  # style\n',
  })
  expect(lines(found)).toEqual([
    'pkg:pypi/black@24.1.0 development direct',
    'pkg:pypi/flask@2.0.1 runtime direct',
    'pkg:pypi/loose runtime direct',
    'pkg:pypi/werkzeug@2.0.0 runtime transitive',
  ])
  expect(found.problems.map(({ where, message }) => `${where} ${message}`)).toEqual([
    expect.stringMatching(/^requirements\.txt 1 requirements name no single version/),
    expect.stringMatching(/^requirements\.txt 1 lines name no package/),
  ])
})

test('a requirement that only adds extras to a pinned one is no other package', () => {
  const found = discovered({
    'requirements.txt': `kettle[steel]
kettle==6.3.0
spout==1.0.0 ; python_version < "3.9"
spout>=2 ; python_version >= "3.9"
`,
  })
  expect(lines(found)).toEqual([
    'pkg:pypi/kettle@6.3.0 runtime direct',
    'pkg:pypi/spout runtime direct',
    'pkg:pypi/spout@1.0.0 runtime direct',
  ])
  expect(found.problems.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^1 requirements name no single version/),
  ])
})
