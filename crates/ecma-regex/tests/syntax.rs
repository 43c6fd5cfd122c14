//! Every form of the syntax, with texts that it matches and texts that it does not.

#![allow(clippy::panic, clippy::unwrap_used)]

use ecma_regex::{MOST_DEPTH, Pattern};

fn is_match(pattern: &str, text: &str) -> bool {
    let pattern = Pattern::new(pattern).unwrap_or_else(|error| panic!("{pattern}: {error}"));
    pattern.is_match(text, &mut 10_000_000).unwrap()
}

#[track_caller]
fn check(cases: &[(&str, &[&str], &[&str])]) {
    for (pattern, matched, unmatched) in cases {
        for text in *matched {
            assert!(is_match(pattern, text), "{pattern} matches {text:?}");
        }
        for text in *unmatched {
            assert!(!is_match(pattern, text), "{pattern} does not match {text:?}");
        }
    }
}

#[test]
fn characters_and_alternatives() {
    check(&[
        ("", &["", "x"], &[]),
        ("^$", &[""], &["x", "\n"]),
        ("a", &["a", "bab"], &["", "b", "A"]),
        ("b|c|", &["b", "", "x"], &[]),
        ("^(?:ab|cd|)e$", &["abe", "cde", "e"], &["ae", "abcde"]),
        ("é€😀", &["xé€😀"], &["é€", "e€😀"]),
        ("^.$", &["a", "😀", "\u{85}", "\0"], &["", "\n", "\r", "\u{2028}", "\u{2029}", "ab"]),
        ("^a|b$", &["ax", "xb"], &["xa", "bx"]),
        ("a$", &["a"], &["a\n"]),
    ]);
}

#[test]
fn quantifiers() {
    check(&[
        ("^a*$", &["", "aaa"], &["aab"]),
        ("^a+?$", &["a", "aaa"], &["", "b"]),
        ("^a?b??$", &["", "a", "b", "ab"], &["ba", "aa"]),
        ("^a{2}$", &["aa"], &["a", "aaa"]),
        ("^(?:(?:a|b)+?c)+$", &["abcac"], &["abca", "c"]),
        (&format!("^{}a{}$", "(".repeat(100), ")+".repeat(100)), &["a", "aaa"], &["", "b"]),
        ("^a{2,}$", &["aa", "aaaaa"], &["a"]),
        ("^a{1,3}?$", &["a", "aa", "aaa"], &["", "aaaa"]),
        ("^a{0}$", &[""], &["a"]),
        ("^(?:a{0,2}b){2}$", &["bb", "aabab"], &["aaab", "b"]),
        ("^(?:(?:a?){3}){2,}$", &["", "aaaaaaa"], &["b"]),
        ("^(?:){5,}a(?:){999999}$", &["a"], &["aa"]),
        ("^a{2,99999999999}$", &["aaa"], &["a"]),
        ("^[a-z]{1,65535}$", &["abc"], &["", "A"]),
        (r"^\+[1-9]\d{1,14}$", &["+31201234567"], &["+0123", "+1", "31201234567"]),
    ]);
}

#[test]
fn classes() {
    check(&[
        ("^[abc]$", &["a", "c"], &["d", ""]),
        ("^[^abc]$", &["d", "\n", "😀"], &["a", ""]),
        ("^[a-cx-z]$", &["b", "y"], &["d", "-"]),
        ("^[-a]$|^[b-]$", &["-", "a", "b"], &["c"]),
        ("[]", &[], &["", "a", "\n"]),
        ("^[^]$", &["a", "\n", "😀"], &["", "ab"]),
        (r"^[\b]$", &["\u{8}"], &["b"]),
        (r"^[\]\\\-\^]$", &["]", "\\", "-", "^"], &["a"]),
        ("^[[&&^]$", &["[", "&", "^"], &["a"]),
        (r"^[\d\s_]$", &["1", "\u{3000}", "_"], &["a"]),
        (r"^[^\D5]$", &["1"], &["5", "a"]),
        ("^[😀-😂]$", &["😁"], &["😃"]),
        ("^[.*+?(){}|$]$", &[".", "*", "+", "?", "(", ")", "{", "}", "|", "$"], &["a"]),
        ("^[+--]$", &["+", ",", "-"], &["."]),
        (r"^\d\D$", &["1a", "0é"], &["11", "aa", "\u{9ea}a"]),
        (r"^\w\W$", &["aé", "_-", "Z "], &["ab", "éa"]),
        (r"^\s\S$", &["\u{feff}a", "\u{b}é", "\u{1680}x", "\u{2029}x"], &["a ", "\u{85}x", "\u{180e}x", "\u{200b}x"]),
    ]);
}

#[test]
fn escapes() {
    check(&[
        (r"^\0$", &["\0"], &["0", ""]),
        (r"^[\0-\x02]$", &["\u{1}"], &["0"]),
        (r"^\t\n\v\f\r$", &["\t\n\u{b}\u{c}\r"], &["tnvfr"]),
        (r"^\cA\cz\cJ$", &["\u{1}\u{1a}\n"], &["AzJ"]),
        (r"^\x41\u0042\u{43}\u{00000044}$", &["ABCD"], &["ABC"]),
        (r"^\u{1f600}$", &["😀"], &["x"]),
        (r"^\ud83d\ude00$", &["😀"], &["x"]),
        (r"^[\ud83d\ude00-\ud83d\ude02]$", &["😁"], &["😃", "x"]),
        (r"^\^\$\\\.\*\+\?\(\)\[\]\{\}\|\/$", &[r"^$\.*+?()[]{}|/"], &["x"]),
    ]);
}

#[test]
fn lone_surrogates() {
    for (pattern, text, expected) in [
        (r"^\ud83d$", &[0xD83D][..], true),
        (r"^\ud83d$", &[0x1F600], false),
        (r"^[\ud800-\udbff]$", &[0xD83D], true),
        (r"^[\ud800-\udbff]", &[0x1F600], false),
        (r"^.$", &[0xDC00], true),
        (r"^[^a]\W\D\S$", &[0xDC00, 0xDC01, 0xDC02, 0xDC03], true),
        (r"^\p{Cs}\p{C}\P{L}\p{Any}\p{Assigned}$", &[0xD800, 0xD801, 0xD802, 0xDFFF, 0xD900], true),
        (r"^\P{Cs}$", &[0xD800], false),
        (r"^\p{sc=Zzzz}\p{scx=Unknown}\P{Script=Unknown}$", &[0xD800, 0xE000, 0x41], true),
        (r"^\P{L}(?<=\P{Lu})$", &[0xD800], true),
        (r"^(?i:[^x]\P{Lu})$", &[0xD800, 0xDC00], true),
    ] {
        assert_eq!(Pattern::new(pattern).unwrap().is_match_code_points(text, &mut 10_000), Ok(expected), "{pattern}");
    }
}

#[test]
fn properties() {
    check(&[
        (r"^\p{Lu}\p{Letter}\p{gc=Nd}\p{General_Category=Decimal_Number}$", &["Éa1\u{9ea}"], &["éa11"]),
        (r"^\p{Script=Greek}\p{sc=Cyrl}\p{Script_Extensions=Hira}$", &["αя\u{30fc}"], &["aяあ"]),
        (r"^\p{scx=Greek}$", &["α"], &["a"]),
        (r"^\p{sc=Zzzz}+$", &["\u{378}\u{e000}\u{ffff}"], &["a", "α", "\u{300}", "!"]),
        (r"^\p{Alphabetic}\p{White_Space}\p{Emoji}\p{ASCII}$", &["é 😀a"], &["é 😀é"]),
        (r"^\P{L}$", &["1", "😀"], &["a"]),
        (r"^[\p{L}\p{N}_-]+$", &["aÉ9_-"], &["a "]),
        (r"^[^\p{L}\P{Lu}]$", &[], &["a", "A", "1"]),
        (r"^\p{L}\p{L}\p{Lu}$", &["aaA"], &["aaa"]),
        (r"^\p{Zl}$", &["\u{2028}"], &["\u{2029}"]),
        (r"^\p{Any}$", &["x", "\u{10ffff}"], &["xx"]),
        (r"^\p{digit}+$", &["09\u{9ea}"], &["a"]),
        (r"^\p{greek}$", &["α"], &["a"]),
    ]);
}

#[test]
fn groups_and_back_references() {
    check(&[
        ("^(a)(?:b)(?<c>c)$", &["abc"], &["ab"]),
        (r"^(a|b)\1$", &["aa", "bb"], &["ab"]),
        (r"^(?<x>a|b)-\k<x>$", &["a-a"], &["a-b"]),
        (r"^\k<x>(?<x>a)$", &["a"], &["aa"]),
        (r"^\1(a)\1$", &["aa"], &["a"]),
        (r"^(?:(a)|b)\1$", &["aa", "b"], &["ba", "a"]),
        (r"^(a\1)$", &["a"], &["aa"]),
        (r"^(?:(a)|(b)|c)*\1$", &["aa", "ab", "abc", "caa"], &["d"]),
        // Captures are reset at each iteration.
        (r"^(?:(a)|b)*\1$", &["aa", "ab", "aab", "aaa"], &["c"]),
        (r"^(?:(a)|b){2}\1x$", &["abx", "aaax", "baax"], &["abax", "aax"]),
        (r"^(?:(a)|(b)){2}\2x$", &["bax", "abbx"], &["babx", "abx"]),
        // An iteration that matches nothing ends the loop, and is undone.
        (r"^(?:(a?))*\1b$", &["aab", "b"], &["ab"]),
        (r"^(?:(?=(a)))?\1b", &["b"], &["ab"]),
        // If empty, the end of an iteration fails here; later, not empty, it leads to a match.
        (r"^(?:(?:(a)|a|)(?:b|))*\1c$", &["ac", "aac"], &["ab"]),
        (r"^(?:(?=(a))){1}\1b", &["ab"], &["b", "aab"]),
        (r"(a*)*\1b", &["aab", "b"], &["aa", ""]),
        (r"^(é+)x\1$", &["ééxéé"], &["ééxé"]),
        (r"^(?:(?<y>a)|(?<y>b))\k<y>$", &["aa", "bb"], &["ab"]),
        (r"^(?:(?<y>a)|(?<y>b))*?-\k<y>$", &["ab-b", "aba-a", "-"], &["ab-a", "ab-"]),
        (r"^(?<$_é\u0061\u{62}>x)\k<$_éab>$", &["xx"], &["x"]),
        (r"^(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)\10$", &["abcdefghijj"], &["abcdefghija0"]),
        (r"^(?:(a*)*\1b|(?=a).*!)$", &["aaaaaaaaaaaaaaaaaaaaaaaaaa!"], &["aaaaaaaaaaaaaaaaaaaaaaaaaa"]),
    ]);
}

#[test]
fn assertions() {
    check(&[
        (r"\bcat\b", &["a cat!", "cat"], &["concat", "cat_"]),
        (r"\Bcat", &["concat"], &["a cat", "cat"]),
        (r"^\b$|^\B\B$", &[""], &["a"]),
        (r"é\b", &["éa"], &["é", "é a"]),
        (r"^(?=.*\d)(?=.*[A-Z]).{4,}$", &["a1B2", "Abc9"], &["ab12", "A1b"]),
        ("^(?!.*foo)b", &["bar"], &["b foo"]),
        ("(?<=a)b", &["ab"], &["b", "cb"]),
        ("(?<!a)b", &["b", "cb"], &["ab"]),
        (r"(?<=^|,)x(?=,|$)", &["x", "a,x", "x,a"], &["ax", "xa"]),
        (r"(?<=\$\d{1,3}(?:\.\d\d)?)!", &["$12.34!", "$1!"], &["12!", "$1234!"]),
        ("(?=a(?!b(?<=c)))ab", &["ab"], &["b"]),
        ("(?<!(?<=x)a)b", &["ab", "b"], &["xab"]),
        ("^(?!)|^(?=)a", &["a"], &["b"]),
        ("(?:(?=a)[ab])+$", &["ba"], &["ab"]),
        // A lookahead is not retried, and what it captured is kept.
        (r"^(?=(a+))\1b", &["aab"], &["a"]),
        (r"^(?=(a+))a*b\1$", &["aabaa", "aaabaaa"], &["aaba"]),
        (r"^(?=(a+))a*?\1$", &["aa", "a"], &[""]),
        (r"(?=(a+))a*b\1", &["baaabac"], &["ab"]),
        (r"(?=(a+?))\1\1b", &["aab"], &["ab"]),
        (r"^(?!(a)b)\1a", &["aa"], &["ab"]),
        // A lookbehind goes backward.
        (r"(?<=(\d+)(\d+))x\1$", &["1053x1"], &["1053x105"]),
        (r"(?<=\1(a))b", &["aab"], &["ab"]),
        (r"(?<=(a)\1)b", &["ab"], &["b"]),
        (r"(?<=([ab]+)([bc]+))$", &["abc"], &["a", ""]),
        (r"(?<!(a)\1|x)b$", &["b", "cb"], &["ab", "xb"]),
        (r"^(?:(?<=(.))(?=\1).|^.)+$", &["aaa", "a"], &["ab", ""]),
    ]);
}

#[test]
fn modifiers() {
    check(&[
        ("^(?i:aß)(?-i:b)$", &["Aßb", "a\u{1e9e}b"], &["aßB", "ASSb"]),
        ("^(?i:[a-c]k)$", &["BK", "b\u{212a}"], &["dk"]),
        ("^(?i:[^x])$", &["a"], &["x", "X"]),
        (r"^(?i:\w\W)$", &["\u{17f}-"], &["a\u{212a}"]),
        (r"^\w(?i:\b)", &["a-"], &["ak"]),
        (r"^(?i:(é+)-\1)$", &["éÉ-Éé"], &["é-e"]),
        (r"^(?i:(k)\1)(?-i:\1)$", &["kKk", "\u{212a}k\u{212a}"], &["kKK"]),
        ("(?m:^a$)", &["b\na\r", "a"], &["b\na c"]),
        ("^(?s:.)$", &["\n"], &[""]),
        ("^(?s-i:.(?-s:.))$", &["\na"], &["\n\n"]),
        ("^(?ims-:a.)$", &["A\n"], &["b\n"]),
    ]);
}

#[test]
fn forms_of_annex_b() {
    check(&[
        (r#"^\-\@\_\"\ \é\<\>\%$"#, &[r#"-@_" é<>%"#], &["x"]),
        ("^a]b}c{d$", &["a]b}c{d"], &["abcd"]),
        ("^{a}{,}{}x{1$", &["{a}{,}{}x{1"], &["ax"]),
        ("^(?=a)*(?!b)?a$", &["a"], &["b"]),
        ("^(?=a){2}a$", &["a"], &["b"]),
        (r"^[\w-.]$", &["a", "-", "."], &["+"]),
        (r"^[+-\d]$", &["+", "-", "1"], &[",", "a"]),
    ]);
}

#[test]
fn errors_say_what_and_where() {
    for (pattern, offset, message) in [
        ("a(b", 1, "a group is not closed"),
        ("ab)", 2, "a `)` closes no group"),
        ("é[a", 2, "a class is not closed"),
        ("ab[c\\", 4, "it ends in a backslash"),
        ("a**", 2, "there is nothing to repeat before the quantifier"),
        ("?", 0, "there is nothing to repeat before the quantifier"),
        ("(?:+a)", 3, "there is nothing to repeat before the quantifier"),
        ("{2}", 0, "there is nothing to repeat before the quantifier"),
        ("^*", 1, "there is nothing to repeat before the quantifier"),
        (r"\b{2}", 2, "there is nothing to repeat before the quantifier"),
        ("(?<=a)?", 6, "there is nothing to repeat before the quantifier"),
        ("a++", 2, "there is nothing to repeat before the quantifier"),
        ("a{2,1}", 1, "the numbers of the quantifier are out of order"),
        ("a{,3}", 1, "the quantifier has no least number: write `{0,…}`"),
        ("[b-a]", 1, "the ends of a range are out of order"),
        (r"[\1]", 1, "an escape of digits is no back reference"),
        (r"\00", 0, "an escape of digits is no back reference"),
        (r"(a)\2", 3, "there is no group 2"),
        (r"\99999999999999", 0, "there is no group 4294967295"),
        (r"\k<n>", 0, "no group is named `n`"),
        (r"(?<n>a)\k", 7, "a `\\k` has no group's name behind it"),
        ("(?<n>a)(?<n>b)", 7, "two groups are named `n`"),
        ("(?:(?<n>a)|b)(?<n>b)", 13, "two groups are named `n`"),
        ("(?<1>a)", 3, "a group's name is no identifier"),
        ("(?<>a)", 3, "a group's name is no identifier, or has no `>` behind it"),
        ("(?<a😀>a)", 3, "a group's name is no identifier"),
        ("(?i)a", 0, "`(?` begins no kind of group that ECMA-262 has"),
        ("(?P<n>a)", 0, "`(?` begins no kind of group that ECMA-262 has"),
        ("(?>a)", 0, "`(?` begins no kind of group that ECMA-262 has"),
        ("(?ii:a)", 0, "`(?` begins no kind of group that ECMA-262 has"),
        ("(?-:a)", 0, "`(?` begins no kind of group that ECMA-262 has"),
        ("(?i-i:a)", 0, "`(?` begins no kind of group that ECMA-262 has"),
        (r"^\S\Z", 3, "`\\Z` is no escape of ECMA-262"),
        (r"\a", 0, "`\\a` is no escape of ECMA-262"),
        (r"[\B]", 1, "`\\B` is no escape of ECMA-262"),
        (r"\c1", 0, "a `\\c` has no letter behind it"),
        (r"\x4", 0, "a `\\x` has no two hexadecimal digits behind it"),
        (r"\x4é", 0, "a `\\x` has no two hexadecimal digits behind it"),
        (r"\u12", 0, "a `\\u` has no code point behind it"),
        (r"\u{110000}", 0, "a `\\u` has no code point behind it"),
        (r"\u{}", 0, "a `\\u` has no code point behind it"),
        (r"\pL", 0, "a `\\p` has no property in braces behind it"),
        (r"\p{Lx}", 0, "the property `Lx` of Unicode is not known here"),
        (r"\P{Script=Nope}", 0, "the property `Script=Nope` of Unicode is not known here"),
        (r"\p{Script=Cwkcf}", 0, "the property `Script=Cwkcf` of Unicode is not known here"),
        (r"a\P{CWKCF}", 1, "there is no table here of the property `CWKCF` of Unicode"),
        (r"\p{scx=Sidetic}", 0, "there is no table here of the property `scx=Sidetic` of Unicode"),
        (r"\p{Age=6.0}", 0, "the property `Age=6.0` of Unicode is not known here"),
        (
            "((a{0,999}){0,999}){0,999}",
            0,
            "it takes more than 300000 instructions, once its repetitions are written out",
        ),
        ("a{999999}", 0, "it takes more than 300000 instructions, once its repetitions are written out"),
    ] {
        let error = Pattern::new(pattern).err().unwrap_or_else(|| panic!("{pattern} is accepted"));
        assert_eq!((error.offset(), error.message()), (offset, message), "{pattern}");
    }
}

/// The wasm's stack is 1 MB; unoptimized code uses about ten times as much.
#[test]
fn deep_nesting_takes_little_stack() {
    let run = || {
        for (open, close) in [("(", ")"), ("(?:", "){2}"), ("(?=", ")"), ("(?:a|(?<!", "))*")] {
            let nested = |depth| format!("{}a{}", open.repeat(depth), close.repeat(depth));
            let _ = Pattern::new(&nested(MOST_DEPTH / 2)).map(|pattern| pattern.is_match("aaa", &mut 1_000_000));
            assert!(Pattern::new(&nested(100_000)).is_err());
        }
        assert!(is_match(&format!("{}a{}", "(".repeat(MOST_DEPTH), ")".repeat(MOST_DEPTH)), "a"));
    };
    std::thread::Builder::new().stack_size(2 << 20).spawn(run).unwrap().join().unwrap();
}
