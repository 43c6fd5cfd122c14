//! Texts for timestamptz and date, as the content of a JSON string: ISO 8601 and its near misses, PostgreSQL's special
//! words, and the free spellings that its date parser accepts.

use crate::random::Random;

const SPECIAL: &[&str] = &[
    "now",
    "today",
    "tomorrow",
    "yesterday",
    "epoch",
    "infinity",
    "-infinity",
    "+infinity",
    "NOW",
    " now ",
    "Today",
    "allballs",
    "now()",
    "current_timestamp",
    "",
    " ",
    "invalid",
    "J2451187",
    "20240115",
    "20240115T103000Z",
    "2024-W03-1",
    "2024-015",
    "2024.015",
    "2024-01",
    "10:30",
    "10:30:00Z",
    "Mon, 15 Jan 2024 10:30:00 GMT",
    "Mon Jan 15 2024 10:30:00 GMT+0000 (Coordinated Universal Time)",
    "Jan 15 2024",
    "15 January 2024 10:30 pm",
    "1/15/2024",
    "15/1/2024",
    "1/8/1999",
    "January 8, 1999",
    "2024-Jan-15",
    "08-Jan-99",
    "Jan-08-1999",
    "99-Jan-08",
    "epoch now",
    "2024-01-15 infinity",
    "+012345-01-01T00:00:00Z",
    "-000001-01-01T00:00:00Z",
    "0000-01-01",
    "0001-01-01",
    "0001-01-01 BC",
    "4714-11-23 BC",
    "4714-11-24 BC",
    "294276-12-31T23:59:59.999999Z",
    "294277-01-01",
    "1705312800000",
    "99999-01-01",
    "Invalid Date",
    "null",
    "2024-01-15T10:30:00.123456789Z",
    "2024-01-15T23:59:59.9999999Z",
    "y2024m01d15",
];

const SEPARATORS: &[&str] = &["T", "T", "T", " ", "t", "  ", "_", "", "\\t", ", "];
const ZONES: &[&str] = &[
    "Z",
    "Z",
    "z",
    "",
    "+00",
    "+00:00",
    "-00:00",
    "+0530",
    "+05:30",
    "-08",
    "-8",
    "+15:59",
    "+15:59:59",
    "+16",
    "+16:00",
    "-15:59",
    "+05:60",
    "+5:3",
    "+14:00",
    " UTC",
    " GMT",
    "UTC",
    " Europe/Paris",
    " europe/paris",
    " America/New_York",
    " Nowhere/Land",
    " XYZ",
    " EST",
    " PST",
    "EST5EDT",
    " +05:30",
    "Z+05",
    " UTC+3",
    "+053045",
    "+05:30:45",
    " BC",
    " AD",
    "Z BC",
    " AM",
    " PM",
    " pm",
    "+1",
    "+123",
    "+12345",
    "-",
    "+",
    " Z",
    "Zulu",
    "ZZ",
    "+05:",
    "+:30",
    "+05 30",
];

/// The content of a JSON string.
pub fn moment(random: &mut Random) -> String {
    match random.below(10) {
        0 => random.pick(SPECIAL).to_owned(),
        1 => {
            let text = iso(random);
            misspelt(random, &text)
        }
        2 => date_only(random),
        _ => iso(random),
    }
}

fn date_only(random: &mut Random) -> String {
    let year = match random.below(12) {
        0 => random.between(0, 99),
        1 => random.between(0, 10_000),
        2 => *random.pick_from(&[0, 1, 1900, 2000, 2100, 9999, 10_000, 294_276, 294_277, 5_874_897, 5_874_898]),
        _ => random.between(1995, 2035),
    };
    let month = if random.chance(4) { *random.pick_from(&[0, 13, 99]) } else { random.between(1, 12) };
    let day = if random.chance(10) { *random.pick_from(&[0, 29, 30, 31, 32, 99]) } else { random.between(1, 28) };
    match random.below(20) {
        0 => format!("{year}-{month}-{day}"),
        1 => format!("{year:04}{month:02}{day:02}"),
        2 => format!("{year:04}/{month:02}/{day:02}"),
        3 => format!("{year:04}.{month:02}.{day:02}"),
        4 => format!("{year:04}-{:03}", random.between(0, 370)),
        5 => format!("{day:02}-{month:02}-{year:04}"),
        6 => format!("{month:02}/{day:02}/{year:04}"),
        _ => format!("{year:04}-{month:02}-{day:02}"),
    }
}

fn time(random: &mut Random) -> String {
    let hour = if random.chance(6) { *random.pick_from(&[24, 25, 99]) } else { random.between(0, 23) };
    let minute = if random.chance(4) { *random.pick_from(&[60, 99]) } else { random.between(0, 59) };
    let second = if random.chance(8) { *random.pick_from(&[59, 60, 61, 99]) } else { random.between(0, 59) };
    let fraction = match random.below(12) {
        0 => "1".repeat(1 + random.below(9)),
        1 => "9".repeat(1 + random.below(9)),
        2 => "5".into(),
        3 => "000".into(),
        4 => String::new(),
        _ => format!("{:03}", random.between(0, 999)),
    };
    let point = if random.chance(4) { "," } else { "." };
    match random.below(14) {
        0 => format!("{hour:02}:{minute:02}"),
        1 => format!("{hour}:{minute}:{second}"),
        2 => format!("{hour:02}{minute:02}{second:02}"),
        3 => format!("{hour:02}{minute:02}"),
        4 => format!("{hour:02}"),
        5 => random
            .pick(&["24:00:00", "24:00:01", "23:59:60", "23:59:60.5", "24:00", "00:00:60", "12:60", "23:59:59.9999999"])
            .to_owned(),
        6..10 => format!("{hour:02}:{minute:02}:{second:02}"),
        _ => format!("{hour:02}:{minute:02}:{second:02}{point}{fraction}"),
    }
}

fn iso(random: &mut Random) -> String {
    format!("{}{}{}{}", date_only(random), random.pick(SEPARATORS), time(random), random.pick(ZONES))
}

/// The text with one character inserted, dropped or changed, or with blanks around it.
fn misspelt(random: &mut Random, text: &str) -> String {
    const PUT: &[&str] = &[
        "0", "9", "-", "+", ":", ".", " ", "T", "Z", "/", ",", "x", "e", "(", "\u{e9}", "\\u0000", "\\n", "am", "jan",
        "mon",
    ];
    let characters: Vec<char> = text.chars().collect();
    let at = random.below(characters.len() + 1);
    let before: String = characters.iter().take(at).collect();
    match random.below(4) {
        0 => format!("{before}{}", characters.iter().skip(at + 1).collect::<String>()),
        1 => format!("{before}{}{}", random.pick(PUT), characters.iter().skip(at + 1).collect::<String>()),
        2 => format!("{}{text}{}", random.pick(&[" ", "\\t", "", "\u{a0}"]), random.pick(&[" ", "\\n", "x", ""])),
        _ => format!("{before}{}{}", random.pick(PUT), characters.iter().skip(at).collect::<String>()),
    }
}
