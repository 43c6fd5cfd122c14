//! Random CHECK expressions, typed, over the columns of a table. Knows SQL's spelling of what the compiler claims to
//! support, and no meaning: both judges decide that.

use conformance::random::Random;

use crate::values::{self, ARRAYS, LABELS, Type, quoted};

pub struct Grammar<'a> {
    pub random: &'a mut Random,
    /// Name as SQL writes it, and type.
    pub columns: &'a [(String, Type)],
}

const COMPARISONS: [&str; 6] = ["=", "<>", "<", "<=", ">", ">="];
const INTEGERS: [Type; 3] = [Type::SmallInt, Type::Integer, Type::BigInt];

impl Grammar<'_> {
    fn column(&mut self, of: &[Type]) -> Option<String> {
        let fitting: Vec<_> = self.columns.iter().filter(|(_, ty)| of.contains(ty)).collect();
        (!fitting.is_empty()).then(|| self.random.pick_from(&fitting).0.clone())
    }

    /// Mostly in parentheses; without them, both parsers must agree on precedence.
    fn nested(&mut self, text: String) -> String {
        if self.random.chance(82) { format!("({text})") } else { text }
    }

    fn not(&mut self) -> &'static str {
        if self.random.chance(40) { "NOT " } else { "" }
    }

    /// An expression for a generated column of the type, if need be another column's value.
    pub fn value(&mut self, ty: Type, depth: usize) -> String {
        let text = match ty {
            Type::Boolean => Some(self.condition(depth)),
            Type::SmallInt | Type::Integer | Type::BigInt => Some(self.integer(depth)),
            Type::Text | Type::Varchar => self.text(depth),
            _ => self.column(&[ty]).map(|name| format!("COALESCE({name}, {})", values::literal(self.random, ty))),
        };
        text.unwrap_or_else(|| values::literal(self.random, ty))
    }

    /// A condition.
    pub fn condition(&mut self, depth: usize) -> String {
        if depth > 0 && self.random.chance(55) {
            let inner = self.condition(depth - 1);
            let inner = self.nested(inner);
            return match self.random.below(10) {
                0 => format!("NOT {inner}"),
                1 => {
                    let test = self.random.pick(&["TRUE", "FALSE", "UNKNOWN", "NULL"]);
                    format!("{inner} IS {}{test}", self.not())
                }
                2 => {
                    let other = self.condition(depth - 1);
                    let operator = self.random.pick(&["=", "<>", "IS DISTINCT FROM", "IS NOT DISTINCT FROM"]);
                    format!("({inner}) {operator} ({other})")
                }
                3 => format!("COALESCE({inner}, {})", self.random.pick(&["true", "false"])),
                4 => {
                    let (then, otherwise) = (self.condition(depth - 1), self.condition(depth - 1));
                    let otherwise = if self.random.chance(70) { format!(" ELSE {otherwise}") } else { String::new() };
                    let then = if self.random.chance(20) { "NULL".into() } else { then };
                    format!("CASE WHEN {inner} THEN {then}{otherwise} END")
                }
                other => {
                    let second = self.condition(depth - 1);
                    let second = self.nested(second);
                    format!("{inner} {} {second}", if other < 7 { "AND" } else { "OR" })
                }
            };
        }
        if self.random.chance(6) {
            return self.about_row();
        }
        if self.random.chance(4) {
            return self
                .random
                .pick(&["true", "false", "NULL", "1 < 2", "NULL::integer > 5", "length('ab') = 3"])
                .to_owned();
        }
        for _ in 0..40 {
            if let Some(text) = self.leaf(depth) {
                return text;
            }
        }
        // There is always a column.
        let name = self.columns.first().map_or_else(String::new, |(name, _)| name.clone());
        format!("{name} IS {}NULL", self.not())
    }

    fn about_row(&mut self) -> String {
        let fields: Vec<_> = (0..2).map(|_| self.random.pick_from(self.columns).clone()).collect();
        let row = |of: &[String]| format!("({})", of.join(", "));
        let names = row(&fields.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>());
        let other = |grammar: &mut Self| row(&fields.iter().map(|(_, ty)| grammar.operand(*ty)).collect::<Vec<_>>());
        match self.random.below(4) {
            0 => format!("{names} IS {}NULL", self.not()),
            1 => format!("{names} {}IN ({}, {})", self.not(), other(self), other(self)),
            2 => format!("{names} IS {}DISTINCT FROM {}", self.not(), other(self)),
            _ => format!("{names} {} {}", self.random.pick(&["=", "<>"]), other(self)),
        }
    }

    fn leaf(&mut self, depth: usize) -> Option<String> {
        let index = self.random.below(self.columns.len());
        let (name, ty) = self.columns.get(index)?.clone();
        Some(match self.random.below(12) {
            0 => format!("{name} IS {}NULL", self.not()),
            1 if ty == Type::Boolean => name,
            _ => match ty {
                Type::SmallInt | Type::Integer | Type::BigInt => {
                    let left = self.integer(depth);
                    self.comparable(left, ty, true)
                }
                Type::Numeric => {
                    let left = self.numeric(depth);
                    if self.random.chance(15) {
                        return Some(self.comparable(format!("({left})::integer"), Type::Integer, true));
                    }
                    self.comparable(left, ty, true)
                }
                Type::Date if self.random.chance(30) => {
                    let days = self.random.between(-400, 400);
                    if self.random.chance(50) {
                        let other = self.column(&[Type::Date])?;
                        self.comparable(format!("({name} - ({other} - {days}))"), Type::Integer, true)
                    } else {
                        let integer = self.column(&INTEGERS[..2]).unwrap_or_else(|| days.to_string());
                        let operator = self.random.pick(&["+", "-"]);
                        self.comparable(format!("({name} {operator} {integer})"), ty, true)
                    }
                }
                Type::Text | Type::Varchar => return self.about_text(depth),
                Type::TextArray => return self.about_array(&name, depth),
                Type::Jsonb => return self.about_jsonb(&name, depth),
                Type::Json => format!("{name} IS {}NULL", self.not()),
                Type::Real | Type::Double => {
                    let left = self.float(depth);
                    self.comparable(left, ty, true)
                }
                Type::Bpchar => self.about_bpchar(name),
                Type::Bytea if self.random.chance(40) => {
                    let number = format!("{}({name})", self.random.pick(&["length", "octet_length"]));
                    self.comparable(number, Type::Integer, true)
                }
                Type::Enum => self.about_enum(name),
                Type::Date | Type::Timestamp if self.random.chance(30) => {
                    let fields = ["year", "quarter", "month", "day", "dow", "isodow", "doy", "hour", "minute"];
                    let field = self.random.pick(&fields[..if ty == Type::Date { 7 } else { 9 }]);
                    let number = format!("extract({field} from {name})");
                    if self.random.chance(50) {
                        return Some(self.comparable(number, Type::Numeric, true));
                    }
                    let numbers = ["-1", "1", "2", "4", "6", "12", "23", "59", "60", "366", "1999", "2024"];
                    let mut pick = || self.random.pick(&numbers).to_owned();
                    format!("{number} IN ({}, {}, {}) OR {number} > {}", pick(), pick(), pick(), pick())
                }
                Type::Timestamp if self.random.chance(30) => {
                    let (to, ty) = *self.random.pick_from(&[("date", Type::Date), ("time", Type::Time)]);
                    self.comparable(format!("{name}::{to}"), ty, true)
                }
                Type::Date if self.random.chance(10) => {
                    self.comparable(format!("{name}::timestamp"), Type::Timestamp, true)
                }
                ty if ARRAYS.contains(&ty) => return self.about_other_array(&name, ty),
                _ => self.comparable(name, ty, true),
            },
        })
    }

    /// An expression of type numeric; it may be beyond the type, and divide by zero.
    fn numeric(&mut self, depth: usize) -> String {
        let own = self.column(&[Type::Numeric]).unwrap_or_else(|| values::literal(self.random, Type::Numeric));
        if depth == 0 {
            return own;
        }
        match self.random.below(14) {
            0..4 => own,
            4..9 => {
                let (left, right) = (self.numeric(depth - 1), self.numeric(depth - 1));
                let right = match self.random.below(4) {
                    0 => self.column(&INTEGERS).unwrap_or(right),
                    1 => values::literal(self.random, Type::SmallInt),
                    _ => right,
                };
                let operator = self.random.pick(&["+", "-", "*", "/", "%"]);
                format!("({left} {operator} {right})")
            }
            9 => format!("(-({}))", self.numeric(depth - 1)),
            10 => {
                let function = self.random.pick(&["abs", "floor", "ceil", "ceiling", "round", "trunc", "sign"]);
                format!("{function}(({})::numeric)", self.numeric(depth - 1))
            }
            11 => {
                let (function, scale) = (self.random.pick(&["round", "trunc"]), self.random.between(-2, 3));
                format!("{function}(({})::numeric, {scale})", self.numeric(depth - 1))
            }
            12 => format!(
                "({})::{}",
                self.numeric(depth - 1),
                self.random.pick(&["numeric(4,2)", "numeric(3)", "numeric"])
            ),
            _ => {
                format!("mod(({})::numeric, {})", self.numeric(depth - 1), values::literal(self.random, Type::SmallInt))
            }
        }
    }

    /// A comparison of an operand with constants or another operand of the type.
    fn comparable(&mut self, left: String, ty: Type, ordered: bool) -> String {
        let literal = |random: &mut Random| values::literal(random, ty);
        let comparisons = if ordered { &COMPARISONS[..] } else { &COMPARISONS[..2] };
        match self.random.below(if ordered { 10 } else { 7 }) {
            0..2 => {
                let (not, count) = (self.not(), self.random.between(1, 4));
                let mut list: Vec<_> = (0..count).map(|_| literal(self.random)).collect();
                if self.random.chance(15) {
                    list.push("NULL".into());
                }
                if self.random.chance(25) {
                    list.insert(self.random.below(list.len() + 1), self.operand(ty));
                }
                format!("{left} {not}IN ({})", list.join(", "))
            }
            2 => {
                let mut list: Vec<_> = (0..3).map(|_| literal(self.random)).collect();
                if let (Some(name), true) = (self.column(&[ty]), self.random.chance(25)) {
                    list.push(name);
                }
                let quantifier = self.random.pick(&["= ANY", "<> ALL", "= ALL", "<> ANY", "= SOME"]);
                let cast = match ty {
                    Type::Text | Type::Varchar if self.random.chance(50) => "::text[]",
                    _ => "",
                };
                format!("{left} {quantifier} (ARRAY[{}]{cast})", list.join(", "))
            }
            3 => {
                let right = self.operand(ty);
                format!("{left} IS {}DISTINCT FROM {right}", self.not())
            }
            7.. => {
                let (low, high) = (self.operand(ty), self.operand(ty));
                let symmetric = if self.random.chance(10) { "SYMMETRIC " } else { "" };
                format!("{left} {}BETWEEN {symmetric}{low} AND {high}", self.not())
            }
            _ => {
                let right = self.operand(ty);
                let operator = self.random.pick(comparisons);
                if self.random.chance(20) {
                    format!("{right} {operator} {left}")
                } else {
                    format!("{left} {operator} {right}")
                }
            }
        }
    }

    fn operand(&mut self, ty: Type) -> String {
        let same: &[Type] = match ty {
            Type::SmallInt | Type::Integer | Type::BigInt | Type::Numeric => &INTEGERS,
            Type::Real | Type::Double => &[Type::SmallInt, Type::Integer, Type::BigInt, Type::Numeric, Type::Double],
            Type::Text | Type::Varchar => &[Type::Text, Type::Varchar],
            _ => &[],
        };
        match self.random.below(10) {
            0 => self.column(&[ty]).unwrap_or_else(|| values::literal(self.random, ty)),
            1 if !same.is_empty() => self.column(same).unwrap_or_else(|| values::literal(self.random, ty)),
            2 if ty == Type::Date => format!("DATE {}", values::literal(self.random, ty)),
            2 if ty == Type::Timestamptz => format!("{}::timestamptz", values::literal(self.random, ty)),
            2 if ty == Type::Integer => self.integer(1),
            3 if same.is_empty() => "NULL".into(),
            _ => values::literal(self.random, ty),
        }
    }

    /// An expression of an integer type; it may overflow and divide by zero.
    fn integer(&mut self, depth: usize) -> String {
        for _ in 0..30 {
            let text = match self.random.below(if depth == 0 { 11 } else { 19 }) {
                0..3 => self.column(&INTEGERS),
                3 => {
                    let function = self.random.pick(&["char_length", "length", "octet_length", "character_length"]);
                    self.text(depth.saturating_sub(1)).map(|text| format!("{function}({text})"))
                }
                4 if self.random.chance(30) => self.column(&INTEGERS).map(|name| {
                    let words = ["0", "1", "-5", "7", "NULL", "2147483647", "3000000000"];
                    let mut word = || self.random.pick(&words).to_owned();
                    format!(
                        "CASE {name} WHEN {} THEN {} WHEN {} THEN {} ELSE {name} END",
                        word(),
                        word(),
                        word(),
                        word()
                    )
                }),
                4 => self.column(&[Type::TextArray]).map(|name| format!("cardinality({name})")),
                5 => self
                    .column(&[Type::TextArray])
                    .map(|name| format!("array_length({name}, {})", self.random.pick(&["1", "1", "2", "0", "-1"]))),
                6 => self
                    .column(&[Type::TextArray])
                    .map(|name| format!("array_position({name}, {})", quoted(values::text(self.random)))),
                7 => self.jsonb(1).map(|value| format!("jsonb_array_length({value})")),
                8 => {
                    let part = self.text_operand(depth.saturating_sub(1));
                    self.text(depth.saturating_sub(1)).map(|text| {
                        if self.random.chance(50) {
                            format!("position({part} in {text})")
                        } else {
                            format!("strpos({text}, {part})")
                        }
                    })
                }
                9 => {
                    let count = self.random.between(1, 4);
                    let names: Vec<_> = (0..count).map(|_| self.random.pick_from(self.columns).0.clone()).collect();
                    let function = self.random.pick(&["num_nulls", "num_nonnulls"]);
                    Some(format!("{function}({})", names.join(", ")))
                }
                10 => {
                    let list: Vec<_> = (0..self.random.between(1, 3)).map(|_| self.operand(Type::Integer)).collect();
                    let function = self.random.pick(&["greatest", "least"]);
                    self.column(&INTEGERS).map(|name| format!("{function}({name}, {})", list.join(", ")))
                }
                11 => {
                    let to = self.random.pick(&["smallint", "integer", "bigint", "int", "int2", "int8"]);
                    let inner = self.integer(depth - 1);
                    Some(if self.random.chance(50) {
                        format!("({inner})::{to}")
                    } else {
                        format!("CAST({inner} AS {to})")
                    })
                }
                12 => self
                    .text(depth - 1)
                    .map(|text| format!("({text})::{}", self.random.pick(&["integer", "smallint", "bigint"]))),
                13 => {
                    let inner = self.integer(depth - 1);
                    Some(format!("(-{})", self.nested_always(inner)))
                }
                14 => {
                    let (inner, literal) = (self.integer(depth - 1), values::literal(self.random, Type::SmallInt));
                    let function = self.random.pick(&["COALESCE", "NULLIF"]);
                    Some(format!("{function}({inner}, {literal})"))
                }
                _ => {
                    let (left, operator) = (self.integer(depth - 1), self.random.pick(&["+", "-", "*", "/", "%"]));
                    let right = if self.random.chance(60) {
                        values::literal(self.random, Type::Integer)
                    } else {
                        self.integer(depth - 1)
                    };
                    let text = format!("{left} {operator} {right}");
                    Some(self.nested(text))
                }
            };
            if let Some(text) = text {
                return text;
            }
        }
        self.column(&INTEGERS).unwrap_or_else(|| "1".into())
    }

    /// An expression of a floating-point type; it may overflow and divide by zero.
    fn float(&mut self, depth: usize) -> String {
        let of = [Type::Real, Type::Double];
        let name = self.column(&of).unwrap_or_else(|| "1.5::float8".into());
        if depth == 0 {
            return name;
        }
        match self.random.below(8) {
            0..3 => name,
            3 => format!("(-{name})"),
            4 => {
                let of = [Type::SmallInt, Type::Integer, Type::BigInt, Type::Numeric, Type::Text];
                let other = self.column(&of).unwrap_or(name);
                format!("({other})::{}", self.random.pick(&["real", "float8", "double precision"]))
            }
            5 => format!("({name})::{}::float8", self.random.pick(&["smallint", "integer", "bigint", "real"])),
            _ => {
                let operator = self.random.pick(&["+", "-", "*", "/"]);
                let right = if self.random.chance(50) { self.operand(Type::Double) } else { self.float(depth - 1) };
                format!("({name} {operator} {right})")
            }
        }
    }

    fn about_bpchar(&mut self, name: String) -> String {
        match self.random.below(6) {
            0 => {
                let number = format!("{}({name})", self.random.pick(&["length", "char_length"]));
                self.comparable(number, Type::Integer, true)
            }
            1 => self.comparable(format!("{name}::text"), Type::Text, false),
            2 => self.comparable(format!("btrim({name})"), Type::Text, false),
            3 => format!("{name} = {}::bpchar", quoted(values::text(self.random))),
            _ => self.comparable(name, Type::Bpchar, false),
        }
    }

    fn about_enum(&mut self, name: String) -> String {
        match self.random.below(6) {
            0 => format!("{name}::text {}LIKE {}", self.not(), quoted(values::pattern(self.random))),
            1 => format!("{name}::text {}IN ({}, 'x')", self.not(), quoted(self.random.pick(&LABELS))),
            2 => {
                let (then, compared) = (quoted(self.random.pick(&LABELS)), quoted(self.random.pick(&LABELS)));
                format!("CASE WHEN {name} > {then} THEN {name} ELSE {compared} END <= {compared}")
            }
            _ => self.comparable(name, Type::Enum, true),
        }
    }

    fn about_other_array(&mut self, name: &str, ty: Type) -> Option<String> {
        let other = if self.random.chance(15) { self.column(&[ty])? } else { values::literal(self.random, ty) };
        let element = values::element_of(ty);
        Some(match self.random.below(9) {
            0..4 => {
                let operator = self.random.pick(&["<@", "@>", "&&", "=", "<>"]);
                if self.random.chance(25) {
                    format!("{other} {operator} {name}")
                } else {
                    format!("{name} {operator} {other}")
                }
            }
            4..6 => {
                let left = self.operand(element);
                let quantifier = self.random.pick(&["= ANY", "<> ALL", "= ALL", "<> ANY"]);
                format!("{left} {quantifier} ({name})")
            }
            6 => {
                let looked_for = self.operand(element);
                self.comparable(format!("array_position({name}, {looked_for})"), Type::Integer, true)
            }
            7 if ty == Type::IntegerArray => {
                let elements: Vec<_> = (0..2).map(|_| values::literal(self.random, Type::Integer)).collect();
                format!("{name} {} ARRAY[{}]", self.random.pick(&["@>", "&&", "="]), elements.join(", "))
            }
            _ => {
                let number = match self.random.below(4) {
                    0 => format!("cardinality({name})"),
                    1 => format!("array_ndims({name})"),
                    _ => {
                        let function = self.random.pick(&["array_length", "array_upper", "array_lower"]);
                        format!("{function}({name}, {})", self.random.pick(&["1", "1", "2", "0"]))
                    }
                };
                self.comparable(number, Type::Integer, true)
            }
        })
    }

    fn nested_always(&self, text: String) -> String {
        format!("({text})")
    }

    /// An expression of type text, if a column lends itself to one.
    fn text(&mut self, depth: usize) -> Option<String> {
        let own = [Type::Text, Type::Varchar];
        match self.random.below(if depth == 0 { 4 } else { 16 }) {
            0..4 => self.column(&own),
            4 => {
                let from = [Type::Integer, Type::Boolean, Type::Uuid, Type::BigInt, Type::SmallInt, Type::Numeric];
                self.column(&from).map(|name| format!("{name}::text"))
            }
            5 => self.column(&own).map(|name| format!("{name}::varchar({})", self.random.between(1, 3))),
            6 => {
                let value = self.jsonb(1)?;
                let key = self.subscript();
                Some(format!("({value} ->> {key})"))
            }
            7 => Some(format!("jsonb_typeof({})", self.jsonb(1)?)),
            8 => Some(format!("COALESCE({}, {})", self.text(depth - 1)?, quoted(values::text(self.random)))),
            9 => Some(format!("NULLIF({}, {})", self.text(depth - 1)?, quoted(values::text(self.random)))),
            10 => {
                let (text, set) = (self.text(depth - 1)?, self.text_operand(0));
                Some(match self.random.below(6) {
                    0 => format!("{}({text})", self.random.pick(&["btrim", "ltrim", "rtrim", "trim"])),
                    1 => format!("trim({} from {text})", self.random.pick(&["both", "leading", "trailing", ""])),
                    2 => format!("trim({} {set} from {text})", self.random.pick(&["both", "leading", "trailing", ""])),
                    3 => format!("trim({text}, {set})"),
                    _ => format!("{}({text}, {set})", self.random.pick(&["btrim", "ltrim", "rtrim"])),
                })
            }
            11 => {
                let (text, count) = (self.text(depth - 1)?, self.random.between(-3, 4));
                Some(match self.random.below(6) {
                    0 => format!("left({text}, {count})"),
                    1 => format!("right({text}, {count})"),
                    2 => format!("substr({text}, {count})"),
                    3 => format!("substring({text} from {count} for {})", self.random.between(-1, 4)),
                    4 => format!("substring({text}, {count}, {})", self.random.between(0, 4)),
                    _ => format!("split_part({text}, {}, {count})", quoted(values::text(self.random))),
                })
            }
            12 => {
                let (text, from) = (self.text(depth - 1)?, self.text_operand(0));
                Some(format!("replace({text}, {from}, {})", self.text_operand(0)))
            }
            13 => Some(format!("reverse({})", self.text(depth - 1)?)),
            _ => {
                let (left, right) = (self.text(depth - 1)?, self.text_operand(depth - 1));
                Some(if self.random.chance(50) {
                    format!("({left} || {right})")
                } else {
                    format!("({right} || {left})")
                })
            }
        }
    }

    /// A text, or a constant.
    fn text_operand(&mut self, depth: usize) -> String {
        let own = if self.random.chance(30) { self.text(depth) } else { None };
        own.unwrap_or_else(|| match (quoted(values::text(self.random)), self.random.below(8)) {
            (text, 0) => format!("E{}", text.replace('\\', "\\\\").replace('a', "\\x61").replace('b', "\\u0062")),
            (text, 1) => format!("'a'\n{text}"),
            (text, _) => text,
        })
    }

    fn about_text(&mut self, depth: usize) -> Option<String> {
        let left = self.text(depth)?;
        Some(match self.random.below(10) {
            0 => format!("{left} {}LIKE {}", self.not(), quoted(values::pattern(self.random))),
            1 => match self.random.below(5) {
                0 => format!(
                    "{left} {}LIKE '{}' ESCAPE '{}'",
                    self.not(),
                    self.random.pick(&["a!%", "!_", "a%", "5!!%"]),
                    self.random.pick(&["!", "", "%"])
                ),
                1 => format!("{left} {}ILIKE {}", self.not(), quoted(values::pattern(self.random))),
                2 => format!("{left} {}LIKE {}", self.not(), self.text(depth)?),
                3 => {
                    let list: Vec<_> = (0..2).map(|_| quoted(values::pattern(self.random))).collect();
                    let operator = self.random.pick(&["LIKE ANY", "~~ ANY", "~~* ALL", "!~~ ALL", "NOT LIKE ANY"]);
                    format!("{left} {operator} (ARRAY[{}])", list.join(", "))
                }
                _ => format!(
                    "{left} {} {}({left})",
                    self.random.pick(&["=", "<>"]),
                    self.random.pick(&["lower", "upper"])
                ),
            },
            2 => {
                let operator = self.random.pick(&["~", "~*", "!~", "!~*"]);
                format!("{left} {operator} {}", quoted(values::regex(self.random)))
            }
            3 => {
                let number = self.integer(depth);
                self.comparable(number, Type::Integer, true)
            }
            4 if depth > 0 => {
                // A cast that the input function may refuse.
                let (name, ty) = *self.random.pick_from(&[
                    ("boolean", Type::Boolean),
                    ("date", Type::Date),
                    ("uuid", Type::Uuid),
                    ("numeric", Type::Numeric),
                    ("timestamptz", Type::Timestamptz),
                    ("bigint", Type::BigInt),
                ]);
                self.comparable(format!("({left})::{name}"), ty, true)
            }
            5 => {
                let quantifier = self.random.pick(&["= ANY", "<> ALL", "= ALL", "<> ANY"]);
                format!("{left} {quantifier} ({})", self.column(&[Type::TextArray])?)
            }
            6 => {
                let part = self.text_operand(depth);
                if self.random.chance(50) {
                    format!("starts_with({left}, {part})")
                } else {
                    format!("{left} ^@ {part}")
                }
            }
            _ => self.comparable(left, Type::Text, false),
        })
    }

    fn array_constant(&mut self) -> String {
        if self.random.chance(40) {
            return quoted(&values::array(self.random));
        }
        let elements: Vec<_> = (0..self.random.between(1, 3)).map(|_| quoted(values::text(self.random))).collect();
        let cast = self.random.pick(&["", "::text[]"]);
        format!("ARRAY[{}]{cast}", elements.join(", "))
    }

    fn about_array(&mut self, name: &str, depth: usize) -> Option<String> {
        let other = if self.random.chance(15) { self.column(&[Type::TextArray])? } else { self.array_constant() };
        Some(match self.random.below(10) {
            0..5 => {
                let operator = self.random.pick(&["<@", "@>", "&&", "=", "<>"]);
                if self.random.chance(25) {
                    format!("{other} {operator} {name}")
                } else {
                    format!("{name} {operator} {other}")
                }
            }
            5..7 => {
                let text = quoted(values::text(self.random));
                let quantifier = self.random.pick(&["= ANY", "<> ALL", "= ALL", "<> ANY"]);
                format!("{text} {quantifier} ({name})")
            }
            7 => format!("array_position({name}, NULL) IS {}NULL", self.not()),
            _ => {
                let number = self.integer(depth);
                self.comparable(number, Type::Integer, true)
            }
        })
    }

    fn subscript(&mut self) -> String {
        if self.random.chance(25) {
            self.random.pick(&["0", "1", "-1", "5"]).to_owned()
        } else {
            quoted(values::key(self.random))
        }
    }

    fn jsonb(&mut self, depth: usize) -> Option<String> {
        let name = self.column(&[Type::Jsonb])?;
        if depth > 0 && self.random.chance(40) {
            let key = self.subscript();
            return Some(match self.random.below(5) {
                0 => format!("({name} #> {})", self.path()),
                1 => format!("({name}[{key}])"),
                2 => format!("({name}[{key}][{}])", self.subscript()),
                _ => format!("({name} -> {key})"),
            });
        }
        Some(name)
    }

    /// A path into a document.
    fn path(&mut self) -> String {
        if self.random.chance(20) {
            return self.column(&[Type::TextArray]).unwrap_or_else(|| "'{}'".into());
        }
        let steps: Vec<_> = (0..self.random.between(0, 3))
            .map(|_| {
                if self.random.chance(40) {
                    quoted(self.random.pick(&["0", "1", "-1", " +1", "1 ", "x", "-2147483648"]))
                } else {
                    quoted(values::key(self.random))
                }
            })
            .collect();
        format!("ARRAY[{}]::text[]", steps.join(", "))
    }

    fn about_jsonb(&mut self, name: &str, depth: usize) -> Option<String> {
        let value = self.jsonb(depth)?;
        Some(match self.random.below(14) {
            10 => {
                let (document, not) = (quoted(&values::json(self.random, 2)), self.not());
                let other = if self.random.chance(20) { self.jsonb(1)? } else { document };
                format!("{value} IS {not}DISTINCT FROM {other}")
            }
            11 => {
                let text = format!("({value} #>> {})", self.path());
                self.comparable(text, Type::Text, false)
            }
            12 => {
                // A cast that fails for other kinds of values.
                let (kind, name, ty) = *self.random.pick_from(&[
                    ("number", "integer", Type::Integer),
                    ("number", "bigint", Type::BigInt),
                    ("number", "smallint", Type::SmallInt),
                    ("number", "numeric", Type::Numeric),
                    ("number", "numeric(3,1)", Type::Numeric),
                    ("number", "real", Type::Real),
                    ("number", "float8", Type::Double),
                    ("boolean", "boolean", Type::Boolean),
                    ("string", "text", Type::Text),
                ]);
                let test = self.comparable(format!("({value})::{name}"), ty, ty != Type::Text);
                if self.random.chance(70) { format!("jsonb_typeof({value}) <> '{kind}' OR {test}") } else { test }
            }
            13 => {
                let documents: Vec<_> = (0..2).map(|_| quoted(&values::json(self.random, 1))).collect();
                format!("{value} {}IN ({})", self.not(), documents.join(", "))
            }
            0..2 => {
                let kind = self.random.pick(&["object", "array", "string", "number", "boolean", "null"]);
                format!("jsonb_typeof({value}) {} '{kind}'", self.random.pick(&["=", "<>", "IS DISTINCT FROM"]))
            }
            2 => format!("jsonb_typeof({value}) {}IN ('object', 'array', 'string')", self.not()),
            3 => format!("{value} ? {}", quoted(values::key(self.random))),
            4 => {
                let keys: Vec<_> = (0..2).map(|_| quoted(values::key(self.random))).collect();
                format!("{name} {} ARRAY[{}]", self.random.pick(&["?|", "?&"]), keys.join(", "))
            }
            5 if self.random.chance(70) => {
                let document = quoted(&values::json(self.random, 2));
                let operator = self.random.pick(&["=", "<>", "@>", "<@"]);
                format!("{value} {operator} {document}")
            }
            5 => format!("({value}) IS {}NULL", self.not()),
            6 => {
                let number = format!("jsonb_array_length({value})");
                let test = self.comparable(number, Type::Integer, true);
                format!("jsonb_typeof({value}) <> 'array' OR {test}")
            }
            7 => {
                let key = self.subscript();
                format!("({value} ->> {key}) {}LIKE {}", self.not(), quoted(values::pattern(self.random)))
            }
            8 => {
                let number = self.integer(depth);
                self.comparable(number, Type::Integer, true)
            }
            _ => {
                let key = self.subscript();
                self.comparable(format!("({value} ->> {key})"), Type::Text, false)
            }
        })
    }
}
