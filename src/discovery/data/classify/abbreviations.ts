/** Words as columns of older schemas shorten them. The numbering ones do not stand at the beginning: there they count (`num_users`). */
export const ABBREVIATIONS: Record<string, string> = {
  addr: 'address',
  emp: 'employee',
  htn: 'hypertension',
  cust: 'customer',
  usr: 'user',
  acct: 'account',
  nm: 'name',
  dt: 'date',
  lic: 'license',
  lice: 'license',
  licence: 'license',
  prov: 'province',
  cntry: 'country',
  ctry: 'country',
  bday: 'birthday',
  mob: 'mobile',
  sal: 'salary',
  tele: 'telephone',
  pswd: 'password',
  passwrd: 'password',
  pword: 'password',
  passwort: 'passwort',
}

export const NUMBERING = new Set(['num', 'no', 'nr', 'nbr', 'nro', 'nummer'])
