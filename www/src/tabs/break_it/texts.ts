// The texts of the tab *Break it*.

import type { Texts } from '../../language/Language';

interface BreakItTexts {
  readonly heading: string;
  readonly server: (version: string) => string;
  readonly lead: string;
  readonly length: string;
  readonly endless: string;
  readonly seed: string;
  readonly byChance: string;
  readonly seedHint: string;
  readonly forget: string;
  readonly nothing: string;
  readonly forgetHint: string;
  readonly start: string;
  readonly stop: string;
  readonly otherRows: string;
  readonly starting: string;
  readonly broken: (reason: string) => string;
  readonly ended: (rows: string) => string;
  readonly progress: string;
  readonly rows: string;
  readonly perSecond: string;
  readonly agreed: string;
  readonly refused: (rows: string) => string;
  readonly unknowable: string;
  readonly disagreed: string;
  readonly unknowableHint: string;
  readonly disagreements: string;
  readonly isBug: string;
  readonly isForgotten: (name: string) => string;
  readonly rowNumber: (number: string) => string;
  readonly storedRow: string;
  readonly copy: string;
  readonly copied: string;
  readonly openInRow: string;
  readonly rejected: string;
  readonly noneYet: string;
  readonly module: string;
  readonly database: string;
  readonly accepts: string;
}

export const texts: Texts<BreakItTexts> = {
  en: {
    heading: 'Rows by chance, two judges',
    server: (version) => `PostgreSQL ${version}, in a worker of this page`,
    lead: 'Good rows near their limits, rows with one fault or two, odd spellings, inserts and updates: each goes to the module and into PostgreSQL with all migrations. Both must accept it, or name the same error. Can you make them disagree?',
    length: 'Rows',
    endless: 'no end',
    seed: 'Seed',
    byChance: 'by chance',
    seedHint: 'The same seed gives the same rows; the address keeps it.',
    forget: 'Forget a migration',
    nothing: 'none: both have the same rules',
    forgetHint:
      'Drops one CHECK from this database only, as if somebody had not applied a migration. The comparison notices at once.',
    start: 'Start',
    stop: 'Stop',
    otherRows: 'Other rows',
    starting: 'PostgreSQL is starting …',
    broken: (reason) => `It could not start: ${reason}`,
    ended: (rows) => `Ended after ${rows} rows.`,
    progress: 'Progress',
    rows: 'Rows',
    perSecond: 'A second',
    agreed: 'Agree',
    refused: (rows) => `${rows} refused by both`,
    unknowable: 'Unknowable',
    disagreed: 'Disagree',
    unknowableHint:
      'Unknowable: PostgreSQL refused for what only it can know – whether the user or the session exists, whether a key is taken, what the role may do – or a date’s spelling depends on its settings. The module does not guess.',
    disagreements: 'Disagreements',
    isBug: 'This is a fault of the module. Please report it with the copied text.',
    isForgotten: (name) =>
      `The database lacks the CHECK ${name}, and the comparison shows it: the module still knows the rule.`,
    rowNumber: (number) => `Row ${number}`,
    storedRow: 'The stored row that it updates',
    copy: 'Copy everything',
    copied: 'Copied.',
    openInRow: 'Open in the tab Row',
    rejected: 'The last rows that were refused',
    noneYet: 'None yet.',
    module: 'The module',
    database: 'PostgreSQL',
    accepts: 'accepts the row',
  },
  ar: {
    heading: 'صفوف عشوائية وحَكَمان',
    server: (version) => `PostgreSQL ${version}، في عامل داخل هذه الصفحة`,
    lead: 'صفوف سليمة قريبة من حدودها، وصفوف فيها خطأ أو خطآن، وكتابات غريبة، وإدراج وتحديث: يذهب كل صف إلى الوحدة وإلى PostgreSQL بكل عمليات الترحيل. يجب أن يقبله الاثنان أو أن يسمّيا الخطأ نفسه. هل تستطيع أن تجعلهما يختلفان؟',
    length: 'الصفوف',
    endless: 'بلا نهاية',
    seed: 'البذرة',
    byChance: 'عشوائية',
    seedHint: 'البذرة نفسها تعطي الصفوف نفسها، والعنوان يحفظها.',
    forget: 'انسَ ترحيلًا',
    nothing: 'لا شيء: للاثنين القواعد نفسها',
    forgetHint: 'يحذف قيد CHECK واحدًا من قاعدة البيانات هذه فقط، كأن أحدًا لم يطبّق ترحيلًا. تلاحظ المقارنة ذلك فورًا.',
    start: 'ابدأ',
    stop: 'أوقف',
    otherRows: 'صفوف أخرى',
    starting: 'PostgreSQL قيد التشغيل …',
    broken: (reason) => `تعذّر التشغيل: ${reason}`,
    ended: (rows) => `انتهى بعد ${rows} من الصفوف.`,
    progress: 'التقدّم',
    rows: 'الصفوف',
    perSecond: 'في الثانية',
    agreed: 'متفقان',
    refused: (rows) => `منها ${rows} رفضها الاثنان`,
    unknowable: 'لا يمكن معرفته',
    disagreed: 'مختلفان',
    unknowableHint:
      'لا يمكن معرفته: رفض PostgreSQL لسبب لا يعلمه سواه، مثل وجود المستخدم أو الجلسة، أو كون المفتاح مستخدمًا، أو ما يُسمح به للدور، أو لأن كتابة تاريخ ما تتوقف على إعداداته. الوحدة لا تخمّن.',
    disagreements: 'الاختلافات',
    isBug: 'هذا خطأ في الوحدة. نرجو الإبلاغ عنه مع النص المنسوخ.',
    isForgotten: (name) => `ينقص قاعدةَ البيانات القيدُ ${name}، والمقارنة تُظهر ذلك: ما زالت الوحدة تعرف القاعدة.`,
    rowNumber: (number) => `الصف ${number}`,
    storedRow: 'الصف المخزَّن الذي يحدّثه',
    copy: 'انسخ كل شيء',
    copied: 'تم النسخ.',
    openInRow: 'افتحه في تبويب الصف',
    rejected: 'آخر الصفوف المرفوضة',
    noneYet: 'لا شيء بعد.',
    module: 'الوحدة',
    database: 'PostgreSQL',
    accepts: 'تم قبول الصف',
  },
  de: {
    heading: 'Zufällige Zeilen, zwei Richter',
    server: (version) => `PostgreSQL ${version}, in einem Worker dieser Seite`,
    lead: 'Gute Zeilen an ihren Grenzen, Zeilen mit einem Fehler oder zweien, seltsame Schreibweisen, Einfügen und Ändern: Jede geht an das Modul und in PostgreSQL mit allen Migrationen. Beide müssen sie annehmen oder denselben Fehler nennen. Schaffst du es, dass sie sich widersprechen?',
    length: 'Zeilen',
    endless: 'ohne Ende',
    seed: 'Startwert',
    byChance: 'zufällig',
    seedHint: 'Derselbe Startwert ergibt dieselben Zeilen; die Adresse behält ihn.',
    forget: 'Eine Migration vergessen',
    nothing: 'keine: Beide haben dieselben Regeln',
    forgetHint:
      'Entfernt einen CHECK nur aus dieser Datenbank, als hätte jemand eine Migration nicht ausgeführt. Der Vergleich bemerkt es sofort.',
    start: 'Starten',
    stop: 'Anhalten',
    otherRows: 'Andere Zeilen',
    starting: 'PostgreSQL startet …',
    broken: (reason) => `Es konnte nicht starten: ${reason}`,
    ended: (rows) => `Beendet nach ${rows} Zeilen.`,
    progress: 'Fortschritt',
    rows: 'Zeilen',
    perSecond: 'Je Sekunde',
    agreed: 'Einig',
    refused: (rows) => `${rows} von beiden abgelehnt`,
    unknowable: 'Nicht zu wissen',
    disagreed: 'Uneinig',
    unknowableHint:
      'Nicht zu wissen: PostgreSQL lehnte ab, weil es etwas weiß, das nur die Datenbank wissen kann – ob es den Benutzer oder die Sitzung gibt, ob ein Schlüssel vergeben ist, was die Rolle darf –, oder die Schreibweise eines Datums hängt von ihren Einstellungen ab. Das Modul rät nicht.',
    disagreements: 'Widersprüche',
    isBug: 'Das ist ein Fehler des Moduls. Bitte melde ihn mit dem kopierten Text.',
    isForgotten: (name) =>
      `Der Datenbank fehlt der CHECK ${name}, und der Vergleich zeigt es: Das Modul kennt die Regel noch.`,
    rowNumber: (number) => `Zeile ${number}`,
    storedRow: 'Die gespeicherte Zeile, die sie ändert',
    copy: 'Alles kopieren',
    copied: 'Kopiert.',
    openInRow: 'Im Reiter Zeile öffnen',
    rejected: 'Die zuletzt abgelehnten Zeilen',
    noneYet: 'Noch keine.',
    module: 'Das Modul',
    database: 'PostgreSQL',
    accepts: 'nimmt die Zeile an',
  },
  es: {
    heading: 'Filas al azar, dos jueces',
    server: (version) => `PostgreSQL ${version}, en un worker de esta página`,
    lead: 'Filas buenas cerca de sus límites, filas con uno o dos fallos, grafías raras, inserciones y actualizaciones: cada una va al módulo y a PostgreSQL con todas las migraciones. Ambos deben aceptarla o nombrar el mismo error. ¿Consigues que discrepen?',
    length: 'Filas',
    endless: 'sin fin',
    seed: 'Semilla',
    byChance: 'al azar',
    seedHint: 'La misma semilla da las mismas filas; la dirección la conserva.',
    forget: 'Olvidar una migración',
    nothing: 'ninguna: ambos tienen las mismas reglas',
    forgetHint:
      'Quita un CHECK solo de esta base de datos, como si alguien no hubiera aplicado una migración. La comparación lo nota enseguida.',
    start: 'Empezar',
    stop: 'Parar',
    otherRows: 'Otras filas',
    starting: 'PostgreSQL está arrancando …',
    broken: (reason) => `No pudo arrancar: ${reason}`,
    ended: (rows) => `Terminado tras ${rows} filas.`,
    progress: 'Progreso',
    rows: 'Filas',
    perSecond: 'Por segundo',
    agreed: 'De acuerdo',
    refused: (rows) => `${rows} rechazadas por ambos`,
    unknowable: 'Imposible de saber',
    disagreed: 'En desacuerdo',
    unknowableHint:
      'Imposible de saber: PostgreSQL rechazó la fila por algo que solo él puede saber (si el usuario o la sesión existen, si una clave está ocupada, qué puede hacer el rol), o la grafía de una fecha depende de su configuración. El módulo no adivina.',
    disagreements: 'Desacuerdos',
    isBug: 'Es un fallo del módulo. Infórmanos con el texto copiado.',
    isForgotten: (name) =>
      `A la base de datos le falta el CHECK ${name}, y la comparación lo muestra: el módulo aún conoce la regla.`,
    rowNumber: (number) => `Fila ${number}`,
    storedRow: 'La fila guardada que actualiza',
    copy: 'Copiar todo',
    copied: 'Copiado.',
    openInRow: 'Abrir en la pestaña Fila',
    rejected: 'Las últimas filas rechazadas',
    noneYet: 'Ninguna todavía.',
    module: 'El módulo',
    database: 'PostgreSQL',
    accepts: 'acepta la fila',
  },
  fr: {
    heading: 'Des lignes au hasard, deux juges',
    server: (version) => `PostgreSQL ${version}, dans un worker de cette page`,
    lead: 'Des lignes correctes proches de leurs limites, des lignes avec une ou deux fautes, des graphies étranges, des insertions et des mises à jour : chacune va au module et dans PostgreSQL avec toutes les migrations. Les deux doivent l’accepter ou nommer la même erreur. Arriverez-vous à les mettre en désaccord ?',
    length: 'Lignes',
    endless: 'sans fin',
    seed: 'Graine',
    byChance: 'au hasard',
    seedHint: 'La même graine donne les mêmes lignes ; l’adresse la conserve.',
    forget: 'Oublier une migration',
    nothing: 'aucune : les deux ont les mêmes règles',
    forgetHint:
      'Retire un CHECK de cette base seulement, comme si quelqu’un n’avait pas appliqué une migration. La comparaison le remarque aussitôt.',
    start: 'Démarrer',
    stop: 'Arrêter',
    otherRows: 'D’autres lignes',
    starting: 'PostgreSQL démarre …',
    broken: (reason) => `Démarrage impossible : ${reason}`,
    ended: (rows) => `Terminé après ${rows} lignes.`,
    progress: 'Progression',
    rows: 'Lignes',
    perSecond: 'Par seconde',
    agreed: 'D’accord',
    refused: (rows) => `${rows} refusées par les deux`,
    unknowable: 'Inconnaissable',
    disagreed: 'En désaccord',
    unknowableHint:
      'Inconnaissable : PostgreSQL a refusé pour ce que lui seul peut savoir (si l’utilisateur ou la session existe, si une clé est prise, ce que le rôle a le droit de faire), ou la graphie d’une date dépend de ses réglages. Le module ne devine pas.',
    disagreements: 'Désaccords',
    isBug: 'C’est une faute du module. Merci de la signaler avec le texte copié.',
    isForgotten: (name) =>
      `Il manque à la base le CHECK ${name}, et la comparaison le montre : le module connaît encore la règle.`,
    rowNumber: (number) => `Ligne ${number}`,
    storedRow: 'La ligne enregistrée qu’elle modifie',
    copy: 'Tout copier',
    copied: 'Copié.',
    openInRow: 'Ouvrir dans l’onglet Ligne',
    rejected: 'Les dernières lignes refusées',
    noneYet: 'Aucune pour l’instant.',
    module: 'Le module',
    database: 'PostgreSQL',
    accepts: 'accepte la ligne',
  },
  ja: {
    heading: 'でたらめな行と二人の審判',
    server: (version) => `PostgreSQL ${version}（このページのワーカー内）`,
    lead: '限界ぎりぎりの正しい行、誤りが一つか二つある行、変わった表記、挿入と更新。どの行もモジュールと、すべてのマイグレーションを適用した PostgreSQL に渡されます。両方が受け入れるか、同じエラーを挙げなければなりません。食い違わせることができますか？',
    length: '行数',
    endless: '無制限',
    seed: 'シード',
    byChance: 'ランダム',
    seedHint: '同じシードなら同じ行になります。アドレスに残ります。',
    forget: 'マイグレーションを忘れる',
    nothing: 'なし：両方とも同じ規則',
    forgetHint:
      'マイグレーションが適用されなかったかのように、このデータベースからだけ CHECK を一つ外します。比較はすぐに気づきます。',
    start: '開始',
    stop: '停止',
    otherRows: '別の行で試す',
    starting: 'PostgreSQL を起動しています…',
    broken: (reason) => `起動できませんでした：${reason}`,
    ended: (rows) => `${rows} 行で終了しました。`,
    progress: '進み具合',
    rows: '行',
    perSecond: '毎秒',
    agreed: '一致',
    refused: (rows) => `うち ${rows} 行は両方が拒否`,
    unknowable: '知りえない',
    disagreed: '不一致',
    unknowableHint:
      '知りえない：PostgreSQL だけが知りうる理由（ユーザーやセッションの有無、キーの重複、ロールの権限）で拒否されたか、日付の表記がサーバーの設定に左右されるものです。モジュールは推測しません。',
    disagreements: '食い違い',
    isBug: 'モジュールの不具合です。コピーしたテキストを添えて報告してください。',
    isForgotten: (name) =>
      `データベースに CHECK ${name} がありません。比較がそれを示しています。モジュールは今も規則を知っています。`,
    rowNumber: (number) => `${number} 行目`,
    storedRow: '更新される保存済みの行',
    copy: 'すべてコピー',
    copied: 'コピーしました。',
    openInRow: '「行」タブで開く',
    rejected: '最近拒否された行',
    noneYet: 'まだありません。',
    module: 'モジュール',
    database: 'PostgreSQL',
    accepts: '行を受け入れる',
  },
  'pt-BR': {
    heading: 'Linhas ao acaso, dois juízes',
    server: (version) => `PostgreSQL ${version}, em um worker desta página`,
    lead: 'Linhas boas perto de seus limites, linhas com uma ou duas falhas, grafias estranhas, inserções e atualizações: cada uma vai para o módulo e para o PostgreSQL com todas as migrações. Ambos devem aceitá-la ou apontar o mesmo erro. Você consegue fazê-los discordar?',
    length: 'Linhas',
    endless: 'sem fim',
    seed: 'Semente',
    byChance: 'ao acaso',
    seedHint: 'A mesma semente dá as mesmas linhas; o endereço a guarda.',
    forget: 'Esquecer uma migração',
    nothing: 'nenhuma: ambos têm as mesmas regras',
    forgetHint:
      'Remove um CHECK somente deste banco de dados, como se alguém não tivesse aplicado uma migração. A comparação percebe na hora.',
    start: 'Iniciar',
    stop: 'Parar',
    otherRows: 'Outras linhas',
    starting: 'O PostgreSQL está iniciando …',
    broken: (reason) => `Não foi possível iniciar: ${reason}`,
    ended: (rows) => `Terminado após ${rows} linhas.`,
    progress: 'Progresso',
    rows: 'Linhas',
    perSecond: 'Por segundo',
    agreed: 'De acordo',
    refused: (rows) => `${rows} recusadas por ambos`,
    unknowable: 'Impossível saber',
    disagreed: 'Em desacordo',
    unknowableHint:
      'Impossível saber: o PostgreSQL recusou por algo que só ele pode saber (se o usuário ou a sessão existe, se uma chave já está em uso, o que o papel pode fazer), ou a grafia de uma data depende de suas configurações. O módulo não adivinha.',
    disagreements: 'Desacordos',
    isBug: 'É uma falha do módulo. Relate-a com o texto copiado.',
    isForgotten: (name) =>
      `Falta ao banco de dados o CHECK ${name}, e a comparação mostra isso: o módulo ainda conhece a regra.`,
    rowNumber: (number) => `Linha ${number}`,
    storedRow: 'A linha armazenada que ela atualiza',
    copy: 'Copiar tudo',
    copied: 'Copiado.',
    openInRow: 'Abrir na aba Linha',
    rejected: 'As últimas linhas recusadas',
    noneYet: 'Nenhuma ainda.',
    module: 'O módulo',
    database: 'PostgreSQL',
    accepts: 'aceita a linha',
  },
};
