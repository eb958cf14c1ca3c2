import { expect, test } from 'vitest'
import { discovered, edges, lines } from './test-components.ts'

const PACKAGE = JSON.stringify({
  name: 'shop',
  version: '1.0.0',
  dependencies: { web: '^1.0.0', alias: 'npm:@acme/real@^2.0.0' },
  devDependencies: { runner: '^3.0.0' },
  optionalDependencies: { native: '^4.0.0' },
})
const EXPECTED = [
  'pkg:npm/%40acme/real@2.1.0 runtime direct',
  'pkg:npm/deep@1.1.0 runtime transitive',
  'pkg:npm/deep@5.0.0 development transitive',
  'pkg:npm/native@4.0.0 optional direct',
  'pkg:npm/runner@3.0.0 development direct',
  'pkg:npm/web@1.2.0 runtime direct',
]
const EDGES = ['runner -> deep', 'shop -> @acme/real, native, runner, web', 'web -> deep']

test('package-lock.json by place, with aliases, nested versions, hashes and licences', () => {
  const sha512 = Buffer.alloc(64, 1).toString('base64')
  const found = discovered({
    'package.json': PACKAGE,
    'package-lock.json': JSON.stringify({
      lockfileVersion: 3,
      packages: {
        '': JSON.parse(PACKAGE),
        'node_modules/web': {
          version: '1.2.0',
          license: 'MIT',
          integrity: `sha512-${sha512}`,
          dependencies: { deep: '^1.0.0' },
        },
        'node_modules/alias': { name: '@acme/real', version: '2.1.0' },
        'node_modules/deep': { version: '1.1.0' },
        'node_modules/native': { version: '4.0.0', optional: true },
        'node_modules/runner': { version: '3.0.0', dev: true, dependencies: { deep: '^5.0.0' } },
        'node_modules/runner/node_modules/deep': { version: '5.0.0', dev: true },
      },
    }),
  })
  expect(lines(found)).toEqual(EXPECTED)
  expect(edges(found)).toEqual(EDGES)
  // As other tools name it, so that it is one thing with theirs.
  expect(found.components.find(({ root }) => root)?.purl).toBe('pkg:npm/shop@1.0.0')
  expect(found.components.find(({ name }) => name === 'web')).toMatchObject({
    licenses: ['MIT'],
    hashes: { 'SHA-512': '01'.repeat(64) },
    path: 'package-lock.json',
    deployable: '.',
  })
  expect(found.components.find(({ root }) => root)).toMatchObject({ name: 'shop', version: '1.0.0' })
})

test('package-lock.json of version 1, whose direct packages package.json names', () => {
  const found = discovered({
    'package.json': PACKAGE,
    'package-lock.json': JSON.stringify({
      lockfileVersion: 1,
      dependencies: {
        web: { version: '1.2.0', requires: { deep: '^1.0.0' } },
        alias: { version: 'npm:@acme/real@2.1.0' },
        deep: { version: '1.1.0' },
        native: { version: '4.0.0', optional: true },
        runner: {
          version: '3.0.0',
          dev: true,
          requires: { deep: '^5.0.0' },
          dependencies: { deep: { version: '5.0.0', dev: true } },
        },
      },
    }),
  })
  expect(lines(found)).toEqual(EXPECTED)
  expect(edges(found)).toEqual(EDGES)
})

test('yarn.lock of Yarn 1', () => {
  const found = discovered({
    'package.json': PACKAGE,
    'yarn.lock': `# yarn lockfile v1


"alias@npm:@acme/real@^2.0.0":
  version "2.1.0"
  resolved "https://registry.example/real.tgz#abc"

deep@^1.0.0, deep@^1.1.0:
  version "1.1.0"

deep@^5.0.0:
  version "5.0.0"

native@^4.0.0:
  version "4.0.0"

runner@^3.0.0:
  version "3.0.0"
  dependencies:
    deep "^5.0.0"

web@^1.0.0:
  version "1.2.0"
  integrity sha512-${Buffer.alloc(64, 2).toString('base64')}
  dependencies:
    deep "^1.0.0"
`,
  })
  expect(lines(found)).toEqual(EXPECTED)
  expect(edges(found)).toEqual(EDGES)
})

test('yarn.lock of Yarn 1 names an archive by the request that says whose it is', () => {
  const found = discovered({
    'package.json': '{"dependencies":{"kettle":"npm:@acme/kettle@1.0.0"}}',
    'yarn.lock': `# yarn lockfile v1


kettle@*, "kettle@npm:@acme/kettle@1.0.0":
  version "1.0.0"
  resolved "https://registry.example/@acme/kettle/-/kettle-1.0.0.tgz#abc"
`,
  })
  expect(lines(found)).toEqual(['pkg:npm/%40acme/kettle@1.0.0 runtime direct'])
})

test('yarn.lock of later ones, with a workspace', () => {
  const found = discovered({
    'package.json': JSON.stringify({ name: 'all', workspaces: ['packages/*'] }),
    'packages/shop/package.json': PACKAGE,
    'yarn.lock': `__metadata:
  version: 8

"alias@npm:@acme/real@^2.0.0":
  version: 2.1.0
  resolution: "@acme/real@npm:2.1.0"
  languageName: node
  linkType: hard

"all@workspace:.":
  version: 0.0.0-use.local
  resolution: "all@workspace:."
  linkType: soft

"deep@npm:^1.0.0":
  version: 1.1.0
  resolution: "deep@npm:1.1.0"
  linkType: hard

"deep@npm:^5.0.0":
  version: 5.0.0
  resolution: "deep@npm:5.0.0"
  linkType: hard

"native@npm:^4.0.0":
  version: 4.0.0
  resolution: "native@npm:4.0.0"
  linkType: hard

"runner@npm:^3.0.0":
  version: 3.0.0
  resolution: "runner@npm:3.0.0"
  dependencies:
    deep: "npm:^5.0.0"
  linkType: hard

"shop@workspace:packages/shop":
  version: 0.0.0-use.local
  resolution: "shop@workspace:packages/shop"
  dependencies:
    web: ^1.0.0
  linkType: soft

"web@npm:^1.0.0":
  version: 1.2.0
  resolution: "web@npm:1.2.0"
  dependencies:
    deep: ^1.0.0
  linkType: hard
`,
  })
  expect(lines(found)).toEqual(EXPECTED)
  expect(edges(found)).toEqual(EDGES)
  expect(found.components.find(({ name }) => name === 'web')?.deployable).toBe('packages/shop')
})

test.each([
  [
    '9',
    `lockfileVersion: '9.0'
importers:
  .:
    dependencies:
      alias: { specifier: 'npm:@acme/real@^2.0.0', version: '@acme/real@2.1.0' }
      web: { specifier: ^1.0.0, version: 1.2.0(deep@1.1.0) }
    devDependencies:
      runner: { specifier: ^3.0.0, version: 3.0.0 }
    optionalDependencies:
      native: { specifier: ^4.0.0, version: 4.0.0 }
packages:
  '@acme/real@2.1.0': { resolution: { integrity: sha1-AAAA } }
  deep@1.1.0: {}
  deep@5.0.0: {}
  native@4.0.0: {}
  runner@3.0.0: {}
  web@1.2.0: {}
snapshots:
  '@acme/real@2.1.0': {}
  deep@1.1.0: {}
  deep@5.0.0: {}
  native@4.0.0: { optional: true }
  runner@3.0.0:
    dependencies: { deep: 5.0.0 }
  web@1.2.0(deep@1.1.0):
    dependencies: { deep: 1.1.0 }
`,
  ],
  [
    '6',
    `lockfileVersion: '6.0'
dependencies:
  alias: { specifier: 'npm:@acme/real@^2.0.0', version: /@acme/real@2.1.0 }
  web: { specifier: ^1.0.0, version: 1.2.0(deep@1.1.0) }
devDependencies:
  runner: { specifier: ^3.0.0, version: 3.0.0 }
optionalDependencies:
  native: { specifier: ^4.0.0, version: 4.0.0 }
packages:
  /@acme/real@2.1.0: { dev: false }
  /deep@1.1.0: {}
  /deep@5.0.0: { dev: true }
  /native@4.0.0: { optional: true }
  /runner@3.0.0: { dev: true, dependencies: { deep: 5.0.0 } }
  /web@1.2.0(deep@1.1.0): { dependencies: { deep: 1.1.0 } }
`,
  ],
  [
    '5',
    `lockfileVersion: 5.4
specifiers: { web: ^1.0.0 }
dependencies:
  alias: /@acme/real/2.1.0
  web: 1.2.0_deep@1.1.0
devDependencies: { runner: 3.0.0 }
optionalDependencies: { native: 4.0.0 }
packages:
  /@acme/real/2.1.0: {}
  /deep/1.1.0: {}
  /deep/5.0.0: {}
  /native/4.0.0: {}
  /runner/3.0.0: { dependencies: { deep: 5.0.0 } }
  /web/1.2.0_deep@1.1.0: { dependencies: { deep: 1.1.0 } }
`,
  ],
])('pnpm-lock.yaml of version %s', (_, text) => {
  const found = discovered({ 'package.json': PACKAGE, 'pnpm-lock.yaml': text })
  expect(lines(found)).toEqual(EXPECTED)
  expect(edges(found)).toEqual(EDGES)
})

test('bun.lock, with what JSON does not have', () => {
  const found = discovered({
    'bun.lock': `{
  // made by Bun
  "lockfileVersion": 1,
  "workspaces": { "": ${PACKAGE}, },
  "packages": {
    "alias": ["@acme/real@2.1.0", "", {}, ""],
    "deep": ["deep@1.1.0", "", {}, "sha512-x"],
    "native": ["native@4.0.0", "", {}, ""],
    "runner": ["runner@3.0.0", "", { "dependencies": { "deep": "^5.0.0" } }, ""],
    "runner/deep": ["deep@5.0.0", "", {}, ""],
    "web": ["web@1.2.0", "", { "dependencies": { "deep": "^1.0.0" } }, ""],
  },
}`,
  })
  expect(lines(found)).toEqual(EXPECTED)
  expect(edges(found)).toEqual(EDGES)
})

test('bun.lock names no version of what comes from a repository', () => {
  const found = discovered({
    'bun.lock':
      '{"workspaces":{"":{"dependencies":{"kettle":"github:acme/kettle"}}},"packages":{"kettle":["kettle@github:acme/kettle#ddba834",{},"acme-kettle-ddba834"]}}',
  })
  expect(lines(found)).toEqual(['pkg:npm/kettle runtime direct'])
})

test('what is built goes by its own package URL, not by that of the actions that its workflow calls', () => {
  const { components } = discovered({
    '.github/workflows/build.yml':
      'on: push\njobs:\n  build:\n    steps:\n      - uses: actions/checkout@v4\n',
    'package.json': PACKAGE,
    'package-lock.json': JSON.stringify({
      lockfileVersion: 3,
      packages: { '': JSON.parse(PACKAGE), 'node_modules/web': { version: '1.2.0' } },
    }),
  })
  expect(components.map(({ purl }) => purl)).toContain('pkg:github/actions/checkout@v4')
  expect(components.filter(({ root }) => root)).toMatchObject([
    { name: 'shop', purl: 'pkg:npm/shop@1.0.0', path: 'package-lock.json' },
  ])
})
