import { expect, test } from 'vitest'
import { discovered, lines } from './test-components.ts'

/** What manifests allow of what lockfiles pin, as `purl: range`. */
const wanted = (texts: Record<string, string>): string[] =>
  discovered(texts)
    .components.filter((one) => one.wanted)
    .map(({ purl, wanted: ranges = [] }) => `${purl}: ${ranges.join(' | ')}`)
    .sort()

test('Pipfile', () => {
  expect(
    wanted({
      Pipfile:
        '[packages]\nflask = "~=2.0"\nrequests = {version = ">=2,<3", extras = ["socks"]}\nsix = "*"\n',
      'Pipfile.lock': JSON.stringify({
        default: {
          flask: { version: '==2.0.3' },
          requests: { version: '==2.31.0' },
          six: { version: '==1.16.0' },
          idna: { version: '==3.4' },
        },
      }),
    }),
  ).toEqual(['pkg:pypi/flask@2.0.3: ~=2.0', 'pkg:pypi/requests@2.31.0: >=2,<3', 'pkg:pypi/six@1.16.0: *'])
})

const GEMFILE_LOCK = `GEM
  remote: https://rubygems.org/
  specs:
    rack (2.2.4)
    rails (5.2.8)
      rack

DEPENDENCIES
  rack
  rails (~> 5.2, >= 5.2.1)
`

test('Gemfile, and its lockfile alone', () => {
  const Gemfile = `gem "rails", "~> 5.2", '>= 5.2.1', require: false\ngem 'rack', group: :test\n`
  const said = ['pkg:gem/rails@5.2.8: ~> 5.2, >= 5.2.1']
  expect(wanted({ Gemfile, 'Gemfile.lock': GEMFILE_LOCK })).toEqual(said)
  expect(wanted({ 'Gemfile.lock': GEMFILE_LOCK })).toEqual(said)
})

test('Maven and Gradle', () => {
  const pom = `<project><groupId>a</groupId><artifactId>b</artifactId><version>1</version>
<properties><guava>30.0-jre</guava></properties><dependencies>
<dependency><groupId>com.google.guava</groupId><artifactId>guava</artifactId><version>\${guava}</version></dependency>
</dependencies></project>`
  expect(wanted({ 'pom.xml': pom })).toEqual(['pkg:maven/com.google.guava/guava@30.0-jre: 30.0-jre'])
  expect(
    wanted({
      'build.gradle': `dependencies { implementation 'a:one:[1.0,2.0)'
 implementation("a:two:1.+@aar")
 implementation "a:three:$version" }`,
      'gradle.lockfile':
        'a:one:1.4=runtimeClasspath\na:two:1.7=runtimeClasspath\na:three:3.0=runtimeClasspath\n',
    }),
  ).toEqual(['pkg:maven/a/one@1.4: [1.0,2.0)', 'pkg:maven/a/two@1.7: 1.+'])
})

test('.NET projects, with and without a lockfile', () => {
  const project =
    '<Project><ItemGroup><PackageReference Include="Serilog" Version="2.10.0"/></ItemGroup></Project>'
  expect(wanted({ 'app/app.csproj': project })).toEqual(['pkg:nuget/Serilog@2.10.0: 2.10.0'])
  const lock = {
    dependencies: {
      net8: { Serilog: { type: 'Direct', requested: '[2.10.0, )', resolved: '2.10.0' } },
    },
  }
  expect(wanted({ 'app/app.csproj': project, 'app/packages.lock.json': JSON.stringify(lock) })).toEqual([
    'pkg:nuget/Serilog@2.10.0: [2.10.0, )',
  ])
})

test('packages.config names all that is installed, direct or not', () => {
  const found = discovered({
    'web/packages.config': `<?xml version="1.0"?><packages>
<package id="jQuery" version="1.9.1" targetFramework="net45" />
<package id="StyleCop" version="4.7.0" developmentDependency="true" /></packages>`,
  })
  expect(lines(found)).toEqual(['pkg:nuget/StyleCop@4.7.0 development ?', 'pkg:nuget/jQuery@1.9.1 runtime ?'])
})

test('go.mod', () => {
  expect(wanted({ 'go.mod': 'module a\ngo 1.22\nrequire b.example/c v1.2.3\n' })).toEqual([
    'pkg:golang/b.example/c@v1.2.3: v1.2.3',
  ])
})

test('mix.exs and pubspec.yaml', () => {
  const mix = {
    'mix.exs': 'defp deps do\n [{:phoenix, "~> 1.7"}]\nend\n',
    'mix.lock': '%{\n  "phoenix": {:hex, :phoenix, "1.7.2", "aa", [:mix], [], "hexpm", "bb"},\n}\n',
  }
  expect(wanted(mix)).toEqual(['pkg:hex/phoenix@1.7.2: ~> 1.7'])
  const pub = {
    'pubspec.yaml': 'name: app\ndependencies:\n  http: ^0.13.0\n  flutter:\n    sdk: flutter\n',
    'pubspec.lock':
      'packages:\n  http:\n    dependency: "direct main"\n    description: {name: http}\n    source: hosted\n    version: "0.13.5"\n',
  }
  expect(wanted(pub)).toEqual(['pkg:pub/http@0.13.5: ^0.13.0'])
})

test('what lies in the tree: packed by others, or own code', () => {
  const found = discovered({
    'package.json': '{"name":"app"}',
    'pnpm-lock.yaml': `lockfileVersion: '9.0'
importers:
  .:
    dependencies:
      xlsx:
        specifier: file:vendor/xlsx-0.20.3.tgz
        version: file:vendor/xlsx-0.20.3.tgz
      own:
        specifier: file:libs/own
        version: file:libs/own
packages:
  xlsx@file:vendor/xlsx-0.20.3.tgz:
    resolution: {integrity: sha512-aa, tarball: file:vendor/xlsx-0.20.3.tgz}
  own@file:libs/own:
    resolution: {directory: libs/own, type: directory}
snapshots:
  xlsx@file:vendor/xlsx-0.20.3.tgz: {}
  own@file:libs/own: {}
`,
    'py/Pipfile.lock': JSON.stringify({
      default: { tools: { editable: true, path: '.' }, six: { version: '==1.16.0' } },
    }),
  })
  expect(lines(found)).toEqual(['pkg:npm/xlsx@0.20.3 runtime direct', 'pkg:pypi/six@1.16.0 runtime ?'])
})
