import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

test('V8 has the setting: of one that it does not know it complains', () => {
  const module = new URL('bound-heap.ts', import.meta.url).href
  const code = `import { boundHeap } from '${module}'; boundHeap(); console.log('bound')`
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    encoding: 'utf8',
  })
  expect({ stdout, stderr }).toEqual({ stdout: 'bound\n', stderr: '' })
})
