// The type of a JSON Schema, as far as readers of the stages' schemas need it.

type JsonValue = string | number | boolean | null | JsonValue[] | { [name: string]: JsonValue };

type TypeName = 'null' | 'boolean' | 'integer' | 'number' | 'string' | 'array' | 'object';

/**
 * A JSON Schema in the 2020-12 dialect that is an object. Form libraries and assistants accept it as it is: each types
 * the values of keywords in its own way, so arrays are not readonly here and other keywords have no type.
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

/** The codes in a text that concatenates codes of equal length. */
export function codes(text: string, length: number): string[] {
  return text.match(new RegExp(`.{${length}}`, 'g')) as string[];
}
