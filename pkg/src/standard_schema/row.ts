// Rows of the tables as Standard Schemas, for libraries that keep rows. Knows that specification; every rule about rows
// is in the functions passed to it.

import type { StandardSchemaV1 } from '@standard-schema/spec';
import { type Api, type RowOptions, STAGES } from '../api/api.js';
import { meaningOf, oneOf, ownOptions } from '../api/arguments.js';
import { isRow } from '../api/bulk.js';
import { columns } from '../generated/columns.js';
import { schemas, stageColumns } from '../generated/facts.js';
import type { Database } from '../generated/types.js';
import { type AnyIssue, pointerOf, type RawIssue, type Verdict, verdictOf } from '../issue/issue.js';
import { reading } from '../json/text.js';
import { type Locale, sentenceOf } from '../messages/catalogue.js';

/** A row as a Standard Schema: synchronous, and its output is the row that it is given. */
export interface RowSchema<Row> {
  readonly '~standard': StandardSchemaV1.Props<Row>;
}

type Tables = Database['public']['Tables'];
/** The tables whose rows are judged. */
export type RowTable = 'wizard_sessions' | 'wizard_actions';

/** How rows of one table are judged. */
export interface TableSchemas<Table extends { Row: object; Insert: object; Update: object }> {
  /** A new row: what is left out gets its default. */
  readonly insert: RowSchema<Table['Insert']>;
  /**
   * The columns that an update sends. CHECKs that need a column which is not among them are left to the server, as is
   * whether the status may change; `collection` knows the stored row.
   */
  readonly update: RowSchema<Table['Update']>;
  /** A whole row as the database returns it: every column is present, and whatever it says of the others holds. */
  readonly stored: RowSchema<Table['Row']>;
  /**
   * For libraries with one schema for inserts and updates, which validate the merged row on update, such as TanStack
   * DB: `collection((row): object | undefined => sessions.get(row.session_id))`. The function returns the row as it is
   * before the change, or undefined if there is none yet: the row is judged as an update of that row, or as a new row.
   * TypeScript needs the type of the answer where the collection is only being made.
   */
  collection(before: (row: Table['Insert']) => object | undefined): RowSchema<Table['Insert']>;
}

/** The schemas of both tables. */
export type RowSchemas = { readonly [Name in RowTable]: TableSchemas<Tables[Name]> };

/** How rows are judged, and in which words. */
export interface RowSchemaOptions {
  /** `unpersistable`, the default, refuses what the database would reject; `invalid` refuses rows with any issue. */
  readonly refuse?: 'unpersistable' | 'invalid' | undefined;
  /** How stage data is judged, as in `validateSession`. Has no effect unless `refuse` is `invalid`. */
  readonly stages?: RowOptions['stages'];
  /** The language of messages, such as `es` from `event-wizard-validator/locales/es`; English by default. */
  readonly locale?: Locale | undefined;
  /** Your own names for fields, as in `withLocale`. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
}

/**
 * Makes the schemas of rows in another language, or stricter ones.
 * @throws TypeError if an option is unknown or has a value that is not allowed.
 */
export type CreateRowSchemas = (options?: RowSchemaOptions) => RowSchemas;

type Functions = Pick<Api, 'validateSession' | 'validateAction' | 'withLocale'>;
type Judge = (row: unknown, options?: RowOptions) => Verdict;

const REFUSALS = ['unpersistable', 'invalid'] as const;

/** `createRowSchemas` over the functions of an entry. */
export function createCreateRowSchemas(functions: Functions, english: Locale): CreateRowSchemas {
  return (options = {}) => {
    const {
      refuse = 'unpersistable',
      stages,
      locale,
      labels,
    } = ownOptions(options, { refuse: undefined, stages: undefined, locale: undefined, labels: undefined });
    oneOf(refuse, REFUSALS, 'refuse');
    const isPlain = locale === undefined && labels === undefined;
    const { validateSession, validateAction } = isPlain ? functions : functions.withLocale(locale ?? english, labels);
    if (stages !== undefined) meaningOf(stages, STAGES, 'stages');
    const wording = { locale: locale ?? english, english, labels };

    /** The columns with titles of their own: those of the stages. */
    let titled: object | undefined;

    function issueOf(code: 'type' | 'required', path: string[], params: RawIssue['params']): AnyIssue {
      const raw: RawIssue = { source: 'schema', code, path, params };
      titled ??= { properties: Object.fromEntries(stageColumns.map((name, stage) => [name, schemas[stage]])) };
      return { ...raw, pointer: pointerOf(path), ...sentenceOf(wording, titled, raw) };
    }

    function schemaOf<Row>(judge: (row: object) => Verdict<AnyIssue>): RowSchema<Row> {
      function verdictOn(row: unknown): Verdict<AnyIssue> {
        // PostgREST takes what is no object for no row at all, and stores nothing.
        if (isRow(row)) return judge(row);
        return { ...verdictOf([issueOf('type', [], { type: 'object' })]), persistable: false };
      }
      return {
        '~standard': {
          version: 1,
          vendor: 'event-wizard-validator',
          validate: (row) => {
            let verdict: Verdict<AnyIssue>;
            try {
              verdict = verdictOn(row);
            } catch (error) {
              // A value that is not JSON at all is bad data here, not a wrong call.
              if (error instanceof TypeError) return { issues: [{ message: error.message, path: [] }] };
              throw error;
            }
            const { valid, persistable } = verdict;
            if (refuse === 'invalid' ? valid : persistable) return { value: row as Row };
            return { issues: verdict.issues.map(({ message, path }) => ({ message, path })) };
          },
        },
      };
    }

    function tableSchemas<Table extends { Row: object; Insert: object; Update: object }>(
      judge: Judge,
    ): TableSchemas<Table> {
      let known: readonly string[] | undefined;
      /** The table's columns: those that the judge does not call unknown. */
      function columnsOfTable(): readonly string[] {
        if (known === undefined) {
          const row = Object.fromEntries(columns.map((name) => [name, null]));
          const { issues } = judge(row, { operation: 'update', stages: 'skip', maxIssues: Infinity });
          const unknown = new Set(issues.filter(({ code }) => code === 'PGRST204').map(({ path }) => path[0]));
          known = columns.filter((name) => !unknown.has(name));
        }
        return known;
      }

      function judgeStored(row: object): Verdict<AnyIssue> {
        const isMissing = (name: string) => (row as Record<string, unknown>)[name] === undefined;
        const missing = reading('row', () => columnsOfTable().filter(isMissing));
        if (missing.length > 0) {
          const issues = missing.map((name) => issueOf('required', [name], { missingProperty: name }));
          return { ...verdictOf(issues), persistable: false };
        }
        // Staying as it is needs no transition of the status.
        return judge(row, { operation: 'update', current: row, stages });
      }

      return {
        insert: schemaOf((row) => judge(row, { stages })),
        update: schemaOf((row) => judge(row, { operation: 'update', stages })),
        stored: schemaOf(judgeStored),
        collection(before) {
          if (typeof before !== 'function')
            throw new TypeError('`before` must be a function that returns the stored row');
          return schemaOf((row) => {
            const current = reading('the stored row', () => before(row as Table['Insert']));
            return judge(row, current === undefined ? { stages } : { operation: 'update', current, stages });
          });
        },
      };
    }

    return {
      wizard_sessions: tableSchemas(validateSession as Judge),
      wizard_actions: tableSchemas(validateAction as Judge),
    };
  };
}
