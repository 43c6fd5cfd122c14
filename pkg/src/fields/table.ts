// The type of what is generated about the tables' constraints. Knows no table.

/** A constraint of a table. */
export interface TableConstraint {
  readonly kind: 'not_null' | 'check' | 'trigger' | 'primary_key' | 'unique' | 'foreign_key';
  /** The constraint's name, as in `issue.constraint`; NOT NULL has none, and a trigger goes by what it refuses. */
  readonly name?: string;
  /** The columns concerned. */
  readonly columns: readonly string[];
  /** For a foreign key: the referenced table. */
  readonly references?: string;
  /** `COMMENT ON CONSTRAINT`: what the database's authors say to whoever violates it. */
  readonly comment?: string;
  /** Whether this package judges it. What depends on other rows (unique keys, references) only the server can judge. */
  readonly enforced: boolean;
  /** For a CHECK that the migrations leave to the server: why. */
  readonly reason?: string;
}
