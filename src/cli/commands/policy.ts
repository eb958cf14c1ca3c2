import { Command } from 'commander'
import type { z } from 'zod'
import type { policies } from '../../api/contract/index.ts'
import { readConfig } from '../../platform/config.ts'
import { runCases, untestedRules } from '../../risk/policies/run-cases.ts'
import { shippedPolicies, shippedText } from '../../risk/policies/shipped.ts'
import { withApi } from '../connect.ts'
import { EXIT } from '../exit-code.ts'
import { output } from '../output.ts'
import { policyNamed } from '../policy-source.ts'
import type { Wiring } from '../wiring.ts'
import { allPolicies, policyOf, policyServerCommands, policyTable } from './policy-server.ts'

interface Json {
  json?: boolean
}

/** Policies as files and on a server: see docs/policies.md. */
export function policyCommand(wiring: Wiring): Command {
  const command = new Command('policy').description(
    'rules that rank, route, set due dates and say what may not come in, in YAML',
  )
  const own = [checkCommand(), testCommand(), listCommand(wiring), showCommand(wiring)]
  for (const one of [...own, ...policyServerCommands(wiring)]) command.addCommand(one)
  return command
}

const checkCommand = (): Command =>
  new Command('check')
    .description('read a policy and say what is wrong with it, and where')
    .argument('<file>', 'the policy in YAML, or the name of one that comes with Stance')
    .option('--json', 'print JSON')
    .action(async (file: string, { json = false }: Json) => {
      const policy = await policyNamed(file)
      const { name, version, rules, tests } = policy
      const summary = {
        name,
        version,
        rules: rules.length,
        tests: tests.length,
        untested: untestedRules(policy),
      }
      output(json).result(summary, ({ untested }) =>
        [
          `${name} ${version}: ${rules.length} rules, ${tests.length} tests. It can be used.`,
          untested.length > 0 && `No test shows that these decide anything: ${untested.join(', ')}.`,
        ]
          .filter(Boolean)
          .join('\n'),
      )
    })

const testCommand = (): Command =>
  new Command('test')
    .description('run the tests that stand beside a policy’s rules')
    .argument('<file...>', 'policies in YAML, or names of those that come with Stance')
    .option('--json', 'print JSON')
    .action(async (files: string[], { json = false }: Json) => {
      const out = output(json)
      for (const file of files) {
        const policy = await policyNamed(file)
        const tests = runCases(policy)
        const failed = tests.filter(({ passed }) => !passed)
        const result = {
          name: policy.name,
          passed: tests.length - failed.length,
          failed: failed.length,
          tests,
        }
        out.result(result, () =>
          [
            ...failed.map(
              (one) => `✗ ${file}:${one.line} ${one.name}: expected ${one.expected}, got ${one.got}`,
            ),
            ...tests
              .filter(({ conflicts }) => conflicts.length > 0)
              .map(
                (one) =>
                  `! ${file}:${one.line} ${one.name}: ${one.got}, and as specific: ${one.conflicts.join(', ')}`,
              ),
            `${policy.name} ${policy.version}: ${result.passed} of ${tests.length} tests passed.`,
          ].join('\n'),
        )
        if (failed.length > 0) process.exitCode = EXIT.failed
      }
    })

const listCommand = (wiring: Wiring): Command =>
  new Command('list')
    .description('list all policies; without a server those that come with Stance')
    .option('--json', 'print JSON')
    .action(async ({ json = false }: Json) => {
      if (await wiring.hasInstance(readConfig(process.env)))
        return output(json).result(await withApi(wiring, allPolicies), policyTable)
      const all = await Promise.all((await shippedPolicies()).map(policyNamed))
      const rows = all.map(({ name, version, description, rules }) => ({
        name,
        version,
        rules: rules.length,
        description,
      }))
      output(json).result(rows, (list) =>
        list.map((one) => `${one.name.padEnd(20)} ${one.description}`).join('\n'),
      )
    })

const showCommand = (wiring: Wiring): Command =>
  new Command('show')
    .description('print a policy, to start your own from')
    .argument('<name>')
    .action(async (name: string) => {
      process.stdout.write(await textOf(wiring, name))
    })

async function textOf(wiring: Wiring, name: string): Promise<string> {
  if ((await shippedPolicies()).includes(name)) return shippedText(name)
  if (!(await wiring.hasInstance(readConfig(process.env)))) {
    await policyNamed(name)
    return shippedText(name)
  }
  return withApi(wiring, async (api) => {
    const { id } = await policyOf(api, name)
    return (await api.request<z.infer<typeof policies.policyDetail>>({ path: `/policies/${id}` })).text
  })
}
