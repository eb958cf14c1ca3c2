import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import type { Observation } from '../../model/observation.ts'
import { headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { sarif } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

const withoutRaw = ({ raw: _, ...fields }: Observation) => fields

/** Items of one run with these results. */
const resultsOf = async (results: unknown[], run: object = {}) =>
  observationsIn(
    await itemsOf(
      sarif,
      JSON.stringify({ version: '2.1.0', runs: [{ tool: { driver: { name: 'T' } }, ...run, results }] }),
    ),
  )

test('an empty run has a header and nothing else', async () => {
  expect(await itemsOfFile(sarif, fixture('empty.sarif'))).toEqual([
    { type: 'header', tool: 'Acme Check', toolVersion: '3.2.1' },
  ])
})

test('one result in all its fields, though it stands before the tool', async () => {
  const [header, observation, ...others] = await itemsOfFile(sarif, fixture('one.sarif'))
  expect(others).toEqual([])
  expect(header).toEqual({
    type: 'header',
    tool: 'Acme Check',
    toolVersion: '3.2.1',
    target: 'acme/nightly',
    producedAt: '2025-05-06T07:08:09.000Z',
    branch: 'main',
    revision: '9fceb02',
  })
  const { raw, ...fields } = observation as Observation
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'acme/sql',
    title: 'Untrusted input reaches a query',
    description: 'Order number from the request reaches this query.',
    severity: 'high',
    toolSeverity: '8.8',
    confidence: 'high',
    cwes: [564, 89],
    location: {
      path: 'src/orders/find order.ts',
      line: 41,
      endLine: 42,
      column: 3,
      endColumn: 9,
      snippet: "  return db.query('select ' +\n    number)",
      symbol: 'orders.find',
    },
    related: [{ path: 'src/routes.ts', line: 7, endLine: 7, message: 'the request' }],
    flow: [
      { path: 'src/routes.ts', line: 7, endLine: 7, snippet: 'req.params.number', message: 'read here' },
      { path: 'src/orders/find order.ts', line: 41, endLine: 41 },
    ],
    tags: ['security', 'sql', 'orders'],
    references: ['https://acme.example/rules/sql', 'https://acme.example/results/1'],
    remediation: 'Use a parameter.\n\nUse parameters instead of putting text together.',
    fingerprints: { primaryLocationLineHash: '39fa2ee980eb94b0:1', 'acme/v1': 'b5c1e0' },
  })
  const file = await readFile(fixture('one.sarif'), 'utf8')
  expect(file).toContain(raw)
  expect(JSON.parse(raw)).toMatchObject({ ruleId: 'acme/sql' })
})

describe('many results', async () => {
  const items = await itemsOfFile(sarif, fixture('many.sarif'))
  const observations = observationsIn(items)
  const about = (text: string) => {
    const found = observations.find(({ description, title }) => `${title} ${description}`.includes(text))
    if (!found) throw new Error(`nothing about ${text}`)
    return withoutRaw(found)
  }

  test('every run has its header, and results say which tool is theirs', () => {
    expect(headersIn(items)).toEqual([
      { type: 'header', tool: 'Mixed' },
      { type: 'header', tool: 'Second', toolVersion: '2', target: 'backend' },
      { type: 'header', tool: 'Third' },
    ])
    expect(new Set(observations.map(({ tool }) => tool))).toEqual(new Set(['Mixed', 'Second']))
  })

  test('messages by id get their arguments, doubled braces are braces', () => {
    expect(about('is {not} b')).toMatchObject({
      title: "'a' is {not} b",
      rule: 'R1',
      severity: 'high',
      toolSeverity: 'error',
    })
  })

  test('suppressions are verdicts when all are accepted', () => {
    expect(about('is {not} b').verdict).toEqual({
      state: 'accepted',
      reason: 'suppressed in the source',
      source: 'sarif-suppression',
    })
    expect(about('decided elsewhere').verdict).toEqual({
      state: 'false_positive',
      reason: 'False positive: test data',
      source: 'sarif-suppression',
    })
    expect(about('still under review').verdict).toBeUndefined()
  })

  test('what is gone since the baseline is fixed', () => {
    expect(about('hierarchical id')).toMatchObject({
      rule: 'R1/sub/rule',
      severity: 'high',
      verdict: { state: 'fixed', source: 'sarif-baseline' },
    })
  })

  test('rules by guid and in extensions', () => {
    expect(about('by guid')).toMatchObject({
      rule: 'R2',
      cwes: [79],
      severity: 'critical',
      toolSeverity: 'rank 92.5',
    })
    expect(about('from an extension')).toMatchObject({ rule: 'X1', title: 'From the pack', severity: 'info' })
  })

  test('checks that found nothing are no observations; what is no failure has no level', () => {
    expect(
      observations.filter(({ description, title }) =>
        /passed|does not apply/.test(`${title} ${description}`),
      ),
    ).toEqual([])
    expect(about('good to know')).toMatchObject({ severity: 'info', toolSeverity: 'informational' })
    expect(about('to be reviewed')).toMatchObject({ severity: 'unknown', toolSeverity: 'review' })
    expect(about('undecided')).toMatchObject({ severity: 'unknown', toolSeverity: 'open' })
  })

  test('packages out of Trivy’s words, whatever index the result gives', () => {
    expect(about('lodash')).toMatchObject({
      kind: 'dependency',
      rule: 'CVE-2021-23337',
      severity: 'high',
      toolSeverity: 'HIGH',
      advisories: ['CVE-2021-23337'],
      component: {
        name: 'lodash',
        version: '4.17.20',
        fixVersions: ['4.17.21', '5.0.0'],
        path: 'package-lock.json',
      },
    })
  })

  test('secrets are told apart from the code around them', () => {
    expect(about('in the open')).toMatchObject({
      kind: 'secret',
      secret: 'exmpl_7h3qu1ckbr0wnf0x',
      // As every observation of the report shows it.
      location: { snippet: 'token: "exmp…0x"' },
    })
  })

  test('resources, pages and types', () => {
    expect(about('Bucket is public')).toMatchObject({
      kind: 'config',
      resource: { address: 'aws_s3_bucket.logs' },
      location: { path: 'main.tf' },
    })
    const page = about('Reflected')
    expect(page.location).toBeUndefined()
    expect(page).toMatchObject({
      rule: 'unlisted',
      title: 'Reflected',
      severity: 'high',
      toolSeverity: 'HIGH',
      confidence: 'low',
      endpoint: {
        url: 'https://shop.example/search?q=1',
        method: 'GET',
        parameter: 'q',
        request: 'get /search?q=1\nHost: shop.example',
        response: '200\n\n<b>1</b>',
        evidence: '<b>1</b>',
      },
    })
    expect(about('in a type').resource).toEqual({ address: 'com.acme.Job.run' })
  })

  test('snippets out of the files that the report carries; further places are related', () => {
    expect(about('first')).toMatchObject({
      location: { path: 'a.c', line: 2, snippet: 'two' },
      related: [{ path: 'b.c' }],
    })
  })

  test('what the tool could not do is told without its words', () => {
    expect(problemsIn(items)).toEqual([
      expect.objectContaining({ where: '/runs/2/results', incomplete: true }),
      expect.objectContaining({
        where: '/runs/2/invocations/0',
        incomplete: true,
        message: expect.stringContaining('exit code 3'),
      }),
      expect.objectContaining({
        where: '/runs/2/invocations/0/toolExecutionNotifications/0',
        message: expect.stringContaining('"ParseError" in bad.c'),
      }),
    ])
    expect(JSON.stringify(problemsIn(items))).not.toContain('password')
  })
})

test('SpotBugs: a message with a text and an id; a class that is wanted ends no run', async () => {
  const items = await itemsOf(
    sarif,
    JSON.stringify({
      version: '2.1.0',
      runs: [
        {
          tool: {
            driver: {
              name: 'SpotBugs',
              rules: [
                {
                  id: 'COMMAND_INJECTION',
                  shortDescription: { text: 'Potential Command Injection.' },
                  messageStrings: { default: { text: 'This usage of {0} can be vulnerable.' } },
                },
              ],
            },
          },
          invocations: [
            { exitCode: 3, exitCodeDescription: 'MISSING CLASS,BUGS FOUND', executionSuccessful: false },
          ],
          results: [
            {
              ruleId: 'COMMAND_INJECTION',
              message: { id: 'default', text: 'Potential Command Injection', arguments: ['Runtime.exec'] },
            },
          ],
        },
      ],
    }),
  )
  expect(observationsIn(items)).toMatchObject([
    { title: 'Potential Command Injection', description: 'This usage of Runtime.exec can be vulnerable.' },
  ])
  expect(problemsIn(items)).toMatchObject([{ message: expect.stringContaining('exit code 3') }])
  expect(problemsIn(items)[0]?.incomplete).toBeUndefined()
})

test('what does not fit is told, what fits is used', async () => {
  const items = await itemsOfFile(sarif, fixture('invalid.sarif'))
  expect(problemsIn(items).map(({ where }) => where)).toEqual([
    '/runs/0/results/0',
    '/runs/1',
    '/runs/1/results',
  ])
  const observations = observationsIn(items)
  expect(observations).toHaveLength(3)
  expect(observations[1]).toMatchObject({ rule: 'ok', title: 'usable', severity: 'medium' })
  expect(Object.getPrototypeOf(observations[1])).toBe(Object.prototype)
})

describe('other versions', () => {
  test('1.0', async () => {
    const items = await itemsOfFile(sarif, fixture('version-1.sarif'))
    expect(headersIn(items)).toEqual([
      { type: 'header', tool: 'Old Check', toolVersion: '0.9', producedAt: '2016-07-16T14:19:01.000Z' },
    ])
    const [first, second, ...others] = observationsIn(items)
    expect(others).toEqual([])
    expect(first).toMatchObject({
      rule: 'O1',
      title: 'The attribute value is not quoted',
      description: "The value of 'shape' is not quoted.",
      severity: 'high',
      location: {
        path: 'src/part.html',
        line: 20,
        column: 69,
        snippet: '<area shape=circle>',
        symbol: 'page.area',
      },
      verdict: { state: 'accepted' },
      fingerprints: { toolFingerprintContribution: 'f00d' },
    })
    expect(second).toMatchObject({
      rule: 'O2',
      description: 'Plain message',
      severity: 'low',
      flow: [{ path: 'src/a.c', line: 1, message: 'start' }],
    })
    expect(problemsIn(items)).toEqual([])
  })

  test('drafts of 2.0', async () => {
    const [observation] = observationsIn(await itemsOfFile(sarif, fixture('version-2-draft.sarif')))
    expect(observation).toMatchObject({
      rule: 'D1',
      title: 'gets has no bound',
      description: 'Do not use gets.',
      severity: 'medium',
      location: { path: 'a.c', line: 4, snippet: 'gets(buffer);' },
      related: [{ path: 'b.c' }],
    })
  })
})

test('a file of external properties holds results of one run', async () => {
  const external = {
    $schema: 'https://json.schemastore.org/sarif-external-property-file-2.1.0.json',
    version: '2.1.0',
    runGuid: '88889999-1aaa-2bbb-bccc-ddddeeeeffff',
    driver: {
      name: 'Acme Check',
      rules: [{ id: 'A1', shortDescription: { text: 'Order is not checked.' } }],
    },
    artifacts: [{ location: { uri: 'src/order.c' } }],
    results: [
      {
        ruleId: 'A1',
        message: { text: 'Here.' },
        locations: [{ physicalLocation: { artifactLocation: { index: 0 }, region: { startLine: 3 } } }],
      },
      5,
    ],
  }
  const items = await itemsOf(sarif, JSON.stringify(external))
  expect(headersIn(items)).toEqual([{ type: 'header', tool: 'Acme Check' }])
  expect(observationsIn(items)).toMatchObject([
    { rule: 'A1', title: 'Order is not checked', location: { path: 'src/order.c', line: 3 } },
  ])
  expect(problemsIn(items).map((item) => item.where)).toEqual(['/results/1'])
  expect(sarif.detect({ syntax: 'json', head: '', outline: external })).toBeGreaterThan(0.9)
  const { results, ...without } = external
  await expect(itemsOf(sarif, JSON.stringify(without))).rejects.toThrow(UnreadableReport)
})

describe('CodeQL', () => {
  const codeql = (rule: object, result: object = {}) =>
    resultsOf([{ ruleId: 'js/a', rule: { id: 'js/a', index: 0, toolComponent: { index: 0 } }, ...result }], {
      tool: {
        driver: { name: 'CodeQL', rules: [] },
        extensions: [{ name: 'codeql/javascript-queries', rules: [{ id: 'js/a', ...rule }] }],
      },
    })

  test.each([
    [{ properties: { 'problem.severity': 'error' } }, {}, 'high', 'error'],
    [{ properties: { 'problem.severity': 'recommendation' } }, {}, 'low', 'note'],
    [
      { defaultConfiguration: { level: 'note' }, properties: { 'problem.severity': 'error' } },
      {},
      'low',
      'note',
    ],
    [{ properties: { 'problem.severity': 'error' } }, { level: 'warning' }, 'medium', 'warning'],
    [{ properties: { 'problem.severity': 'warning', 'security-severity': '9.8' } }, {}, 'critical', '9.8'],
  ])('%j %j is %s', async (rule, result, severity, toolSeverity) => {
    expect((await codeql(rule, result))[0]).toMatchObject({ rule: 'js/a', severity, toolSeverity })
  })

  test('taxa of a result, and tags of its rule', async () => {
    const [observation] = await codeql(
      { properties: { tags: ['security', 'external/cwe/cwe-079'], precision: 'very-high' } },
      { taxa: [{ id: '116', toolComponent: { name: 'CWE' } }] },
    )
    expect(observation).toMatchObject({
      cwes: expect.arrayContaining([79, 116]),
      tags: ['security'],
      confidence: 'high',
    })
  })
})

describe('where CWEs, advisories and packages stand in other tools’ reports', () => {
  const ruled = (rule: object, result: object = {}, tool = 'T') =>
    resultsOf([{ ruleId: (rule as { id: string }).id, message: { text: 'm' }, ...result }], {
      tool: { driver: { name: tool, rules: [rule] } },
    })

  test.each([
    [{ id: 'a', properties: { cwe: 'CWE-22' } }, [22]],
    [{ id: 'a', properties: { cwe: ['CWE-22', 'CWE-23'] } }, [22, 23]],
    [{ id: 'a', properties: { tags: ['CWE-601: URL Redirection'] } }, [601]],
    [{ id: 'a', relationships: [{ target: { id: 'CWE-78' } }] }, [78]],
    [{ id: 'a', relationships: [{ target: { id: '5', toolComponent: { name: 'OWASP' } } }] }, undefined],
    [{ id: 'a', shortDescription: { text: 'Not random (CWE-327).' } }, [327]],
    [{ id: 'a', helpUri: 'https://cwe.mitre.org/data/definitions/91.html' }, [91]],
    [{ id: 'CWE-89' }, [89]],
  ])('%j has CWEs %j', async (rule, cwes) => {
    expect((await ruled(rule))[0]?.cwes).toEqual(cwes)
  })

  test.each([
    [
      'Grype',
      'GHSA-35jh-r3h4-6jhm-lodash',
      'A high vulnerability in npm package: lodash, version 4.17.20 was found at: /package-lock.json',
      'pkg:npm/lodash@4.17.20',
    ],
    [
      'Grype',
      'CVE-2021-23337-lodash',
      'The path /package-lock.json reports lodash at version 4.17.20  which would result in a vulnerable (npm) package installed',
      'pkg:npm/lodash@4.17.20',
    ],
    [
      'osv-scanner',
      'CVE-2021-23337',
      "Package 'lodash@4.17.20' is vulnerable to 'CVE-2021-23337' (also known as 'GHSA-35jh-r3h4-6jhm').",
      undefined,
    ],
  ])('%s %s', async (tool, id, text, purl) => {
    const [observation] = await ruled({ id }, { message: { text } }, tool)
    expect(observation).toMatchObject({
      kind: 'dependency',
      component: { name: 'lodash', version: '4.17.20' },
    })
    expect(observation?.component?.purl).toBe(purl)
    expect(observation?.advisories).toHaveLength(1)
  })

  test.each([
    [
      'cargo-audit',
      'RUSTSEC-2022-0013',
      'regex 1.5.4 is vulnerable to RUSTSEC-2022-0013 (Regexes take long to parse)',
    ],
    ['cargo-audit', 'RUSTSEC-2024-0375', 'regex 1.5.4 has a unmaintained warning: `regex` is unmaintained'],
    ['cargo-deny', 'b:banned', "crate 'regex = 1.5.4' is explicitly banned"],
  ])('crates: %s %s', async (tool, id, text) => {
    const [observation] = await ruled({ id }, { message: { text } }, tool)
    expect(observation).toMatchObject({
      kind: 'dependency',
      component: { name: 'regex', version: '1.5.4', purl: 'pkg:cargo/regex@1.5.4' },
    })
  })

  test('packages in logical locations: Snyk’s name@version, Dependency-Check’s package URL', async () => {
    const at = (fullyQualifiedName: string) => ({
      locations: [
        {
          physicalLocation: { artifactLocation: { uri: 'pom.xml' } },
          logicalLocations: [{ fullyQualifiedName }],
        },
      ],
    })
    const [snyk] = await ruled(
      { id: 'SNYK-JS-LODASH-1040724', properties: { tags: ['security', 'CWE-94'], cvssv3_baseScore: 7.2 } },
      at('lodash@4.17.20'),
      'Snyk Open Source',
    )
    expect(snyk).toMatchObject({
      kind: 'dependency',
      advisories: ['SNYK-JS-LODASH-1040724'],
      cwes: [94],
      cvss: [{ score: 7.2, version: '3.0' }],
      component: { name: 'lodash', version: '4.17.20', path: 'pom.xml' },
    })
    const [check] = await ruled({ id: 'CVE-2020-1' }, at('pkg:maven/org.acme/lib@1.2'), 'dependency-check')
    expect(check?.component).toEqual({
      name: 'org.acme:lib',
      version: '1.2',
      purl: 'pkg:maven/org.acme/lib@1.2',
      path: 'pom.xml',
    })
  })

  test('other ids of an advisory', async () => {
    const [observation] = await ruled(
      {
        id: 'GO-2021-0113',
        deprecatedIds: ['ghsa-ppp9-7jff-5vj2'],
        properties: { tags: ['CVE-2021-38561', 'called'] },
      },
      {},
      'govulncheck',
    )
    expect(observation).toMatchObject({
      advisories: ['GO-2021-0113', 'GHSA-ppp9-7jff-5vj2', 'CVE-2021-38561'],
      tags: ['called'],
    })
  })

  test.each([
    ['Gitleaks', 'r', 'secret'],
    ['Checkov', 'CKV_1', 'config'],
    ['ZAP', '40012', 'web'],
    ['zizmor', 'r', 'pipeline'],
    ['Unheard of', 'RUSTSEC-2021-0001', 'dependency'],
    ['Unheard of', 'MAL-2024-1234', 'malware'],
    ['Unheard of', 'r', 'code'],
  ])('%s’s rule %s is about %s', async (tool, id, kind) => {
    expect((await ruled({ id }, {}, tool))[0]?.kind).toBe(kind)
  })

  test('a hard-coded password in code is a secret when it can be told from the code', async () => {
    const at = (text: string) => ({
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'a.py' },
            region: { startLine: 1, snippet: { text } },
          },
        },
      ],
    })
    const rule = { id: 'B105', properties: { cwe: 'CWE-259' } }
    expect((await ruled(rule, at('password = "hunter2-hunter2"')))[0]).toMatchObject({
      kind: 'secret',
      secret: 'hunter2-hunter2',
    })
    expect((await ruled(rule, at('login(user, config.password)')))[0]).toMatchObject({ kind: 'code' })
  })
})

test.each([
  ['Calls a shell\nSeverity: HIGH\nConfidence: MEDIUM\n', undefined],
  ['Calls a shell with a variable', undefined],
  ['Severity: HIGH', undefined],
  ['Pass arguments one by one.\nSeverity: HIGH', 'Pass arguments one by one.\nSeverity: HIGH'],
])('the help %j of a rule advises %j', async (text, advice) => {
  const rule = {
    id: 'G204',
    shortDescription: { text: 'Calls a shell' },
    fullDescription: { text: 'Calls a shell with a variable' },
    help: { text },
  }
  const [observation] = await resultsOf([{ ruleId: 'G204', message: { text: 'm' } }], {
    tool: { driver: { name: 'gosec', rules: [rule] } },
  })
  expect(observation?.remediation).toBe(advice)
})

describe('scope', () => {
  const targetOf = async (id: string) =>
    headersIn(
      await itemsOf(
        sarif,
        JSON.stringify({ version: '2.1.0', runs: [{ automationDetails: { id }, results: [] }] }),
      ),
    )[0]?.target

  test.each([
    ['team/app/2025-05-06', 'team/app'],
    ['team/app/', 'team/app'],
    ['backend', 'backend'],
    ['2025-05-06T01:02:03', undefined],
    ['7d2b1f6e-0000-4000-8000-000000000001', undefined],
    ['/only-this-run', undefined],
  ])('%s is %s', async (id, target) => {
    expect(await targetOf(id)).toBe(target)
  })
})

describe('damage', () => {
  test('a report that breaks off gives the results that were whole', async () => {
    const text = (await readFile(fixture('many.sarif'), 'utf8')).replace(/"ruleId": "AVD-1",[\s\S]*/, '"rule')
    const items = await itemsOf(sarif, text)
    expect(observationsIn(items)).toHaveLength(11)
    expect(problemsIn(items).some(({ incomplete }) => incomplete)).toBe(true)
  })

  test('a result that is no JSON is left out and told', async () => {
    const items = await itemsOf(
      sarif,
      '{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"T"}},"results":[{"ruleId":"a"},{"ruleId":},{"ruleId":"b"}]}]}',
    )
    expect(observationsIn(items).map(({ rule }) => rule)).toEqual(['a', 'b'])
    expect(problemsIn(items)).toMatchObject([{ where: '/runs/0/results/1', incomplete: true }])
  })

  test.each(['{"version":"2.1.0"}', '{"version":"2.1.0","runs":{}}', '[]', '{}'])(
    '%s has no runs and is refused',
    async (text) => {
      await expect(itemsOf(sarif, text)).rejects.toBeInstanceOf(UnreadableReport)
    },
  )

  test('a log without runs is no report of nothing', async () => {
    expect(await itemsOf(sarif, '{"version":"2.1.0","runs":null}')).toMatchObject([
      { type: 'problem', where: '/runs', incomplete: true },
    ])
    expect(await itemsOf(sarif, '{"version":"2.1.0","runs":[]}')).toEqual([])
  })
})

test("Checkov's rules say what they look at by their ids, and its help names the resource of another result", async () => {
  const rules = ['CKV_SECRET_6', 'CKV_GHA_1', 'CKV_AWS_1'].map((id) => ({
    id,
    shortDescription: { text: 'What is to be' },
    help: { text: 'What is to be\nResource: aws_vpc.main' },
  }))
  const results = rules.map(({ id }) => ({ ruleId: id, message: { text: 'm' } }))
  const report = { version: '2.1.0', runs: [{ tool: { driver: { name: 'Checkov', rules } }, results }] }
  const found = observationsIn(await itemsOf(sarif, JSON.stringify(report)))
  expect(found.map(({ kind }) => kind)).toEqual(['secret', 'pipeline', 'config'])
  expect(found.map(({ remediation }) => remediation)).toEqual([undefined, undefined, undefined])
})

test('what Conftest says of files that passed is no result', async () => {
  const results = [
    { ruleId: 'main/success', level: 'none', message: { text: 'Policy was satisfied successfully' } },
    { ruleId: 'main/skipped', level: 'none', message: { text: 'Policy check was skipped' } },
    { ruleId: 'main/deny', level: 'error', message: { text: 'runs as root' } },
    { ruleId: 'a-note', level: 'none', message: { text: 'stays' } },
  ]
  const report = { version: '2.1.0', runs: [{ tool: { driver: { name: 'conftest' } }, results }] }
  const found = observationsIn(await itemsOf(sarif, JSON.stringify(report)))
  expect(found.map(({ rule }) => rule)).toEqual(['main/deny', 'a-note'])
})
