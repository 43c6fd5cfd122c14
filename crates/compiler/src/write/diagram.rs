//! The tables → a picture of them as SVG: columns, keys, and lines for foreign keys. Knows where a box stands and how
//! it is drawn, and judges nothing.

use std::fmt::Write as _;

use crate::model::table::{Column, Database, KeyKind, Table};

/// The width of a character of the monospaced font at 13 pixels, rounded up for fonts that are wider than most.
const CHARACTER: usize = 8;
const ROW: usize = 22;
const HEADER: usize = 30;
const PADDING: usize = 12;
/// Between the columns of a box, and between boxes.
const GAP: usize = 16;
/// Between boxes side by side: room for the lines.
const GUTTER: usize = 88;
const MARGIN: usize = 24;

const STYLE: &str = "
    svg { --page: #ffffff; --box: #f8fafc; --head: #e2e8f0; --edge: #94a3b8; --ink: #0f172a; --soft: #475569; --key: #9a3412; --line: #1d4ed8 }
    @media (prefers-color-scheme: dark) {
      svg { --page: #0d1117; --box: #161b22; --head: #21304a; --edge: #475569; --ink: #e6edf3; --soft: #9fb0c3; --key: #fdba74; --line: #7aa2ff }
    }
    text { font: 13px ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace; fill: var(--ink); white-space: pre }
    .page { fill: var(--page) }
    .box { fill: var(--box); stroke: var(--edge) }
    .head { fill: var(--head); stroke: var(--edge) }
    .name { font-weight: 700 }
    .soft { fill: var(--soft) }
    .key { fill: var(--key); font-weight: 700 }
    .rule { stroke: var(--edge); stroke-opacity: 0.35 }
    .line { fill: none; stroke: var(--line); stroke-width: 1.5 }
    .end { fill: var(--line); stroke: none }
  ";

/// What is drawn for a column.
struct Row<'a> {
    column: &'a str,
    key: String,
    ty: String,
    null: &'static str,
}

/// A table, or one that the migrations only refer to.
struct Figure<'a> {
    name: &'a str,
    /// What stands under its name.
    note: String,
    rows: Vec<Row<'a>>,
    layer: usize,
    x: usize,
    y: usize,
    /// Where the types stand, and where `not null` stands, from the left edge.
    stops: (usize, usize, usize),
    width: usize,
}

impl Figure<'_> {
    const fn head(&self) -> usize {
        if self.note.is_empty() { HEADER } else { HEADER + 16 }
    }

    const fn height(&self) -> usize {
        self.head() + self.rows.len() * ROW
    }

    const fn right(&self) -> usize {
        self.x + self.width
    }
}

/// The text of `database.svg`. The same tables always give the same text.
#[must_use]
pub fn svg(database: &Database) -> String {
    let mut figures = figures(database);
    let (width, height) = place(&mut figures);
    let legend = "PK primary key   U unique   FK foreign key: its line leads to the table that it refers to";
    let width = width.max(MARGIN * 2 + legend.len() * CHARACTER);
    let mut out = format!(
        "<!-- Made by event-wizard-compiler from schemas/. Do not edit. -->\n<svg xmlns=\"http://www.w3.org/2000/svg\" \
         role=\"img\" aria-labelledby=\"title desc\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         height=\"{height}\">\n  <title id=\"title\">The tables of the database</title>\n  \
         <desc id=\"desc\">{}</desc>\n  <style>{STYLE}</style>\n  <rect class=\"page\" width=\"100%\" height=\"100%\" \
         rx=\"8\"/>\n",
        escape(&description(&database.tables))
    );
    for table in &database.tables {
        lines(&mut out, &figures, table);
    }
    for figure in &figures {
        draw(&mut out, figure);
    }
    put(&mut out, "soft", MARGIN, height - MARGIN, legend);
    out.push_str("</svg>\n");
    out
}

/// A sentence for each reference, for those who do not see the picture.
fn description(tables: &[Table]) -> String {
    let names: Vec<_> = tables.iter().map(|table| table.name.as_str()).collect();
    let mut out = format!("Tables: {}.", names.join(", "));
    for table in tables {
        for key in &table.keys {
            if let KeyKind::References(to) = &key.kind {
                // Writing to a String cannot fail.
                let _ = write!(out, " {}.{} refers to {to}.", table.name, key.columns.join(", "));
            }
        }
    }
    out
}

/// The boxes: first the tables that are only referred to, then the tables in order of creation.
fn figures(database: &Database) -> Vec<Figure<'_>> {
    let tables = &database.tables;
    let is_table = |name: &str| tables.iter().any(|table| table.name == name);
    let mut figures: Vec<Figure<'_>> = Vec::new();
    for name in tables.iter().flat_map(references) {
        if !is_table(name) && !figures.iter().any(|figure| figure.name == name) {
            figures.push(figure(name, "made elsewhere".to_owned(), Vec::new(), 0));
        }
    }
    let layers = layers(tables, usize::from(!figures.is_empty()));
    for (table, layer) in tables.iter().zip(layers) {
        let rows = table.columns.iter().map(|column| row(table, column)).collect();
        let partitions = database
            .not_mirrored
            .iter()
            .find(|rule| rule.kind == "PARTITION" && rule.table.as_ref() == Some(&table.name))
            .map(|rule| rule.sql.to_lowercase());
        figures.push(figure(&table.name, partitions.unwrap_or_default(), rows, layer));
    }
    figures
}

fn references(table: &Table) -> impl Iterator<Item = &str> {
    table.keys.iter().filter_map(|key| match &key.kind {
        KeyKind::References(to) => Some(to.as_str()),
        KeyKind::Primary | KeyKind::Unique => None,
    })
}

/// For each table, how far right it stands: right of every table that it refers to, as far as there are no circles. A
/// table without references, to which none refers either, stands at the far right.
fn layers(tables: &[Table], first: usize) -> Vec<usize> {
    let mut layers = vec![first; tables.len()];
    // In a circle, tables would push each other on for ever; without one, a chain is no longer than there are tables.
    for _ in tables {
        let before = layers.clone();
        for (table, layer) in tables.iter().zip(&mut layers) {
            for to in references(table).filter(|to| *to != table.name) {
                let found = tables.iter().zip(&before).find(|(other, _)| other.name == to);
                if let Some((_, other)) = found {
                    *layer = (*layer).max((other + 1).min(first + tables.len() - 1));
                }
            }
        }
    }
    let last = layers.iter().copied().max().unwrap_or(first);
    for (table, layer) in tables.iter().zip(&mut layers) {
        let referred = tables.iter().flat_map(references).any(|to| to == table.name);
        if !referred && references(table).next().is_none() {
            *layer = last;
        }
    }
    layers
}

fn row<'a>(table: &'a Table, column: &'a Column) -> Row<'a> {
    let mut key: Vec<&str> = Vec::new();
    for of in table.keys.iter().filter(|key| key.columns.contains(&column.name)) {
        let mark = match of.kind {
            KeyKind::Primary => "PK",
            KeyKind::Unique => "U",
            KeyKind::References(_) => "FK",
        };
        if !key.contains(&mark) {
            key.push(mark);
        }
    }
    let null = if table.refuses_null(column) { "not null" } else { "" };
    Row { column: &column.name, key: key.join(" "), ty: table.type_name(column), null }
}

fn figure<'a>(name: &'a str, note: String, rows: Vec<Row<'a>>, layer: usize) -> Figure<'a> {
    let widest =
        |text: for<'r> fn(&'r Row<'a>) -> &'r str| rows.iter().map(|row| columns(text(row))).max().unwrap_or(0);
    let after =
        |start: usize, characters: usize| start + if characters == 0 { 0 } else { characters * CHARACTER + GAP };
    let names = after(PADDING, widest(|row| &row.key));
    let types = after(names, widest(|row| row.column));
    let nulls = after(types, widest(|row| &row.ty));
    let end = after(nulls, widest(|row| row.null)) - if rows.is_empty() { 0 } else { GAP };
    let head = PADDING + columns(name).max(columns(&note)) * CHARACTER;
    let width = end.max(head) + PADDING;
    Figure { name, note, rows, layer, x: 0, y: 0, stops: (names, types, nulls), width }
}

fn columns(text: &str) -> usize {
    text.chars().count()
}

/// Gives each box its place: the layers from left to right, the boxes of one layer from top to bottom. Returns the
/// size of the whole.
fn place(figures: &mut [Figure<'_>]) -> (usize, usize) {
    let last = figures.iter().map(|figure| figure.layer).max().unwrap_or(0);
    let (mut x, mut bottom) = (MARGIN, MARGIN);
    for layer in 0..=last {
        let (mut y, mut width) = (MARGIN, 0);
        for figure in figures.iter_mut().filter(|figure| figure.layer == layer) {
            (figure.x, figure.y) = (x, y);
            width = width.max(figure.width);
            y += figure.height() + 2 * GAP;
        }
        bottom = bottom.max(y);
        if width > 0 {
            x += width + GUTTER;
        }
    }
    (x - if x > MARGIN { GUTTER } else { 0 } + MARGIN, bottom + MARGIN)
}

/// The lines from a table's foreign keys: out of the left edge, up or down between the boxes, to the name of the table
/// that is referred to.
fn lines(out: &mut String, figures: &[Figure<'_>], table: &Table) {
    let Some(from) = figures.iter().find(|figure| figure.name == table.name && !figure.rows.is_empty()) else { return };
    let mut lane = 0;
    for key in &table.keys {
        let KeyKind::References(to) = &key.kind else { continue };
        let Some(to) = figures.iter().find(|figure| figure.name == to) else { continue };
        let row = |column: &String| from.rows.iter().position(|row| row.column == column);
        for index in key.columns.iter().filter_map(row) {
            let start = from.y + from.head() + index * ROW + ROW / 2;
            let end = to.y + HEADER / 2;
            let middle = from.x - 28 - lane * 12;
            // A table beside it or right of it is reached at its left edge, too.
            let edge = if to.layer < from.layer { to.right() } else { to.x };
            let back = if to.layer < from.layer { edge + 9 } else { edge.saturating_sub(9) };
            let _ = writeln!(
                out,
                "  <path class=\"line\" d=\"M{x} {top} L{foot} {start} L{x} {bottom} M{foot} {start} H{middle} V{end} \
                 H{back}\"/>\n  <path class=\"end\" d=\"M{edge} {end} L{back} {} V{} Z\"/>",
                end - 5,
                end + 5,
                x = from.x,
                foot = from.x - 10,
                top = start - 5,
                bottom = start + 5,
            );
        }
        lane = (lane + 1) % 4;
    }
}

fn draw(out: &mut String, figure: &Figure<'_>) {
    let Figure { x, y, width, .. } = *figure;
    let (names, types, nulls) = figure.stops;
    let head = figure.head();
    let _ = writeln!(
        out,
        "  <rect class=\"box\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{}\" rx=\"4\"/>\n  \
         <rect class=\"head\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{head}\" rx=\"4\"/>",
        figure.height()
    );
    put(out, "name", x + PADDING, y + 20, figure.name);
    put(out, "soft", x + PADDING, y + 37, &figure.note);
    for (index, row) in figure.rows.iter().enumerate() {
        let top = y + head + index * ROW;
        if index > 0 {
            let _ = writeln!(out, "  <path class=\"rule\" d=\"M{x} {top} h{width}\"/>");
        }
        let base = top + 15;
        put(out, "key", x + PADDING, base, &row.key);
        put(out, "column", x + names, base, row.column);
        put(out, "soft", x + types, base, &row.ty);
        put(out, "soft", x + nulls, base, row.null);
    }
}

fn put(out: &mut String, class: &str, x: usize, y: usize, text: &str) {
    if !text.is_empty() {
        let _ = writeln!(out, "  <text class=\"{class}\" x=\"{x}\" y=\"{y}\">{}</text>", escape(text));
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace("--", "-\u{2060}-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::sql;

    fn read(text: &str) -> Database {
        sql::read(&[("1.sql".to_owned(), text.to_owned())]).unwrap()
    }

    fn places(sql: &str) -> Vec<(String, usize)> {
        figures(&read(sql)).iter().map(|figure| (figure.name.to_owned(), figure.layer)).collect()
    }

    #[test]
    fn a_table_stands_right_of_what_it_refers_to() {
        let found = places(
            "CREATE TABLE a (id int PRIMARY KEY, owner int REFERENCES auth.users(id));
             CREATE TABLE b (id int PRIMARY KEY, a int REFERENCES a(id));
             CREATE TABLE c (b int REFERENCES b, a int REFERENCES a);
             CREATE TABLE alone (id int);",
        );
        let expected = [("auth.users", 0), ("a", 1), ("b", 2), ("c", 3), ("alone", 3)];
        assert_eq!(found, expected.map(|(name, layer)| (name.to_owned(), layer)));
    }

    #[test]
    fn circles_end() {
        let found = places(
            "CREATE TABLE a (id int PRIMARY KEY, parent int REFERENCES a, b int);
             CREATE TABLE b (id int PRIMARY KEY, a int REFERENCES a);
             ALTER TABLE a ADD CONSTRAINT b FOREIGN KEY (b) REFERENCES b;",
        );
        assert_eq!(found.len(), 2);
        assert!(found.iter().all(|(_, layer)| *layer < 2), "{found:?}");
    }

    #[test]
    fn boxes_of_a_layer_do_not_overlap_and_lines_reach_their_tables() {
        let database = read(
            "CREATE TABLE a (id int PRIMARY KEY, \"<&>\" text NOT NULL);
             CREATE TABLE b (id int UNIQUE, a int REFERENCES a(id));
             CREATE TABLE c (a int REFERENCES a(id));",
        );
        let mut figures = figures(&database);
        let (width, height) = place(&mut figures);
        for one in &figures {
            assert!(one.right() <= width && one.y + one.height() <= height);
            for other in figures.iter().filter(|other| other.name != one.name) {
                let beside = one.right() <= other.x || other.right() <= one.x;
                assert!(beside || one.y + one.height() <= other.y || other.y + other.height() <= one.y);
            }
        }
        let text = svg(&database);
        let arrows = text.matches("class=\"end\"").count();
        assert_eq!(arrows, 2);
        let to = &figures[0];
        assert_eq!(text.matches(&format!("M{} {} L", to.right(), to.y + HEADER / 2)).count(), 2);
        assert!(text.contains(">&lt;&amp;&gt;</text>") && !text.contains("<&>"));
        assert!(text.contains("b.a refers to a. c.a refers to a."));
    }

    #[test]
    fn rows_say_what_the_server_demands() {
        let database = read(
            "CREATE DOMAIN code AS text NOT NULL;
             CREATE TABLE a (x int, y code, z varchar(20), PRIMARY KEY (x), UNIQUE (x, z)) PARTITION BY RANGE (x);",
        );
        let figures = figures(&database);
        let rows: Vec<_> =
            figures[0].rows.iter().map(|row| (row.column, row.key.as_str(), row.ty.as_str(), row.null)).collect();
        let expected =
            [("x", "PK U", "integer", "not null"), ("y", "", "code", "not null"), ("z", "U", "varchar(20)", "")];
        assert_eq!(rows, expected);
        assert_eq!(figures[0].note, "partition by range (x)");
    }

    #[test]
    fn an_empty_database_is_drawn() {
        assert!(svg(&Database::default()).ends_with("</svg>\n"));
    }

    #[test]
    fn a_reference_follows_a_renamed_table() {
        let text = svg(&read(
            "CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (a int REFERENCES a); ALTER TABLE a RENAME TO first;",
        ));
        assert!(text.contains("b.a refers to first."), "{text}");
    }
}
