// All English sentences: those of verdicts and, for the schemas of `/dynamic`, those of the JSON Schema keywords and formats
// that no stage uses, and that of `/copilotkit`. A separate file, since the default entry does not need them.

import type { Locale } from './catalogue.js';
import { english } from './english.js';

/** English: the messages of `compileSchema`, and the starting point for a translation. */
export const en: Locale = {
  ...english,
  messages: {
    ...english.messages,
    propertyNames: '{field} has a field whose name is not allowed[: {propertyName}]',
    multipleOf: '{field} must be a multiple of {multipleOf}',
    contains: '{field} must have an entry of the kind asked for',
    minProperties: '{field} must have at least {limit|field}',
    pattern: '{field} is not in the right form',
    not: '{field} must be something else',
    false: '{field} is not allowed here',
    'notJudged.work': 'This could not be checked to the end: with this schema it takes too many steps',
    'notJudged.depth': 'This could not be checked: it is nested too deeply[, more than {limit} levels]',
    'notJudged.json': 'This could not be read: it is not JSON',
    'notJudged.size': 'This could not be checked: it is too large[, more than {limit} bytes]',
    'format.zone': '{field} needs a time zone: choose that of the event[, since {time_zone} is not known]',
    'format.twice':
      '{field} is an hour that clocks in {time_zone} go through twice that day: choose an earlier or a later one',
    file: '{field} cannot be a file[ ({name})]: upload it elsewhere, and give its web address here',
    'notJudged.error': 'This could not be checked[: {message}]',
    'patch.operations': 'The change is not a list of JSON Patch operations',
    'patch.place': 'The change cannot be made: the place {place} does not exist',
    'patch.test': 'The change cannot be made: the state is not as it expects[ at {place}]',
    'patch.name': 'The change cannot be made: a name in {place} is not allowed',
    'patch.size': 'The change cannot be made: it copies too much',
    'interrupt.unknown': 'There is no open question {interrupt}',
    'interrupt.unanswered': 'The question {interrupt} has not been answered',
    'interrupt.expired': 'The question {interrupt} can no longer be answered, only cancelled',
    'interrupt.schema': 'The answer cannot be checked, because the question’s own schema is not usable[: {message}]',
    oneOf: '{field} must fit exactly one of the forms allowed',
    anyOf: '{field} must fit one of the forms allowed',
    session_unavailable: 'The session cannot be read or changed now[: {message}]',
  },
  words: {
    ...english.words,
    email: 'an e-mail address, like name@example.org',
    uri: 'a full web address, like https://example.org',
    iri: 'a full web address, like https://example.org',
    date: 'a date, like 2026-05-01',
    time: 'a time',
    'iso-time': 'a time, like 19:30:00',
    'iso-date-time': 'a date and time, like 2026-05-01T19:30:00',
    duration: 'a duration, like PT1H30M',
    hostname: 'a host name, like example.org',
    'idn-hostname': 'a host name, like example.org',
    ipv4: 'an IPv4 address, like 192.0.2.1',
    ipv6: 'an IPv6 address, like 2001:db8::1',
    url: 'a full web address, like https://example.org',
    'uri-reference': 'a web address or a path, like /tickets',
    'iri-reference': 'a web address or a path, like /tickets',
    'data-url': 'a data URL',
    color: 'a colour, like #336699',
  },
};
