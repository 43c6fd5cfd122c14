// One operation of a JSON Patch (RFC 6902), as the script sends them.

export interface Operation {
  readonly op: 'add' | 'replace';
  readonly path: string;
  readonly value: unknown;
}
