import type { Framework } from '../contract.ts'
import { callNotes, providerNotes, settingNotes } from './nest-apps.ts'
import { classNotes } from './nest-controllers.ts'
import { nestRoutes } from './nest-weave.ts'

/** https://docs.nestjs.com/controllers */
export const nest: Framework = {
  id: 'nest',
  name: 'NestJS',
  language: 'javascript',
  packages: ['@nestjs/common', '@nestjs/core'],
  mentions:
    /@\w*Controller\s*\(|@Module\s*\([^@]*\bcontrollers\b|\bsetGlobalPrefix\b|\benableVersioning\b|\bAPP_GUARD\b|\buseGlobalGuards\b|\bRouterModule\b|\bregisterAs\b|@(?:Get|Post|Put|Patch|Delete|All)\s*\(/,
  rules: [
    {
      rule: {
        any: [
          { kind: 'class_declaration' },
          { kind: 'abstract_class_declaration' },
          {
            kind: 'call_expression',
            has: {
              field: 'function',
              kind: 'member_expression',
              has: {
                field: 'property',
                regex: '^(setGlobalPrefix|enableVersioning|useGlobalGuards|register|forRoutes)$',
              },
            },
          },
          { kind: 'pair', has: { field: 'value', regex: '^APP_GUARD$' } },
          { kind: 'pair', has: { field: 'key', regex: '[pP]refix$' } },
        ],
      },
      facts: (match, file) => {
        const kind = String(match.kind())
        if (kind === 'call_expression') return callNotes(match, file)
        if (kind !== 'pair') return classNotes(match, file)
        if (match.field('value')?.text() === 'APP_GUARD') return providerNotes(match)
        return /\bregisterAs\b/.test(file.text) ? settingNotes(match, file) : []
      },
    },
  ],
  weave: nestRoutes,
}
