//! Rows as JavaScript source: the values of JSON, and those that JSON lacks.

use super::{Generator, json, values};
use crate::catalogue::{Column, Table};
use crate::random::Random;
use crate::supabase::{Call, Method, Row};

/// Values that `JSON.stringify` drops, turns into null or an empty object, or converts by their `toJSON`.
const VALUES: &[&str] = &[
    "() => 1",
    "function () {}",
    "class {}",
    "Symbol('a')",
    "NaN",
    "-0",
    "Infinity",
    "-Infinity",
    "1e21",
    "1 / 3",
    "2 ** 31",
    "2 ** 53",
    "5e-324",
    "new Date(0)",
    "new Date(NaN)",
    "new Date(Date.UTC(2027, 5, 12))",
    "new Date(8.64e15)",
    "new Date(0).toString()",
    "Date.UTC(2027, 5, 12)",
    "new Map([['a', 1]])",
    "new Set(['draft'])",
    "/a/g",
    "new Error('x')",
    "new URL('http://a.test/')",
    "new URLSearchParams('a=1')",
    "new Uint8Array([1, 2])",
    "new ArrayBuffer(2)",
    "new String('draft')",
    "new Number(5)",
    "new Boolean(true)",
    "Object(Symbol('a'))",
    "Object.create(null)",
    "Object.create({ inherited: 1 })",
    "new (class { #hidden = 1; shown = 2; })()",
    "{ toJSON() { return 5; } }",
    "{ toJSON() { return 'draft'; } }",
    "{ toJSON() { return undefined; } }",
    "{ toJSON: 5 }",
    "{ a: undefined, b: () => 1, [Symbol('c')]: 1 }",
    "{ get a() { return 'b'; } }",
    "[undefined]",
    "[, 'a']",
    "['a', , 'b']",
    "new Array(3)",
    "[() => 1, Symbol('a'), NaN]",
    "[new Date(0)]",
    "[[undefined], ['a']]",
    "['organizerSetup', new String('eventSetup')]",
    "Object.assign(['a'], { b: 1 })",
    "new Proxy(['a'], {})",
    "new Proxy({}, {})",
    "'\\ud800'",
    "'a\\u0000'",
    "'\\u2028'",
    "globalThis.missing",
    "void 0",
    "[]",
    "{}",
];

/// What surrounds a row's object; `$` is a column.
const AROUND: &[(&str, &str)] = &[
    ("Object.freeze(", ")"),
    ("new Proxy(", ", {})"),
    ("Object.assign(Object.create(null), ", ")"),
    ("Object.assign(Object.create({ $: 'inherited' }), ", ")"),
    ("Object.assign(new (class { $ = undefined; })(), ", ")"),
    ("Object.assign(new (class { get $() { return 1; } other() {} })(), ", ")"),
    ("Object.assign(() => 1, ", ")"),
    ("Object.assign([], ", ")"),
    ("Object.assign(new Map([['$', 1]]), ", ")"),
    ("Object.assign(new Date(0), ", ")"),
    ("Object.assign(new String('ab'), ", ")"),
    ("Object.defineProperty(", ", '$', { value: 'hidden' })"),
    ("Object.defineProperty(", ", '$', { get: () => undefined, enumerable: true })"),
    ("Object.defineProperty(", ", '$', { get: () => 'draft', enumerable: true })"),
    ("Object.assign(", ", { [Symbol('$')]: 1 })"),
    ("Object.assign(", ", { $: undefined })"),
    ("Object.assign(Object.create({ toJSON() { return { $: 'other' }; } }), ", ")"),
    ("Object.assign(Object.create({ toJSON() { return undefined; } }), ", ")"),
    ("({ toJSON: () => (", ") })"),
    ("Object.assign(", ", { toJSON() { return { $: 1 }; } })"),
    ("[", "]"),
];

/// Values that may take the place of a row and are not objects with members.
const NO_ROWS: &[&str] = &[
    "",
    "1",
    "true",
    "'ab'",
    "''",
    "[]",
    "[1, 2]",
    "[undefined]",
    "() => 1",
    "Symbol('a')",
    "NaN",
    "new Date(0)",
    "new Map([['session_id', 'a']])",
    "new Set([1])",
    "new Number(5)",
    "new String('a')",
    "Object.create({ session_id: 'a', action_name: 'a' })",
    "new (class { #session_id = 'a'; })()",
    "new Uint8Array([1])",
    "/a/",
    "{}",
];

/// Names that are not columns; none contains a quote, which supabase-js cannot put into a URL.
const NO_COLUMNS: &[&str] =
    &["nosuch", "ctid", "STATUS", "session_id ", "a,b", "a b", "(a)", "toJSON", "0", "\u{e9}", "constructor"];

impl Generator {
    /// Call `index` of the run with this seed, for one table.
    pub fn call(&self, table: &Table, seed: u64, index: u64) -> Call {
        let mut random = Random::of_case(seed ^ 0x5AB_A5E, index);
        let random = &mut random;
        let array = random.chance(92);
        let number = match (array, random.below(20)) {
            (false, _) => 1,
            (true, 0) => 0,
            (true, 1..8) => 1,
            (true, 8..14) => 2,
            (true, _) => 3,
        };
        let first = self.members(random, table);
        let mut rows = Vec::new();
        for _ in 0..number {
            // Usually all rows have the same columns, as when a program sends them.
            let members = match random.chance(70) {
                true => first.iter().map(|(name, value)| self.another(random, table, name, value)).collect(),
                false => self.members(random, table),
            };
            rows.push(members);
        }
        // A column whose value is undefined, in every row or in some.
        if random.chance(45) {
            let column = &random.pick_from(&table.columns).name;
            let name = if random.chance(80) { column } else { *random.pick_from(NO_COLUMNS) };
            let every = random.chance(60);
            for members in &mut rows {
                if !every && random.chance(50) {
                    continue;
                }
                members.retain(|(other, _)| *other != json::string(name));
                let at = random.below(members.len() + 1);
                let value = random.pick(&["undefined", "undefined", "undefined", "() => 1", "Symbol('a')"]);
                members.insert(at, (json::string(name), value.to_owned()));
            }
        }
        let rows = rows.into_iter().map(|members| self.element(random, table, members)).collect();
        Call {
            table: table.name.clone(),
            method: if random.chance(75) { Method::Insert } else { Method::Upsert },
            default_to_null: random.chance(70),
            array,
            rows,
            note: None,
        }
    }

    /// The members of a row, most of them with good values.
    fn members(&self, random: &mut Random, table: &Table) -> Vec<(String, String)> {
        let present = *random.pick_from(&[10, 25, 50, 90]);
        let columns: Vec<&Column> = table
            .columns
            .iter()
            .filter(|column| {
                let demanded = column.not_null && column.default.is_none();
                random.chance(if demanded { 96 } else { present })
            })
            .collect();
        let mut members: Vec<(String, String)> =
            columns.iter().map(|column| (json::string(&column.name), self.value(random, column, 12))).collect();
        if random.chance(3) {
            let name = *random.pick_from(NO_COLUMNS);
            members.push((json::string(name), random.pick_from(VALUES).to_string()));
        }
        members
    }

    /// The same column in another row.
    fn another(&self, random: &mut Random, table: &Table, name: &str, value: &str) -> (String, String) {
        let value = match table.column(name.trim_matches('"')) {
            Some(column) => self.value(random, column, 10),
            None => value.to_owned(),
        };
        (name.to_owned(), value)
    }

    /// The source of a value: JSON is JavaScript too.
    fn value(&self, random: &mut Random, column: &Column, strange: usize) -> String {
        if !random.chance(strange) {
            return values::good(random, column, &self.words);
        }
        match random.below(10) {
            0..4 => values::edge(random, column, &self.words),
            4 | 5 => "undefined".into(),
            _ => random.pick_from(VALUES).to_string(),
        }
    }

    fn element(&self, random: &mut Random, table: &Table, members: Vec<(String, String)>) -> Row {
        match random.below(100) {
            0..3 => Row::Expression(random.pick_from(NO_ROWS).to_string()),
            3..12 => {
                let column = &random.pick_from(&table.columns).name;
                let (before, behind) = *random.pick_from(AROUND);
                Row::Members { members, before: before.replace('$', column), behind: behind.replace('$', column) }
            }
            _ => Row::Members { members, before: String::new(), behind: String::new() },
        }
    }
}
