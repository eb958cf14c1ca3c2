import type { Discovery } from './contract.ts'

type Named = Pick<Discovery, 'deployables' | 'components'>

/** What lies at the root and no manifest names is called as its tree is: `.` is no name. Pure. */
export const namedByTree = <Found extends Named>(found: Found, tree: string): Found => ({
  ...found,
  deployables: found.deployables.map((one) => (one.name === '.' ? { ...one, name: tree } : one)),
  components: found.components.map((one) => (one.root && one.name === '.' ? { ...one, name: tree } : one)),
})
