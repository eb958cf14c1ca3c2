import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import Fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { local, type TestApp, testApp } from '../../test/app.ts'
import type { Api } from './api.ts'
import { guard } from './guard.ts'
import { webApp } from './web-app.ts'

let it: TestApp
beforeAll(async () => {
  it = await testApp()
})
afterAll(() => it.close())

test('asks who is there before it answers', async () => {
  const answer = await it.app.inject('/api/v1/formats')
  expect(answer.statusCode).toBe(401)
  expect(answer.headers['content-type']).toContain('application/problem+json')
  expect(answer.json()).toMatchObject({ status: 401, code: 'unauthenticated' })
})

test('knows the token of its own machine', async () => {
  const answer = await it.app.inject({ url: '/api/v1/me', headers: local })
  expect(answer.statusCode).toBe(200)
  expect(answer.json()).toMatchObject({ id: 'local', role: 'administrator', email: null })
})

test('a route without a permission stops the start', async () => {
  const app = Fastify() as Api
  guard(app, it.deps as never)
  app.get('/open', async () => 'anything')
  await expect(app.ready()).rejects.toThrow('GET /open declares no permission')
})

describe('every answer', () => {
  test.each(['/api/v1/me', '/healthz', '/nowhere', '/api/v1/nowhere'])(
    'of %s has the security headers',
    async (url) => {
      const { headers } = await it.app.inject(url)
      expect(headers['content-security-policy']).toBe(
        "default-src 'self';script-src 'self';style-src 'self';img-src 'self' data:;font-src 'self';connect-src 'self';object-src 'none';base-uri 'none';form-action 'self';frame-ancestors 'none';worker-src 'self'",
      )
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
      })
      expect(headers).not.toHaveProperty('strict-transport-security')
      if (url.startsWith('/api/')) expect(headers['cache-control']).toBe('no-store')
    },
  )

  test('over https says to stay there, and its cookies are Secure', async () => {
    await using secure = await testApp({ STANCE_PUBLIC_URL: 'https://stance.example.com/' })
    const { person } = await secure.somebody('auditor')
    const answer = await secure.app.inject({
      method: 'POST',
      url: '/api/auth/sign-in/email',
      headers: { origin: 'https://stance.example.com' },
      payload: { email: person.email, password: 'correct horse battery' },
    })
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['strict-transport-security']).toContain('max-age=31536000')
    expect(String(answer.headers['set-cookie'])).toMatch(/^__Secure-stance\.session_token=.*Secure/)
  })
})

describe('hostile requests', () => {
  const post = (payload: string, headers: Record<string, string> = {}) =>
    it.app.inject({
      method: 'POST',
      url: '/api/v1/teams',
      headers: { ...local, 'content-type': 'application/json', ...headers },
      payload,
    })

  test.each([
    ['half a document', '{"name": ', 400, 'bad_json'],
    ['nothing', '', 400, 'bad_json'],
    ['another shape', '[1, 2]', 400, 'invalid_request'],
    ['a wrong type', '{"name": {"$ne": null}}', 400, 'invalid_request'],
    ['only spaces', '{"name": "   "}', 400, 'invalid_request'],
    ['U+0000', '{"name": "a\\u0000b"}', 400, 'bad_text'],
    ['a prototype', '{"__proto__": {"role": "administrator"}, "name": "x"}', 400, 'bad_json'],
    ['two megabytes', JSON.stringify({ name: 'x'.repeat(2 * 2 ** 20) }), 413, 'too_large'],
  ])('%s', async (_, payload, status, code) => {
    const answer = await post(payload)
    expect(answer.statusCode).toBe(status)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.json()).toMatchObject({ status, code })
  })

  test('what is wrong is one sentence, also where the rule has words of its own', async () => {
    const widget = { id: 'a', type: 'trend', place: { x: 0, y: 0, w: 1, h: 1 } }
    const answer = await it.app.inject({
      method: 'POST',
      url: '/api/v1/dashboards',
      headers: local,
      payload: { name: 'Twice', widgets: [widget, widget] },
    })
    expect(answer.json().detail).toBe('The request does not fit. body.widgets: Two widgets have the same id.')
  })

  test('another type of body', async () => {
    expect(
      (await post('name=x', { 'content-type': 'application/x-www-form-urlencoded' })).json(),
    ).toMatchObject({
      status: 415,
      code: 'media_type',
    })
  })

  test('deep nesting costs little and changes nothing', async () => {
    const deep = '['.repeat(200_000) + ']'.repeat(200_000)
    expect((await post(deep)).statusCode).toBe(400)
  })

  test('the body of somebody unknown is not read', async () => {
    const answer = await it.app.inject({
      method: 'POST',
      url: '/api/v1/teams',
      payload: '{',
      headers: { 'content-type': 'application/json' },
    })
    expect(answer.statusCode).toBe(401)
  })

  test('places of errors are named', async () => {
    const answer = await it.app.inject({ url: '/api/v1/assets?limit=0&sort=size', headers: local })
    expect(answer.json().errors.map((error: { where: string }) => error.where)).toEqual([
      'query.limit',
      'query.sort',
    ])
  })

  test('what broke inside stays inside, with a number to find it by', async () => {
    await using broken = await testApp()
    await broken.pool.query('alter table team rename to elsewhere')
    const answer = await broken.app.inject({ url: '/api/v1/teams', headers: local })
    expect(answer.statusCode).toBe(500)
    expect(answer.json()).toMatchObject({
      code: 'internal',
      instance: expect.stringMatching(/^urn:uuid:[0-9a-f-]{36}$/),
    })
    expect(answer.body).not.toContain('elsewhere')
    expect(answer.body).not.toContain('relation')
  })

  test.each(['X-Forwarded-For', 'X-Real-IP'])('%s does not make another caller', async (header) => {
    await it.pool.query('delete from attempt')
    for (let n = 0; n < 3; n++)
      await it.app.inject({ url: '/api/v1/welcome?token=x', headers: { [header]: `10.0.0.${n}` } })
    const { rows } = await it.pool.query('select key, count from attempt')
    expect(rows).toEqual([{ key: 'welcome from 127.0.0.1', count: 3 }])
  })
})

describe('operation', () => {
  test('health, readiness, and 503 when the database is gone', async () => {
    expect((await it.app.inject('/healthz')).json()).toEqual({ status: 'ok' })
    expect((await it.app.inject('/readyz')).json()).toEqual({ status: 'ok' })
    await using gone = await testApp()
    await gone.pool.end()
    expect((await gone.app.inject('/healthz')).statusCode).toBe(200)
    expect((await gone.app.inject('/readyz')).json()).toMatchObject({ status: 503, code: 'not_ready' })
  })

  test('metrics only with their token', async () => {
    expect((await it.app.inject({ url: '/metrics', headers: local })).statusCode).toBe(404)
    const token = 'metrics-token-of-a-test'
    await using measured = await testApp({ STANCE_METRICS_TOKEN: token })
    expect((await measured.app.inject('/metrics')).statusCode).toBe(401)
    expect((await measured.app.inject({ url: '/metrics', headers: local })).statusCode).toBe(401)
    await measured.app.inject('/healthz')
    const answer = await measured.app.inject({
      url: '/metrics',
      headers: { authorization: `Bearer ${token}` },
    })
    expect(answer.headers['content-type']).toContain('text/plain')
    expect(answer.body).toContain(
      'stance_http_request_seconds_count{method="GET",route="/healthz",status="200"} 1',
    )
  })

  test('long answers are compressed for those who ask', async () => {
    const answer = await it.app.inject({
      url: '/api/v1/openapi.json',
      headers: { 'accept-encoding': 'gzip' },
    })
    expect(answer.headers['content-encoding']).toBe('gzip')
    expect((await it.app.inject('/api/v1/openapi.json')).headers).not.toHaveProperty('content-encoding')
  })
})

describe('the web app', () => {
  let dist: string
  let web: Api
  beforeAll(async () => {
    dist = await mkdtemp(join(tmpdir(), 'stance-web-'))
    await mkdir(join(dist, 'assets'))
    await writeFile(join(dist, 'index.html'), '<!doctype html><title>app</title>')
    await writeFile(join(dist, 'assets/main-1a2b.js'), 'plain')
    await writeFile(join(dist, 'assets/main-1a2b.js.gz'), gzipSync('plain'))
    await writeFile(join(dist, 'favicon.svg'), '<svg/>')
    await writeFile(join(dist, '.secret'), 'no')
    web = Fastify() as Api
    await webApp(web, dist)
  })
  afterAll(() => rm(dist, { recursive: true }))

  test.each(['/', '/findings?severity=critical', '/assets', '/index.html'])(
    'its page is at %s, always fresh',
    async (url) => {
      const answer = await web.inject(url)
      expect(answer.statusCode).toBe(200)
      expect(answer.body).toContain('<title>app</title>')
      expect(answer.headers['cache-control']).toBe('no-cache')
    },
  )

  test('files named after their content are kept for good, and come compressed', async () => {
    const answer = await web.inject({
      url: '/assets/main-1a2b.js',
      headers: { 'accept-encoding': 'gzip, br' },
    })
    expect(answer.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-encoding': 'gzip',
      'content-type': 'application/javascript; charset=utf-8',
    })
    expect((await web.inject('/favicon.svg')).headers['cache-control']).toBe('public, max-age=3600')
  })

  test.each([
    '/assets/gone.js',
    '/.secret',
    '/../package.json',
    '/..%2f..%2fpackage.json',
    '/api/v1/nothing',
    '/api',
  ])('there is no %s', async (url) => {
    const { statusCode, body } = await web.inject(url)
    expect([403, 404]).toContain(statusCode)
    expect(body).not.toContain('devDependencies')
  })

  test('says what to do when it is not built', async () => {
    const unbuilt = Fastify() as Api
    await webApp(unbuilt, '/nonexistent')
    expect((await unbuilt.inject('/')).json().message).toContain('npm run build')
  })
})
