import type { Kind } from '../term.ts'

const SECRETS = ['text', 'binary', 'json', 'unknown'] as const

/** What lets somebody in. */
export const CREDENTIALS: Kind[] = [
  {
    kind: 'password',
    class: 'credentials',
    values: [...SECRETS],
    terms: [
      {
        language: 'any',
        weight: 0.95,
        words:
          'password, passwd, pwd, passphrase, pass phrase, passcode, pass word, user password, password strong, kennwort, passwort, losungswort, mot passe, mot de passe, motdepasse, mdp, contrasena, clave acceso, palabra clave, contrasenia, senha, palavra passe, parola chiave, parola d ordine, wachtwoord',
      },
      {
        language: 'en',
        weight: 0.9,
        words:
          'secret question, secret answer, security question, security answer, security questions, security answers, recovery question answer, password hint',
      },
      { language: 'en', weight: 0.6, words: 'pass', alone: true, in: ['auth'] },
      { language: 'es', weight: 0.7, words: 'clave', alone: true, in: ['somebody'] },
      {
        language: 'any',
        weight: 0.85,
        words: 'pin code user, pin hash, user pin, login pin, pin number, encrypted pin',
      },
      { language: 'en', weight: 0.65, words: 'pin', alone: true, in: ['auth', 'card'] },
    ],
  },
  {
    kind: 'password-hash',
    class: 'credentials',
    values: [...SECRETS],
    terms: [
      {
        language: 'any',
        weight: 0.95,
        words:
          'password hash, password digest, hashed password, encrypted password, crypted password, password salt, passwordhash, pass hash, pwd hash, password history, pwd history, salt history, pwd salt, portal salt, salted password, passwort hash',
      },
      { language: 'any', weight: 0.8, words: 'salt', alone: true },
    ],
  },
  {
    kind: 'token',
    class: 'credentials',
    values: [...SECRETS, 'identifier'],
    terms: [
      {
        language: 'any',
        weight: 0.9,
        words:
          'access token, refresh token, auth token, id token, api token, session token, bearer token, reset token, password reset token, reset password token, verification token, confirmation token, remember token, csrf token, invitation token, invite token, magic link token, token secret, oauth token, jwt, jwt token, personal access token, authentication token, token hash, token digest, hashed token, unlock token, email token, email confirmation token, activation token, login token, secret token, rss token, mailing list token, guest token, persistence token, perishable token, single access token, webhook token, bot token, push token secret, fcm token, apns token, device token, security stamp, authorization code, oauth code, verifier token, signing token, security token, mfa token, sync token secret, encrypted token, deploy token, registration token, feed token, change token, deletion token, approval token, recovery token, share token, pairing token, zugriffstoken, jeton acces, jeton, token acceso, token acesso, token accesso, toegangstoken, session key, session cookie, session id token, auth code, jwt token key, access key, csrf, service token, user token, account token, client token, runner token, unsubscribe token, public token',
      },
      { language: 'any', weight: 0.75, words: 'token, tokens', alone: true, in: ['auth'] },
      { language: 'any', weight: 0.75, words: 'token', alone: true, in: ['mail'], notIn: ['thing'] },
      {
        language: 'any',
        weight: 0.75,
        words:
          'activation key, activation code, invitation code, invite code, confirmation code, verification code, recovery code, recovery codes, reset code, reset key, login code, validation code, activation hash, confirm code, reset hash, user activation key, verification key, validation key, confirmation key, email verification code',
      },
    ],
  },
  {
    kind: 'api-key',
    class: 'credentials',
    values: [...SECRETS, 'identifier'],
    terms: [
      {
        language: 'any',
        weight: 0.9,
        words:
          'api key, apikey, secret key, access key secret, secret access key, access key id, api secret, app key, app secret, license key secret, consumer secret, consumer key, client secret, service account key, encryption key, signing key, hmac key, hmac secret, master key, webhook secret, webhook key, shared secret, shared key, storage key secret, account key, api schlussel, cle api, clave api, chave api, chiave api, api sleutel, key hash, hashed key, api key hash, signing secret, session secret, connection string, hashed secret',
      },
    ],
  },
  {
    kind: 'secret',
    class: 'credentials',
    values: [...SECRETS],
    terms: [
      {
        language: 'any',
        weight: 0.85,
        words:
          'secret, secrets, client secret, secret value, app secret, secret hash, secret data, credentials, credential data, credential secret, auth secret, encrypted credentials, encrypted data secret, geheimnis, credentials json, service credentials, auth credentials, login credentials',
      },
      { language: 'any', weight: 0.65, words: 'credential', alone: true },
    ],
  },
  {
    kind: 'otp',
    class: 'credentials',
    values: [...SECRETS, 'number'],
    terms: [
      {
        language: 'any',
        weight: 0.9,
        words:
          'otp secret, totp secret, otp, totp, two factor secret, mfa secret, 2fa secret, two factor code, two factor recovery codes, two factor backup codes, backup codes, backup code, otp code, otp backup codes, mfa recovery codes, totp key, tfa secret, second factor secret, one time password, one time code, sms code, mfa code, recovery codes, otp seed, totp seed, authenticator key, mfa token, encrypted otp secret, 2fa, webauthn secret, otp hash, google authenticator secret, tfa key',
      },
      {
        language: 'en',
        weight: 0.8,
        words: 'code hash, codes hashes, code hashes, code digest, codes digest',
        in: ['auth'],
      },
    ],
  },
  {
    kind: 'private-key',
    class: 'credentials',
    values: [...SECRETS],
    terms: [
      {
        language: 'any',
        weight: 0.95,
        words:
          'private key, privatekey, private key pem, ssh key private, pem key, rsa private key, key pem, keystore password, privater schlussel, cle privee, clave privada, chave privada, chiave privata, prive sleutel, seed phrase, mnemonic, mnemonic phrase, wallet seed, tls key, ssl key, ssh private key, encrypted private key, pgp private key',
      },
    ],
  },
]
