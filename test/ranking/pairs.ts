import type { Control, Criticality, DataClass, Environment, Exposure } from '../../src/model/application.ts'

/** What people say of an asset. */
interface Context {
  exposure: Exposure
  criticality: Criticality
  environment: Environment
  dataClasses: DataClass[]
  controls: Control[]
  compliance: string[]
}

/** A finding in Stance's own format (docs/stance-format.md), on an asset of its own. */
interface Case {
  context: Context
  finding: Record<string, unknown>
}

/** Two cases of one difference; the first matters more. */
export interface Pair {
  id: string
  why: string
  more: Case
  less: Case
}

const USUAL: Context = {
  exposure: 'internal',
  criticality: 'medium',
  environment: 'production',
  dataClasses: [],
  controls: [],
  compliance: [],
}

const DEPENDENCY = {
  title: 'Remote code execution in parser',
  kind: 'dependency',
  cve: ['CVE-2025-30001'],
  cvss: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
  severity: 'critical',
  package: 'parser',
  version: '1.0.0',
  purl: 'pkg:npm/parser@1.0.0',
  epss: 0.02,
}
const INJECTION = {
  title: 'Query built from a parameter',
  kind: 'code',
  rule: 'sql-concat',
  severity: 'high',
  cwe: 'CWE-89',
  path: 'src/orders/find.ts',
  line: 41,
  snippet: "db.query('select * from orders where number = ' + number)",
}
const SCRIPTING = {
  title: 'Search term is answered unescaped',
  severity: 'medium',
  cwe: 79,
  url: 'https://shop.example/search?q=x',
  method: 'GET',
  parameter: 'q',
}
const SETTING = {
  title: 'Storage can be read by everyone',
  kind: 'config',
  severity: 'high',
  rule: 'public-bucket',
  resource: { address: 'aws_s3_bucket.invoices', type: 'aws_s3_bucket', provider: 'aws' },
}
const SECRET = {
  title: 'Token in the settings',
  kind: 'secret',
  severity: 'high',
  secret: 'acme-4f9c2b7d1e8a6035',
  rule: 'acme-token',
  path: 'config/app.yaml',
  line: 3,
}

/** The same weakness under two contexts. */
const under = (
  id: string,
  why: string,
  finding: Record<string, unknown>,
  more: Partial<Context>,
  less: Partial<Context>,
): Pair => ({
  id,
  why,
  more: { context: { ...USUAL, ...more }, finding },
  less: { context: { ...USUAL, ...less }, finding },
})

/** Two findings in the same context. */
const between = (
  id: string,
  why: string,
  context: Partial<Context>,
  more: Record<string, unknown>,
  less: Record<string, unknown>,
): Pair => ({
  id,
  why,
  more: { context: { ...USUAL, ...context }, finding: more },
  less: { context: { ...USUAL, ...context }, finding: less },
})

const CRITICAL_AND_OPEN: Partial<Context> = {
  exposure: 'internet',
  criticality: 'critical',
  dataClasses: ['pii'],
}
const TOY: Partial<Context> = { exposure: 'isolated', criticality: 'low', environment: 'development' }

/** 20 pairs: 40 cases. */
export const PAIRS: readonly Pair[] = [
  under(
    'internet-isolated',
    'attackers reach it',
    DEPENDENCY,
    { exposure: 'internet' },
    { exposure: 'isolated' },
  ),
  under(
    'internet-internal',
    'attackers reach it',
    INJECTION,
    { exposure: 'internet' },
    { exposure: 'internal' },
  ),
  under(
    'partner-isolated',
    'partners reach it',
    SCRIPTING,
    { exposure: 'partner' },
    { exposure: 'isolated' },
  ),
  under(
    'internal-isolated',
    'colleagues reach it',
    SETTING,
    { exposure: 'internal' },
    { exposure: 'isolated' },
  ),
  under('pii-none', 'it holds personal data', INJECTION, { dataClasses: ['pii'] }, { dataClasses: [] }),
  under(
    'phi-public',
    'it holds health data',
    DEPENDENCY,
    { dataClasses: ['phi'] },
    { dataClasses: ['public'] },
  ),
  under(
    'cards-internal-data',
    'it holds card data',
    SETTING,
    { dataClasses: ['pci'] },
    { dataClasses: ['internal'] },
  ),
  under(
    'credentials-none',
    'it holds credentials',
    SCRIPTING,
    { dataClasses: ['credentials'] },
    { dataClasses: [] },
  ),
  under(
    'critical-toy',
    'the business stands on it',
    INJECTION,
    { criticality: 'critical' },
    { criticality: 'low' },
  ),
  under(
    'high-medium',
    'the business needs it more',
    SECRET,
    { criticality: 'high' },
    { criticality: 'medium' },
  ),
  under('critical-toy-package', 'the business stands on it', DEPENDENCY, { criticality: 'critical' }, TOY),
  under(
    'production-development',
    'it runs for customers',
    DEPENDENCY,
    { environment: 'production' },
    { environment: 'development' },
  ),
  under(
    'production-staging',
    'it runs for customers',
    SETTING,
    { environment: 'production' },
    { environment: 'staging' },
  ),
  under('bare-firewall', 'nothing stands before it', SCRIPTING, { controls: [] }, { controls: ['waf'] }),
  under('audited-not', 'auditors look at it', SETTING, { compliance: ['pci-dss'] }, { compliance: [] }),
  between(
    'called-imported',
    'the program calls it',
    { exposure: 'internet' },
    { ...DEPENDENCY, reachability: 'called' },
    { ...DEPENDENCY, reachability: 'imported' },
  ),
  between(
    'present-absent',
    'it is there at all',
    { exposure: 'internet' },
    { ...DEPENDENCY, reachability: 'present' },
    { ...DEPENDENCY, reachability: 'absent' },
  ),
  between(
    'flow-none',
    'input was followed to it',
    { exposure: 'internet' },
    {
      ...INJECTION,
      flow: [
        { path: 'src/routes/orders.ts', line: 12 },
        { path: 'src/orders/find.ts', line: 41 },
      ],
    },
    INJECTION,
  ),
  between('program-test', 'it is in what runs', {}, INJECTION, {
    ...INJECTION,
    path: 'test/orders/find.test.ts',
  }),
  {
    id: 'middling-exposed-severe-toy',
    why: 'a middling weakness that everybody reaches, on what matters, before a severe one that nobody does',
    more: { context: { ...USUAL, ...CRITICAL_AND_OPEN }, finding: SCRIPTING },
    less: { context: { ...USUAL, ...TOY }, finding: INJECTION },
  },
]
