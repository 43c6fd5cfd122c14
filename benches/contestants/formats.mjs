// The stages' own formats, as users of the other libraries would write them: the same functions for all of them.

const REFUSED = /[\p{Cc}\u2028\u2029\u202d\u202e]/u;
const REFUSED_OF_LINES = /(?![\t\n\r])[\p{Cc}\u202d\u202e]/u;
const VISIBLE = /[^\s\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]/u;

const singleLineText = (text) => VISIBLE.test(text) && !REFUSED.test(text);
const multiLineText = (text) => VISIBLE.test(text) && !REFUSED_OF_LINES.test(text);

const PORT = '(?::(?:[1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d\\d|655[0-2]\\d|6553[0-5]))?';
const WEB_ADDRESS = new RegExp(
  `^https?://(?:\\[[\\da-f:.]+\\]|[\\p{L}\\p{M}\\p{N}_-]+(?:\\.[\\p{L}\\p{M}\\p{N}_-]+)*\\.?)${PORT}(?:[/?#][^\\s<>"\\\\^\`{|}]*)?$`,
  'iu',
);
const IDN_EMAIL =
  /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*@(?:[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?\.)+[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}][\p{L}\p{M}\p{N}-]*$/u;
const LANGUAGE_TAG = /^[A-Za-z]{2,8}(?:-[A-Za-z\d]{1,8})*$/;

/** RFC 3339; ArkType's own format checks only the date. */
const dateTime = (text) =>
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(
    text,
  );
const webAddress = (text) => WEB_ADDRESS.test(text);
const idnEmail = (text) => IDN_EMAIL.test(text);
const languageTag = (text) => LANGUAGE_TAG.test(text);

// Engines list one name for each zone, and know the others too.
const zones = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC'].map((name) => name.toLowerCase()));
const timeZone = (name) => zones.has(name.toLowerCase()) || isOther(name);
function isOther(name) {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    zones.add(name.toLowerCase());
    return true;
  } catch {
    return false;
  }
}

// JSON Schema counts code points, the libraries' own limits UTF-16 units; a text never has more code points than units.
const within = (least, most) => (text) => {
  if (text.length < least) return false;
  if (text.length <= most && least < 2) return true;
  const points = [...text].length;
  return points >= least && points <= most;
};
const unique = (items) => new Set(items.map((item) => JSON.stringify(item))).size === items.length;

/** The formats by their names in the stages' JSON Schemas. */
const formats = {
  e164: /^\+[1-9]\d{6,14}$/,
  'iana-time-zone': timeZone,
  'single-line-text': singleLineText,
  'multi-line-text': multiLineText,
  'web-address': webAddress,
  'idn-email': idnEmail,
  'language-tag': languageTag,
};

export {
  dateTime,
  formats,
  idnEmail,
  languageTag,
  multiLineText,
  singleLineText,
  timeZone,
  unique,
  webAddress,
  within,
};
