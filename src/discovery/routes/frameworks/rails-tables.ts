/** The seven actions of `resources`: where each stands, and under which methods. */
export const RESOURCE_ACTIONS: readonly {
  action: string
  methods: string[]
  on: 'collection' | 'member'
  end: string
}[] = [
  { action: 'index', methods: ['GET'], on: 'collection', end: '' },
  { action: 'create', methods: ['POST'], on: 'collection', end: '' },
  { action: 'new', methods: ['GET'], on: 'collection', end: 'new' },
  { action: 'edit', methods: ['GET'], on: 'member', end: 'edit' },
  { action: 'show', methods: ['GET'], on: 'member', end: '' },
  { action: 'update', methods: ['PATCH', 'PUT'], on: 'member', end: '' },
  { action: 'destroy', methods: ['DELETE'], on: 'member', end: '' },
]

/** Routes of Devise by its controllers. Source: `devise_for` of its rails/routes.rb. */
export const DEVISE_ROUTES: Readonly<
  Record<string, readonly [method: string, path: string, action: string][]>
> = {
  sessions: [
    ['GET', 'sign_in', 'new'],
    ['POST', 'sign_in', 'create'],
    ['DELETE', 'sign_out', 'destroy'],
  ],
  passwords: [
    ['GET', 'password/new', 'new'],
    ['GET', 'password/edit', 'edit'],
    ['PATCH', 'password', 'update'],
    ['PUT', 'password', 'update'],
    ['POST', 'password', 'create'],
  ],
  registrations: [
    ['GET', 'cancel', 'cancel'],
    ['GET', 'sign_up', 'new'],
    ['GET', 'edit', 'edit'],
    ['PATCH', '', 'update'],
    ['PUT', '', 'update'],
    ['DELETE', '', 'destroy'],
    ['POST', '', 'create'],
  ],
  confirmations: [
    ['GET', 'confirmation/new', 'new'],
    ['GET', 'confirmation', 'show'],
    ['POST', 'confirmation', 'create'],
  ],
  unlocks: [
    ['GET', 'unlock/new', 'new'],
    ['GET', 'unlock', 'show'],
    ['POST', 'unlock', 'create'],
  ],
}

/** Devise's modules that a model has unless it says so: the others' routes show only when a controller is named. */
export const DEVISE_USUAL: readonly string[] = ['sessions', 'passwords', 'registrations']

/** Routes of Doorkeeper below its scope. Source: `use_doorkeeper` of its rails/routes.rb. */
export const DOORKEEPER_ROUTES: readonly [
  method: string,
  path: string,
  controller: string,
  action: string,
][] = [
  ['GET', 'authorize', 'authorizations', 'new'],
  ['POST', 'authorize', 'authorizations', 'create'],
  ['DELETE', 'authorize', 'authorizations', 'destroy'],
  ['GET', 'authorize/native', 'authorizations', 'show'],
  ['POST', 'token', 'tokens', 'create'],
  ['POST', 'revoke', 'tokens', 'revoke'],
  ['POST', 'introspect', 'tokens', 'introspect'],
  ['GET', 'token/info', 'token_info', 'show'],
  ['GET', 'authorized_applications', 'authorized_applications', 'index'],
  ['DELETE', 'authorized_applications/{id}', 'authorized_applications', 'destroy'],
]
