// The shape of a JSON Schema, as far as those who read the stages' schemas need it.

type JsonValue = string | number | boolean | null | JsonValue[] | { [name: string]: JsonValue };

type TypeName = 'null' | 'boolean' | 'integer' | 'number' | 'string' | 'array' | 'object';

/**
 * A JSON Schema of the 2020-12 dialect that is an object. Form libraries and assistants take it as it is: they type a
 * keyword's value each in its own way, so that arrays are not readonly here and what else there is has no type.
 */
export type JsonSchema = {
  readonly $schema?: string;
  readonly $id?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: TypeName | TypeName[];
  readonly properties?: { [name: string]: JsonSchema };
  readonly required?: string[];
  readonly enum?: JsonValue[];
  readonly [keyword: string]: unknown;
};

/** A list of codes of one length from the text that they make. */
export function codes(text: string, length: number): string[] {
  return text.match(new RegExp(`.{${length}}`, 'g')) as string[];
}
