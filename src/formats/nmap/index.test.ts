import { expect, test } from 'vitest'
import { assetsIn, headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { nmap } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)
const many = () => itemsOfFile(nmap, fixture('many.xml'))
const byRule = async (rule: string) => observationsIn(await many()).find((item) => item.rule === rule)

test('a scan that reached nothing has a header and nothing else', async () => {
  expect(await itemsOfFile(nmap, fixture('empty.xml'))).toEqual([
    { type: 'header', tool: 'Nmap', toolVersion: '7.95', producedAt: '2025-09-01T08:30:00.000Z' },
  ])
})

test('one open port in all its fields', async () => {
  const [header, host, component, observation, ...others] = await itemsOfFile(nmap, fixture('one.xml'))
  expect(others).toEqual([])
  expect(header).toMatchObject({ type: 'header', target: 'shop.example' })
  expect(host).toEqual({
    type: 'asset',
    kind: 'host',
    name: 'shop.example',
    attributes: {
      ip: '192.0.2.7',
      mac: '02:00:00:00:00:07',
      vendor: 'Acme',
      names: 'shop.example web7.example',
      os: 'Linux 5.4',
    },
  })
  expect(component).toEqual({
    type: 'component',
    ref: 'shop.example:22/tcp',
    name: 'AcmeSSH',
    version: '7.4',
    cpe: 'cpe:/a:acme:acmessh:7.4',
    componentType: 'application',
  })
  expect(observation).toStrictEqual({
    type: 'observation',
    kind: 'runtime',
    rule: 'open-port',
    title: 'Port 22/tcp is open: ssh',
    description: 'AcmeSSH 7.4 (protocol 2.0) Linux\nState: open (syn-ack)',
    severity: 'info',
    endpoint: { url: 'tcp://shop.example:22' },
    resource: { address: 'shop.example:22/tcp', type: 'service' },
    component: { name: 'AcmeSSH', version: '7.4' },
    seenAt: '2025-09-01T08:31:00.000Z',
    tags: ['ssh'],
    raw: expect.stringContaining('<port protocol="tcp" portid="22">'),
  })
})

test('rows of vulners, with the program that they are about', async () => {
  expect(await byRule('CVE-2099-10021')).toMatchObject({
    title: 'Known flaw of acmessh 7.4: CVE-2099-10021',
    severity: 'critical',
    toolSeverity: '9.8',
    cvss: [{ score: 9.8 }],
    advisories: ['CVE-2099-10021'],
    component: { name: 'acmessh', version: '7.4' },
    endpoint: { url: 'tcp://192.0.2.7:22' },
    references: ['https://vulners.com/cve/CVE-2099-10021'],
  })
  const exploit = await byRule('EXDB-ID:4711')
  expect(exploit).toMatchObject({ severity: 'unknown', tags: ['vulners', 'exploit'] })
  expect(exploit).not.toHaveProperty('cvss')
})

test('vulners before it had structured output', async () => {
  expect(await byRule('CVE-2099-1')).toMatchObject({
    severity: 'medium',
    endpoint: { url: 'tcp://[2001:db8::7]:80' },
    references: ['https://vulners.example/CVE-2099-1'],
  })
  expect(await byRule('EX:2')).toMatchObject({ severity: 'high', tags: ['vulners', 'exploit'] })
})

test('entries of vulscan', async () => {
  expect(await byRule('AcmeDB:4712')).toMatchObject({
    title: 'AcmeSSH denial of service (CVE-2099-10022)',
    severity: 'unknown',
    advisories: ['CVE-2099-10022'],
    references: ['https://acmedb.example'],
    tags: ['vulscan', 'AcmeDB'],
  })
  expect(await byRule('AcmeDB:4713')).not.toHaveProperty('advisories')
  expect(await byRule('CVE-2099-10023')).toMatchObject({ title: 'A flaw in AcmeSSH' })
})

test('a flaw that a script proved; one that is not there is nothing', async () => {
  expect(await byRule('ssl-padding:CVE-2099-3566')).toMatchObject({
    title: 'Padding of SSL leaks text',
    description: 'State: LIKELY VULNERABLE\n\nThe padding is not\nchecked.\n\nTLS_ACME_CBC',
    severity: 'medium',
    toolSeverity: '4.3',
    confidence: 'medium',
    cvss: [{ vector: 'AV:N/AC:M/Au:N/C:P/I:N/A:N', score: 4.3, version: '2.0' }],
    advisories: ['CVE-2099-3566'],
    references: ['https://cve.example/CVE-2099-3566'],
    tags: ['BID:70574'],
  })
  expect(await byRule('ssl-padding:CVE-2099-3567')).toBeUndefined()
})

test('what scripts print as text', async () => {
  expect(await byRule('http-title')).toMatchObject({ title: 'http-title: Shop', severity: 'info' })
  expect(await byRule('broadcast-listen')).not.toHaveProperty('endpoint')
  expect(await byRule('smb-vuln-old')).toMatchObject({
    title: 'smb-vuln-old: Remote code in SMB',
    severity: 'high',
    toolSeverity: 'High',
    advisories: ['CVE-2099-0143'],
    resource: { address: '192.0.2.7', type: 'host' },
    references: ['https://smb.example/0143'],
  })
})

test('each part is an observation or a problem, each host a target', async () => {
  const items = await many()
  expect(observationsIn(items).map(({ rule }) => rule)).toEqual([
    'broadcast-listen',
    'open-port',
    'CVE-2099-10021',
    'EXDB-ID:4711',
    'AcmeDB:4712',
    'AcmeDB:4713',
    'CVE-2099-10023',
    'open-port',
    'ssl-padding:CVE-2099-3566',
    'http-title',
    'open-port',
    'smb-vuln-old',
    'open-port',
    'CVE-2099-1',
    'EX:2',
  ])
  expect(problemsIn(items).map(({ where, incomplete }) => [where, incomplete])).toEqual([
    ['/nmaprun/host[1]', undefined],
    ['/nmaprun/host[1]', true],
    ['/nmaprun/host[2]', true],
    ['/nmaprun/runstats[1]/finished[1]', true],
  ])
  expect(headersIn(items).map(({ target }) => target)).toEqual([undefined, '192.0.2.7', '2001:db8::7'])
  expect(assetsIn(items).map(({ name }) => name)).toEqual(['192.0.2.7', '2001:db8::7'])
})

test('Masscan writes the same XML', async () => {
  const xml =
    '<nmaprun scanner="masscan" start="1756715400" version="1.0"><host endtime="1756715400"><address addr="192.0.2.7" addrtype="ipv4"/>' +
    '<ports><port protocol="tcp" portid="80"><state state="open" reason="syn-ack"/></port></ports></host></nmaprun>'
  const items = await itemsOf(nmap, xml)
  expect(items[0]).toMatchObject({ tool: 'Masscan', target: '192.0.2.7' })
  expect(observationsIn(items)).toMatchObject([{ rule: 'open-port', title: 'Port 80/tcp is open' }])
})

test('of a host that breaks off, the ports that are whole stay', async () => {
  const xml =
    '<nmaprun scanner="nmap"><host><address addr="192.0.2.7" addrtype="ipv4"/><ports>' +
    '<port protocol="tcp" portid="80"><state state="open"/></port>' +
    '<port protocol="tcp" portid="443"><state state="open"/><service name="htt'
  const items = await itemsOf(nmap, xml)
  expect(assetsIn(items).map(({ name }) => name)).toEqual(['192.0.2.7'])
  expect(observationsIn(items).map(({ title }) => title)).toEqual(['Port 80/tcp is open'])
  expect(problemsIn(items)).toMatchObject([{ where: '/nmaprun/host[1]', incomplete: true }])
})

test.each(['<a/>', '{}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(nmap, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its root', () => {
  const detect = (name: string) =>
    nmap.detect({ syntax: 'xml', head: '', root: { name, namespace: '', attributes: {} } })
  expect(detect('nmaprun')).toBe(1)
  expect(detect('report')).toBe(0)
  expect(nmap.detect({ syntax: 'text', head: '' })).toBe(0)
})

test('what Nmap prints: ports, scripts of ports and of the host', async () => {
  const items = await itemsOfFile(nmap, fixture('normal.nmap'))
  expect(problemsIn(items)).toEqual([])
  expect(headersIn(items).map(({ target }) => target)).toEqual(['shop.example', '192.0.2.9'])
  expect(assetsIn(items)).toMatchObject([
    { name: 'shop.example', attributes: { ip: '192.0.2.8' } },
    { name: '192.0.2.9' },
  ])
  const found = observationsIn(items)
  expect(found).toMatchObject([
    {
      rule: 'open-port',
      title: 'Port 22/tcp is open: ssh',
      resource: { address: 'shop.example:22/tcp' },
      component: { name: 'OpenSSH', version: '9.2p1 Debian 2' },
      raw: '22/tcp   open   ssh        OpenSSH 9.2p1 Debian 2 (protocol 2.0)',
    },
    {
      rule: 'open-port',
      description: 'BaseHTTPServer 0.6 (Python 3.11.7) over ssl\nState: open',
      component: { name: 'BaseHTTPServer', version: '0.6' },
    },
    { rule: 'http-title', description: 'Shop', severity: 'info' },
    {
      rule: 'http-slowloris-check',
      title: 'http-slowloris-check: Slowloris DOS attack',
      advisories: ['CVE-2007-6750'],
      resource: { address: 'shop.example:8080/tcp' },
    },
    { rule: 'smb-vuln-ms10-054', resource: { address: 'shop.example', type: 'host' } },
  ])
})

test('what it makes for grep; what breaks off is incomplete', async () => {
  const items = await itemsOfFile(nmap, fixture('grepable.gnmap'))
  expect(observationsIn(items)).toMatchObject([
    {
      rule: 'open-port',
      resource: { address: '192.0.2.8:8080/tcp' },
      component: { name: 'BaseHTTPServer', version: '0.6' },
      raw: expect.stringContaining('8080/open/tcp//ssl|http//'),
    },
  ])
  expect(problemsIn(items)).toEqual([])
  const begun =
    'Starting Nmap 7.95 ( https://nmap.org ) at 2026-11-28 19:27 UTC\nNmap scan report for 192.0.2.8\n'
  expect(nmap.detect({ syntax: 'text', head: begun })).toBe(1)
  const cut = await itemsOf(nmap, `${begun}PORT   STATE SERVICE\n80/tcp open  http\n`)
  expect(observationsIn(cut)).toMatchObject([{ title: 'Port 80/tcp is open: http' }])
  expect(problemsIn(cut)).toMatchObject([{ incomplete: true }])
})
