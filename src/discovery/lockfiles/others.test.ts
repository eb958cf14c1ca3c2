import { expect, test } from 'vitest'
import { lock } from './lock.ts'
import { discovered, edges, lines } from './test-components.ts'

test('go.mod, with replacements', () => {
  const found = discovered({
    'go.mod': `module example.com/till
go 1.22
require github.com/one/direct v1.2.3
require (
\tgolang.org/x/text v0.3.7 // indirect
\texample.com/forked v1.0.0
\texample.com/local v1.0.0
)
replace example.com/forked => github.com/fork/forked v1.0.1
replace example.com/local => ../local
`,
  })
  expect(lines(found)).toEqual([
    'pkg:golang/github.com/fork/forked@v1.0.1 runtime direct',
    'pkg:golang/github.com/one/direct@v1.2.3 runtime direct',
    'pkg:golang/golang.org/x/text@v0.3.7 - transitive',
  ])
  expect(found.problems).toEqual([])
})

test('Cargo.lock of a workspace', () => {
  const found = discovered({
    'Cargo.toml': '[workspace]\nmembers = ["app", "core"]\n',
    'app/Cargo.toml':
      '[package]\nname = "app"\nversion = "0.1.0"\n[dependencies]\ncore = { path = "../core" }\n[dev-dependencies]\nproptest = "1"\n',
    'core/Cargo.toml': '[package]\nname = "core"\nversion = "0.1.0"\n[dependencies]\nserde = "1"\n',
    'Cargo.lock': `[[package]]
name = "app"
version = "0.1.0"
dependencies = ["core", "proptest"]
[[package]]
name = "core"
version = "0.1.0"
dependencies = ["serde 1.0.2"]
[[package]]
name = "proptest"
version = "1.0.0"
source = "registry+https://github.com/rust-lang/crates.io-index"
dependencies = ["serde 0.9.0 (registry+https://github.com/rust-lang/crates.io-index)"]
[[package]]
name = "serde"
version = "0.9.0"
source = "registry+https://github.com/rust-lang/crates.io-index"
[[package]]
name = "serde"
version = "1.0.2"
source = "registry+https://github.com/rust-lang/crates.io-index"
checksum = "${'cd'.repeat(32)}"
`,
  })
  expect(lines(found)).toEqual([
    'pkg:cargo/proptest@1.0.0 development direct',
    'pkg:cargo/serde@0.9.0 development transitive',
    'pkg:cargo/serde@1.0.2 runtime direct',
  ])
  expect(edges(found)).toEqual(['app -> core, proptest', 'core -> serde', 'proptest -> serde'])
  expect(found.components.map(({ name, deployable }) => [name, deployable])).toContainEqual(['core', 'core'])
})

test('Gemfile.lock, with the groups of its Gemfile', () => {
  const found = discovered({
    Gemfile: "gem 'rails'\ngroup :development, :test do\n  gem 'rspec'\nend\n",
    'Gemfile.lock': `GEM
  remote: https://rubygems.org/
  specs:
    nokogiri (1.15.0-x86_64-linux)
    rails (7.0.0)
      nokogiri (>= 1.8)
    rspec (3.12.0)

PLATFORMS
  x86_64-linux

DEPENDENCIES
  rails (~> 7.0)
  rspec

BUNDLED WITH
   2.4.0
`,
  })
  expect(lines(found)).toEqual([
    'pkg:gem/nokogiri@1.15.0 runtime transitive',
    'pkg:gem/rails@7.0.0 runtime direct',
    'pkg:gem/rspec@3.12.0 development direct',
  ])
})

test('composer.lock', () => {
  const found = discovered({
    'composer.json': JSON.stringify({
      name: 'acme/till',
      require: { 'acme/web': '^1' },
      'require-dev': { 'acme/unit': '^9' },
    }),
    'composer.lock': JSON.stringify({
      packages: [
        {
          name: 'Acme/Web',
          version: 'v1.2.0',
          require: { php: '>=8', 'acme/psr': '*' },
          license: ['MIT', 'GPL-3.0-only'],
        },
        { name: 'acme/psr', version: '1.0.0' },
      ],
      'packages-dev': [{ name: 'acme/unit', version: '9.0.0' }],
    }),
  })
  expect(lines(found)).toEqual([
    'pkg:composer/acme/psr@1.0.0 runtime transitive',
    'pkg:composer/acme/unit@9.0.0 development direct',
    'pkg:composer/acme/web@v1.2.0 runtime direct',
  ])
  expect(found.components.find(({ name }) => name === 'acme/web')?.licenses).toEqual(['MIT OR GPL-3.0-only'])
})

test('gradle.lockfile', () => {
  const found = discovered({
    'build.gradle': "dependencies { implementation 'org.acme:web:1.+' }\n",
    'gradle.lockfile': `# locked
org.acme:web:1.2.0=compileClasspath,runtimeClasspath,testRuntimeClasspath
org.acme:deep:1.0.0=runtimeClasspath
org.acme:unit:5.0.0=testCompileClasspath
empty=annotationProcessor
`,
  })
  expect(lines(found)).toEqual([
    'pkg:maven/org.acme/deep@1.0.0 runtime transitive',
    'pkg:maven/org.acme/unit@5.0.0 test transitive',
    'pkg:maven/org.acme/web@1.2.0 runtime direct',
  ])
})

test('POMs, with properties, a parent and what it manages', () => {
  const found = discovered({
    'pom.xml': `<project><groupId>org.acme</groupId><artifactId>all</artifactId><version>1.0</version><packaging>pom</packaging>
      <properties><deep.version>2.5</deep.version></properties>
      <dependencyManagement><dependencies>
        <dependency><groupId>org.other</groupId><artifactId>deep</artifactId><version>\${deep.version}</version></dependency>
      </dependencies></dependencyManagement></project>`,
    'app/pom.xml': `<project><parent><groupId>org.acme</groupId><artifactId>all</artifactId><version>1.0</version></parent>
      <artifactId>app</artifactId><dependencies>
        <dependency><groupId>org.other</groupId><artifactId>deep</artifactId></dependency>
        <dependency><groupId>org.other</groupId><artifactId>unit</artifactId><version>5</version><scope>test</scope></dependency>
        <dependency><groupId>org.other</groupId><artifactId>given</artifactId><version>[1,2)</version><scope>provided</scope></dependency>
        <dependency><groupId>\${project.groupId}</groupId><artifactId>core</artifactId><version>\${project.version}</version></dependency>
        <dependency><groupId>org.acme</groupId><artifactId>\${project.parent.artifactId}-spout</artifactId><version>3</version></dependency>
      </dependencies></project>`,
    'core/pom.xml': `<project><parent><groupId>org.acme</groupId><artifactId>all</artifactId><version>1.0</version></parent><artifactId>core</artifactId></project>`,
  })
  expect(lines(found)).toEqual([
    'pkg:maven/org.acme/all-spout@3 runtime direct',
    'pkg:maven/org.other/deep@2.5 runtime direct',
    'pkg:maven/org.other/given optional direct',
    'pkg:maven/org.other/unit@5 test direct',
  ])
  expect(edges(found)).toEqual([
    'app -> core, org.acme:all-spout, org.other:deep, org.other:given, org.other:unit',
  ])
  expect(found.problems).toMatchObject([{ where: 'app/pom.xml' }])
})

test('packages.lock.json', () => {
  const found = discovered({
    'api/api.csproj':
      '<Project><ItemGroup><PackageReference Include="Other" Version="9" /></ItemGroup></Project>',
    'api/packages.lock.json': JSON.stringify({
      version: 1,
      dependencies: {
        'net8.0': {
          Web: { type: 'Direct', resolved: '1.2.0', dependencies: { deep: '1.0.0' } },
          Deep: { type: 'Transitive', resolved: '1.0.1' },
        },
      },
    }),
  })
  expect(lines(found)).toEqual([
    'pkg:nuget/Deep@1.0.1 runtime transitive',
    'pkg:nuget/Web@1.2.0 runtime direct',
  ])
})

test('.NET projects with central versions', () => {
  const found = discovered({
    'Directory.Packages.props':
      '<Project><PropertyGroup><WebVersion>3.1.0</WebVersion></PropertyGroup><ItemGroup><PackageVersion Include="Web" Version="$(WebVersion)" /></ItemGroup></Project>',
    'api/api.csproj':
      '<Project Sdk="Microsoft.NET.Sdk.Web"><ItemGroup><PackageReference Include="Web" /><PackageReference Include="Style" Version="1.1.0" PrivateAssets="all" /><PackageReference Include="Loose" Version="1.*" /></ItemGroup></Project>',
  })
  expect(lines(found)).toEqual([
    'pkg:nuget/Loose runtime direct',
    'pkg:nuget/Style@1.1.0 development direct',
    'pkg:nuget/Web@3.1.0 runtime direct',
  ])
})

test('.NET ranges, of which the least version is restored', () => {
  const references = ['[2.0.1, 3)', '[1.5.0]', '[4.0,]', '(1.0, 2]', '[1.*, 2)'].map(
    (range, at) => `<PackageReference Include="P${at}" Version="${range}" />`,
  )
  const found = discovered({
    'api/api.csproj': `<Project><ItemGroup>${references.join('')}</ItemGroup></Project>`,
  })
  expect(lines(found)).toEqual([
    'pkg:nuget/P0@2.0.1 runtime direct',
    'pkg:nuget/P1@1.5.0 runtime direct',
    'pkg:nuget/P2@4.0 runtime direct',
    'pkg:nuget/P3 runtime direct',
    'pkg:nuget/P4 runtime direct',
  ])
})

test('what .NET tests use is not used by the projects beside them', () => {
  const found = discovered({
    'Directory.Build.props': `<Project>
      <ItemGroup Condition="'$(IsTestProject)' == 'true'"><PackageReference Include="Microsoft.NET.Test.Sdk" Version="17.0.0" /></ItemGroup>
      <ItemGroup Condition="'$(Configuration)' == 'Release'"><PackageReference Include="Link" Version="2.0.0" /></ItemGroup>
    </Project>`,
    'api/Api.csproj':
      '<Project><ItemGroup><PackageReference Include="Web" Version="3.1.0" /></ItemGroup></Project>',
    'api.tests/Api.Tests.csproj': '<Project></Project>',
  })
  expect(
    found.components.filter(({ root }) => !root).map(({ path, purl, scope }) => `${path} ${purl} ${scope}`),
  ).toEqual([
    'api.tests/Api.Tests.csproj pkg:nuget/Microsoft.NET.Test.Sdk@17.0.0 test',
    'api.tests/Api.Tests.csproj pkg:nuget/Link@2.0.0 test',
    'api/Api.csproj pkg:nuget/Link@2.0.0 runtime',
    'api/Api.csproj pkg:nuget/Web@3.1.0 runtime',
  ])
})

test('mix.lock', () => {
  const found = discovered({
    'mix.exs':
      'defp deps do\n [{:plug, "~> 1.0"}, {:credo, "~> 1.0", only: [:dev, :test], runtime: false}]\nend\n',
    'mix.lock': `%{
  "credo": {:hex, :credo, "1.7.0", "${'aa'.repeat(32)}", [:mix], [], "hexpm", "${'bb'.repeat(32)}"},
  "mime": {:hex, :mime, "2.0.0", "${'aa'.repeat(32)}", [:mix], [], "hexpm", "${'bb'.repeat(32)}"},
  "plug": {:hex, :plug, "1.15.0", "${'aa'.repeat(32)}", [:mix], [{:mime, "~> 2.0", [hex: :mime, repo: "hexpm", optional: false]}], "hexpm", "${'bb'.repeat(32)}"},
  "own": {:git, "https://example.com/own.git", "abc", []},
}
`,
  })
  expect(lines(found)).toEqual([
    'pkg:hex/credo@1.7.0 development direct',
    'pkg:hex/mime@2.0.0 runtime transitive',
    'pkg:hex/plug@1.15.0 runtime direct',
  ])
  expect(found.problems).toMatchObject([{ where: 'mix.lock' }])
})

test('pubspec.lock, Package.resolved, conan.lock and workflows', () => {
  const found = discovered({
    'app/pubspec.lock': `packages:
  http:
    dependency: "direct main"
    description: { name: http, sha256: "${'ef'.repeat(32)}", url: "https://pub.dev" }
    source: hosted
    version: "1.1.0"
  path:
    dependency: transitive
    description: { name: path }
    source: hosted
    version: "1.9.0"
`,
    'ios/Package.resolved': JSON.stringify({
      version: 2,
      pins: [
        { identity: 'nio', location: 'https://github.com/apple/swift-nio.git', state: { version: '2.1.0' } },
      ],
    }),
    'native/conan.lock': JSON.stringify({
      requires: ['zlib/1.2.13#rev%1'],
      build_requires: ['cmake/3.25.0#rev'],
    }),
    '.github/workflows/ci.yml':
      'jobs:\n  a:\n    steps:\n      - uses: actions/checkout@v4\n      - uses: "acme/tools/lint@0123abc" # pinned\n      - uses: ./local\n      - uses: docker://alpine:3\n',
  })
  expect(lines(found)).toEqual([
    'pkg:conan/cmake@3.25.0 development ?',
    'pkg:conan/zlib@1.2.13 runtime ?',
    'pkg:github/acme/tools@0123abc development direct',
    'pkg:github/actions/checkout@v4 development direct',
    'pkg:pub/http@1.1.0 runtime direct',
    'pkg:pub/path@1.9.0 - transitive',
    'pkg:swift/github.com/apple/swift-nio@2.1.0 - ?',
  ])
})

test('one broken file is one problem, and what belongs to tests is left out and counted', () => {
  const found = discovered({
    'package-lock.json': '{ "packages": ',
    'poetry.lock': '[[package',
    'pom.xml': '<!DOCTYPE x [<!ENTITY a "b">]><project>&a;</project>',
    'test/fixtures/package-lock.json': '{}',
    'requirements.txt': `${'a'.repeat(1000)}==1\nfine==1.0\n`,
  })
  expect(lines(found)).toEqual(['pkg:pypi/fine@1.0 runtime direct'])
  expect([...new Set(found.problems.map(({ where }) => where))].sort()).toEqual([
    'package-lock.json',
    'poetry.lock',
    'pom.xml',
    'requirements.txt',
    'test/fixtures/package-lock.json',
  ])
})

test('names that every object has, and circles', () => {
  const found = discovered({
    'package-lock.json': JSON.stringify({
      packages: {
        '': { dependencies: { constructor: '1', a: '1' } },
        'node_modules/constructor': { version: '1.0.0', dependencies: { toString: '1' } },
        'node_modules/a': { version: '1.0.0', dependencies: { b: '1' } },
        'node_modules/b': { version: '1.0.0', dependencies: { a: '1' } },
      },
    }),
  })
  expect(lines(found)).toEqual([
    'pkg:npm/a@1.0.0 runtime direct',
    'pkg:npm/b@1.0.0 runtime transitive',
    'pkg:npm/constructor@1.0.0 runtime direct',
  ])
})

test('a lockfile has bounds', () => {
  const many = Array.from({ length: 100_003 }, (_, at) => ({ key: String(at), type: 'npm', name: 'x' }))
  const { packages, flaws } = lock([{ key: 'long', type: 'npm', name: 'n'.repeat(501) }, ...many])
  expect(packages).toHaveLength(100_000)
  expect(flaws).toEqual(['4 packages are over the bounds of a lockfile and left out.'])
})
