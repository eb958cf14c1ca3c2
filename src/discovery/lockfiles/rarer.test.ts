import { expect, test } from 'vitest'
import { discovered, edges, lines } from './test-components.ts'

/** What Deno 2.9 wrote for `npm:debug@4.3.4` and `npm:react-dom@18.2.0`, without the packages that these use beside `react` and `ms`. */
const DENO = {
  version: '5',
  specifiers: { 'npm:debug@4.3.4': '4.3.4', 'npm:react-dom@18.2.0': '18.2.0_react@18.3.1' },
  npm: {
    'debug@4.3.4': {
      integrity:
        'sha512-PRWFHuSU3eDtQJPvnNY7Jcket1j0t5OuOsFzPPzsekD52Zl8qUfFIPEiswXqIvHWGVHOgX+7G/vCNNhehwxfkQ==',
      dependencies: ['ms'],
    },
    'ms@2.1.2': {
      integrity:
        'sha512-sGkPx+VjMtmA6MX27oA4FBFELFCZZ4S4XqeGOXCv68tT+jb3vk/RyaKWP0PTKyWtmLSM0b+adUTEvbs1PEaH2w==',
    },
    'react-dom@18.2.0_react@18.3.1': { dependencies: ['react'] },
    'react@18.3.1': {},
  },
  workspace: { dependencies: ['npm:debug@4.3.4', 'npm:react-dom@18.2.0'] },
}

test('deno.lock: the versions that names lead to, without the peers that they were chosen for', () => {
  const found = discovered({ 'deno.lock': JSON.stringify(DENO) })
  expect(lines(found)).toEqual([
    'pkg:npm/debug@4.3.4 runtime direct',
    'pkg:npm/ms@2.1.2 runtime transitive',
    'pkg:npm/react-dom@18.2.0 runtime direct',
    'pkg:npm/react@18.3.1 runtime transitive',
  ])
  expect(edges(found)).toEqual(['. -> debug, react-dom', 'debug -> ms', 'react-dom -> react'])
  expect(found.components.find(({ name }) => name === 'ms')?.hashes).toEqual({
    'SHA-512': expect.stringMatching(/^b0690fc7e56332d980e8c5f6ee803814/),
  })
})

test('deno.lock of version 3, and packages of JSR for the members of a workspace', () => {
  const three = discovered({
    'deno.lock': JSON.stringify({
      version: '3',
      packages: {
        specifiers: { 'npm:debug@^4': 'npm:debug@4.3.4', 'jsr:@std/path@1': 'jsr:@std/path@1.0.0' },
        npm: { 'debug@4.3.4': { dependencies: { ms: 'ms@2.1.2' } }, 'ms@2.1.2': { dependencies: {} } },
        jsr: { '@std/path@1.0.0': {} },
      },
      workspace: { members: { tools: { dependencies: ['npm:debug@^4', 'jsr:@std/path@1'] } } },
    }),
  })
  expect(lines(three)).toEqual([
    'pkg:jsr/%40std/path@1.0.0 runtime direct',
    'pkg:npm/debug@4.3.4 runtime direct',
    'pkg:npm/ms@2.1.2 runtime transitive',
  ])
  expect(edges(three)).toEqual(['debug -> ms', 'tools -> @std/path, debug'])
  expect(three.components.find(({ name }) => name === 'debug')?.wanted).toEqual(['^4'])
})

test('pylock.toml, with what pyproject.toml asks for', () => {
  const found = discovered({
    'pyproject.toml': '[project]\nname = "till"\nversion = "0.1.0"\ndependencies = ["Jinja2==3.1.2"]\n',
    // Jinja2's part is uv's own words; the graph is as the specification writes it.
    'pylock.toml': `lock-version = "1.0"
created-by = "uv"
requires-python = ">=3.11"

[[packages]]
name = "jinja2"
version = "3.1.2"
index = "https://packages.example.org/simple"
sdist = { url = "https://files.pythonhosted.org/packages/7a/ff/75c28576a1d900e87eb6335b063fab47a8ef3c8b4d88524c4bf78f670cce/Jinja2-3.1.2.tar.gz", upload-time = 2022-04-28T17:21:27Z, size = 268239, hashes = { sha256 = "31351a702a408a9e7595a8fc6150fc3f43bb6bf7e319770cbc0db9df9437e852" } }
wheels = [{ name = "jinja2-3.1.2-py3-none-any.whl", url = "https://files.pythonhosted.org/packages/bc/c3/f068337a370801f372f2f8f6bad74a5c140f6fda3d9de154052708dd3c65/Jinja2-3.1.2-py3-none-any.whl", upload-time = 2022-04-28T17:21:25Z, size = 133101, hashes = { sha256 = "6088930bfe239f0e6710546ab9c19c9ef35e29792895fed6e6e31a023a182a61" } }]
dependencies = [{ name = "MarkupSafe" }]

[[packages]]
name = "markupsafe"
version = "3.0.4"

[[packages]]
name = "till"
directory = { path = ".", editable = true }
`,
  })
  expect(lines(found)).toEqual([
    'pkg:pypi/jinja2@3.1.2 runtime direct',
    'pkg:pypi/markupsafe@3.0.4 runtime transitive',
  ])
  expect(found.components.find(({ name }) => name === 'jinja2')?.hashes).toEqual({
    'SHA-256': '31351a702a408a9e7595a8fc6150fc3f43bb6bf7e319770cbc0db9df9437e852',
  })
})

test('sbt: names by the version of Scala that another file says', () => {
  const found = discovered({
    'build.sbt': `val scala213 = "2.13.12"
ThisBuild / scalaVersion := scala213
lazy val root = project.settings(libraryDependencies ++= Seq(
  "com.typesafe.akka" %% "akka-actor" % akkaVersion,
  "org.postgresql" % "postgresql" % "42.2.5",
  "org.scalatest" %% "scalatest" % "3.2.9" % Test
))
val akkaVersion: String = "2.6.20"
`,
    'project/Dependencies.scala':
      'object Dependencies {\n  val cats = "org.typelevel" %% "cats-core" % catsVersion.value\n}\n',
    'project/plugins.sbt': 'addSbtPlugin("com.github.sbt" % "sbt-native-packager" % "1.9.16")\n',
  })
  expect(lines(found)).toEqual([
    'pkg:maven/com.github.sbt/sbt-native-packager@1.9.16 development direct',
    'pkg:maven/com.typesafe.akka/akka-actor_2.13@2.6.20 runtime direct',
    'pkg:maven/org.postgresql/postgresql@42.2.5 runtime direct',
    'pkg:maven/org.scalatest/scalatest_2.13@3.2.9 test direct',
    'pkg:maven/org.typelevel/cats-core_2.13 runtime direct',
  ])
  expect(found.problems.map(({ where }) => where)).toEqual(['project/Dependencies.scala'])
})

test('rebar.lock', () => {
  const found = discovered({
    'rebar.lock': `{"1.2.0",
[{<<"cowboy">>,{pkg,<<"cowboy">>,<<"2.9.0">>},0},
 {<<"cowlib">>,{pkg,<<"cowlib">>,<<"2.11.0">>},1},
 {<<"ours">>,
  {git,"https://example.com/ours.git",
       {ref,"0a1b2c3d4e5f60718293a4b5c6d7e8f901234567"}},
  0}]}.
[
{pkg_hash,[
 {<<"cowboy">>, <<"${'0A'.repeat(32)}">>}]},
{pkg_hash_ext,[
 {<<"cowboy">>, <<"${'1B'.repeat(32)}">>}]}
].
`,
  })
  expect(lines(found)).toEqual(['pkg:hex/cowboy@2.9.0 runtime direct', 'pkg:hex/cowlib@2.11.0 - transitive'])
  expect(found.components.find(({ name }) => name === 'cowboy')?.hashes).toEqual({
    'SHA-256': '1b'.repeat(32),
  })
  expect(found.problems.map(({ message }) => message)).toEqual([
    'ours comes from git, which has no version: it is left out.',
  ])
})

test('paket.lock: groups, and what each package needs', () => {
  const found = discovered({
    'paket.lock': `RESTRICTION: == net6.0
NUGET
  remote: https://api.nuget.org/v3/index.json
    FSharp.Core (6.0.1)
    Giraffe (5.0)
      FSharp.Core (>= 5.0)
      Newtonsoft.Json (>= 12.0.3) - restriction: >= net461
    Newtonsoft.Json (12.0.3)
GITHUB
  remote: example/snippets
    src/Snippet.fs (0a1b2c3d)

GROUP Test
NUGET
  remote: https://api.nuget.org/v3/index.json
    Expecto (9.0.4)
`,
  })
  expect(lines(found)).toEqual([
    'pkg:nuget/Expecto@9.0.4 test direct',
    'pkg:nuget/FSharp.Core@6.0.1 runtime transitive',
    'pkg:nuget/Giraffe@5.0 runtime direct',
    'pkg:nuget/Newtonsoft.Json@12.0.3 runtime transitive',
  ])
  expect(edges(found)).toContain('Giraffe -> FSharp.Core, Newtonsoft.Json')
})

test('Haskell: stack.yaml.lock and cabal.project.freeze', () => {
  const found = discovered({
    'stack.yaml.lock': `packages:
- completed:
    hackage: aeson-1.4.7.1@sha256:${'ab'.repeat(32)},6229
    pantry-tree:
      sha256: ${'cd'.repeat(32)}
      size: 1234
  original:
    hackage: aeson-1.4.7.1@sha256:${'ab'.repeat(32)},6229
snapshots: []
`,
    'tools/cabal.project.freeze': `active-repositories: hackage.haskell.org:merge
constraints: any.base ==4.18.2.1,
             any.text-icu ==0.8.0.4,
             text-icu +disable,
             any.ghc installed
index-state: hackage.haskell.org 2024-01-01T00:00:00Z
`,
  })
  expect(lines(found)).toEqual([
    'pkg:hackage/aeson@1.4.7.1 - ?',
    'pkg:hackage/base@4.18.2.1 - ?',
    'pkg:hackage/text-icu@0.8.0.4 - ?',
  ])
})

test('renv.lock: CRAN and Bioconductor', () => {
  const found = discovered({
    'renv.lock': JSON.stringify({
      R: { Version: '4.3.1' },
      Packages: {
        rlang: {
          Package: 'rlang',
          Version: '1.1.1',
          Source: 'Repository',
          Repository: 'CRAN',
          Requirements: ['R'],
        },
        dplyr: {
          Package: 'dplyr',
          Version: '1.1.2',
          Source: 'Repository',
          Repository: 'CRAN',
          Imports: ['rlang (>= 1.1.0)', 'utils'],
        },
        limma: { Package: 'limma', Version: '3.56.2', Source: 'Bioconductor' },
        ours: { Package: 'ours', Version: '0.1', Source: 'GitHub' },
      },
    }),
  })
  expect(lines(found)).toEqual([
    'pkg:bioconductor/limma@3.56.2 - ?',
    'pkg:cran/dplyr@1.1.2 - ?',
    'pkg:cran/rlang@1.1.1 - ?',
  ])
  expect(edges(found)).toEqual(['dplyr -> rlang'])
  expect(found.problems).toHaveLength(1)
})

test("Julia's Manifest.toml: packages, not the standard library", () => {
  const found = discovered({
    'Manifest.toml': `julia_version = "1.9.2"
manifest_format = "2.0"

[[deps.HTTP]]
deps = ["Dates", "URIs"]
git-tree-sha1 = "${'0a'.repeat(20)}"
uuid = "cd3eb016-35fb-5094-929b-558a96fad6f3"
version = "1.9.6"

[[deps.Dates]]
uuid = "ade2ca70-3891-5945-98fb-dc099432e06a"

[[deps.URIs]]
git-tree-sha1 = "${'1b'.repeat(20)}"
uuid = "5c2747f8-b7ea-4ff2-ba2e-563bfd36b1d4"
version = "1.4.2"
`,
  })
  expect(lines(found)).toEqual([
    'pkg:julia/HTTP@1.9.6?uuid=cd3eb016-35fb-5094-929b-558a96fad6f3 - ?',
    'pkg:julia/URIs@1.4.2?uuid=5c2747f8-b7ea-4ff2-ba2e-563bfd36b1d4 - ?',
  ])
  expect(edges(found)).toEqual(['HTTP -> URIs'])
})

test('Podfile.lock: pods, whatever parts of them are in use', () => {
  const found = discovered({
    'Podfile.lock': `PODS:
  - Alamofire (5.6.4)
  - Firebase/Analytics (10.3.0):
    - Firebase/Core
    - GoogleUtilities (~> 7.8)
  - Firebase/Core (10.3.0)
  - GoogleUtilities (7.11.0)
  - Ours (0.1.0)

DEPENDENCIES:
  - Alamofire (~> 5.6)
  - Firebase/Analytics
  - Ours (from \`./Ours\`)

EXTERNAL SOURCES:
  Ours:
    :path: "./Ours"

SPEC CHECKSUMS:
  Alamofire: 4e95d97098eacb88856099c4fc79b526a299e48c

PODFILE CHECKSUM: 0a1b2c

COCOAPODS: 1.12.0
`,
  })
  expect(lines(found)).toEqual([
    'pkg:cocoapods/Alamofire@5.6.4 runtime direct',
    'pkg:cocoapods/Firebase@10.3.0 runtime direct',
    'pkg:cocoapods/GoogleUtilities@7.11.0 runtime transitive',
  ])
})
