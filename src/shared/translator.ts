import { IntlMessageFormat } from 'intl-messageformat';
import { type Language, messages } from './locales/languages';
import type { MessageKey, MessageValues, Text } from './text';

export interface Translator {
  readonly language: Language;
  t(key: MessageKey, values?: MessageValues): string;
  text(text: Text): string;
  /** A clock time of the person's time zone, e.g. `10:32:05`. */
  time(ms: number): string;
  /** The day and the time, of the person's time zone, e.g. `Oct 2, 2026, 10:32:05`. */
  dateTime(ms: number): string;
  /** How long ago, e.g. `3 weeks ago`, in the largest fitting unit. */
  ago(elapsedMs: number): string;
  /** How long, in its two largest units, e.g. `3 h 12 m`. */
  duration(elapsedMs: number): string;
  /** Minutes and seconds of something under way, e.g. `0:14`. */
  stopwatch(elapsedMs: number): string;
  number(value: number): string;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const AGO_UNITS = [
  ['year', 365 * DAY],
  ['month', 30 * DAY],
  ['week', 7 * DAY],
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
] as const;

const translators = new Map<Language, Translator>();

/** The one Translator of a language; formatters are made once, on first use. */
export function translatorFor(language: Language): Translator {
  const known = translators.get(language);
  if (known) return known;
  const made = createTranslator(language);
  translators.set(language, made);
  return made;
}

/** The first formatter of a process takes 20 ms: none is made that nobody asks for. */
function onFirstUse<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function createTranslator(language: Language): Translator {
  const formats = new Map<MessageKey, IntlMessageFormat>();
  const clock = onFirstUse(
    () =>
      new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }),
  );
  const dayAndTime = onFirstUse(
    () => new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' }),
  );
  const relative = onFirstUse(() => new Intl.RelativeTimeFormat(language, { numeric: 'always' }));
  const decimal = onFirstUse(() => new Intl.NumberFormat(language));

  function t(key: MessageKey, values: MessageValues = {}): string {
    let format = formats.get(key);
    if (!format) {
      // Names and tags are data, never markup: tags in messages are not interpreted at all.
      format = new IntlMessageFormat(messages[language][key], language, undefined, { ignoreTag: true });
      formats.set(key, format);
    }
    return String(format.format({ ...values }));
  }

  return {
    language,
    t,
    text: (text) => t(text.key, text.values),
    time: (ms) => clock().format(ms),
    dateTime: (ms) => dayAndTime().format(ms),
    number: (value) => decimal().format(value),
    stopwatch(elapsedMs) {
      const seconds = Math.max(0, Math.floor(elapsedMs / SECOND));
      return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
    },
    ago(elapsedMs) {
      for (const [unit, length] of AGO_UNITS) {
        if (elapsedMs >= length) return relative().format(-Math.floor(elapsedMs / length), unit);
      }
      return t('time.justNow');
    },
    duration(measuredMs) {
      // This computer's clock may be a little behind AWS's.
      const elapsedMs = Math.max(0, measuredMs);
      const days = Math.floor(elapsedMs / DAY);
      const hours = Math.floor((elapsedMs % DAY) / HOUR);
      const minutes = Math.floor((elapsedMs % HOUR) / MINUTE);
      if (days >= 7) return t('time.days', { days });
      if (days > 0) return t('time.daysHours', { days, hours });
      if (hours > 0) return t('time.hoursMinutes', { hours, minutes });
      return t('time.minutes', { minutes });
    },
  };
}
