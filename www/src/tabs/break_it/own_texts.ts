// The texts about a CHECK of the visitor's own.

import type { Texts } from '../../language/Language';

interface OwnTexts {
  readonly heading: string;
  readonly lead: string;
  readonly example: string;
  readonly yourOwn: string;
  readonly add: string;
  readonly remove: string;
  readonly asking: string;
  readonly compiler: string;
  readonly notBuilt: string;
  readonly unsupported: string;
  readonly invalid: string;
  readonly reads: string;
  readonly rust: string;
  readonly compared: (rows: string, refused: string, disagreed: string) => string;
  readonly row: string;
  readonly onlyDatabase: (module: string) => string;
}

export const ownTexts: Texts<OwnTexts> = {
  en: {
    heading: 'A CHECK of your own',
    lead: 'Write a rule in SQL. PostgreSQL in this page adds it to its table, and the project’s compiler, here as WebAssembly, reads the same text. Then both judge your row, and 500 rows by chance.',
    example: 'Begin with',
    yourOwn: 'your own',
    add: 'Add it to both',
    remove: 'Remove it',
    asking: 'Asking both …',
    compiler: 'The compiler',
    notBuilt: 'This page was built without the compiler. It is made by',
    unsupported:
      'The compiler cannot mirror this exactly, so it stops instead of guessing: a build with this CHECK would fail here, unless its comment leaves it to the server.',
    invalid: 'A build with this CHECK would fail here.',
    reads: 'It reads',
    rust: 'The Rust that it becomes in a package',
    compared: (rows, refused, disagreed) =>
      `${rows} rows under your CHECK: ${refused} refused for it by both, ${disagreed} disagreements.`,
    row: 'Your row, a new session',
    onlyDatabase: (module) => `${module} does not know this CHECK; PostgreSQL does.`,
  },
  ar: {
    heading: 'قيد CHECK من عندك',
    lead: 'اكتب قاعدة بلغة SQL. يضيفها PostgreSQL في هذه الصفحة إلى جدوله، ويقرأ مُصرِّف المشروع النص نفسه، وهو هنا WebAssembly. ثم يحكم الاثنان على صفّك وعلى 500 صف عشوائي.',
    example: 'ابدأ بـ',
    yourOwn: 'قيدك الخاص',
    add: 'أضفه إلى الاثنين',
    remove: 'أزله',
    asking: 'جارٍ سؤال الاثنين …',
    compiler: 'المُصرِّف',
    notBuilt: 'بُنيت هذه الصفحة من دون المُصرِّف. يُنشأ بالأمر',
    unsupported:
      'لا يستطيع المُصرِّف محاكاة هذا بدقة، فيتوقف بدل أن يخمّن: أي بناء فيه هذا القيد يفشل هنا، ما لم يتركه تعليقه للخادم.',
    invalid: 'أي بناء فيه هذا القيد يفشل هنا.',
    reads: 'يقرأ',
    rust: 'شيفرة Rust التي يصير إليها في الحزمة',
    compared: (rows, refused, disagreed) =>
      `${rows} من الصفوف تحت قيدك: رفض الاثنان منها ${refused} بسببه، وعدد الاختلافات ${disagreed}.`,
    row: 'صفّك: جلسة جديدة',
    onlyDatabase: (module) => `لا تعرف «${module}» هذا القيد، أما PostgreSQL فيعرفه.`,
  },
  de: {
    heading: 'Ein eigener CHECK',
    lead: 'Schreib eine Regel in SQL. PostgreSQL in dieser Seite fügt sie seiner Tabelle hinzu, und der Compiler des Projekts, hier als WebAssembly, liest denselben Text. Dann beurteilen beide deine Zeile und 500 zufällige.',
    example: 'Anfangen mit',
    yourOwn: 'einem eigenen',
    add: 'Bei beiden hinzufügen',
    remove: 'Entfernen',
    asking: 'Beide werden gefragt …',
    compiler: 'Der Compiler',
    notBuilt: 'Diese Seite wurde ohne den Compiler gebaut. Ihn erzeugt',
    unsupported:
      'Der Compiler kann das nicht genau nachbilden, also hält er an, statt zu raten: Ein Build mit diesem CHECK schlüge hier fehl, es sei denn, sein Kommentar überlässt ihn dem Server.',
    invalid: 'Ein Build mit diesem CHECK schlüge hier fehl.',
    reads: 'Er liest',
    rust: 'Das Rust, das in einem Paket daraus wird',
    compared: (rows, refused, disagreed) =>
      `${rows} Zeilen mit deinem CHECK: ${refused} seinetwegen von beiden abgelehnt, ${disagreed} Widersprüche.`,
    row: 'Deine Zeile, eine neue Sitzung',
    onlyDatabase: (module) => `${module} kennt diesen CHECK nicht, PostgreSQL schon.`,
  },
  es: {
    heading: 'Un CHECK propio',
    lead: 'Escribe una regla en SQL. PostgreSQL, en esta página, la añade a su tabla, y el compilador del proyecto, aquí como WebAssembly, lee el mismo texto. Después ambos juzgan tu fila y 500 filas al azar.',
    example: 'Empezar con',
    yourOwn: 'uno propio',
    add: 'Añadirlo a ambos',
    remove: 'Quitarlo',
    asking: 'Preguntando a ambos …',
    compiler: 'El compilador',
    notBuilt: 'Esta página se construyó sin el compilador. Se crea con',
    unsupported:
      'El compilador no puede reproducir esto con exactitud, así que se detiene en vez de adivinar: una compilación con este CHECK fallaría aquí, salvo que su comentario lo deje al servidor.',
    invalid: 'Una compilación con este CHECK fallaría aquí.',
    reads: 'Lee',
    rust: 'El Rust en que se convierte en un paquete',
    compared: (rows, refused, disagreed) =>
      `${rows} filas con tu CHECK: ${refused} rechazadas por él en ambos, ${disagreed} desacuerdos.`,
    row: 'Tu fila, una sesión nueva',
    onlyDatabase: (module) => `${module} no conoce este CHECK; PostgreSQL sí.`,
  },
  fr: {
    heading: 'Un CHECK à vous',
    lead: 'Écrivez une règle en SQL. PostgreSQL, dans cette page, l’ajoute à sa table, et le compilateur du projet, ici en WebAssembly, lit le même texte. Ensuite, les deux jugent votre ligne et 500 lignes au hasard.',
    example: 'Commencer par',
    yourOwn: 'le vôtre',
    add: 'L’ajouter aux deux',
    remove: 'Le retirer',
    asking: 'Les deux sont interrogés …',
    compiler: 'Le compilateur',
    notBuilt: 'Cette page a été construite sans le compilateur. Il est créé par',
    unsupported:
      'Le compilateur ne peut pas reproduire ceci exactement, il s’arrête donc au lieu de deviner : un build avec ce CHECK échouerait ici, à moins que son commentaire ne le laisse au serveur.',
    invalid: 'Un build avec ce CHECK échouerait ici.',
    reads: 'Il lit',
    rust: 'Le Rust qu’il devient dans un paquet',
    compared: (rows, refused, disagreed) =>
      `${rows} lignes avec votre CHECK : ${refused} refusées à cause de lui par les deux, ${disagreed} désaccords.`,
    row: 'Votre ligne, une nouvelle session',
    onlyDatabase: (module) => `${module} ne connaît pas ce CHECK ; PostgreSQL, si.`,
  },
  ja: {
    heading: '自分の CHECK を書く',
    lead: '規則を SQL で書いてください。このページの PostgreSQL がテーブルに追加し、プロジェクトのコンパイラー（ここでは WebAssembly）が同じテキストを読みます。その後、両方があなたの行とランダムな 500 行を判定します。',
    example: '例から始める',
    yourOwn: '自分で書く',
    add: '両方に追加',
    remove: '取り除く',
    asking: '両方に尋ねています…',
    compiler: 'コンパイラー',
    notBuilt: 'このページはコンパイラーなしでビルドされました。作成するコマンド：',
    unsupported:
      'コンパイラーはこれを正確に再現できないため、推測せずに止まります。コメントでサーバーに任せない限り、この CHECK を含むビルドはここで失敗します。',
    invalid: 'この CHECK を含むビルドはここで失敗します。',
    reads: '読む列：',
    rust: 'パッケージの中でこうなる Rust',
    compared: (rows, refused, disagreed) =>
      `あなたの CHECK で ${rows} 行：これを理由に両方が拒否 ${refused}、食い違い ${disagreed}。`,
    row: 'あなたの行（新しいセッション）',
    onlyDatabase: (module) => `${module}はこの CHECK を知りませんが、PostgreSQL は知っています。`,
  },
  'pt-BR': {
    heading: 'Um CHECK seu',
    lead: 'Escreva uma regra em SQL. O PostgreSQL, nesta página, a adiciona à sua tabela, e o compilador do projeto, aqui como WebAssembly, lê o mesmo texto. Depois os dois julgam a sua linha e 500 linhas ao acaso.',
    example: 'Começar com',
    yourOwn: 'o seu próprio',
    add: 'Adicionar aos dois',
    remove: 'Remover',
    asking: 'Perguntando aos dois …',
    compiler: 'O compilador',
    notBuilt: 'Esta página foi construída sem o compilador. Ele é criado por',
    unsupported:
      'O compilador não consegue reproduzir isto com exatidão, então ele para em vez de adivinhar: um build com este CHECK falharia aqui, a menos que o comentário dele o deixe para o servidor.',
    invalid: 'Um build com este CHECK falharia aqui.',
    reads: 'Ele lê',
    rust: 'O Rust em que ele se torna em um pacote',
    compared: (rows, refused, disagreed) =>
      `${rows} linhas com o seu CHECK: ${refused} recusadas por ele nos dois, ${disagreed} desacordos.`,
    row: 'A sua linha, uma sessão nova',
    onlyDatabase: (module) => `${module} não conhece este CHECK; o PostgreSQL conhece.`,
  },
};
