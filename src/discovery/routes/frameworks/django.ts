import type { Framework } from '../contract.ts'
import { djangoUrl, patternsAssigned } from './django-urls.ts'
import { viewClass, viewFunction } from './django-views.ts'
import { weaveDjango } from './django-weave.ts'

/** Django: patterns of URLs, function views and class-based views. What a view answers is said by `weave`, over all its bases. */
export const django: Framework = {
  id: 'django',
  name: 'Django',
  language: 'python',
  packages: ['django', 'django.', 'djangorestframework', 'rest_framework.'],
  mentions:
    /\bdjango\b|rest_framework|urlpatterns|ViewSet|APIView|\bdef \w+\(\s*_?request\b|View[,)]|Mixin[,)]/,
  rules: [
    {
      rule: { kind: 'call', has: { field: 'function', regex: '^(?:\\w+\\.)?(?:path|re_path|url)$' } },
      facts: djangoUrl,
    },
    {
      rule: {
        any: [{ kind: 'assignment' }, { kind: 'augmented_assignment' }],
        has: { field: 'left', regex: '(?:urls|patterns|urlpatterns)\\w*$' },
      },
      facts: patternsAssigned,
    },
    {
      rule: {
        kind: 'class_definition',
        has: {
          field: 'superclasses',
          regex: '(?:View|ViewSet|Mixin|API\\w*|Resource|Base\\w*|Handler|Token\\w*)\\b',
        },
      },
      facts: viewClass,
    },
    {
      rule: {
        kind: 'class_definition',
        has: { field: 'name', regex: '(?:View|ViewSet|Mixin|API)$' },
        not: { has: { field: 'superclasses', regex: '\\w' } },
      },
      facts: viewClass,
    },
    {
      rule: { kind: 'function_definition', has: { field: 'parameters', regex: '^\\(\\s*_?req(?:uest)?\\b' } },
      facts: viewFunction,
    },
    {
      rule: { kind: 'string', regex: '\\.LoginRequiredMiddleware["\']$' },
      facts: (match) => [
        {
          fact: 'guard',
          everywhere: true,
          authentication: 'LoginRequiredMiddleware',
          line: match.range().start.line + 1,
          framework: 'django',
        },
      ],
    },
  ],
  weave: weaveDjango,
}
