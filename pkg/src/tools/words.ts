// Keywords of JSON Schema in plain English, for assistants that read a description where the keyword itself is not
// allowed. Knows keywords, and no stages.

import { isObject, type Json } from '../json/subschemas.js';
import { english } from '../messages/english.js';

/** A value as it must be written. */
const shown = (value: unknown): string => JSON.stringify(value);

/** A number of things. */
const counted = (count: unknown, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

/** One of several values. */
const oneOf = (values: readonly unknown[]): string => values.map(shown).join(' or ');

/** What a keyword asks of a value, after "must"; undefined for one that is not expressed so. */
function demand(keyword: string, value: unknown): string | undefined {
  switch (keyword) {
    case 'const':
      return `be ${shown(value)}`;
    case 'enum':
      return `be ${oneOf(value as unknown[])}`;
    case 'minimum':
      return `be at least ${value}`;
    case 'maximum':
      return `be at most ${value}`;
    case 'exclusiveMinimum':
      return `be more than ${value}`;
    case 'exclusiveMaximum':
      return `be less than ${value}`;
    case 'multipleOf':
      return `be a multiple of ${value}`;
    case 'minLength':
      return `have at least ${counted(value, 'character')}`;
    case 'maxLength':
      return `have at most ${counted(value, 'character')}`;
    case 'minItems':
      return `have at least ${counted(value, 'entry', 'entries')}`;
    case 'maxItems':
      return `have at most ${counted(value, 'entry', 'entries')}`;
    case 'minProperties':
      return `have at least ${counted(value, 'field')}`;
    case 'maxProperties':
      return `have at most ${counted(value, 'field')}`;
    case 'format': {
      const word = english.words[String(value)];
      return typeof word === 'string' ? `be ${word}` : `have the format ${shown(value)}`;
    }
    case 'uniqueItems':
      return 'not have the same entry twice';
    default:
      return undefined;
  }
}

/** What a schema asks of an object's fields, as clauses; undefined if that takes more than these words. */
function clausesOf(schema: unknown): string[] | undefined {
  if (!isObject(schema)) return undefined;
  const clauses: string[] = [];
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword === 'required') clauses.push(...(value as string[]).map((name) => `${name} must be given`));
    else if (keyword === 'properties') {
      for (const [name, property] of Object.entries(value as Json)) {
        const demands = isObject(property) ? Object.entries(property).map((each) => demand(...each)) : [];
        if (property === false) clauses.push(`${name} must be left out`);
        else if (demands.length === 0 || demands.includes(undefined)) return undefined;
        else clauses.push(`${name} must ${demands.join(' and ')}`);
      }
    } else return undefined;
  }
  return clauses;
}

/** The condition of an `if`: which fields are there, and what they are; undefined if that takes more than these words. */
function conditionOf(schema: unknown): string | undefined {
  if (!isObject(schema)) return undefined;
  const { properties = {}, required = [], ...others } = schema;
  if (Object.keys(others).length > 0) return undefined;
  const present = required as string[];
  const clauses = Object.entries(properties as Json).map(([name, property]) => {
    const { const: only, enum: some, ...rest } = property as Json;
    const values = some ?? (only === undefined ? [] : [only]);
    if (!Array.isArray(values) || values.length === 0 || Object.keys(rest).length > 0) return undefined;
    return `${name} is ${oneOf(values)}${present.includes(name) ? '' : ' or left out'}`;
  });
  const others_ = present.filter((name) => !Object.hasOwn(properties as Json, name));
  clauses.push(...others_.map((name) => `${name} is given`));
  return clauses.length === 0 || clauses.includes(undefined) ? undefined : clauses.join(' and ');
}

/** The sentences of `if`, `then` and `else`. */
function conditional(schema: Json): string[] {
  const condition = conditionOf(schema.if);
  const then = schema.then === undefined ? [] : clausesOf(schema.then);
  const otherwise = schema.else === undefined ? [] : clausesOf(schema.else);
  if (condition === undefined || then === undefined || otherwise === undefined) {
    const { if: condition, then, else: otherwise } = schema;
    return [`Must meet the JSON Schema ${shown({ if: condition, then, else: otherwise })}.`];
  }
  const sentence = (word: string, clauses: string[]) =>
    clauses.length === 0 ? [] : [`${word} ${condition}, ${clauses.join(' and ')}.`];
  return [...sentence('If', then), ...sentence('Unless', otherwise)];
}

/** What one keyword of a schema says, in sentences. */
export function sentencesOf(keyword: string, schema: Json): string[] {
  const value = schema[keyword];
  const must = demand(keyword, value);
  if (must !== undefined) return [`Must ${must}.`];
  switch (keyword) {
    case 'title':
    case '$schema':
    case '$id':
      return [];
    case 'default':
      return [`If left out, ${shown(value)} holds.`];
    case 'examples':
      return [`For example ${oneOf(value as unknown[])}.`];
    case 'dependentRequired':
      return Object.entries(value as { [name: string]: string[] }).map(
        ([name, names]) => `If ${name} is given, ${names.map((each) => `${each} must be given`).join(' and ')}.`,
      );
    case 'allOf':
      return (value as Json[]).flatMap((each) => Object.keys(each).flatMap((name) => sentencesOf(name, each)));
    case 'if':
      return conditional(schema);
    case 'then':
    case 'else':
      return [];
    default:
      return [`Must meet the JSON Schema ${shown({ [keyword]: value })}.`];
  }
}
