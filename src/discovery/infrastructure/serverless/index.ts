import type { Unit } from '../../contract.ts'
import { isOwnCode } from '../../source/own-code.ts'
import { TemplateValues } from '../cloudformation/evaluate-template.ts'
import { describe } from '../describe-declared.ts'
import type { ServerlessFact } from './contract.ts'
import { readServerless } from './read-serverless.ts'

const NOBODY = { exported: () => undefined, output: () => undefined }

/** The Serverless Framework: functions, their events as endpoints and links, and the resources beside them. */
export const serverless: Unit<ServerlessFact> = {
  id: 'serverless',
  version: 1,
  wants: (path) => /(?:^|\/)serverless(?:[.-][\w.-]{1,60})?\.(?:ya?ml|json)$/i.test(path) && isOwnCode(path),
  mentions: /["']?(?:functions|service)["']?\s{0,5}:/,
  read(file) {
    const fact = readServerless(file.text, file.path)
    return fact ? [fact] : []
  },
  join(files) {
    const declared = files.flatMap(({ path, facts }) =>
      facts.flatMap(({ template, names, provider }) =>
        new TemplateValues(template, path, NOBODY).declared().map((one) => ({
          ...one,
          name: Object.hasOwn(names, one.name) ? (names[one.name] as string) : one.name,
          provider: one.type.startsWith('Serverless::') ? provider : one.provider,
        })),
      ),
    )
    const said = describe(declared, 'Serverless Framework')
    return {
      ...said,
      endpoints: [...said.endpoints, ...files.flatMap(({ facts }) => facts.flatMap((one) => one.endpoints))],
      problems: files.flatMap(({ path, facts }) =>
        facts.flatMap(({ elsewhere }) =>
          elsewhere.length === 0
            ? []
            : [
                {
                  where: path,
                  message: `serverless does not follow ${elsewhere.slice(0, 3).join(', ').slice(0, 150)}. What it holds is missing from the result.`,
                },
              ],
        ),
      ),
    }
  },
}
