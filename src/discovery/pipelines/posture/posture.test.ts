import { describe, expect, it } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { pipelines } from '../index.ts'
import { POSTURE_RULES } from './rules.ts'

const observe = (texts: Record<string, string>) => discoverTexts(texts, [asAny(pipelines)]).observations
const SHA = 'a'.repeat(40)
const steps = (text: string, on = 'push', job = '') =>
  `on: ${on}\npermissions: {}\njobs:\n  ship:\n    runs-on: ubuntu-latest\n${job}    steps:\n${text}`
const run = (script: string, on = 'push', more = '') => ({
  '.github/workflows/w.yml': steps(
    `      - run: |\n${script
      .split('\n')
      .map((line) => `          ${line}`)
      .join('\n')}\n${more}`,
    on,
  ),
})
const uses = (name: string, input = '', on = 'push', job = '') => ({
  '.github/workflows/w.yml': steps(
    `      - uses: ${name}\n${input && `        with:\n          ${input}\n`}`,
    on,
    job,
  ),
})
const release = (name: string, input: string) =>
  steps(`      - uses: ${name}\n        with: { ${input} }\n      - run: npm publish\n`, 'release')
const pullRequestJobs = (field: string) => `on: issue_comment
permissions: {}
jobs:
  find:
    outputs:
      commit: \${{ steps.pr.outputs.sha }}
    steps:
      - id: pr
        run: echo "sha=$(gh pr view 1 --json ${field} -q .${field})" >> "$GITHUB_OUTPUT"
  build:
    needs: find
    steps:
      - uses: actions/checkout@v4
        with:
          ref: \${{ needs.find.outputs.commit }}
      - run: make
`
const workflow = (text: string) => ({ '.github/workflows/w.yml': text })

/** For each rule a file that it must see, and one next to it that it must leave alone. */
const CASES: Record<string, [Record<string, string>, Record<string, string>]> = {
  'cicd-archived-action': [uses(`actions-rs/cargo@${SHA}`), uses(`acme/tool@${SHA}`)],
  'cicd-unpinned-action': [uses('acme/tool@v1'), uses(`acme/tool@${SHA}`)],
  'cicd-unpinned-image': [uses('docker://alpine:3.19'), uses(`docker://alpine@sha256:${'0'.repeat(64)}`)],
  'cicd-unpinned-orb': [
    { '.circleci/config.yml': 'orbs:\n  a: x/y@1.2\njobs: {}\n' },
    { '.circleci/config.yml': 'orbs:\n  a: x/y@1.2.3\njobs: {}\n' },
  ],
  'cicd-unpinned-pipe': [
    {
      'bitbucket-pipelines.yml':
        'pipelines:\n  default:\n    - step:\n        script:\n          - pipe: acme/p:1.0\n',
    },
    {
      'bitbucket-pipelines.yml':
        'pipelines:\n  default:\n    - step:\n        script:\n          - echo pipe\n',
    },
  ],
  'cicd-unpinned-include': [
    { '.gitlab-ci.yml': 'include:\n  - project: acme/ci\n    file: a.yml\n' },
    {
      '.gitlab-ci.yml': `include:\n  - project: acme/ci\n    ref: ${SHA}\n    file: a.yml\n  - template: Jobs/SAST.gitlab-ci.yml\n`,
    },
  ],
  'cicd-unpinned-library': [
    { Jenkinsfile: "@Library('a@main') _\nnode { }\n" },
    { Jenkinsfile: "@Library('a@1.2.0') _\nnode { }\n" },
  ],
  'cicd-unpinned-template': [
    {
      'azure-pipelines.yml':
        'resources:\n  repositories:\n    - repository: t\n      name: acme/t\n      ref: refs/heads/main\nsteps:\n  - script: echo\n',
    },
    {
      'azure-pipelines.yml':
        'resources:\n  repositories:\n    - repository: t\n      name: acme/t\n      ref: refs/tags/v1\nsteps:\n  - script: echo\n',
    },
  ],
  'cicd-script-injection': [
    run('echo "${{ github.event.issue.title }}"', 'issues'),
    run(
      'echo "$TITLE" ${{ github.event.issue.number }} ${{ contains(github.event.issue.title, \'x\') }}',
      'issues',
    ),
  ],
  'cicd-input-in-script': [
    workflow(
      'on:\n  workflow_dispatch:\n    inputs:\n      tag: { type: string }\npermissions: {}\njobs:\n  a:\n    steps:\n      - run: git tag ${{ inputs.tag }}\n',
    ),
    workflow(
      'on:\n  workflow_dispatch:\n    inputs:\n      tag: { type: choice, options: [a] }\npermissions: {}\njobs:\n  a:\n    steps:\n      - run: git tag ${{ inputs.tag }}\n',
    ),
  ],
  'cicd-untrusted-checkout': [
    uses('actions/checkout@v4', 'ref: ${{ github.event.pull_request.head.sha }}', 'pull_request_target'),
    uses('actions/checkout@v4', 'ref: ${{ github.event.pull_request.head.sha }}', 'pull_request'),
  ],
  'cicd-untrusted-artifact': [run('gh run download 1', 'workflow_run'), run('gh run download 1', 'push')],
  'cicd-environment-file': [
    run('echo "A=$(cat pr.txt)" >> $GITHUB_ENV', 'workflow_run'),
    run('echo "A=1" >> $GITHUB_ENV', 'workflow_run'),
  ],
  'cicd-permissions-write-all': [
    workflow('on: push\npermissions: write-all\njobs:\n  a:\n    steps: []\n'),
    workflow('on: push\npermissions: read-all\njobs:\n  a:\n    steps: []\n'),
  ],
  'cicd-permissions-wide': [
    workflow('on: push\npermissions: { contents: write }\njobs:\n  a: { steps: [] }\n  b: { steps: [] }\n'),
    workflow('on: push\npermissions: { contents: write }\njobs:\n  a: { steps: [] }\n'),
  ],
  'cicd-permissions-missing': [
    workflow('on: push\njobs:\n  a: { steps: [] }\n'),
    workflow('on: push\njobs:\n  a: { permissions: {}, steps: [] }\n'),
  ],
  'cicd-secrets-inherit': [
    workflow(
      `on: push\npermissions: {}\njobs:\n  a:\n    uses: x/y/.github/workflows/z.yml@${SHA}\n    secrets: inherit\n`,
    ),
    {
      ...workflow(
        'on: push\npermissions: {}\njobs:\n  a:\n    uses: ./.github/workflows/z.yml\n    secrets: inherit\n',
      ),
    },
  ],
  'cicd-secrets-all': [run("echo '${{ toJSON(secrets) }}' > f"), run("echo '${{ toJSON(github) }}' > f")],
  'cicd-secret-echoed': [
    run('echo ${{ secrets.KEY }}'),
    run('echo ${{ secrets.KEY }} | docker login --password-stdin'),
  ],
  'cicd-secret-on-command-line': [
    run('docker login -u me -p ${{ secrets.KEY }} x'),
    run('docker login -u me -p $port x'),
  ],
  'cicd-secret-in-build-argument': [
    run('docker build --build-arg K=${{ secrets.KEY }} .'),
    run('docker build --build-arg K=1 --secret id=k .'),
  ],
  'cicd-secret-interpolated': [
    { Jenkinsfile: 'node { sh "curl -H ${API_TOKEN}" }\n' },
    { Jenkinsfile: "node { sh 'curl -H $API_TOKEN' }\n" },
  ],
  'cicd-hard-coded-secret': [
    workflow(
      `on: push\npermissions: {}\nenv:\n  DEPLOY_KEY: ghp_${'a1B2'.repeat(9)}\njobs:\n  a: { steps: [] }\n`,
    ),
    workflow(
      'on: push\npermissions: {}\nenv:\n  POSTGRES_PASSWORD: postgres\n  API_TOKEN: ${{ secrets.T }}\n  JWT_SECRET: test-secret-for-ci-1\njobs:\n  a: { steps: [] }\n',
    ),
  ],
  'cicd-long-lived-credential': [
    uses('aws-actions/configure-aws-credentials@v4', 'aws-secret-access-key: ${{ secrets.K }}'),
    uses('aws-actions/configure-aws-credentials@v4', 'role-to-assume: x'),
  ],
  'cicd-persisted-credentials': [
    {
      '.github/workflows/w.yml': steps(
        '      - uses: actions/checkout@v4\n      - uses: actions/upload-artifact@v3\n        with:\n          path: .\n',
      ),
    },
    {
      '.github/workflows/w.yml': steps(
        '      - uses: actions/checkout@v4\n      - uses: actions/upload-artifact@v3\n        with:\n          path: dist\n',
      ),
    },
  ],
  'cicd-self-hosted-untrusted': [
    workflow(
      'on: pull_request\npermissions: {}\njobs:\n  a:\n    runs-on: [self-hosted, linux]\n    steps: []\n',
    ),
    workflow('on: push\npermissions: {}\njobs:\n  a:\n    runs-on: [self-hosted, linux]\n    steps: []\n'),
  ],
  'cicd-controller-build': [
    { Jenkinsfile: "node('built-in') { }\n" },
    { Jenkinsfile: "node('linux') { }\n" },
  ],
  'cicd-dynamic-code': [
    { Jenkinsfile: "node { evaluate(readFile('x.groovy')) }\n" },
    { Jenkinsfile: "node { echo 'evaluate' }\n" },
  ],
  'cicd-pipe-to-shell': [
    run('curl -sSL https://get.acme.io/install.sh \\\n  | sudo bash'),
    run('curl -sSL https://acme.io/x.json | jq .\necho "curl https://x | sh"'),
  ],
  'cicd-unverified-download': [
    run('curl -LO https://acme.io/tool-1.0.tar.gz\ntar x -f tool-1.0.tar.gz'),
    run('curl -LO https://acme.io/tool-1.0.tar.gz\necho "abc  tool-1.0.tar.gz" | sha256sum -c'),
  ],
  'cicd-privileged-container': [run('docker run --privileged x'), run('docker run x')],
  'cicd-unsecure-commands': [
    workflow(
      'on: push\npermissions: {}\nenv:\n  ACTIONS_ALLOW_UNSECURE_COMMANDS: true\njobs:\n  a: { steps: [] }\n',
    ),
    workflow(
      'on: push\npermissions: {}\nenv:\n  ACTIONS_ALLOW_UNSECURE_COMMANDS: false\njobs:\n  a: { steps: [] }\n',
    ),
  ],
  'cicd-cache-in-release': [
    {
      '.github/workflows/w.yml': steps(
        '      - uses: actions/cache@v4\n      - run: npm publish --provenance\n',
        'release',
      ),
    },
    {
      '.github/workflows/w.yml': steps('      - uses: actions/cache@v4\n      - run: npm test\n', 'release'),
    },
  ],
  'cicd-no-approval': [
    { '.gitlab-ci.yml': 'ship:\n  environment: production\n  script: [kubectl apply -f k8s]\n' },
    {
      '.gitlab-ci.yml':
        'ship:\n  environment: production\n  when: manual\n  script: [kubectl apply -f k8s]\n',
    },
  ],
  'cicd-no-provenance': [run('npm publish'), run('npm publish --provenance')],
  'cicd-install-without-lockfile': [
    run('npm install --no-audit'),
    run('npm ci\nnpm install -g pnpm\nnpm install left-pad'),
  ],
  'cicd-debug-trace': [
    { '.gitlab-ci.yml': 'variables:\n  CI_DEBUG_TRACE: "true"\na: { script: [ls] }\n' },
    { '.gitlab-ci.yml': 'variables:\n  CI_DEBUG_TRACE: "false"\na: { script: [ls] }\n' },
  ],
  'cicd-check-off': [
    run('ssh -o StrictHostKeyChecking=no a@b'),
    run('ssh -o StrictHostKeyChecking=accept-new a@b\ncurl -fsSL https://a'),
  ],
  'cicd-spoofable-actor': [
    {
      '.github/workflows/w.yml': steps(
        '      - run: x\n',
        'pull_request_target',
        "    if: github.actor == 'dependabot[bot]'\n",
      ),
    },
    {
      '.github/workflows/w.yml': steps(
        '      - run: x\n',
        'pull_request',
        "    if: github.actor == 'dependabot[bot]'\n",
      ),
    },
  ],
  'cicd-condition-always-true': [
    { '.github/workflows/w.yml': steps('      - run: x\n        if: |\n          ${{ github.ref == 1 }}\n') },
    { '.github/workflows/w.yml': steps('      - run: x\n        if: ${{ github.ref == 1 }}\n') },
  ],
}

/** Further pairs: what a rule has to see, and what it has to leave alone. */
const MORE: [string, string, Record<string, string>, Record<string, string>][] = [
  [
    'the head of a pull request that an earlier job found out',
    'cicd-untrusted-checkout',
    workflow(pullRequestJobs('headRefOid')),
    workflow(pullRequestJobs('baseRefOid')),
  ],
  [
    'a branch by its whole name',
    'cicd-script-injection',
    run('git push origin HEAD:${{ github.ref }}'),
    run('git push origin HEAD:${{ github.sha }} ${{ github.ref_type }}'),
  ],
  [
    'the tag of a release',
    'cicd-script-injection',
    run('make VERSION=${{ github.event.release.tag_name }}', 'release'),
    run('make VERSION=${{ github.event.release.id }}', 'release'),
  ],
  [
    'what Go keeps from earlier runs unless told otherwise',
    'cicd-cache-in-release',
    { '.github/workflows/w.yml': release('actions/setup-go@v5', 'go-version: 1') },
    { '.github/workflows/w.yml': release('actions/setup-go@v5', 'cache: false') },
  ],
  [
    'layers of earlier runs',
    'cicd-cache-in-release',
    { '.github/workflows/w.yml': release('docker/build-push-action@v6', 'cache-from: type=gha') },
    { '.github/workflows/w.yml': release('docker/build-push-action@v6', 'push: true') },
  ],
  [
    'values that count up, which nobody would take for a key',
    'cicd-hard-coded-secret',
    workflow('on: push\nenv:\n  SECRET_ACCESS_KEY: shop81c7Qe02mX\njobs:\n  a: { steps: [] }\n'),
    workflow('on: push\nenv:\n  SECRET_ACCESS_KEY: shop123456789\njobs:\n  a: { steps: [] }\n'),
  ],
]

it.each(MORE)('sees %s', (_what, rule, bad, good) => {
  expect(observe(bad).map((one) => one.rule)).toContain(rule)
  expect(observe(good).map((one) => one.rule)).not.toContain(rule)
})

it('ranks what strangers bring by what their conditions let through', () => {
  const rank = (texts: Record<string, string>, rule: string) =>
    observe(texts)
      .filter((one) => one.rule === rule)
      .map(({ severity }) => severity)
  const head =
    '      - uses: actions/checkout@v4\n        with: { ref: "${{ github.head_ref }}" }\n      - run: make\n'
  const checkout = (job: string) => ({ '.github/workflows/w.yml': steps(head, 'pull_request_target', job) })
  expect(rank(checkout(''), 'cicd-untrusted-checkout')).toEqual(['critical'])
  expect(
    rank(checkout('    if: github.event.pull_request.head.repo.fork == false\n'), 'cicd-untrusted-checkout'),
  ).toEqual([])
  expect(
    rank(checkout('    if: github.event.pull_request.head.repo.fork == true\n'), 'cicd-untrusted-checkout'),
  ).toEqual(['critical'])
  const gate = "  gate:\n    if: github.event.label.name == 'safe'\n    steps: [{ run: 'true' }]\n"
  const after = (more: string) => ({
    '.github/workflows/w.yml': `${steps(head, 'pull_request_target', `    needs: gate\n${more}`)}${gate}`,
  })
  expect(rank(after(''), 'cicd-untrusted-checkout')).toEqual(['medium'])
  expect(rank(after('    if: always()\n'), 'cicd-untrusted-checkout')).toEqual(['critical'])
  const echo = '      - run: echo ${{ env.A }}\n        env: { A: "${{ github.head_ref }}" }\n'
  const script = (text: string, job = '') => ({ '.github/workflows/w.yml': steps(text, 'pull_request', job) })
  expect(rank(script(echo), 'cicd-script-injection')).toEqual(['medium'])
  for (const name of ['ref_name', 'ref'])
    expect(rank(script(echo.replace('head_ref', name)), 'cicd-script-injection')).toEqual(['low'])
  expect(
    rank(
      script(echo, '    if: github.event.pull_request.head.repo.full_name == github.repository\n'),
      'cicd-script-injection',
    ),
  ).toEqual(['low'])
})

describe.each([...POSTURE_RULES.keys()])('%s', (rule) => {
  it('is seen where it is and only there', () => {
    const [bad, good] = CASES[rule] ?? [{}, {}]
    expect(observe(bad).map((one) => one.rule)).toContain(rule)
    expect(observe(good).map((one) => one.rule)).not.toContain(rule)
  })
})

it('says place, lines, controls and what to do', () => {
  const [one] = observe(run('true\ncurl https://a.io/i.sh | sh')).filter(
    ({ rule }) => rule === 'cicd-pipe-to-shell',
  )
  expect(one).toMatchObject({
    type: 'observation',
    kind: 'pipeline',
    severity: 'medium',
    cwes: [494],
    location: { path: '.github/workflows/w.yml', line: 9, snippet: '          curl https://a.io/i.sh | sh' },
    controls: ['OWASP-CICD:CICD-SEC-3', 'OWASP-CICD:CICD-SEC-9', 'CIS-SSCS-1.0:2.4.3', 'CIS-SSCS-1.0:3.1.1'],
    raw: '          curl https://a.io/i.sh | sh',
  })
})

it('ranks actions by whose they are, and says each once with all places', () => {
  const text = steps(
    '      - uses: acme/a@v1\n      - uses: acme/a@v1\n      - uses: other/b@main\n      - uses: other/c@v2\n      - uses: actions/checkout@v4\n',
  )
  const all = observe({ '.github/workflows/w.yml': text, CODEOWNERS: '* @acme/core\n' }).filter(
    ({ rule }) => rule === 'cicd-unpinned-action',
  )
  expect(all.map(({ title, severity, related }) => [title.split(' ')[0], severity, related?.length])).toEqual(
    [
      ['acme/a@v1', 'low', 1],
      ['other/b@main', 'high', undefined],
      ['other/c@v2', 'medium', undefined],
      ['actions/checkout@v4', 'low', undefined],
    ],
  )
})

it('never shows a secret', () => {
  const token = `ghp_${'a1B2'.repeat(9)}`
  const all = observe({
    '.github/workflows/w.yml': steps(
      `      - run: |\n          curl -k -u bot:Hunter2Hunter2 https://bot:s3cr3tpass@a.io/x.zip\n          docker login -p Zx9Zx9Zx9Zx9 --privileged\n          curl https://a.io?t=${token} | sh\n        env:\n          API_TOKEN: qW3rT6yU9oP1aS4d\n`,
    ),
  })
  const shown = JSON.stringify(all)
  expect(all.map(({ rule }) => rule)).toEqual(
    expect.arrayContaining(['cicd-hard-coded-secret', 'cicd-pipe-to-shell', 'cicd-check-off']),
  )
  for (const secret of [token, 's3cr3tpass', 'qW3rT6yU9oP1aS4d', 'Zx9Zx9Zx9Zx9', 'Hunter2Hunter2'])
    expect(shown).not.toContain(secret)
})
