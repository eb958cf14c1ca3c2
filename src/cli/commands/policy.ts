import { Command } from 'commander'
import { runCases, untestedRules } from '../../risk/policies/run-cases.ts'
import { shippedPolicies, shippedText } from '../../risk/policies/shipped.ts'
import { EXIT } from '../exit-code.ts'
import { output } from '../output.ts'
import { policyNamed } from '../policy-source.ts'

interface Json {
  json?: boolean
}

/** Policies as files: see docs/gate.md. */
export const policyCommand = (): Command =>
  new Command('policy')
    .description('rules that say what may not come in, in YAML')
    .addCommand(checkCommand())
    .addCommand(testCommand())
    .addCommand(listCommand())
    .addCommand(showCommand())

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

const listCommand = (): Command =>
  new Command('list')
    .description('list the policies that come with Stance')
    .option('--json', 'print JSON')
    .action(async ({ json = false }: Json) => {
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

const showCommand = (): Command =>
  new Command('show')
    .description('print a policy that comes with Stance, to start your own from')
    .argument('<name>')
    .action(async (name: string) => {
      await policyNamed(name)
      process.stdout.write(await shippedText(name))
    })
