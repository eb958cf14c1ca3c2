/** Words behind a match that make it something else: `email_template`, `password_changed_at`, `phone_count`. */
export const CARRIERS = `
  template, templates, url, urls, uri, link, links, count, counts, counter, total, totals, verified, unverified, confirmed, validated, at, on, date, time, timestamp, status, type, types, kind, format, length, size, enabled, disabled,
  required, optional, provider, providers, service, server, host, port, domain, domains, subject, body, content, message, messages, notification, notifications, notify, preference, preferences, settings, setting,
  config, configuration, policy, policies, rule, rules, field, fields, label, labels, placeholder, column, columns, index, order, sort, position, id, ids, uuid, guid, reset, expiry, expires, expire, expiration, expired, ttl,
  attempts, tries, changed, updated, created, sent, received, opened, clicked, bounced, delivered, visible, visibility, hidden, unique, validator, validation, valid, invalid, regex, pattern, strength, min, max, limit, limits, quota, group,
  groups, category, categories, class, mapping, flag, flags, frequency, interval, delay, queue, job, batch, campaign, source, target, version, language, locale, timezone, opt, optin, optout, consent, allowed, blocked, supported, needed,
  available, reminder, reminders, score, rank, level, unit, units, currency, method, mode, scheme, algorithm, schema, table, scope, scopes, error, errors, button, icon, color, width, height, help, tooltip, footer, header, headers, percentage,
  percent, completeness, rate, grd, grade, component, components, estimated, preferred, deleted, requested, request, requests, used, lifetime, endpoint, handler, factory, builder, callback, function, hook, ref, weight, strategy, style, parser, encoder, reader, writer, manager, controller, repository,
  anzahl, vorlage, typ, modele, modelo, plantilla, tipo, soort, sjabloon, aantal, estado verificacion, bestatigt, verifie, verificado, verificato, geverifieerd, gesendet`

/** Words behind a match that leave it what it is. */
export const QUALIFIERS = `
  primary, secondary, home, work, mobile, private, personal, business, office, hash, hashed, digest, encrypted, encryption, enc, cipher, ciphertext, salt, alt, alternate, alternative, other, main, new, old, current, previous, value, values, data, raw, text, plain,
  number, numbers, no, nr, num, one, two, three, a, b, c, i, ii, cell, direct, line, day, night, evening, biz, contact, normalized, normalised, canonical, lower, lowercase, upper, masked, last, first, bidx, blind, string, str, iv, tag, input, info, details, full, confirmation,
  confirm, repeat, again, local, intl, international, kana, native, phonetic, latin, code, owner, user, customer, patient, person, history, boolean, estimated by, list, array, set, original, temp, pending, unconfirmed, future, billing, shipping, emergency, base, png, svg, y, n, circ, internal value`

/** Words in front that ask a question or count: the field holds the answer, not the data. */
export const FLAGS = `
  is, has, have, had, can, could, should, must, may, allow, allows, show, shows, hide, display only, send, sends, receive, receives, use, uses, enable, enables, enabled, disable, require, requires, required, num, count, max, min, accept, accepts, include, includes,
  need, needs, wants, notify, verify, validate, skip, support, supports, check, no, not, without, enforce, force, auto, valid, invalid, validated, verified, missing, expose, exposes, mask, render, sort, filter, search, total, number of, allowed, blocked, banned, denied, supported, ignore, ignored,
  ist, hat, zeige, est, afficher, es valido, mostrar, enviar, invia, toon, verstuur`
