import { expect, test } from 'vitest'
import { openPort } from './open-port.ts'

test('an open port is inventory', () => {
  expect(
    openPort({ host: '192.0.2.7', port: 22, service: 'ssh' }, { raw: '{}', tags: ['cdn'] }),
  ).toStrictEqual({
    type: 'observation',
    kind: 'runtime',
    rule: 'open-port',
    title: 'Port 22/tcp is open: ssh',
    severity: 'info',
    endpoint: { url: 'tcp://192.0.2.7:22' },
    resource: { address: '192.0.2.7:22/tcp', type: 'service' },
    tags: ['ssh', 'cdn'],
    raw: '{}',
  })
  expect(openPort({ host: '192.0.2.7', port: 53, protocol: 'UDP' }, { raw: '{}' })).toMatchObject({
    title: 'Port 53/udp is open',
  })
})
