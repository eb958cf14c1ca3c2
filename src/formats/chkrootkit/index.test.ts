import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { chkrootkit } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)
const header = { type: 'header', tool: 'chkrootkit' }

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(chkrootkit, fixture('empty.txt'))).toEqual([header])
})

test('one infected test in all its fields', async () => {
  const [first, observation, ...others] = await itemsOfFile(chkrootkit, fixture('one.txt'))
  expect(others).toEqual([])
  expect(first).toEqual(header)
  expect(observation).toStrictEqual({
    type: 'observation',
    kind: 'malware',
    rule: 'bindshell',
    title: 'bindshell: INFECTED (PORTS: 465)',
    description: 'INFECTED (PORTS:  465)',
    severity: 'critical',
    toolSeverity: 'INFECTED',
    fingerprints: { chkrootkit: 'bindshell' },
    raw: 'bindshell... INFECTED (PORTS:  465)',
  })
})

test('warnings, suspicious files and sniffers; what was passed over is told', async () => {
  const items = await itemsOfFile(chkrootkit, fixture('many.txt'))
  expect(observationsIn(items).map(({ rule, severity, title }) => [rule, severity, title])).toEqual([
    ['chkdirs', 'medium', 'chkdirs: Possible LKM Trojan installed (or chkdirs failed)'],
    ['suspicious files and dirs', 'unknown', 'suspicious files and dirs: /usr/lib/.hidden'],
    ['sniffer', 'unknown', 'sniffer: eth0: PACKET SNIFFER(/sbin/dhclient[1234])'],
  ])
  expect(observationsIn(items)[1]).toMatchObject({
    description: '/usr/lib/.hidden\n/usr/lib/.other',
    location: { path: 'usr/lib/.hidden' },
  })
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['line 8'])
})

test('quiet mode, in which only findings are printed', async () => {
  const found = observationsIn(await itemsOfFile(chkrootkit, fixture('quiet.txt')))
  expect(found.map(({ rule, severity }) => [rule, severity])).toEqual([
    ['chkdirs', 'medium'],
    ['Possible Malicious Linux.Tea installed', 'critical'],
  ])
})

test.each(['hello\n', '{}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(chkrootkit, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its tests', () => {
  const detect = (head: string) => chkrootkit.detect({ syntax: 'text', head })
  expect(detect("ROOTDIR is `/'\nChecking `amd'... not found\n")).toBe(1)
  expect(detect("Checking `amd'... not found\nChecking `ls'... not infected\n")).toBe(0.95)
  expect(detect('WARNING: chkdirs: Possible LKM Trojan installed\n')).toBe(0.9)
  expect(detect('Checking things\n')).toBe(0)
})
