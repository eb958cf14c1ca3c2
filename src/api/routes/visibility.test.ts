import { afterAll, beforeAll, expect, test } from 'vitest'
import { local, type Somebody, type TestApp, testApp } from '../../../test/app.ts'
import { DEFAULT_RULES } from '../../findings/merging/merge-rules.ts'
import { ingestReport } from '../../jobs/ingest-report.ts'
import { newId } from '../../platform/ids.ts'

/**
 * A developer sees what their teams own. Here everything of another team has the word in it, so that any answer of any
 * route that lets something through shows it, and answers to the developer are compared before and after that team's
 * reports came in, so that a count or a date that lets something through shows too.
 */
const WORD = 'zebra'

let it: TestApp
let developer: Somebody
let gets: { path: string; parameters: string[] }[]

const sarif = (name: string) => ({
  version: '2.1.0',
  runs: [
    {
      tool: { driver: { name: 'lint', rules: [{ id: `${name}-rule`, properties: { tags: ['CWE-89'] } }] } },
      results: [
        {
          ruleId: `${name}-rule`,
          level: 'error',
          message: { text: `SQL from ${name}` },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: `src/${name}.ts` },
                region: { startLine: 3, snippet: { text: `query(${name})` } },
              },
            },
          ],
        },
      ],
    },
  ],
})

/** Uses one package that both teams use, and one of its own; both are weak. */
const sbom = (name: string) => ({
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  metadata: { component: { type: 'application', name, 'bom-ref': name } },
  components: ['shared-by-both', `${name}-lib`].map((package_) => ({
    type: 'library',
    name: package_,
    version: '1.0.0',
    purl: `pkg:npm/${package_}@1.0.0`,
    'bom-ref': package_,
    licenses: [{ license: { name: `${name} licence` } }],
  })),
  dependencies: [
    { ref: name, dependsOn: [`${name}-lib`] },
    { ref: `${name}-lib`, dependsOn: ['shared-by-both'] },
  ],
  vulnerabilities: ['shared-by-both', `${name}-lib`].map((package_) => ({
    id: package_ === 'shared-by-both' ? 'CVE-2026-1000' : `CVE-2026-${name === WORD ? 2000 : 3000}`,
    description: `Weak ${package_}`,
    ratings: [{ severity: 'high' }],
    affects: [{ ref: package_ }],
  })),
})

const discovered = (name: string) => {
  const place = { file: `${name}/routes.ts`, line: 1 }
  return {
    stanceDiscovery: 1,
    at: '2026-11-20T08:00:00.000Z',
    where: { name },
    deployables: [
      {
        name: `${name}-api`,
        kind: 'service',
        path: name,
        languages: ['typescript'],
        frameworks: ['Express'],
        manifests: [`${name}/package.json`],
      },
    ],
    endpoints: [
      {
        method: 'GET',
        path: `/${name}/{id}`,
        ...place,
        protocol: 'http',
        framework: 'Express',
        authenticated: false,
        data: ['pii'],
        parameters: [],
        sources: ['code'],
      },
    ],
    fields: [
      {
        name: 'email',
        model: `${name}User`,
        class: 'pii',
        kind: 'email',
        confidence: 0.95,
        evidence: 'the word email',
        ...place,
        source: 'typeorm',
      },
    ],
    thirdParties: [
      { name: 'Stripe', kind: 'sdk', evidence: 'stripe', ...place },
      { name: `${name}.example.net`, kind: 'host', evidence: name, ...place },
    ],
    owners: [{ path: `${name}/`, owner: `@acme/${name}`, source: 'CODEOWNERS' }],
    links: [
      {
        from: `deployable:${name}`,
        kind: 'builds',
        to: 'image:acme/base',
        evidence: `${name}/Dockerfile`,
        confidence: 0.9,
      },
      {
        from: 'internet:',
        kind: 'exposes',
        to: `endpoint:GET /${name}/{id}`,
        evidence: `${name}/web.yaml:2`,
        confidence: 0.95,
      },
    ],
  }
}

const send = async (
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
  url: string,
  who = local,
  payload?: object,
) => it.app.inject({ method, url, headers: who, payload })

/** A team with an application, an asset and all reports of the name. */
async function load(name: string): Promise<string> {
  const team = newId()
  const application = newId()
  await it.pool.query('insert into team (id, name) values ($1, $2)', [team, `team of ${name}`])
  await it.pool.query('insert into application (id, name, team_id) values ($1, $2, $3)', [
    application,
    name,
    team,
  ])
  for (const document of [sarif(name), sbom(name), discovered(name)]) {
    const query = new URLSearchParams({ asset: `acme/${name}`, application: name })
    const answer = await it.app.inject({
      method: 'POST',
      url: `/api/v1/reports?${query}`,
      headers: { ...local, 'content-type': 'application/octet-stream' },
      payload: JSON.stringify(document),
    })
    expect(answer.statusCode, answer.body).toBe(202)
    const { id, asset } = answer.json()
    await ingestReport(it.deps, { asset: asset.id, report: id })
  }
  return team
}

const RULE = 'policy: all\nversion: 1\nrules:\n  - id: all\n    when: "true"\n    then:\n      rank: 5\n'
const MERGING = { ...DEFAULT_RULES, package: false }
const WIDGET = { title: '', query: '', place: { x: 0, y: 0, w: 6, h: 4 } }

/** Questions that are about everything unless the one who asks sees less, and a package that both teams use. */
const QUESTIONS: [path: string, payload?: object][] = [
  ['/api/v1/estate/ask', { question: 'internet -> endpoint' }],
  ['/api/v1/estate/ask', { question: 'deployable -> image' }],
  ['/api/v1/policies/dry-run', { text: RULE }],
  ['/api/v1/merge-rules/preview', { rules: MERGING }],
  [
    '/api/v1/exceptions/preview',
    { target: { type: 'component', component: 'shared-by-both' }, scope: { type: 'everything' } },
  ],
  ['/api/v1/exceptions/preview', { target: { type: 'rule', when: 'true' }, scope: { type: 'everything' } }],
  ['/api/v1/dashboards/data', { widgets: [{ ...WIDGET, id: 'a', type: 'count' }] }],
  ['/api/v1/uses?package=shared-by-both'],
  ['/api/v1/uses?advisory=CVE-2026-1000'],
  ['/api/v1/packages/npm%3Ashared-by-both'],
  ['/api/v1/findings?advisory=CVE-2026-1000'],
  ['/api/v1/metrics?format=prometheus'],
  ['/api/v1/metrics/history?measure=opened'],
]

const OF_THE_MOMENT = /\d{4}-\d\d-\d\dT[\d:.]+Z|urn:uuid:[\w-]+|"ms":\d+/g

/** What every route without parameters and every question answers, without what changes by itself. */
async function everything(who = developer.headers): Promise<Map<string, string>> {
  const answers = new Map<string, string>()
  const lists = gets.flatMap(({ path, parameters }): typeof QUESTIONS =>
    parameters.length > 0 ? [] : [[path]],
  )
  for (const [path, payload] of [...lists, ...QUESTIONS]) {
    const { statusCode, body } = await send(payload ? 'POST' : 'GET', path, who, payload)
    const lasting = body.replace(OF_THE_MOMENT, '')
    answers.set(`${path} ${JSON.stringify(payload ?? '')}`, `${statusCode} ${lasting}`)
  }
  return answers
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
const idsIn = (answers: Map<string, string>) =>
  new Set([...answers.values()].flatMap((body) => body.match(UUID) ?? []))

let before: Map<string, string>
let hidden: string[]
beforeAll(async () => {
  it = await testApp()
  const document = (await it.app.inject('/api/v1/openapi.json')).json()
  gets = Object.entries<Record<string, { 'x-permission': string }>>(document.paths)
    .filter(([path, methods]) => methods.get && path.startsWith('/api/v1/') && !path.endsWith('/events'))
    .map(([path]) => ({ path, parameters: path.match(/\{\w+\}/g) ?? [] }))
  const team = await load('own')
  developer = await it.somebody('developer', [team])
  before = await everything()
  await load(WORD)
  const seen = idsIn(await everything())
  hidden = [...idsIn(await everything(local))].filter((id) => !seen.has(id))
}, 60_000)
afterAll(() => it.close())

test('an administrator sees both teams, so that the next tests can fail', async () => {
  const all = await everything(local)
  for (const path of ['findings', 'assets', 'components', 'reports', 'estate/nodes', 'owners', 'merges'])
    expect(all.get(`/api/v1/${path} ""`), path).toMatch(path === 'merges' ? /^200/ : WORD)
  expect(hidden.length).toBeGreaterThan(10)
})

test('no list and no count of a developer changes with what another team has', async () => {
  const after = await everything()
  // Names of teams are for all: work is handed from one to another.
  before.delete('/api/v1/teams ""')
  const changed = [...before].filter(([path, answer]) => after.get(path) !== answer)
  expect(changed.map(([path, answer]) => [path, answer, after.get(path)])).toEqual([])
})

test('nothing of another team is had by its id', async () => {
  for (const { path, parameters } of gets) {
    if (parameters.length !== 1) continue
    for (const id of hidden) {
      const url = path.replace(parameters[0] as string, id)
      const { statusCode, body } = await send('GET', `${url}?branch=main`, developer.headers)
      if (statusCode < 400) expect(body, url).not.toMatch(WORD)
      expect(statusCode, url).toBeLessThan(500)
    }
  }
})

test('questions are understood, so that their answers mean something', async () => {
  for (const [path, payload] of QUESTIONS) {
    const { statusCode, body } = await send(payload ? 'POST' : 'GET', path, developer.headers, payload)
    expect(statusCode, `${path} ${body}`).toBe(200)
  }
})

test('a developer changes nothing of another team', async () => {
  const ofList = async (path: string): Promise<{ id: string; name?: string }[]> =>
    (await send('GET', `/api/v1/${path}`)).json().items
  const findings = (await ofList(`findings?asset=acme/${WORD}`)).map(({ id }) => id)
  const own = (await ofList('findings?asset=acme/own')).map(({ id }) => id)
  const asset = (await ofList(`assets?q=${WORD}`))[0]?.id
  const report = (await ofList(`reports?asset=${asset}`))[0]?.id
  expect(findings.length).toBeGreaterThan(2)
  const kept = await everything(local)
  const reason = 'because it is a test'
  const expiresAt = new Date(Date.now() + 86_400_000).toISOString()
  const [first] = findings
  const refused: [method: 'POST' | 'PATCH', path: string, payload: object][] = [
    ['PATCH', 'findings', { ids: findings, note: reason }],
    ['PATCH', 'findings', { ids: [own[0], first], decision: 'false_positive', reason }],
    ['POST', `findings/${first}/notes`, { body: reason }],
    ['POST', `findings/${first}/split`, { observations: [first] }],
    ['POST', `findings/${first}/join`, { into: findings[1] }],
    ['POST', `findings/${own[0]}/join`, { into: first }],
    ['POST', 'sla/pause', { ids: findings, reason }],
    ['POST', 'sla/resume', { ids: findings, reason }],
    ['POST', 'exceptions', { target: { type: 'findings', ids: findings }, kind: 'false_positive', reason }],
    [
      'POST',
      'exceptions',
      {
        target: { type: 'component', component: 'shared-by-both' },
        scope: { type: 'asset', id: asset },
        kind: 'risk_accepted',
        expiresAt,
        reason,
      },
    ],
    ['POST', `assets/${asset}/gate-overrides`, { reason, policy: 'all', count: 1, blocked: [] }],
    ['POST', `reports/${report}/reread`, { format: 'sarif' }],
    ['POST', `reports?asset=acme/${WORD}`, sarif(WORD)],
    ['POST', `reports?asset=acme/new&application=${WORD}`, sarif(WORD)],
  ]
  for (const [method, path, payload] of refused) {
    const { statusCode, body } = await send(method, `/api/v1/${path}`, developer.headers, payload)
    const nothing = statusCode === 200 && JSON.parse(body).changed === 0
    expect(nothing || statusCode === 404 || statusCode === 403, `${path} ${statusCode} ${body}`).toBe(true)
  }
  const after = await everything(local)
  const changed = [...kept].filter(([path, answer]) => after.get(path) !== answer)
  expect(changed.map(([path, answer]) => [path, answer, after.get(path)])).toEqual([])
})
