import { expect, test } from 'vitest'
import { classifyFields } from './classify-fields.ts'

const one = (model: string, name: string, type = 'varchar(255)', note?: string) =>
  classifyFields([{ model, name, type, line: 1, source: 'sql', ...(note ? { note } : {}) }]).map(
    (field) => `${field.class} ${field.kind}`,
  )[0]

test.each([
  ['User', 'email', 'pii email'],
  ['users', 'billing_e_mail', 'pii email'],
  ['Nutzer', 'emailAdresse', 'pii email'],
  ['Kunde', 'Geburtsdatum', 'pii birth-date'],
  ['Kunde', 'Straße', 'pii postal-address'],
  ['client', 'prénom', 'pii name'],
  ['utilisateurs', 'mot_de_passe', 'credentials password'],
  ['cliente', 'apellidos', 'pii name'],
  ['usuario', 'contraseña', 'credentials password'],
  ['pessoa', 'cpf', 'pii national-id'],
  ['paziente', 'codiceFiscale', 'pii national-id'],
  ['klant', 'achternaam', 'pii name'],
  ['persoon', 'burgerservicenummer', 'pii national-id'],
  ['User', 'name', 'pii name'],
  ['Order', 'approver_name', 'pii name'],
  ['User', 'SSNHash', 'pii national-id'],
  ['sessions', 'ip_address', 'pii ip-address'],
  ['device', 'mac_address', 'pii device-id'],
  ['CreditCard', 'number', 'pci card-number'],
  ['payments', 'cardCVV', 'pci cvv'],
  ['Patient', 'notes', 'phi medical-history'],
  ['lab_results', 'value', 'phi observation'],
  ['encounter_diagnosis', 'diagnosis_text', 'phi diagnosis'],
  ['Child', 'name', 'minors child'],
  ['students', 'guardian_name', 'minors guardian'],
  ['Employee', 'salary', 'financial income'],
  ['company', 'iban', 'financial bank-account'],
  ['User', 'passwordHash', 'credentials password-hash'],
  ['settings', 'api_key', 'credentials api-key'],
  ['User', 'otpSecret', 'credentials otp'],
  ['Driver', 'latitude', 'location coordinates'],
  ['Wallet', 'btc_address', 'financial wallet'],
  ['email_logs', 'to', 'pii email'],
  ['invitation_emails', 'sent_to', 'pii email'],
  ['emails', 'token', 'credentials token'],
  ['teacher_profiles', 'trn', 'pii employment'],
  ['EmailOTP', 'code_hash', 'credentials otp'],
  ['User', 'terms_of_service_ip', 'pii ip-address'],
  ['User', 'country', 'pii postal-address'],
  ['Customer', 'credit_balance', 'financial credit'],
  ['students', 'school_name', 'minors education'],
  ['pet_owners', 'birth_date', 'pii birth-date'],
  ['persona', 'clave', 'credentials password'],
  ['Angestellter', 'stundenlohn', 'financial income'],
  ['pacjent', 'nr_telefonu', 'pii phone'],
  ['kokyaku', 'yubin_bango', 'pii postal-address'],
  ['sms_deliveries', 'recipient_number', 'pii phone'],
  ['acesso', 'ip_externo', 'pii ip-address'],
  ['User', 'sessionCookie', 'credentials token'],
  ['candidate', 'desired_pay', 'financial income'],
])('%s.%s is %s', (model, name, kind) => {
  expect(one(model, name)).toBe(kind)
})

test.each([
  ['Product', 'name'],
  ['email_templates', 'token'],
  ['moves', 'sent_to'],
  ['bank_transfers', 'trn'],
  ['religiao', 'nm_religiao'],
  ['animals_products', 'born_at'],
  ['Tiere', 'Geburtsdatum'],
  ['mascotas', 'raza'],
  ['pets', 'vaccination_date'],
  ['bank_statements', 'number'],
  ['postal_zones', 'postal_code'],
  ['instituicao', 'logradouro'],
  ['Institute', 'Strasse'],
  ['machine_users', 'name'],
  ['product_images', 'code_hash'],
  ['companies', 'country'],
  ['analytics_partnerships', 'school_name'],
  ['school_links', 'reason'],
  ['users', 'email_template'],
  ['users', 'email_verified_at', 'timestamp'],
  ['users', 'email_verified', 'boolean'],
  ['users', 'email_id', 'int'],
  ['users', 'has_password', 'boolean'],
  ['users', 'password_reset_url'],
  ['users', 'password_changed_at', 'timestamp'],
  ['completion', 'token_count', 'int'],
  ['completion', 'max_tokens', 'int'],
  ['page', 'address_line_count', 'int'],
  ['Contract', 'address'],
  ['process', 'memory_address'],
  ['company', 'phone'],
  ['warehouse', 'street'],
  ['orders', 'state'],
  ['Order', 'shippingAddress', 'ForeignKey'],
  ['gift_cards', 'number'],
  ['boards_card', 'name'],
  ['users', 'show_email', 'varchar(1)'],
  ['file', 'filename'],
  ['stories', 'token'],
  ['CustomerType', 'name'],
])('%s.%s is not sensitive', (model, name, type = 'varchar(255)') => {
  expect(one(model, name, type)).toBeUndefined()
})

test('fields beside tell what a model is about', () => {
  const found = (names: string[]) =>
    classifyFields(names.map((name) => ({ model: 'entry', name, type: 'text', line: 1, source: 'sql' }))).map(
      (one) => one.name,
    )
  expect(found(['city', 'country'])).toEqual([])
  expect(found(['street', 'city', 'country'])).toEqual(['street', 'city', 'country'])
  expect(found(['ec_name', 'ec_first_name', 'ec_date_of_birth'])).toEqual([
    'ec_name',
    'ec_first_name',
    'ec_date_of_birth',
  ])
})

test('what authors mark weighs more than words', () => {
  expect(one('notes', 'body', 'text', '-- PII: free text about customers')).toBe('pii marked')
  expect(one('notes', 'body', 'text', '@PersonalData')).toBe('pii marked')
  expect(one('notes', 'body', 'text', 'a case-sensitive text')).toBeUndefined()
  const [email] = classifyFields([
    { model: 'User', name: 'email', type: 'string', line: 3, source: 'rails', note: 'encrypts' },
  ])
  expect(email).toMatchObject({
    confidence: 0.95,
    evidence: '“email” in its name; type string; marked “encrypts”',
  })
})

test('hostile names end', () => {
  const name = `${'emailAddress_'.repeat(20_000)}`
  const started = performance.now()
  expect(classifyFields([{ model: name, name, line: 1, source: 'sql' }]).length).toBeLessThan(2)
  expect(classifyFields([{ model: '__proto__', name: 'constructor', line: 1, source: 'sql' }])).toEqual([])
  expect(performance.now() - started).toBeLessThan(2000)
})

test('an ending that a model gives most of its fields says nothing', () => {
  const names = 'id_adh nom_adh prenom_adh adresse_adh ville_adh tel_adh mdp_adh note_adh'.split(' ')
  const fields = names.map((name) => ({
    model: 'adherents',
    name,
    type: 'varchar(50)',
    line: 1,
    source: 'sql',
  }))
  expect(classifyFields(fields).map(({ name, kind }) => `${name} ${kind}`)).toEqual([
    'nom_adh name',
    'prenom_adh name',
    'adresse_adh postal-address',
    'ville_adh postal-address',
    'tel_adh phone',
    'mdp_adh password',
  ])
})

test.each([
  ['Employee', 'employee_profile', 'models.ImageField', 'pii photo'],
  ['Employee', 'employee_profile', 'models.TextField', undefined],
  ['Household', 'celular', 'char(1)', undefined],
  ['Customer', 'id_nazionalita', 'int(11)', undefined],
  ['Customer', 'vat_id', 'varchar(20)', 'pii tax-id'],
  ['Customer', 'vat_id', 'bigint', undefined],
  ['customer_ssn', 'ssn', 'BLOB', 'pii national-id'],
  ['oauth_log', 'remote_ip', 'bigint(20)', 'pii ip-address'],
])('%s.%s as %s is %s', (model, name, type, kind) => {
  expect(one(model, name, type)).toBe(kind)
})

test('an account of the books is nobody, an account of a person is somebody', () => {
  const of = (...names: string[]) =>
    classifyFields(names.map((name) => ({ model: 'accounts', name, type: 'text', line: 1, source: 'sql' })))
  expect(of('name', 'debtor', 'reconcilable')).toEqual([])
  expect(of('name', 'locale')).toMatchObject([{ name: 'name', kind: 'name' }])
})
