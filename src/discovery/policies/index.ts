import type { Unit } from '../contract.ts'

interface PolicyFact {
  fact: 'policy'
  text: string
}

/** Where a repository keeps a policy of its own. */
const PLACE = '.stance/policy.yaml'

/** What a repository itself asks of its findings: handed on as it is written, for whoever carries out policies. */
export const policies: Unit<PolicyFact> = {
  id: 'policies',
  version: 1,
  wants: (path) => path === PLACE,
  read: (file) => [{ fact: 'policy', text: file.text }],
  join: (files) => ({
    policies: files.flatMap(({ path, facts }) => facts.map(({ text }) => ({ path, text }))),
  }),
}
