import { expect, test } from 'vitest'
import { complete } from '../complete.ts'
import { discoverTexts } from '../test-discover.ts'

const found = (texts: Record<string, string>) => complete(discoverTexts(texts), new Map())
const reachOf = (texts: Record<string, string>) =>
  Object.fromEntries(
    found(texts).components.flatMap(({ name, reach }) => (reach ? [[name, reach] as const] : [])),
  )
const levelsOf = (texts: Record<string, string>) =>
  Object.fromEntries(Object.entries(reachOf(texts)).map(([name, { level }]) => [name, level]))

const npmLock = (packages: Record<string, string[]>, direct: string[]) =>
  JSON.stringify({
    lockfileVersion: 3,
    packages: {
      '': { name: 'till', dependencies: Object.fromEntries(direct.map((name) => [name, '1'])) },
      ...Object.fromEntries(
        Object.entries(packages).map(([name, needs]) => [
          `node_modules/${name}`,
          { version: '1.0.0', dependencies: Object.fromEntries(needs.map((need) => [need, '1'])) },
        ]),
      ),
    },
  })

test('JavaScript: what is imported in whatever form, what only comes along, what nothing names', () => {
  const reach = reachOf({
    'package.json': '{"name":"till"}',
    'package-lock.json': npmLock(
      {
        'es-default': ['deep'],
        deep: [],
        '@scope/part': [],
        cjs: [],
        lazy: [],
        handed: [],
        types: [],
        commented: [],
        unused: ['below-unused'],
        'below-unused': [],
        'only-tested': [],
      },
      ['es-default', '@scope/part', 'cjs', 'lazy', 'handed', 'types', 'commented', 'unused', 'only-tested'],
    ),
    'src/a.ts': `import lib from 'es-default'
import { parse as read } from '@scope/part/sub/way'
import type { T } from 'types'
export { thing } from 'handed'
const { load, dump: write } = require('cjs')
// import x from 'commented'
const text = "require('commented')"
lib.template(write(load(text)))
const made = new lib.Engine()
made.render()
const late = async () => (await import('lazy')).run()
read()
`,
    'src/b.js': "const lib = require('es-default')\nlib.template('x')\n",
    'test/a.test.ts': "import 'only-tested'\n",
  })
  expect(Object.fromEntries(Object.entries(reach).map(([name, { level }]) => [name, level]))).toEqual({
    'es-default': 'imported',
    deep: 'imported',
    '@scope/part': 'imported',
    cjs: 'imported',
    lazy: 'imported',
    handed: 'imported',
    types: 'present',
    commented: 'present',
    unused: 'present',
    'below-unused': 'present',
    'only-tested': 'present',
  })
  expect(reach['es-default']).toMatchObject({
    evidence: 'src/a.ts:1 imports es-default and 1 more files',
    uses: {
      'es-default#template': 'src/a.ts:8',
      'es-default#Engine': 'src/a.ts:9',
      'es-default#*.render': 'src/a.ts:10',
    },
  })
  expect(reach['@scope/part']?.uses).toEqual({ '@scope/part/sub/way#parse': 'src/a.ts:2' })
  expect(Object.keys(reach.cjs?.uses ?? {})).toEqual(['cjs#load', 'cjs#dump'])
  expect(reach.deep).toMatchObject({
    evidence: expect.stringContaining('by way of es-default'),
    confidence: 0.49,
  })
})

test('an import that is put together while it runs is told, a path to a file of its own is not', () => {
  const { problems } = found({
    'a.js':
      "require(name)\nrequire(path.join(__dirname, 'x'))\nrequire(`./${name}`)\nimport('pkg-' + name)\n",
  })
  expect(problems).toEqual([
    { where: 'a.js:1', message: expect.stringMatching(/^2 imports are put together/) },
  ])
})

test('Python: modules that are called otherwise than their distribution, shared namespaces, names taken', () => {
  const reach = reachOf({
    'requirements.txt':
      'PyYAML==5.1\ngoogle-cloud-storage==2.0\ngoogle-cloud-pubsub==2.0\nPillow==9.0\nrequests==2.0\npython-slugify==1.0\nidle==1.0\nDjango==4.0\n',
    'app/main.py': `import yaml
from google.cloud import storage
import google.cloud.storage as gcs
from PIL import Image as Img
from . import local
import requests.adapters
import slugify
from django.db.models import Q

conf = yaml.load(open("x"))
img = Img.open("y")
session = requests.Session()
session.mount("https://", None)
`,
  })
  expect(Object.fromEntries(Object.entries(reach).map(([name, { level }]) => [name, level]))).toEqual({
    pyyaml: 'imported',
    'google-cloud-storage': 'imported',
    'google-cloud-pubsub': 'present',
    pillow: 'imported',
    requests: 'imported',
    'python-slugify': 'imported',
    idle: 'present',
    django: 'imported',
  })
  expect(reach.pyyaml?.uses).toEqual({ 'yaml#load': 'app/main.py:10' })
  expect(reach.pillow?.uses).toMatchObject({
    'PIL#Image': 'app/main.py:4',
    'PIL#Image.open': 'app/main.py:11',
  })
  expect(reach.requests?.uses).toMatchObject({
    'requests.adapters#Session': 'app/main.py:12',
    'requests.adapters#*.mount': 'app/main.py:13',
  })
})

test('Go: the module whose path begins the import, the nearest go.mod, calls through aliases and on values', () => {
  const reach = reachOf({
    'go.mod':
      'module shop\n\nrequire (\n\tgolang.org/x/net v0.1.0\n\tgithub.com/x/y v1.0.0\n\tgithub.com/x/y/v2 v2.0.0\n\tgithub.com/q/idle v1.0.0\n)\n',
    'main.go': `package main

import (
	"fmt"
	web "golang.org/x/net/html"
	"github.com/x/y/v2/client"
)

func main() {
	c, err := client.New("a")
	c.Do()
	web.Parse(nil)
	fmt.Println(err)
}
`,
  })
  expect(Object.fromEntries(Object.entries(reach).map(([name, { level }]) => [name, level]))).toEqual({
    'golang.org/x/net': 'imported',
    'github.com/x/y': 'present',
    'github.com/x/y/v2': 'imported',
    'github.com/q/idle': 'present',
  })
  expect(reach['golang.org/x/net']?.uses).toEqual({ 'golang.org/x/net/html#Parse': 'main.go:12' })
  expect(reach['github.com/x/y/v2']?.uses).toEqual({
    'github.com/x/y/v2/client#New': 'main.go:10',
    'github.com/x/y/v2/client#*.Do': 'main.go:11',
  })
})

test('Java and Kotlin: artifacts that are told apart by name, and those that only the table knows', () => {
  const dependency = (group: string, artifact: string) =>
    `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>1.0</version></dependency>`
  const reach = reachOf({
    'pom.xml': `<project><groupId>shop</groupId><artifactId>till</artifactId><version>1</version><dependencies>
      ${dependency('org.apache.logging.log4j', 'log4j-core')}${dependency('org.apache.logging.log4j', 'log4j-api')}
      ${dependency('com.google.guava', 'guava')}${dependency('org.mapstruct', 'mapstruct')}
      ${dependency('io.ktor', 'ktor-server-core')}${dependency('io.ktor', 'ktor-client-core')}
      ${dependency('org.idle', 'idle')}</dependencies></project>`,
    'src/main/java/shop/A.java':
      'package shop;\nimport org.apache.logging.log4j.Logger;\nimport com.google.common.collect.ImmutableList;\nimport org.mapstruct.Mapper;\nimport java.util.List;\nclass A { Object x = ImmutableList.of(1); }\n',
    'src/main/kotlin/shop/B.kt': 'package shop\nimport io.ktor.server.application.call\n',
  })
  const levels = Object.fromEntries(Object.entries(reach).map(([name, { level }]) => [name, level]))
  expect(levels).toEqual({
    'org.apache.logging.log4j:log4j-core': 'present',
    'org.apache.logging.log4j:log4j-api': 'imported',
    'com.google.guava:guava': 'imported',
    'org.mapstruct:mapstruct': 'imported',
    'io.ktor:ktor-server-core': 'imported',
    'io.ktor:ktor-client-core': 'present',
    'org.idle:idle': 'present',
  })
  expect(reach['com.google.guava:guava']?.uses).toHaveProperty(
    ['com.google.common.collect.ImmutableList#ImmutableList.of'],
    'src/main/java/shop/A.java:6',
  )
})

test('C#, Ruby, PHP and Rust', () => {
  expect(
    levelsOf({
      'App.csproj':
        '<Project><ItemGroup><PackageReference Include="Newtonsoft.Json" Version="12.0.1" /><PackageReference Include="Idle" Version="1.0.0" /></ItemGroup></Project>',
      'A.cs': 'using System;\nusing Newtonsoft.Json.Linq;\nclass A {}\n',
    }),
  ).toEqual({ 'Newtonsoft.Json': 'imported', Idle: 'present' })
  expect(
    levelsOf({
      'Gemfile.lock':
        'GEM\n  remote: https://rubygems.org/\n  specs:\n    idle (1.0)\n    mini_portile2 (2.0)\n    nokogiri (1.10)\n      mini_portile2 (~> 2.0)\n    rack-cors (1.0)\n\nPLATFORMS\n  ruby\n\nDEPENDENCIES\n  idle\n  nokogiri\n  rack-cors\n',
      'a.rb': "require 'rack/cors'\nNokogiri::HTML(text)\n",
    }),
  ).toEqual({ nokogiri: 'imported', mini_portile2: 'imported', 'rack-cors': 'imported', idle: 'present' })
  expect(
    levelsOf({
      'composer.lock': JSON.stringify({
        packages: [
          { name: 'acme/http', version: '1.0', autoload: { 'psr-4': { 'Net\\Acme\\': 'src' } } },
          { name: 'symfony/http-foundation', version: '1.0' },
          { name: 'idle/idle', version: '1.0' },
        ],
      }),
      'a.php': '<?php\nuse Net\\Acme\\{Client, Server};\nuse Symfony\\Component\\HttpFoundation\\Request;\n',
    }),
  ).toEqual({ 'acme/http': 'imported', 'symfony/http-foundation': 'imported', 'idle/idle': 'present' })
  const rust = reachOf({
    'Cargo.toml':
      '[package]\nname = "till"\nversion = "0.1.0"\n[dependencies]\nserde-json = "1"\ntokio = "1"\nidle = "1"\n',
    'Cargo.lock': ['till', 'serde-json', 'tokio', 'idle']
      .map(
        (name) =>
          `[[package]]\nname = "${name}"\nversion = "1.0.0"\n${name === 'till' ? 'dependencies = ["serde-json", "tokio", "idle"]' : 'source = "registry+https://github.com/rust-lang/crates.io-index"'}\n`,
      )
      .join('\n'),
    'src/main.rs':
      'use tokio::{sync::Mutex, net as n};\nuse crate::own;\nfn main() { serde_json::from_str(x); n::TcpStream::connect(y); }\n',
  })
  expect(Object.fromEntries(Object.entries(rust).map(([name, { level }]) => [name, level]))).toEqual({
    'serde-json': 'imported',
    tokio: 'imported',
    idle: 'present',
  })
  expect(Object.keys(rust.tokio?.uses ?? {})).toEqual([
    'tokio#sync.Mutex',
    'tokio#net',
    'tokio#net.TcpStream.connect',
    'tokio#net.TcpStream',
  ])
})

test('two apps of a repository: each import is of the lockfile above it', () => {
  const { components } = found({
    'a/package-lock.json': npmLock({ shared: [] }, ['shared']),
    'a/index.js': "require('shared')\n",
    'b/package-lock.json': npmLock({ shared: [] }, ['shared']),
    'b/index.js': '1\n',
    'b/other.js': "require('fs')\n",
  })
  expect(
    components.flatMap(({ name, path, reach }) => (name === 'shared' ? [[path, reach?.level]] : [])),
  ).toEqual([
    ['a/package-lock.json', 'imported'],
    ['b/package-lock.json', 'present'],
  ])
})
