// The frame's texts.

import type { Texts } from '../language/Language';
import type { Tab } from './situation';

interface Shell {
  /** The page's name. */
  readonly title: string;
  readonly skip: string;
  readonly language: string;
  /** Names of a toggle. */
  readonly dark: string;
  readonly parts: string;
  readonly loading: string;
  readonly footer: string;
  readonly tabs: Readonly<Record<Tab, string>>;
  readonly counter: {
    /** Before anything was judged. */
    readonly waiting: string;
    readonly judged: (rows: string) => string;
    readonly disagreements: (rows: string) => string;
    /** What it is, in full. */
    readonly meaning: string;
  };
}

export const texts: Texts<Shell> = {
  en: {
    title: 'Event wizard validator',
    skip: 'Skip to the content',
    language: 'Language',
    dark: 'Dark colours',
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
    counter: {
      waiting: 'random rows: not begun',
      judged: (rows) => `random rows judged by both: ${rows}`,
      disagreements: (rows) => `disagreements: ${rows}`,
      meaning: 'Random rows that the module and PostgreSQL have both judged since you opened this page',
    },
  },
  ar: {
    title: 'مدقّق معالج الفعاليات',
    skip: 'الانتقال إلى المحتوى',
    language: 'اللغة',
    dark: 'ألوان داكنة',
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
    counter: {
      waiting: 'صفوف عشوائية: لم يبدأ بعد',
      judged: (rows) => `صفوف عشوائية حكم عليها الاثنان: ${rows}`,
      disagreements: (rows) => `خلافات: ${rows}`,
      meaning: 'صفوف عشوائية حكمت عليها الوحدة وPostgreSQL معًا منذ فتح هذه الصفحة',
    },
  },
  de: {
    title: 'Event wizard validator',
    skip: 'Zum Inhalt springen',
    language: 'Sprache',
    dark: 'Dunkle Farben',
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
    counter: {
      waiting: 'Zufallszeilen: noch keine',
      judged: (rows) => `Zufallszeilen, von beiden beurteilt: ${rows}`,
      disagreements: (rows) => `uneins: ${rows}`,
      meaning: 'Zufällige Zeilen, die Modul und PostgreSQL beide beurteilt haben, seit diese Seite offen ist',
    },
  },
  es: {
    title: 'Event wizard validator',
    skip: 'Ir al contenido',
    language: 'Idioma',
    dark: 'Colores oscuros',
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
    counter: {
      waiting: 'filas al azar: aún ninguna',
      judged: (rows) => `filas al azar juzgadas por ambos: ${rows}`,
      disagreements: (rows) => `desacuerdos: ${rows}`,
      meaning: 'Filas al azar que el módulo y PostgreSQL han juzgado desde que abriste esta página',
    },
  },
  fr: {
    title: 'Event wizard validator',
    skip: 'Aller au contenu',
    language: 'Langue',
    dark: 'Couleurs sombres',
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
    counter: {
      waiting: 'lignes aléatoires : aucune pour l’instant',
      judged: (rows) => `lignes aléatoires jugées par les deux : ${rows}`,
      disagreements: (rows) => `désaccords : ${rows}`,
      meaning: 'Lignes aléatoires que le module et PostgreSQL ont jugées depuis l’ouverture de cette page',
    },
  },
  ja: {
    title: 'Event wizard validator',
    skip: '本文へ移動',
    language: '言語',
    dark: '暗い配色',
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
    counter: {
      waiting: 'ランダムな行：未開始',
      judged: (rows) => `両者が判定したランダムな行：${rows}`,
      disagreements: (rows) => `不一致：${rows}`,
      meaning: 'このページを開いてから、モジュールと PostgreSQL の両方が判定したランダムな行',
    },
  },
  'pt-BR': {
    title: 'Event wizard validator',
    skip: 'Ir para o conteúdo',
    language: 'Idioma',
    dark: 'Cores escuras',
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
    counter: {
      waiting: 'linhas aleatórias: nenhuma ainda',
      judged: (rows) => `linhas aleatórias julgadas pelos dois: ${rows}`,
      disagreements: (rows) => `divergências: ${rows}`,
      meaning: 'Linhas aleatórias que o módulo e o PostgreSQL julgaram desde que você abriu esta página',
    },
  },
};
