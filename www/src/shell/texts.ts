// The frame's texts.

import type { Texts } from '../language/Language';
import type { Tab } from './situation';
import type { Theme } from './theme';

interface Shell {
  readonly title: string;
  readonly purpose: string;
  readonly language: string;
  readonly colours: string;
  readonly parts: string;
  readonly loading: string;
  readonly footer: string;
  readonly tabs: Readonly<Record<Tab, string>>;
  readonly themes: Readonly<Record<Theme, string>>;
}

export const texts: Texts<Shell> = {
  en: {
    title: 'Event wizard validator',
    purpose: 'A wizard and an assistant write into PostgreSQL, and nothing wrong is ever sent.',
    language: 'Language',
    colours: 'Colours',
    parts: 'Parts of the page',
    loading: 'Loading …',
    footer: 'Nothing leaves this page. Rules compiled from the project’s SQL and JSON Schemas, version',
    tabs: {
      wizard: 'Wizard',
      assistant: 'Assistant',
      row: 'Row',
      'break-it': 'Break it',
      speed: 'Speed',
      rules: 'Rules',
    },
    themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
  },
  ar: {
    title: 'مدقّق معالج الفعاليات',
    purpose: 'معالج ومساعد يكتبان في PostgreSQL، ولا يُرسَل أي شيء خاطئ أبدًا.',
    language: 'اللغة',
    colours: 'الألوان',
    parts: 'أقسام الصفحة',
    loading: 'جارٍ التحميل …',
    footer: 'لا شيء يغادر هذه الصفحة. القواعد مُجمَّعة من SQL ومخططات JSON الخاصة بالمشروع، الإصدار',
    tabs: {
      wizard: 'المعالج',
      assistant: 'المساعد',
      row: 'الصف',
      'break-it': 'حاول كسره',
      speed: 'السرعة',
      rules: 'القواعد',
    },
    themes: { system: 'حسب النظام', light: 'فاتح', dark: 'داكن' },
  },
  de: {
    title: 'Event wizard validator',
    purpose:
      'Ein Assistent in Schritten und ein KI-Assistent schreiben in PostgreSQL, und nie wird etwas Falsches gesendet.',
    language: 'Sprache',
    colours: 'Farben',
    parts: 'Teile der Seite',
    loading: 'Wird geladen …',
    footer: 'Nichts verlässt diese Seite. Regeln aus dem SQL und den JSON-Schemas des Projekts, Version',
    tabs: {
      wizard: 'Wizard',
      assistant: 'Assistent',
      row: 'Zeile',
      'break-it': 'Bring es zu Fall',
      speed: 'Tempo',
      rules: 'Regeln',
    },
    themes: { system: 'Wie das System', light: 'Hell', dark: 'Dunkel' },
  },
  es: {
    title: 'Event wizard validator',
    purpose: 'Un formulario guiado y un asistente escriben en PostgreSQL, y nunca se envía nada incorrecto.',
    language: 'Idioma',
    colours: 'Colores',
    parts: 'Partes de la página',
    loading: 'Cargando …',
    footer: 'Nada sale de esta página. Reglas compiladas del SQL y los JSON Schemas del proyecto, versión',
    tabs: {
      wizard: 'Formulario',
      assistant: 'Asistente',
      row: 'Fila',
      'break-it': 'Rómpelo',
      speed: 'Velocidad',
      rules: 'Reglas',
    },
    themes: { system: 'Como el sistema', light: 'Claro', dark: 'Oscuro' },
  },
  fr: {
    title: 'Event wizard validator',
    purpose: 'Un formulaire guidé et un assistant écrivent dans PostgreSQL, et rien de faux n’est jamais envoyé.',
    language: 'Langue',
    colours: 'Couleurs',
    parts: 'Parties de la page',
    loading: 'Chargement …',
    footer: 'Rien ne quitte cette page. Règles compilées à partir du SQL et des JSON Schemas du projet, version',
    tabs: {
      wizard: 'Formulaire',
      assistant: 'Assistant',
      row: 'Ligne',
      'break-it': 'Cassez-le',
      speed: 'Vitesse',
      rules: 'Règles',
    },
    themes: { system: 'Comme le système', light: 'Clair', dark: 'Sombre' },
  },
  ja: {
    title: 'Event wizard validator',
    purpose: 'ウィザードとアシスタントが PostgreSQL に書き込みます。誤ったデータは決して送信されません。',
    language: '言語',
    colours: '配色',
    parts: 'ページの各部',
    loading: '読み込み中…',
    footer:
      'データがこのページの外に出ることはありません。規則はプロジェクトの SQL と JSON Schema から生成、バージョン',
    tabs: {
      wizard: 'ウィザード',
      assistant: 'アシスタント',
      row: '行',
      'break-it': '壊してみる',
      speed: '速度',
      rules: '規則',
    },
    themes: { system: 'システムに合わせる', light: 'ライト', dark: 'ダーク' },
  },
  'pt-BR': {
    title: 'Event wizard validator',
    purpose: 'Um formulário guiado e um assistente gravam no PostgreSQL, e nada errado é enviado.',
    language: 'Idioma',
    colours: 'Cores',
    parts: 'Partes da página',
    loading: 'Carregando …',
    footer: 'Nada sai desta página. Regras compiladas do SQL e dos JSON Schemas do projeto, versão',
    tabs: {
      wizard: 'Formulário',
      assistant: 'Assistente',
      row: 'Linha',
      'break-it': 'Tente quebrar',
      speed: 'Velocidade',
      rules: 'Regras',
    },
    themes: { system: 'Como o sistema', light: 'Claro', dark: 'Escuro' },
  },
};
