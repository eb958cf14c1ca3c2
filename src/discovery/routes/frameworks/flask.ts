import type { Framework } from '../contract.ts'
import { flaskClass } from './flask-classes.ts'
import { addUrlRule, blueprintMount, flaskGuard, flaskRouter, resourceMount } from './flask-routers.ts'
import { flaskRoutes } from './flask-views.ts'

const called = (names: string) => ({
  kind: 'call',
  has: { field: 'function', regex: `(?:^|\\.)(?:${names})$` },
})

/** Flask and what is built on it: Quart, flask-restful, flask-restx, flask-smorest, APIFlask. */
export const flask: Framework = {
  id: 'flask',
  name: 'Flask',
  language: 'python',
  packages: [
    'flask',
    'flask.',
    'quart',
    'quart.',
    'apiflask',
    'flask-restful',
    'flask_restful',
    'flask-restx',
    'flask_restx',
    'flask_restplus',
    'flask-smorest',
    'flask_smorest',
    'flask_openapi3',
    'flask-openapi3',
    'flask_classful',
    'connexion',
  ],
  mentions:
    /flask|quart|Blueprint|register_blueprint|add_url_rule|add_(?:\w+_)?resource|add_namespace|\.route\(|Resource\)|MethodView/,
  rules: [
    {
      rule: called('\\w*(?:Flask|Quart|Blueprint|Namespace|APIView|(?:Api|API)\\w*)'),
      facts: flaskRouter,
    },
    {
      rule: called('register_blueprint|register_api|add_namespace|register_namespace'),
      facts: blueprintMount,
    },
    {
      rule: called('add_(?:\\w+_)?resource|add_url_rule'),
      facts: (match) => [...resourceMount(match), ...addUrlRule(match)],
    },
    {
      rule: {
        kind: 'decorated_definition',
        has: {
          kind: 'decorator',
          regex: '^@[\\w.]+\\.(?:route|get|post|put|patch|delete|before_request)\\b',
        },
      },
      facts: (match) => [...flaskRoutes(match), ...flaskGuard(match)],
    },
    {
      rule: {
        kind: 'class_definition',
        has: { field: 'superclasses', regex: '(?:Resource|View|API|Api|Base\\w*)\\b' },
      },
      facts: flaskClass,
    },
  ],
}
