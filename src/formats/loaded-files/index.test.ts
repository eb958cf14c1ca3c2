import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { itemsOf } from '../test-items.ts'
import { packageOfPath } from '../values/package-of-path.ts'
import { loadedFiles } from './index.ts'

const read = async (name: string) => {
  const text = readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8')
  return (await itemsOf(loadedFiles, text)).map((item) =>
    item.type === 'component' ? [item.name, item.version, item.reach?.level, item.reach?.evidence] : item,
  )
}

test('classes that a JVM loads tell the jar that they are of, and its own are none', async () => {
  expect(await read('one.log')).toEqual([
    { type: 'header', tool: 'JVM class loading' },
    [
      'log4j-core',
      '2.14.1',
      'loaded',
      'org.apache.logging.log4j.core.lookup.JndiLookup from /app/lib/log4j-core-2.14.1.jar',
    ],
  ])
  expect(await read('java-8.log')).toEqual([
    { type: 'header', tool: 'JVM class loading' },
    ['till', '1.0.0', 'loaded', 'com.acme.Till from /app/till-1.0.0.jar'],
  ])
})

test('files that processes hold tell the packages that they are of, each once', async () => {
  expect(await read('many.txt')).toEqual([
    { type: 'header', tool: 'lsof' },
    ['@acme/fast-hash', undefined, 'loaded', expect.stringMatching(/^node from .*hash\.node$/)],
    ['lodash', undefined, 'loaded', 'node from /app/node_modules/lodash/template.js'],
    ['psycopg2', undefined, 'loaded', expect.any(String)],
    ['nokogiri', '1.16.0', 'loaded', expect.any(String)],
    ['org.yaml:snakeyaml', '1.33', 'loaded', expect.any(String)],
  ])
  expect(await read('maps.txt')).toEqual([
    { type: 'header', tool: '/proc/PID/maps' },
    ['bcrypt', undefined, 'loaded', expect.stringMatching(/is mapped$/)],
  ])
})

test.for([
  ['/app/app.jar!/BOOT-INF/lib/spring-core-5.3.39.jar!/', 'spring-core', '5.3.39'],
  [
    '/app/lib/netty-transport-native-epoll-4.1.94.Final-linux-x86_64.jar',
    'netty-transport-native-epoll',
    '4.1.94.Final',
  ],
  ['/x/node_modules/a/node_modules/@b/c/index.js', '@b/c', undefined],
  ['/x/node_modules/.pnpm/qs@6.5.2/node_modules/qs/lib/index.js', 'qs', undefined],
  ['/venv/lib/python3/site-packages/requests-2.31.0.dist-info/METADATA', 'requests', '2.31.0'],
  [
    '/home/u/.nuget/packages/newtonsoft.json/12.0.1/lib/netstandard2.0/Newtonsoft.Json.dll',
    'newtonsoft.json',
    '12.0.1',
  ],
  ['/var/www/vendor/guzzlehttp/guzzle/src/Client.php', 'guzzlehttp/guzzle', undefined],
  ['/usr/lib/x86_64-linux-gnu/libssl.so.3', undefined, undefined],
  ['/venv/lib/python3/site-packages/pip/__init__.py', undefined, undefined],
] as const)('%s is of %s', ([path, name, version]) => {
  const found = packageOfPath(path)
  expect([found?.name, found?.version]).toEqual([name, version])
})
