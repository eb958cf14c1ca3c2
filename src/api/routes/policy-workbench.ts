import { visibleAssetIds } from '../../access/visible-assets.ts'
import { transaction } from '../../platform/database.ts'
import type { Routes } from '../api.ts'
import {
  conflicts,
  dryRun as dryRunAnswer,
  dryRunRequest,
  testResults,
  textOnly,
  validation,
  vocabulary as words,
} from '../contract/policies.ts'

const tags = ['policies']
const config = { permission: 'policies:read' } as const

/** Writing policies: checking, testing and trying a text out. Nothing here changes anything. */
export const policyWorkbenchRoutes: Routes = (app, { pool }) => {
  app.get(
    '/policies/vocabulary',
    {
      config,
      schema: { tags, summary: 'Everything that an editor can complete', response: { 200: words } },
    },
    async () => (await import('../../risk/policies/index.ts')).vocabulary(),
  )
  app.post(
    '/policies/validate',
    {
      config,
      schema: {
        tags,
        summary: 'What is wrong with a text, and where',
        body: textOnly,
        response: { 200: validation },
      },
    },
    async ({ body }) => {
      const { validatePolicy } = await import('../../risk/policies/index.ts')
      const { errors, warnings, policy } = await validatePolicy(pool, body.text)
      return {
        errors: [...errors],
        warnings: [...warnings],
        policy: policy && {
          name: policy.name,
          version: policy.version,
          description: policy.description,
          rules: policy.rules.map(({ id, line }) => ({ id, line })),
          tests: policy.tests.length,
        },
      }
    },
  )
  app.post(
    '/policies/test',
    {
      config,
      schema: {
        tags,
        summary: 'Run the tests that stand beside a text’s rules',
        body: textOnly,
        response: { 200: testResults },
      },
    },
    async ({ body }) => {
      const { readPolicy, runCases, untestedRules } = await import('../../risk/policies/index.ts')
      const policy = readPolicy('The policy', body.text)
      const tests = runCases(policy)
      const passed = tests.filter((one) => one.passed).length
      return {
        name: policy.name,
        passed,
        failed: tests.length - passed,
        tests,
        untested: untestedRules(policy),
      }
    },
  )
  app.post(
    '/policies/dry-run',
    {
      config,
      schema: {
        tags,
        summary: 'What a text would change on the open findings',
        description:
          'Nothing is changed. Effects of the gate are counted as if each finding came in with a change.',
        body: dryRunRequest,
        response: { 200: dryRunAnswer },
      },
    },
    ({ actor, body }) =>
      transaction(pool, async (tx) => {
        const { dryRun } = await import('../../risk/policies/index.ts')
        return dryRun(tx, body, await visibleAssetIds(tx, actor))
      }),
  )
  app.get(
    '/policies/conflicts',
    {
      config,
      schema: {
        tags,
        summary: 'Rules in force that contradict each other on open findings',
        response: { 200: conflicts },
      },
    },
    ({ actor }) =>
      transaction(pool, async (tx) => {
        const { findConflicts } = await import('../../risk/policies/index.ts')
        return findConflicts(tx, await visibleAssetIds(tx, actor))
      }),
  )
}
