import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { firstCharacter } from '../syntax/first-character.ts'
import { fits } from '../values/read-schema.ts'
import { readHtml } from './html-report.ts'
import { readJson } from './json-report.ts'

export const sonarReport = {
  id: 'sonar-report',
  name: 'sonar-report',
  link: 'https://github.com/soprasteria/sonar-report',
  extensions: ['.html', '.json'],
  kinds: ['code', 'config', 'secret', 'pipeline'],
  howTo: 'sonar-report --sonarurl=https://sonarqube.example --sonarcomponent=shop --output=sonar-report.html',
  detect,
  read,
} satisfies Format

const outline = z.object({ issues: z.array(z.unknown()), sonarBaseURL: z.string() })

function detect(sample: Sample): number {
  if (sample.root)
    return sample.root.name.toLowerCase() === 'html' &&
      /<title>\s*SonarQube [^<]* Report\s*<\/title>/.test(sample.head)
      ? 1
      : 0
  return fits(outline, sample.outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield* (await firstCharacter(input)) === '<' ? readHtml(input, context) : readJson(input, context)
}
