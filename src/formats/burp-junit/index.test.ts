import { expect, test } from 'vitest'
import { headersIn, itemsOf, itemsOfFile, observationsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { burpJunit } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('addresses without issues are sites and nothing else', async () => {
  expect(await itemsOfFile(burpJunit, fixture('empty.xml'))).toEqual([
    { type: 'header', tool: 'Dastardly' },
    { type: 'asset', kind: 'service', name: 'https://shop.example' },
  ])
})

test('one failure in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(burpJunit, fixture('one.xml')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'web',
    rule: 'Cross-site scripting (reflected)',
    title: 'Cross-site scripting (reflected)',
    description: 'The value of the q request parameter is copied into the page.\n\nScripts run.',
    severity: 'high',
    toolSeverity: 'High',
    confidence: 'high',
    cwes: [79],
    endpoint: {
      url: 'https://shop.example/search',
      method: 'GET',
      parameter: 'q',
      request: 'GET /search?q=%3cx%3e HTTP/2\nHost: shop.example',
      response: 'HTTP/2 200 OK\n\nIssue Detail\n<x>Snip',
    },
    references: [
      'https://owasp.example/xss',
      'https://cwe.mitre.org/data/definitions/79.html',
      'https://capec.mitre.org/data/definitions/591.html',
    ],
    remediation: 'Encode it.\n\nEncode all.',
    tags: ['CAPEC-591'],
  })
  expect(raw).toContain('<testcase name="Cross-site scripting (reflected)">')
})

test('failures that say little', async () => {
  const items = await itemsOfFile(burpJunit, fixture('many.xml'))
  expect(headersIn(items)).toEqual([{ type: 'header', tool: 'Burp Suite DAST' }])
  expect(observationsIn(items)).toMatchObject([
    { rule: 'Odd header', severity: 'info', endpoint: { url: 'http://stock.example/' } },
    { rule: 'Frameable', severity: 'unknown', toolSeverity: 'odd' },
  ])
})

test.each(['{}', '<testsuite/>', ''])('refuses %j', async (text) => {
  await expect(itemsOf(burpJunit, text)).rejects.toThrow(UnreadableReport)
})

test('is known by the name of its run', () => {
  const detect = (name: string, title: string) =>
    burpJunit.detect({ syntax: 'xml', head: '', root: { name, namespace: '', attributes: { name: title } } })
  expect(detect('testsuites', 'Dastardly scan results')).toBe(1)
  expect(detect('testsuites', 'pytest tests')).toBe(0)
  expect(detect('testsuite', 'Dastardly')).toBe(0)
})
