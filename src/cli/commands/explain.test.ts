import { expect, test } from 'vitest'
import { apiClientOf } from '../../../test/api-client-of.ts'
import { intelWorld, osvRecord } from '../../../test/intel-world.ts'
import { runHere } from '../gate/test-command-line.ts'

test('each factor says where its value comes from, what that says, and as of when', async () => {
  await using world = await intelWorld()
  await world.publish({
    osv: {
      npm: [osvRecord('GHSA-aaaa-aaaa-aaaa', 'deep', [{ introduced: '0' }], { aliases: ['CVE-2026-1001'] })],
    },
    kev: ['CVE-2026-1001'],
    epss: { 'CVE-2026-1001': 0.9 },
  })
  await world.sync()
  await world.uses('app', { deep: '1.0.0' })
  const [finding] = await world.findings('kind=dependency')
  const { stdout } = await runHere(['explain', String(finding?.id)], apiClientOf(world.app))
  expect(stdout).toMatch(/Known exploitation .*CISA KEV · CVE-2026-1001 .*· 2026-03-01$/m)
  expect(stdout).toMatch(/EPSS .*FIRST EPSS · CVE-2026-1001 · 2026-03-02$/m)
})
