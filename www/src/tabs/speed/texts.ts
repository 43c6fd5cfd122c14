// The texts of the tab *Speed*.

import type { Texts } from '../../language/Language';
import type { Race } from './measured';

interface Titled {
  readonly title: string;
  readonly about: string;
}

interface SpeedTexts {
  readonly title: string;
  readonly intro: string;
  readonly stage: string;
  readonly rounds: string;
  readonly start: string;
  readonly stop: string;
  readonly progress: string;
  readonly stopped: string;
  readonly finished: string;
  readonly busy: string;
  readonly failed: (reason: string) => string;
  readonly agreed: (checked: string) => string;
  readonly disagreed: string;
  readonly races: Readonly<Record<Race, Titled>>;
  readonly documents: (count: string, bytes: string) => string;
  readonly sizes: Titled;
  readonly first: Titled;
  readonly trip: Titled;
  readonly verdict: string;
  readonly database: string;
  readonly waiting: string;
  readonly fastest: string;
  readonly smallest: string;
  readonly numbers: string;
  readonly columns: {
    readonly name: string;
    readonly median: string;
    readonly quartiles: string;
    readonly range: string;
    readonly rounds: string;
    readonly ratio: string;
    readonly sent: string;
    readonly gzip: string;
    readonly decoded: string;
    readonly every: string;
  };
  readonly how: string;
  readonly notes: readonly string[];
}

export const texts: Texts<SpeedTexts> = {
  en: {
    title: 'How fast is it here?',
    intro:
      'Measured now, in your browser: this package beside Ajv, zod and Valibot, with the same rules and the same documents. Where another is faster, the plots show it.',
    stage: 'Stage',
    rounds: 'Rounds',
    start: 'Measure again',
    stop: 'Stop',
    progress: 'Measuring',
    stopped: 'Stopped. What had been measured stands below.',
    finished: 'Finished.',
    busy: 'The rounds differ much: your computer is busy with other things. A quiet one measures more exactly.',
    failed: (reason) => `The measurement failed: ${reason}`,
    agreed: (checked) => `Before anything was timed, all four judged ${checked} documents alike.`,
    disagreed: 'The four do not judge alike, so nothing is timed:',
    races: {
      valid: { title: 'Valid data', about: 'A verdict, and the JSON text to send.' },
      refused: { title: 'Data with one fault', about: 'Only yes or no.' },
      one: { title: 'One issue, in words', about: 'What is wrong, with a message.' },
      ten: { title: 'Ten issues, in words', about: 'What is wrong, with ten messages.' },
      row: { title: 'A whole row', about: 'All stages and columns, and the JSON text to send.' },
    },
    documents: (count, bytes) => `Documents: ${count}; ${bytes} bytes on average.`,
    sizes: {
      title: 'What is loaded',
      about: 'The built script with which a page judges a row, after gzip in this browser.',
    },
    first: { title: 'Time to the first verdict', about: 'A fresh worker loads the script and judges one row.' },
    trip: {
      title: 'A verdict, and PostgreSQL’s answer',
      about: 'The same row, in this page and without any network. On a server, the way there and back is added.',
    },
    verdict: 'Verdict',
    database: 'PostgreSQL',
    waiting: 'not yet measured',
    fastest: 'fastest',
    smallest: 'smallest',
    numbers: 'Numbers',
    columns: {
      name: 'Name',
      median: 'Median',
      quartiles: 'Middle half',
      range: 'All',
      rounds: 'Rounds',
      ratio: 'Beside this package',
      sent: 'Sent by this server',
      gzip: 'After gzip',
      decoded: 'Decoded',
      every: 'Each round, in microseconds',
    },
    how: 'How it is measured',
    notes: [
      'In a worker. In each round everyone has a turn of about 4 ms, so that whatever else your computer does hits all of them. Bars end at the median; the whisker spans the middle half of the rounds.',
      'Ajv’s functions were generated when this page was built: they need eval to be compiled at run time, and this page’s policy forbids it.',
      'The package’s messages are sentences with suggestions; those of the others are short English texts. It also judges a row as PostgreSQL would, and the rules across stages, which the others do not.',
      'The rules for the others were written by hand, as their users would write them. Sizes include what all of them need: the lists of countries, currencies and time zones.',
    ],
  },
  ar: {
    title: 'ما سرعته هنا؟',
    intro:
      'يُقاس الآن في متصفحك: هذه الحزمة إلى جانب Ajv وzod وValibot، بالقواعد نفسها والوثائق نفسها. وحيث يكون غيرها أسرع تُظهر الرسوم ذلك.',
    stage: 'المرحلة',
    rounds: 'الجولات',
    start: 'القياس من جديد',
    stop: 'إيقاف',
    progress: 'القياس جارٍ',
    stopped: 'أُوقف القياس. ما قيس حتى الآن معروض أدناه.',
    finished: 'اكتمل القياس.',
    busy: 'تتباين الجولات كثيرًا: حاسوبك مشغول بأمور أخرى. القياس أدق حين يكون هادئًا.',
    failed: (reason) => `فشل القياس: ${reason}`,
    agreed: (checked) => `قبل أي توقيت حكم الأربعة على ${checked} وثيقة بالحكم نفسه.`,
    disagreed: 'الأحكام الأربعة غير متفقة، لذلك لا يُقاس أي وقت:',
    races: {
      valid: { title: 'بيانات صالحة', about: 'حكم، ونص JSON الذي سيُرسَل.' },
      refused: { title: 'بيانات فيها خطأ واحد', about: 'نعم أو لا فقط.' },
      one: { title: 'مشكلة واحدة بالكلمات', about: 'ما الخطأ، مع رسالة.' },
      ten: { title: 'عشر مشكلات بالكلمات', about: 'ما الخطأ، مع عشر رسائل.' },
      row: { title: 'صف كامل', about: 'كل المراحل والأعمدة، ونص JSON الذي سيُرسَل.' },
    },
    documents: (count, bytes) => `الوثائق: ${count}؛ بمتوسط ${bytes} بايت.`,
    sizes: {
      title: 'ما يُحمَّل',
      about: 'الملف المبني الذي تحكم به صفحة على صف، بعد الضغط بـ gzip في هذا المتصفح.',
    },
    first: { title: 'الوقت حتى أول حكم', about: 'عامل جديد يحمّل الملف ويحكم على صف واحد.' },
    trip: {
      title: 'حكم، وجواب PostgreSQL',
      about: 'الصف نفسه، داخل هذه الصفحة ومن دون أي شبكة. ومع خادم يُضاف زمن الذهاب والإياب.',
    },
    verdict: 'الحكم',
    database: 'PostgreSQL',
    waiting: 'لم يُقَس بعد',
    fastest: 'الأسرع',
    smallest: 'الأصغر',
    numbers: 'الأرقام',
    columns: {
      name: 'الاسم',
      median: 'الوسيط',
      quartiles: 'النصف الأوسط',
      range: 'الكل',
      rounds: 'الجولات',
      ratio: 'مقارنة بهذه الحزمة',
      sent: 'كما يرسله هذا الخادم',
      gzip: 'بعد gzip',
      decoded: 'بعد فك الضغط',
      every: 'كل جولة بالميكروثانية',
    },
    how: 'كيف يُقاس',
    notes: [
      'في عامل مستقل. في كل جولة يأخذ كلٌّ دورًا مدته نحو 4 مللي ثانية، فيصيب ما يفعله حاسوبك الجميعَ بالتساوي. تنتهي الأعمدة عند الوسيط، ويغطي الخط الرفيع النصف الأوسط من الجولات.',
      'وُلِّدت دوال Ajv عند بناء هذه الصفحة: تجميعها وقت التشغيل يحتاج إلى eval، وسياسة هذه الصفحة تمنعه.',
      'رسائل هذه الحزمة جمل مع اقتراحات، ورسائل غيرها نصوص إنجليزية قصيرة. وهي تحكم أيضًا على الصف كما يفعل PostgreSQL وعلى القواعد بين المراحل، وغيرها لا يفعل ذلك.',
      'كُتبت قواعد المكتبات الأخرى يدويًا كما يكتبها مستخدموها. وتشمل الأحجام ما تحتاجه كلها: قوائم الدول والعملات والمناطق الزمنية.',
    ],
  },
  de: {
    title: 'Wie schnell ist es hier?',
    intro:
      'Jetzt gemessen, in deinem Browser: dieses Paket neben Ajv, zod und Valibot, mit denselben Regeln und denselben Dokumenten. Wo ein anderes schneller ist, zeigen es die Diagramme.',
    stage: 'Schritt',
    rounds: 'Runden',
    start: 'Neu messen',
    stop: 'Anhalten',
    progress: 'Messung läuft',
    stopped: 'Angehalten. Was schon gemessen war, steht unten.',
    finished: 'Fertig.',
    busy: 'Die Runden weichen stark voneinander ab: Dein Rechner hat anderes zu tun. Ein ruhiger misst genauer.',
    failed: (reason) => `Die Messung ist gescheitert: ${reason}`,
    agreed: (checked) => `Bevor die Zeit lief, haben alle vier ${checked} Dokumente gleich beurteilt.`,
    disagreed: 'Die vier urteilen nicht gleich, darum wird keine Zeit gemessen:',
    races: {
      valid: { title: 'Gültige Daten', about: 'Ein Urteil und der JSON-Text zum Senden.' },
      refused: { title: 'Daten mit einem Fehler', about: 'Nur ja oder nein.' },
      one: { title: 'Ein Fehler, in Worten', about: 'Was falsch ist, mit einer Meldung.' },
      ten: { title: 'Zehn Fehler, in Worten', about: 'Was falsch ist, mit zehn Meldungen.' },
      row: { title: 'Eine ganze Zeile', about: 'Alle Schritte und Spalten und der JSON-Text zum Senden.' },
    },
    documents: (count, bytes) => `Dokumente: ${count}; im Mittel ${bytes} Bytes.`,
    sizes: {
      title: 'Was geladen wird',
      about: 'Das gebaute Skript, mit dem eine Seite eine Zeile beurteilt, nach gzip in diesem Browser.',
    },
    first: {
      title: 'Zeit bis zum ersten Urteil',
      about: 'Ein frischer Worker lädt das Skript und beurteilt eine Zeile.',
    },
    trip: {
      title: 'Ein Urteil und die Antwort von PostgreSQL',
      about: 'Dieselbe Zeile, in dieser Seite und ganz ohne Netz. Bei einem Server kommt der Weg hin und zurück dazu.',
    },
    verdict: 'Urteil',
    database: 'PostgreSQL',
    waiting: 'noch nicht gemessen',
    fastest: 'am schnellsten',
    smallest: 'am kleinsten',
    numbers: 'Zahlen',
    columns: {
      name: 'Name',
      median: 'Median',
      quartiles: 'Mittlere Hälfte',
      range: 'Alle',
      rounds: 'Runden',
      ratio: 'Neben diesem Paket',
      sent: 'Von diesem Server gesendet',
      gzip: 'Nach gzip',
      decoded: 'Entpackt',
      every: 'Jede Runde, in Mikrosekunden',
    },
    how: 'So wird gemessen',
    notes: [
      'In einem Worker. In jeder Runde ist jeder etwa 4 ms lang an der Reihe; was dein Rechner sonst noch tut, trifft also alle. Die Balken enden beim Median, der Strich umfasst die mittlere Hälfte der Runden.',
      'Die Funktionen von Ajv entstanden beim Bauen dieser Seite: Zur Laufzeit brauchen sie eval, und das verbietet die Richtlinie dieser Seite.',
      'Die Meldungen des Pakets sind Sätze mit Vorschlägen, die der anderen kurze englische Texte. Es beurteilt auch, was PostgreSQL zu einer Zeile sagen würde, und die Regeln zwischen den Schritten; die anderen tun das nicht.',
      'Die Regeln für die anderen sind von Hand geschrieben, so wie ihre Nutzer sie schreiben würden. Die Größen enthalten, was alle brauchen: die Listen der Länder, Währungen und Zeitzonen.',
    ],
  },
  es: {
    title: '¿Qué velocidad tiene aquí?',
    intro:
      'Medido ahora, en tu navegador: este paquete junto a Ajv, zod y Valibot, con las mismas reglas y los mismos documentos. Donde otro es más rápido, los gráficos lo muestran.',
    stage: 'Etapa',
    rounds: 'Rondas',
    start: 'Medir de nuevo',
    stop: 'Detener',
    progress: 'Midiendo',
    stopped: 'Detenido. Lo que ya se midió está abajo.',
    finished: 'Terminado.',
    busy: 'Las rondas difieren mucho: tu ordenador está ocupado con otras cosas. En calma se mide con más exactitud.',
    failed: (reason) => `La medición falló: ${reason}`,
    agreed: (checked) => `Antes de medir tiempos, los cuatro juzgaron igual ${checked} documentos.`,
    disagreed: 'Los cuatro no juzgan igual, así que no se mide ningún tiempo:',
    races: {
      valid: { title: 'Datos válidos', about: 'Un veredicto y el texto JSON que se envía.' },
      refused: { title: 'Datos con un error', about: 'Solo sí o no.' },
      one: { title: 'Un problema, en palabras', about: 'Qué está mal, con un mensaje.' },
      ten: { title: 'Diez problemas, en palabras', about: 'Qué está mal, con diez mensajes.' },
      row: { title: 'Una fila entera', about: 'Todas las etapas y columnas, y el texto JSON que se envía.' },
    },
    documents: (count, bytes) => `Documentos: ${count}; de ${bytes} bytes de media.`,
    sizes: {
      title: 'Lo que se carga',
      about: 'El script con el que una página juzga una fila, tras gzip en este navegador.',
    },
    first: {
      title: 'Tiempo hasta el primer veredicto',
      about: 'Un worker nuevo carga el script y juzga una fila.',
    },
    trip: {
      title: 'Un veredicto y la respuesta de PostgreSQL',
      about: 'La misma fila, en esta página y sin red alguna. Con un servidor se suma el viaje de ida y vuelta.',
    },
    verdict: 'Veredicto',
    database: 'PostgreSQL',
    waiting: 'aún sin medir',
    fastest: 'el más rápido',
    smallest: 'el más pequeño',
    numbers: 'Números',
    columns: {
      name: 'Nombre',
      median: 'Mediana',
      quartiles: 'Mitad central',
      range: 'Todos',
      rounds: 'Rondas',
      ratio: 'Junto a este paquete',
      sent: 'Enviado por este servidor',
      gzip: 'Tras gzip',
      decoded: 'Descomprimido',
      every: 'Cada ronda, en microsegundos',
    },
    how: 'Cómo se mide',
    notes: [
      'En un worker. En cada ronda todos tienen un turno de unos 4 ms, así que lo demás que haga tu ordenador afecta a todos. Las barras acaban en la mediana; el bigote abarca la mitad central de las rondas.',
      'Las funciones de Ajv se generaron al construir esta página: para compilarlas al ejecutar hace falta eval, y la política de esta página lo prohíbe.',
      'Los mensajes del paquete son frases con sugerencias; los de los demás, textos breves en inglés. También juzga una fila como lo haría PostgreSQL y las reglas entre etapas, cosa que los demás no hacen.',
      'Las reglas de los demás se escribieron a mano, como lo harían sus usuarios. Los tamaños incluyen lo que todos necesitan: las listas de países, monedas y zonas horarias.',
    ],
  },
  fr: {
    title: 'Quelle vitesse ici ?',
    intro:
      'Mesuré maintenant, dans votre navigateur : ce paquet à côté d’Ajv, zod et Valibot, avec les mêmes règles et les mêmes documents. Là où un autre est plus rapide, les graphiques le montrent.',
    stage: 'Étape',
    rounds: 'Tours',
    start: 'Mesurer à nouveau',
    stop: 'Arrêter',
    progress: 'Mesure en cours',
    stopped: 'Arrêté. Ce qui était déjà mesuré figure ci-dessous.',
    finished: 'Terminé.',
    busy: 'Les tours diffèrent beaucoup : votre ordinateur est occupé ailleurs. Au calme, la mesure est plus exacte.',
    failed: (reason) => `La mesure a échoué : ${reason}`,
    agreed: (checked) => `Avant tout chronométrage, les quatre ont jugé ${checked} documents de la même façon.`,
    disagreed: 'Les quatre ne jugent pas de la même façon, donc rien n’est chronométré :',
    races: {
      valid: { title: 'Données valides', about: 'Un verdict et le texte JSON à envoyer.' },
      refused: { title: 'Données avec une erreur', about: 'Seulement oui ou non.' },
      one: { title: 'Un problème, en mots', about: 'Ce qui ne va pas, avec un message.' },
      ten: { title: 'Dix problèmes, en mots', about: 'Ce qui ne va pas, avec dix messages.' },
      row: { title: 'Une ligne entière', about: 'Toutes les étapes et colonnes, et le texte JSON à envoyer.' },
    },
    documents: (count, bytes) => `Documents : ${count} ; de ${bytes} octets en moyenne.`,
    sizes: {
      title: 'Ce qui est chargé',
      about: 'Le script construit avec lequel une page juge une ligne, après gzip dans ce navigateur.',
    },
    first: {
      title: 'Temps jusqu’au premier verdict',
      about: 'Un worker neuf charge le script et juge une ligne.',
    },
    trip: {
      title: 'Un verdict, et la réponse de PostgreSQL',
      about: 'La même ligne, dans cette page et sans aucun réseau. Avec un serveur s’ajoute l’aller-retour.',
    },
    verdict: 'Verdict',
    database: 'PostgreSQL',
    waiting: 'pas encore mesuré',
    fastest: 'le plus rapide',
    smallest: 'le plus petit',
    numbers: 'Nombres',
    columns: {
      name: 'Nom',
      median: 'Médiane',
      quartiles: 'Moitié centrale',
      range: 'Tous',
      rounds: 'Tours',
      ratio: 'À côté de ce paquet',
      sent: 'Envoyé par ce serveur',
      gzip: 'Après gzip',
      decoded: 'Décompressé',
      every: 'Chaque tour, en microsecondes',
    },
    how: 'Comment c’est mesuré',
    notes: [
      'Dans un worker. À chaque tour, chacun a environ 4 ms : ce que fait votre ordinateur par ailleurs touche tout le monde. Les barres s’arrêtent à la médiane ; la moustache couvre la moitié centrale des tours.',
      'Les fonctions d’Ajv ont été générées à la construction de cette page : les compiler à l’exécution demande eval, que la politique de cette page interdit.',
      'Les messages du paquet sont des phrases avec des suggestions ; ceux des autres, de courts textes anglais. Il juge aussi une ligne comme le ferait PostgreSQL, et les règles entre étapes, ce que les autres ne font pas.',
      'Les règles des autres ont été écrites à la main, comme leurs utilisateurs le feraient. Les tailles comprennent ce dont tous ont besoin : les listes de pays, de monnaies et de fuseaux horaires.',
    ],
  },
  ja: {
    title: 'ここではどれくらい速いか',
    intro:
      'いま、このブラウザーで測定します。このパッケージと Ajv、zod、Valibot を、同じ規則と同じデータで比べます。ほかのほうが速いところも、そのままグラフに表れます。',
    stage: 'ステージ',
    rounds: 'ラウンド数',
    start: 'もう一度測定',
    stop: '停止',
    progress: '測定中',
    stopped: '停止しました。それまでの測定結果は下にあります。',
    finished: '完了しました。',
    busy: 'ラウンドごとの差が大きく、コンピューターがほかの処理で忙しいようです。空いているときのほうが正確に測れます。',
    failed: (reason) => `測定に失敗しました: ${reason}`,
    agreed: (checked) => `時間を測る前に、4 つすべてが ${checked} 件のデータを同じように判定しました。`,
    disagreed: '4 つの判定が一致しないため、時間は測定しません:',
    races: {
      valid: { title: '正しいデータ', about: '判定と、送信する JSON テキスト。' },
      refused: { title: '誤りが 1 つあるデータ', about: '可否のみ。' },
      one: { title: '問題 1 件を文章で', about: '何が誤りかを、メッセージ付きで。' },
      ten: { title: '問題 10 件を文章で', about: '何が誤りかを、10 件のメッセージ付きで。' },
      row: { title: '行全体', about: 'すべてのステージと列、そして送信する JSON テキスト。' },
    },
    documents: (count, bytes) => `データ ${count} 件、平均 ${bytes} バイト。`,
    sizes: {
      title: '読み込まれる量',
      about: 'ページが行を判定するためのビルド済みスクリプト。このブラウザーで gzip 圧縮した後のサイズ。',
    },
    first: {
      title: '最初の判定までの時間',
      about: '新しいワーカーがスクリプトを読み込み、1 行を判定します。',
    },
    trip: {
      title: '判定と PostgreSQL の応答',
      about: '同じ行を、このページの中で、ネットワークなしで。サーバーの場合は往復の時間が加わります。',
    },
    verdict: '判定',
    database: 'PostgreSQL',
    waiting: '未測定',
    fastest: '最速',
    smallest: '最小',
    numbers: '数値',
    columns: {
      name: '名前',
      median: '中央値',
      quartiles: '中央の半分',
      range: '全体',
      rounds: 'ラウンド数',
      ratio: 'このパッケージとの比',
      sent: 'このサーバーからの送信量',
      gzip: 'gzip 後',
      decoded: '展開後',
      every: '各ラウンド（マイクロ秒）',
    },
    how: '測定方法',
    notes: [
      'ワーカーの中で測定します。各ラウンドで全員が約 4 ミリ秒ずつ実行するので、コンピューターのほかの処理の影響は全員に及びます。棒は中央値まで、ひげはラウンドの中央の半分を示します。',
      'Ajv の関数はこのページのビルド時に生成しました。実行時のコンパイルには eval が必要ですが、このページのポリシーはそれを禁じています。',
      'このパッケージのメッセージは提案を含む文章で、ほかは短い英語です。また、PostgreSQL と同じように行を判定し、ステージ間の規則も判定しますが、ほかは行いません。',
      'ほかのライブラリの規則は、利用者が書くように手で書いたものです。サイズには、どれにも必要な国・通貨・タイムゾーンの一覧が含まれます。',
    ],
  },
  'pt-BR': {
    title: 'Qual é a velocidade aqui?',
    intro:
      'Medido agora, no seu navegador: este pacote ao lado de Ajv, zod e Valibot, com as mesmas regras e os mesmos documentos. Onde outro é mais rápido, os gráficos mostram.',
    stage: 'Etapa',
    rounds: 'Rodadas',
    start: 'Medir de novo',
    stop: 'Parar',
    progress: 'Medindo',
    stopped: 'Parado. O que já foi medido está abaixo.',
    finished: 'Concluído.',
    busy: 'As rodadas diferem muito: seu computador está ocupado com outras coisas. Em repouso, a medição é mais exata.',
    failed: (reason) => `A medição falhou: ${reason}`,
    agreed: (checked) => `Antes de cronometrar, os quatro julgaram ${checked} documentos da mesma forma.`,
    disagreed: 'Os quatro não julgam da mesma forma, então nada é cronometrado:',
    races: {
      valid: { title: 'Dados válidos', about: 'Um veredito e o texto JSON a enviar.' },
      refused: { title: 'Dados com um erro', about: 'Apenas sim ou não.' },
      one: { title: 'Um problema, em palavras', about: 'O que está errado, com uma mensagem.' },
      ten: { title: 'Dez problemas, em palavras', about: 'O que está errado, com dez mensagens.' },
      row: { title: 'Uma linha inteira', about: 'Todas as etapas e colunas, e o texto JSON a enviar.' },
    },
    documents: (count, bytes) => `Documentos: ${count}; com ${bytes} bytes em média.`,
    sizes: {
      title: 'O que é carregado',
      about: 'O script com que uma página julga uma linha, após gzip neste navegador.',
    },
    first: {
      title: 'Tempo até o primeiro veredito',
      about: 'Um worker novo carrega o script e julga uma linha.',
    },
    trip: {
      title: 'Um veredito e a resposta do PostgreSQL',
      about: 'A mesma linha, nesta página e sem rede alguma. Com um servidor, soma-se a ida e volta.',
    },
    verdict: 'Veredito',
    database: 'PostgreSQL',
    waiting: 'ainda não medido',
    fastest: 'o mais rápido',
    smallest: 'o menor',
    numbers: 'Números',
    columns: {
      name: 'Nome',
      median: 'Mediana',
      quartiles: 'Metade central',
      range: 'Todos',
      rounds: 'Rodadas',
      ratio: 'Ao lado deste pacote',
      sent: 'Enviado por este servidor',
      gzip: 'Após gzip',
      decoded: 'Descompactado',
      every: 'Cada rodada, em microssegundos',
    },
    how: 'Como é medido',
    notes: [
      'Em um worker. Em cada rodada todos têm uma vez de cerca de 4 ms, de modo que o que mais o seu computador fizer atinge todos. As barras terminam na mediana; o traço cobre a metade central das rodadas.',
      'As funções do Ajv foram geradas na construção desta página: compilá-las na execução exige eval, e a política desta página o proíbe.',
      'As mensagens do pacote são frases com sugestões; as dos outros, textos curtos em inglês. Ele também julga uma linha como o PostgreSQL o faria, e as regras entre etapas, o que os outros não fazem.',
      'As regras dos outros foram escritas à mão, como seus usuários as escreveriam. Os tamanhos incluem o que todos precisam: as listas de países, moedas e fusos horários.',
    ],
  },
};
