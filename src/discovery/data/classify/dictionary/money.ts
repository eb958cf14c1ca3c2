import type { Kind } from '../term.ts'

/** Cards (PCI DSS: https://www.pcisecuritystandards.org/glossary/) and what somebody has or owes. */
export const MONEY: Kind[] = [
  {
    kind: 'card-number',
    values: ['text', 'number', 'binary', 'json', 'unknown'],
    class: 'pci',
    terms: [
      {
        language: 'any',
        weight: 0.95,
        words:
          'card number, cardnumber, card no, credit card number, credit card, creditcard, credit card no, cc number, cc num, ccnum, primary account number, debit card number, card pan, encrypted card number, card num, kartennummer, kreditkartennummer, kreditkarte, numero carte, numero carte bancaire, carte bancaire, numero carte credit, numero tarjeta, tarjeta credito, numero cartao, cartao credito, numero carta, carta credito, kaartnummer, creditcardnummer, kreditkarten nummer, masked card number, masked pan, truncated pan',
      },
      {
        language: 'en',
        weight: 0.85,
        words:
          'last4, card last4, last four, card last four, last digits, cc last digits, cc first digits, card last digits, first6, card bin, card first6, first digits, last four digits, card first digits, cc last4',
        notIn: ['thing'],
      },
      { language: 'en', weight: 0.8, words: 'number, pan, bin, no', alone: true, in: ['card'] },
      { language: 'en', weight: 0.7, words: 'pan', alone: true },
    ],
  },
  {
    kind: 'cvv',
    values: ['text', 'number', 'binary', 'json', 'unknown'],
    class: 'pci',
    terms: [
      {
        language: 'any',
        weight: 0.95,
        words:
          'cvv, cvc, cvv number, cvc number, card verification value, card verification code, card security code, security code card, cid code, card cvv, card cvc, prufziffer karte, kartenprufnummer, cryptogramme visuel, codigo seguridad tarjeta, codigo seguranca cartao, csc code, cvn',
      },
    ],
  },
  {
    kind: 'card-expiry',
    class: 'pci',
    values: ['text', 'number', 'date', 'moment', 'unknown'],
    terms: [
      {
        language: 'any',
        weight: 0.9,
        words:
          'card expiry, card expiration, card expiration date, card exp, card exp month, card exp year, cc exp, cc exp month, cc exp year, exp month, exp year, expiry month, expiry year, expiration month, expiration year, card expiry date, card expiry month, card expiry year, card valid until, cc expiry, cc expires, cc expiration',
      },
      {
        language: 'en',
        weight: 0.8,
        words:
          'month, year, expiry, expiration, expiry date, expiration date, expires, exp, exp date, valid thru, valid until',
        alone: true,
        in: ['card'],
      },
    ],
  },
  {
    kind: 'cardholder',
    class: 'pci',
    terms: [
      {
        language: 'any',
        weight: 0.9,
        words:
          'cardholder, card holder, cardholder name, card holder name, name on card, card name holder, cc name, cc owner, karteninhaber, titulaire carte, titular tarjeta, titular cartao, titolare carta, kaarthouder, holder name card, card owner, card owner name',
      },
      {
        language: 'en',
        weight: 0.75,
        words: 'name, holder, holder name, owner name',
        alone: true,
        in: ['card'],
      },
    ],
  },
  {
    kind: 'card-track',
    values: ['text', 'number', 'binary', 'json', 'unknown'],
    class: 'pci',
    terms: [
      {
        language: 'any',
        weight: 0.9,
        words: 'track data, magnetic stripe, track one, track two, pin block, magstripe',
      },
    ],
  },
  {
    kind: 'bank-account',
    values: ['text', 'number', 'binary', 'json', 'unknown'],
    class: 'financial',
    terms: [
      {
        language: 'any',
        weight: 0.9,
        words:
          'iban, bank account key, bank account holder, codice iban, codiceiban, codigo iban, kontonummer iban, bic, swift code, swift, bank account, bank account number, account number bank, bank number, routing number, sort code, bsb, aba number, aba routing number, ach routing number, bank code, bank routing number, bank name, ifsc, ifsc code, bank account no, clabe, iban number, sepa mandate, bank identifier code, bank identification code',
      },
      {
        language: 'en',
        weight: 0.75,
        words: 'account number, account no, acct number, account holder number',
        notIn: ['thing'],
      },
      {
        language: 'en',
        weight: 0.75,
        words: 'account, number, account name',
        alone: true,
        in: ['bank'],
        notIn: ['thing'],
      },
      { language: 'de', weight: 0.95, words: 'kontonummer, bankleitzahl, blz, bankverbindung, kontonr' },
      {
        language: 'fr',
        weight: 0.95,
        words: 'numero compte, compte bancaire, numero de compte, rib, code banque, code guichet',
      },
      {
        language: 'es',
        weight: 0.95,
        words: 'cuenta bancaria, numero cuenta, numero de cuenta, cuenta corriente, cbu',
      },
      {
        language: 'pt',
        weight: 0.95,
        words: 'conta bancaria, numero conta, conta corrente, agencia bancaria, chave pix',
      },
      {
        language: 'it',
        weight: 0.95,
        words: 'conto corrente, numero conto, conto bancario, coordinate bancarie',
      },
      {
        language: 'nl',
        weight: 0.95,
        words: 'rekeningnummer, bankrekening, bankrekeningnummer, bankrekening nummer',
      },
    ],
  },
  {
    kind: 'income',
    class: 'financial',
    values: ['text', 'number', 'json', 'enum', 'unknown'],
    terms: [
      {
        language: 'any',
        weight: 0.9,
        words:
          'salary, wage, wages, income, annual income, monthly income, base salary, gross salary, net salary, compensation amount, hourly rate salary, payroll amount, gross pay, net pay, base pay, current pay, desired pay, expected pay, expected salary, hourly pay, hourly wage, hourly amount, raw hourly amount, net worth, household income, bonus amount, salary amount, pay rate, ctc, yearly income, gehalt, lohn, stundenlohn, monatslohn, jahresgehalt, einkommen, bruttogehalt, nettogehalt, salaire, revenu, revenus, salaire brut, salario, ingresos, sueldo, ingreso mensual, renda, salario bruto, renda mensal, stipendio, reddito, retribuzione, salaris, inkomen, loon, bruto salaris, basic salary',
      },
      {
        language: 'en',
        weight: 0.75,
        words: 'amount, gross, net, total, gross amount, net amount, rate',
        alone: true,
        in: ['payroll'],
      },
    ],
  },
  {
    kind: 'credit',
    class: 'financial',
    values: ['text', 'number', 'unknown'],
    terms: [
      {
        language: 'any',
        weight: 0.85,
        words:
          'credit score, credit limit, credit rating, fico score, debt amount, total debt, loan amount, amount lent, loan balance, mortgage amount, outstanding loan, schufa, kreditlimit, score credito, account balance, bank balance, available balance bank, wallet balance, credit balance, kontostand, solde compte, saldo cuenta, saldo conta, saldo conto, rekeningsaldo, principal amount loan, credit history, bankruptcy',
      },
      {
        language: 'any',
        weight: 0.7,
        words: 'balance, saldo, available balance, current balance',
        alone: true,
        in: ['bank', 'person'],
        notIn: ['thing'],
      },
    ],
  },
  {
    kind: 'wallet',
    class: 'financial',
    terms: [
      {
        language: 'any',
        weight: 0.75,
        words:
          'wallet address, bitcoin address, btc address, ethereum address, eth address, crypto address, crypto wallet, wallet id public, paypal email, paypal address, venmo, upi id, pix key',
      },
    ],
  },
]
