// Compares the stages' lists of codes with their newest editions (`make lists`). Exits with 1 if something has changed. ISO
// sells its lists, so currencies and countries are compared with Unicode's CLDR, which follows them; time zones with the
// IANA database, from the npm package `tzdata`.

import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { validateStage } from '../pkg/dist/index.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = path.join(root, 'target/lists');
mkdirSync(folder, { recursive: true });
const install = ['install', '--silent', '--no-save', '--no-package-lock', '--prefix', folder];
execFileSync('npm', [...install, 'cldr-core@latest', 'tzdata@latest'], { stdio: ['ignore', 'ignore', 'inherit'] });
const require = createRequire(path.join(folder, 'x.js'));

const schema = (stage) => JSON.parse(readFileSync(path.join(root, `schemas/stages/${stage}.json`), 'utf8'));

/** Codes that differ on purpose, each with its reason. */
const KNOWN = {
  SVC: 'in ISO 4217, though El Salvador pays in US dollars',
  VED: 'in ISO 4217 beside VES, for the same bolívar',
  AC: 'reserved, part of SH',
  CP: 'reserved, part of FR',
  CQ: 'reserved, part of GG',
  DG: 'reserved, part of IO',
  EA: 'reserved, part of ES',
  IC: 'reserved, part of ES',
  TA: 'reserved, part of SH',
  ZZ: 'stands for an unknown region',
};

let changes = 0;

function compare(name, source, ours, newest) {
  console.log(`\n${name}\n  ours:   ${source}`);
  const added = [...newest].filter((code) => !ours.has(code)).map((code) => ['new', code]);
  const gone = [...ours].filter((code) => !newest.has(code)).map((code) => ['gone', code]);
  for (const [what, code] of [...added, ...gone].sort()) {
    const reason = KNOWN[code];
    if (reason === undefined) changes += 1;
    console.log(
      `  ${reason === undefined ? what : 'as it should be'}: ${code}${reason === undefined ? '' : ` (${reason})`}`,
    );
  }
  if (added.length + gone.length === 0) console.log('  no difference');
}

const { version: cldr } = require('cldr-core/package.json');
console.log(`Unicode CLDR ${cldr}`);

const { region } = require('cldr-core/supplemental/currencyData.json').supplemental.currencyData;
const uses = Object.values(region).flat().flatMap(Object.entries);
const inUse = uses.filter(([, use]) => use._to === undefined && use._tender !== 'false').map(([code]) => code);
const { currency } = schema('ticket').properties;
compare('Currencies (ISO 4217)', currency.$comment, new Set(currency.enum), new Set(inUse));

const { territoryInfo } = require('cldr-core/supplemental/territoryInfo.json').supplemental;
const { country } = schema('venue').properties.address.properties;
compare('Countries (ISO 3166-1)', country.$comment, new Set(country.enum), new Set(Object.keys(territoryInfo)));

// Names are never removed from the database, so only new ones need to be looked for.
const tzdata = require('tzdata');
const names = Object.keys(tzdata.zones).filter((name) => name !== 'Factory');
const unknown = names.filter((name) => !validateStage('eventSetup', { time_zone: name }, { mode: 'draft' }).valid);
console.log(`\nTime zones (IANA ${tzdata.version}, ${names.length} names)`);
for (const name of unknown) console.log(`  new: ${name}`);
if (unknown.length === 0) console.log('  no difference');
changes += unknown.length;

console.log(changes === 0 ? '\nNothing has changed.' : `\n${changes} changed.`);
process.exit(changes === 0 ? 0 : 1);
