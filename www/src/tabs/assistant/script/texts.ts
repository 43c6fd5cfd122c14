// What the script and the person say in a scene. The data in the calls stays as it is.

import type { Texts } from '../../../language/Language';
import type { Mend } from './mender';
import type { SceneName } from './scenes';

interface SceneText {
  readonly title: string;
  /** What the person asks for. */
  readonly request: string;
  readonly opening: string;
}

export interface Spoken {
  readonly scenes: Readonly<Record<SceneName, SceneText>>;
  readonly refused: (faults: string) => string;
  readonly mended: (mend: Mend, value: string) => string;
  readonly asking: (messages: string) => string;
  readonly again: string;
  readonly closing: string;
}

export const spoken: Texts<Spoken> = {
  en: {
    scenes: {
      wizard: {
        title: 'The whole wizard',
        request: 'Set up our jazz night, all five steps.',
        opening: 'I will fill in all five steps, starting with the organizer.',
      },
      numbers: {
        title: 'Text for a number',
        request: 'Jazz night, 250 seats, from 16.',
        opening: 'I enter the event with its capacity and minimum age.',
      },
      money: {
        title: 'Pounds for pence',
        request: 'Early bird £12.50, £18 at the door.',
        opening: 'I enter two kinds of tickets.',
      },
      times: {
        title: 'An end before the start',
        request: 'On 12 June from nine in the evening until one.',
        opening: 'I enter the times.',
      },
      choices: {
        title: 'Values that do not exist',
        request: 'We are at the Old Custom House in Bristol, step-free.',
        opening: 'I enter the venue.',
      },
      keys: {
        title: 'Keys that do not exist',
        request: 'Harbour Jazz Night, 12 June, nine o’clock, 250 seats.',
        opening: 'I enter the event.',
      },
      state: {
        title: 'Shared state instead of tools',
        request: 'Enter the venue and the event.',
        opening: 'I change the shared state directly, by patches.',
      },
      stuck: {
        title: 'It repeats itself',
        request: 'Payments by Stripe, please.',
        opening: 'I enter the payments.',
      },
    },
    refused: (faults) => `Refused (faults: ${faults}). I read the issues and correct:`,
    mended: (mend, value) => {
      switch (mend.how) {
        case 'suggested':
          return `${mend.at}: the issue suggests ${value}`;
        case 'renamed':
          return `${mend.at}: the key is called ${mend.to}`;
        case 'converted':
          return `${mend.at}: written as ${value}`;
        case 'moved':
          return `${mend.at}: moved to ${value}`;
        case 'limited':
          return `${mend.at}: shortened to ${value}`;
        case 'dropped':
          return `${mend.at}: left out, there is no such thing here`;
        case 'asked':
          return `${mend.at}: only you know this`;
      }
    },
    asking: (messages) => `I cannot correct this alone: ${messages} What should I enter?`,
    again: 'I try it like this.',
    closing: 'Done. Everything is stored.',
  },
  ar: {
    scenes: {
      wizard: {
        title: 'المعالج كاملًا',
        request: 'جهّز أمسية الجاز الخاصة بنا، بخطواتها الخمس.',
        opening: 'سأملأ الخطوات الخمس كلها، بدءًا بالمنظِّم.',
      },
      numbers: {
        title: 'نص بدلًا من رقم',
        request: 'أمسية جاز، 250 مقعدًا، من سن 16.',
        opening: 'أُدخل الفعالية مع سعتها والحد الأدنى للعمر.',
      },
      money: {
        title: 'جنيهات بدلًا من بنسات',
        request: 'الحجز المبكر بـ 12.50 جنيهًا، و18 جنيهًا عند الباب.',
        opening: 'أُدخل نوعين من التذاكر.',
      },
      times: {
        title: 'نهاية قبل البداية',
        request: 'يوم 12 يونيو من التاسعة مساءً حتى الواحدة.',
        opening: 'أُدخل الأوقات.',
      },
      choices: {
        title: 'قيم غير موجودة',
        request: 'نحن في Old Custom House في بريستول، بدون درجات.',
        opening: 'أُدخل المكان.',
      },
      keys: {
        title: 'مفاتيح غير موجودة',
        request: 'Harbour Jazz Night، يوم 12 يونيو، الساعة التاسعة، 250 مقعدًا.',
        opening: 'أُدخل الفعالية.',
      },
      state: {
        title: 'حالة مشتركة بدلًا من الأدوات',
        request: 'أدخل المكان والفعالية.',
        opening: 'أغيّر الحالة المشتركة مباشرةً عبر تصحيحات JSON Patch.',
      },
      stuck: { title: 'يكرّر نفسه', request: 'الدفع عبر Stripe من فضلك.', opening: 'أُدخل بيانات الدفع.' },
    },
    refused: (faults) => `رُفض (عدد الأخطاء: ${faults}). أقرأ الملاحظات وأصحّح:`,
    mended: (mend, value) => {
      switch (mend.how) {
        case 'suggested':
          return `${mend.at}: الملاحظة تقترح ${value}`;
        case 'renamed':
          return `${mend.at}: اسم المفتاح هو ${mend.to}`;
        case 'converted':
          return `${mend.at}: كُتب ${value}`;
        case 'moved':
          return `${mend.at}: نُقل إلى ${value}`;
        case 'limited':
          return `${mend.at}: اختُصر إلى ${value}`;
        case 'dropped':
          return `${mend.at}: حُذف، لا وجود له هنا`;
        case 'asked':
          return `${mend.at}: أنت وحدك تعرف هذا`;
      }
    },
    asking: (messages) => `لا أستطيع تصحيح هذا وحدي: ${messages} ماذا أُدخل؟`,
    again: 'أجرّب هكذا.',
    closing: 'تم. كل شيء محفوظ.',
  },
  de: {
    scenes: {
      wizard: {
        title: 'Der ganze Wizard',
        request: 'Richte unseren Jazzabend ein, alle fünf Schritte.',
        opening: 'Ich fülle alle fünf Schritte aus und beginne mit dem Veranstalter.',
      },
      numbers: {
        title: 'Text statt Zahl',
        request: 'Jazzabend, 250 Plätze, ab 16.',
        opening: 'Ich trage die Veranstaltung mit Kapazität und Mindestalter ein.',
      },
      money: {
        title: 'Pfund statt Pence',
        request: 'Frühbucher 12,50 £, an der Abendkasse 18 £.',
        opening: 'Ich trage zwei Arten von Tickets ein.',
      },
      times: {
        title: 'Ende vor dem Beginn',
        request: 'Am 12. Juni von neun Uhr abends bis eins.',
        opening: 'Ich trage die Zeiten ein.',
      },
      choices: {
        title: 'Werte, die es nicht gibt',
        request: 'Wir sind im Old Custom House in Bristol, stufenlos.',
        opening: 'Ich trage den Ort ein.',
      },
      keys: {
        title: 'Schlüssel, die es nicht gibt',
        request: 'Harbour Jazz Night, 12. Juni, neun Uhr abends, 250 Plätze.',
        opening: 'Ich trage die Veranstaltung ein.',
      },
      state: {
        title: 'Geteilter Zustand statt Werkzeuge',
        request: 'Trage den Ort und die Veranstaltung ein.',
        opening: 'Ich ändere den geteilten Zustand direkt, durch Patches.',
      },
      stuck: {
        title: 'Er wiederholt sich',
        request: 'Zahlungen bitte über Stripe.',
        opening: 'Ich trage die Zahlungen ein.',
      },
    },
    refused: (faults) => `Abgelehnt (Fehler: ${faults}). Ich lese die Hinweise und korrigiere:`,
    mended: (mend, value) => {
      switch (mend.how) {
        case 'suggested':
          return `${mend.at}: der Hinweis schlägt ${value} vor`;
        case 'renamed':
          return `${mend.at}: der Schlüssel heißt ${mend.to}`;
        case 'converted':
          return `${mend.at}: geschrieben als ${value}`;
        case 'moved':
          return `${mend.at}: verschoben auf ${value}`;
        case 'limited':
          return `${mend.at}: gekürzt auf ${value}`;
        case 'dropped':
          return `${mend.at}: weggelassen, das gibt es hier nicht`;
        case 'asked':
          return `${mend.at}: das weißt nur du`;
      }
    },
    asking: (messages) => `Das kann ich allein nicht korrigieren: ${messages} Was soll ich eintragen?`,
    again: 'Ich versuche es so.',
    closing: 'Fertig. Alles ist gespeichert.',
  },
  es: {
    scenes: {
      wizard: {
        title: 'Todo el formulario',
        request: 'Prepara nuestra noche de jazz, los cinco pasos.',
        opening: 'Relleno los cinco pasos, empezando por el organizador.',
      },
      numbers: {
        title: 'Texto en lugar de número',
        request: 'Noche de jazz, 250 plazas, a partir de 16 años.',
        opening: 'Introduzco el evento con su aforo y la edad mínima.',
      },
      money: {
        title: 'Libras en lugar de peniques',
        request: 'Anticipada 12,50 £, en taquilla 18 £.',
        opening: 'Introduzco dos tipos de entradas.',
      },
      times: {
        title: 'Un final antes del inicio',
        request: 'El 12 de junio, de las nueve de la noche a la una.',
        opening: 'Introduzco los horarios.',
      },
      choices: {
        title: 'Valores que no existen',
        request: 'Estamos en Old Custom House, en Bristol, sin escalones.',
        opening: 'Introduzco el lugar.',
      },
      keys: {
        title: 'Claves que no existen',
        request: 'Harbour Jazz Night, 12 de junio, a las nueve, 250 plazas.',
        opening: 'Introduzco el evento.',
      },
      state: {
        title: 'Estado compartido en lugar de herramientas',
        request: 'Introduce el lugar y el evento.',
        opening: 'Cambio el estado compartido directamente, con parches.',
      },
      stuck: { title: 'Se repite', request: 'Pagos por Stripe, por favor.', opening: 'Introduzco los pagos.' },
    },
    refused: (faults) => `Rechazado (errores: ${faults}). Leo los avisos y corrijo:`,
    mended: (mend, value) => {
      switch (mend.how) {
        case 'suggested':
          return `${mend.at}: el aviso propone ${value}`;
        case 'renamed':
          return `${mend.at}: la clave se llama ${mend.to}`;
        case 'converted':
          return `${mend.at}: escrito como ${value}`;
        case 'moved':
          return `${mend.at}: pasado a ${value}`;
        case 'limited':
          return `${mend.at}: acortado a ${value}`;
        case 'dropped':
          return `${mend.at}: lo quito, aquí no existe`;
        case 'asked':
          return `${mend.at}: solo tú lo sabes`;
      }
    },
    asking: (messages) => `No puedo corregirlo sin ayuda: ${messages} ¿Qué debo introducir?`,
    again: 'Lo intento así.',
    closing: 'Listo. Todo está guardado.',
  },
  fr: {
    scenes: {
      wizard: {
        title: 'Tout le formulaire',
        request: 'Prépare notre soirée jazz, les cinq étapes.',
        opening: 'Je remplis les cinq étapes, en commençant par l’organisateur.',
      },
      numbers: {
        title: 'Du texte au lieu d’un nombre',
        request: 'Soirée jazz, 250 places, à partir de 16 ans.',
        opening: 'Je saisis l’événement avec sa capacité et l’âge minimum.',
      },
      money: {
        title: 'Des livres au lieu de pence',
        request: 'Prévente à 12,50 £, 18 £ sur place.',
        opening: 'Je saisis deux types de billets.',
      },
      times: {
        title: 'Une fin avant le début',
        request: 'Le 12 juin, de neuf heures du soir à une heure.',
        opening: 'Je saisis les horaires.',
      },
      choices: {
        title: 'Des valeurs qui n’existent pas',
        request: 'Nous sommes à l’Old Custom House à Bristol, sans marches.',
        opening: 'Je saisis le lieu.',
      },
      keys: {
        title: 'Des clés qui n’existent pas',
        request: 'Harbour Jazz Night, le 12 juin à 21 heures, 250 places.',
        opening: 'Je saisis l’événement.',
      },
      state: {
        title: 'L’état partagé au lieu des outils',
        request: 'Saisis le lieu et l’événement.',
        opening: 'Je modifie directement l’état partagé, par des patchs.',
      },
      stuck: {
        title: 'Il se répète',
        request: 'Paiements par Stripe, s’il te plaît.',
        opening: 'Je saisis les paiements.',
      },
    },
    refused: (faults) => `Refusé (erreurs : ${faults}). Je lis les remarques et je corrige :`,
    mended: (mend, value) => {
      switch (mend.how) {
        case 'suggested':
          return `${mend.at} : la remarque propose ${value}`;
        case 'renamed':
          return `${mend.at} : la clé s’appelle ${mend.to}`;
        case 'converted':
          return `${mend.at} : écrit ${value}`;
        case 'moved':
          return `${mend.at} : déplacé au ${value}`;
        case 'limited':
          return `${mend.at} : raccourci en ${value}`;
        case 'dropped':
          return `${mend.at} : retiré, cela n’existe pas ici`;
        case 'asked':
          return `${mend.at} : toi seul peux le savoir`;
      }
    },
    asking: (messages) => `Je ne peux pas corriger cela sans aide : ${messages} Que dois-je saisir ?`,
    again: 'J’essaie ainsi.',
    closing: 'Terminé. Tout est enregistré.',
  },
  ja: {
    scenes: {
      wizard: {
        title: 'ウィザード全体',
        request: 'ジャズナイトの準備を、5つのステップすべてお願いします。',
        opening: '主催者から順に、5つのステップをすべて入力します。',
      },
      numbers: {
        title: '数値の代わりに文字列',
        request: 'ジャズナイト、250席、16歳以上。',
        opening: '定員と最低年齢を含めてイベントを入力します。',
      },
      money: {
        title: 'ペンスの代わりにポンド',
        request: '早割 12.50 ポンド、当日 18 ポンド。',
        opening: '2種類のチケットを入力します。',
      },
      times: {
        title: '開始より前の終了',
        request: '6月12日の夜9時から1時まで。',
        opening: '日時を入力します。',
      },
      choices: {
        title: '存在しない値',
        request: '会場はブリストルの Old Custom House、段差なしです。',
        opening: '会場を入力します。',
      },
      keys: {
        title: '存在しないキー',
        request: 'Harbour Jazz Night、6月12日21時、250席。',
        opening: 'イベントを入力します。',
      },
      state: {
        title: 'ツールの代わりに共有状態',
        request: '会場とイベントを入力してください。',
        opening: '共有状態をパッチで直接変更します。',
      },
      stuck: {
        title: '同じことの繰り返し',
        request: '支払いは Stripe でお願いします。',
        opening: '支払いを入力します。',
      },
    },
    refused: (faults) => `拒否されました（誤り: ${faults}）。指摘を読んで直します。`,
    mended: (mend, value) => {
      switch (mend.how) {
        case 'suggested':
          return `${mend.at}: 指摘の提案は ${value}`;
        case 'renamed':
          return `${mend.at}: 正しいキーは ${mend.to}`;
        case 'converted':
          return `${mend.at}: ${value} と書き直し`;
        case 'moved':
          return `${mend.at}: ${value} に変更`;
        case 'limited':
          return `${mend.at}: ${value} に短縮`;
        case 'dropped':
          return `${mend.at}: 存在しないため削除`;
        case 'asked':
          return `${mend.at}: あなたにしかわかりません`;
      }
    },
    asking: (messages) => `自分だけでは直せません: ${messages} 何を入力すればよいですか。`,
    again: 'このように試します。',
    closing: '完了しました。すべて保存されています。',
  },
  'pt-BR': {
    scenes: {
      wizard: {
        title: 'O formulário inteiro',
        request: 'Prepare nossa noite de jazz, as cinco etapas.',
        opening: 'Vou preencher as cinco etapas, começando pelo organizador.',
      },
      numbers: {
        title: 'Texto em vez de número',
        request: 'Noite de jazz, 250 lugares, a partir de 16 anos.',
        opening: 'Insiro o evento com a capacidade e a idade mínima.',
      },
      money: {
        title: 'Libras em vez de pence',
        request: 'Antecipado £ 12,50, na porta £ 18.',
        opening: 'Insiro dois tipos de ingresso.',
      },
      times: {
        title: 'Um fim antes do início',
        request: 'Em 12 de junho, das nove da noite à uma.',
        opening: 'Insiro os horários.',
      },
      choices: {
        title: 'Valores que não existem',
        request: 'Estamos no Old Custom House, em Bristol, sem degraus.',
        opening: 'Insiro o local.',
      },
      keys: {
        title: 'Chaves que não existem',
        request: 'Harbour Jazz Night, 12 de junho, nove da noite, 250 lugares.',
        opening: 'Insiro o evento.',
      },
      state: {
        title: 'Estado compartilhado em vez de ferramentas',
        request: 'Insira o local e o evento.',
        opening: 'Altero o estado compartilhado diretamente, por patches.',
      },
      stuck: {
        title: 'Ele se repete',
        request: 'Pagamentos pelo Stripe, por favor.',
        opening: 'Insiro os pagamentos.',
      },
    },
    refused: (faults) => `Recusado (erros: ${faults}). Leio os avisos e corrijo:`,
    mended: (mend, value) => {
      switch (mend.how) {
        case 'suggested':
          return `${mend.at}: o aviso sugere ${value}`;
        case 'renamed':
          return `${mend.at}: a chave se chama ${mend.to}`;
        case 'converted':
          return `${mend.at}: escrito como ${value}`;
        case 'moved':
          return `${mend.at}: movido para ${value}`;
        case 'limited':
          return `${mend.at}: encurtado para ${value}`;
        case 'dropped':
          return `${mend.at}: removido, isso não existe aqui`;
        case 'asked':
          return `${mend.at}: só você sabe`;
      }
    },
    asking: (messages) => `Não consigo corrigir isto sem ajuda: ${messages} O que devo inserir?`,
    again: 'Vou tentar assim.',
    closing: 'Pronto. Tudo está salvo.',
  },
};

/** The lines of a scene, for the script. */
export function linesOf(say: Spoken, scene: SceneName, number: Intl.NumberFormat) {
  const shown = (mend: Mend) => ('value' in mend ? JSON.stringify(mend.value) : '');
  return {
    opening: say.scenes[scene].opening,
    refused: (faults: number) => say.refused(number.format(faults)),
    mended: (mend: Mend) => say.mended(mend, shown(mend)),
    asking: (messages: readonly string[]) => say.asking(messages.map((each) => `${each}.`).join(' ')),
    again: say.again,
    closing: say.closing,
  };
}
