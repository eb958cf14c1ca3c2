import type { Framework } from '../contract.ts'
import { defaultPermissions, registration, restRouter, routerClass } from './django-routers.ts'

/** Django REST framework: its routers and settings. Its views are read with Django's, whose `weave` says what they answer. */
export const djangoRest: Framework = {
  id: 'django-rest',
  name: 'Django REST framework',
  language: 'python',
  packages: [
    'djangorestframework',
    'rest_framework',
    'rest_framework.',
    'rest_framework_nested.',
    'drf-nested-routers',
  ],
  mentions: /rest_framework|Router\b|\.register\(|DEFAULT_PERMISSION_CLASSES/,
  rules: [
    { rule: { kind: 'call', has: { field: 'function', regex: '(?:^|\\.)\\w*Router$' } }, facts: restRouter },
    {
      rule: {
        kind: 'call',
        has: {
          field: 'function',
          regex: '(?:^|[\\w)]\\s*)\\.register$|\\.registry\\.extend$',
        },
      },
      facts: registration,
    },
    {
      rule: { kind: 'class_definition', has: { field: 'superclasses', regex: 'Router\\b' } },
      facts: routerClass,
    },
    {
      rule: { kind: 'pair', has: { field: 'key', regex: '^["\']DEFAULT_PERMISSION_CLASSES["\']$' } },
      facts: defaultPermissions,
    },
  ],
}
