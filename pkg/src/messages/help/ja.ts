// The help below the fields of the stages, in Japanese, by its English text in schemas/stages/.

export const help: Readonly<Record<string, string>> = {
  'What happens, when, for whom and how people attend.': '何が、いつ、誰のために開かれ、どのように参加するか。',
  'A short, distinct name.': '短く、ほかと区別できる名前。',
  'A sentence or two for listings, search results and link previews.':
    '一覧や検索結果、リンクのプレビューに出る1、2文の説明。',
  'The full text of the event page.': 'イベントページの全文。',
  'Where the event is listed.': 'イベントを掲載する分類。',
  'When the event starts: date, time and offset from UTC.': 'イベントの開始日時。UTCとの時差を付けます。',
  'When the event ends: date, time and offset from UTC. Left out, the end is open.':
    'イベントの終了日時。UTCとの時差を付けます。省略すると、終了は未定になります。',
  'When people are let in: date, time and offset from UTC, no later than the start.':
    '開場の日時。UTCとの時差を付け、開始より後にはしません。',
  "The IANA time zone that the event's times are shown in.": 'イベントの時刻を表示するIANAタイムゾーン。',
  'In person (offline), over the internet (online), or both (mixed).': '現地、インターネット、またはその両方。',
  'How many people may attend. Left out, there is no limit, or none that is known yet.':
    '参加できる人数。省略すると、制限がないか、まだ決まっていないことになります。',
  'The youngest age admitted, in years.': '入場できる最低年齢（歳）。',
  'The main language of the event, as a BCP 47 tag.': 'イベントの主な言語（BCP 47のタグ）。',
  'Words that people search for.': '検索に使われる言葉。',
  'One tag.': 'タグ1つ。',
  'Who performs or speaks, in the order in which they are announced.': '出演者や登壇者。告知する順に並べます。',
  'One performer or speaker: a person or a group.': '出演者または登壇者1組。個人でもグループでもかまいません。',
  'The name as it is announced.': '告知するとおりの名前。',
  'What they do: headliner, moderator, keynote.': '役割。メインアクト、司会、基調講演など。',
  'Address of their own page.': '本人のページのアドレス。',
  'Listed for everyone (public), open to those who have the link (unlisted), or to invited people only (private).':
    '誰でも見られる、リンクを知る人だけが見られる、招待した人だけが見られる、のいずれか。',
  "Address of the event's own page elsewhere.": 'ほかのサイトにある、このイベント専用ページのアドレス。',
  'Address of the rules of conduct at the event.': 'イベントの行動規範のアドレス。',
  'Address of the picture at the top of the event page.': 'イベントページの上部に出る画像のアドレス。',
  'What the picture shows, for people who cannot see it; asked for with every picture.':
    '画像を見られない人のための、画像の内容の説明。画像ごとに必要です。',
  'Who runs the event: how attendees know the organizer and how the platform reaches them.':
    'イベントの主催者。参加者にどう知られ、プラットフォームがどう連絡するか。',
  'The name that attendees see on the event page and on tickets.': 'イベントページとチケットで参加者に表示される名前。',
  "Where attendees' questions and the platform's notices go.": '参加者からの質問とプラットフォームからの通知の宛先。',
  'In international form: + and digits, without spaces.': '国際形式。+と数字だけで、空白は入れません。',
  "The organizer's own site.": '主催者自身のサイト。',
  "Address of the organizer's logo.": '主催者のロゴのアドレス。',
  'What the organizer is in law; it decides which papers a payment provider asks for.':
    '主催者の法的な形態。決済事業者が求める書類はこれで決まります。',
  'The registered name of the organization, asked for unless the organizer is an individual or an informal community.':
    '団体の登記上の名称。個人と任意団体では不要です。',
  'Where the organizer gets letters; laws on distance selling ask for it on the event page and on invoices.':
    '主催者の郵便物の宛先。通信販売の法律により、イベントページと請求書に必要です。',
  'House number and street, as the country writes them; a field or a park may have none.':
    '番地と通り。書き方は国に従います。広場や公園では、ないこともあります。',
  'Building, floor or unit.': '建物、階、部屋番号。',
  'City, town or village.': '市区町村。',
  'State, province, county or prefecture, where the country uses one.': '都道府県や州など。使う国だけで入力します。',
  'Left out where a country has none (Hong Kong, the United Arab Emirates).':
    '使わない国（香港、アラブ首長国連邦）では省略します。',
  'Two-letter country code (ISO 3166-1 alpha-2).': '2文字の国コード（ISO 3166-1 alpha-2）。',
  "A few paragraphs for the organizer's page.": '主催者ページに載せる数段落の紹介文。',
  'Address of the terms that attendees agree to.': '参加者が同意する規約のアドレス。',
  "Address of the organizer's privacy policy.": '主催者のプライバシーポリシーのアドレス。',
  "The organizer's profiles elsewhere; a network may have several.":
    'ほかのサービスにある主催者のプロフィール。同じサービスに複数あってもかまいません。',
  'One profile on one network.': '1つのサービスにあるプロフィール1件。',
  'Which network the profile is on; it chooses the icon.': 'プロフィールがあるサービス。アイコンはこれで決まります。',
  'Address of the profile.': 'プロフィールのアドレス。',
  'How money comes in, who bears the fees, and what happens when an attendee cannot come.':
    '代金の受け取り方、手数料の負担者、参加者が来られなくなったときの扱い。',
  'Who takes the payments: offline is money at the door or a bank transfer; none for an event where nothing is paid.':
    '代金を受け取る方法。オフラインは当日の現金または銀行振込、なしは支払いのないイベントです。',
  "The organizer's account with the provider, never a key or a card number.":
    '決済事業者にある主催者のアカウント。キーやカード番号は決して入力しないでください。',
  'The currency that the provider pays out in (ISO 4217); it may be another than that of the tickets.':
    '決済事業者が入金する通貨（ISO 4217）。チケットの通貨と違ってもかまいません。',
  'The attendee on top of the price, the organizer out of it, or each a half (split).':
    '参加者が価格に上乗せして払う、主催者が価格の中から払う、または半分ずつ負担する。',
  'What the tax is called: VAT, GST, sales tax.': '税の名称。消費税、VAT、売上税など。',
  "The organizer's number with the tax authority, which stands on invoices.": '請求書に載せる、主催者の税務上の番号。',
  'Sales tax or VAT in basis points, hundredths of a percent: 2000 is 20 %.':
    '税率（ベーシスポイント、100分の1パーセント）。2000は20%です。',
  'True if the ticket prices contain the tax, false if it is added to them; asked for with a tax rate.':
    'チケットの価格が税込みなら「はい」、税が加算されるなら「いいえ」。税率を入力したときに必要です。',
  'Until when before the start an attendee gets the money back.': '開始のどれだけ前まで参加者に返金するか。',
  "What stands on the attendee's card statement.": '参加者のカード明細に表示される文字。',
  'What attendees read once they have ordered.': '申し込みの後に参加者が読む案内。',
  "True once the organizer has accepted the platform's terms; left out until then, never false.":
    '主催者がプラットフォームの規約に同意したら「はい」。それまでは省略し、「いいえ」にはしません。',
  'When the terms were accepted, kept as evidence.': '規約に同意した日時。証拠として残します。',
  'What can be booked: the tiers, their prices and how many of each there are.':
    '申し込めるもの。券種と、それぞれの価格と枚数。',
  'The currency of every price in this stage (ISO 4217).': 'この段階のすべての価格の通貨（ISO 4217）。',
  'The kinds of ticket; asked for unless tickets are had elsewhere (external_ticket_url).':
    'チケットの種類。チケットを別の場所で扱う場合（external_ticket_url）は不要です。',
  'One kind of ticket.': 'チケットの種類1つ。',
  'What the ticket is called.': 'チケットの名前。',
  'What the ticket includes.': 'チケットに含まれるもの。',
  'Free, paid, or a donation, where the attendee chooses the amount.': '無料、有料、または参加者が金額を決める寄付。',
  "The price in the currency's minor unit (1250 is 12.50 in GBP, 1250 in JPY): 0 for a free ticket, at least 1 for a paid one; for a donation the amount suggested, or 0 for none.":
    '通貨の最小単位での価格（1250はUSDで12.50、JPYで1250）。無料は0、有料は1以上、寄付は目安の金額（なければ0）。',
  "Of a donation: the least that is taken, in the currency's minor unit.":
    '寄付の場合の最低額。通貨の最小単位で入力します。',
  'How many tickets of this tier there are; any number if left out.': 'この券種の枚数。省略すると無制限です。',
  'False for tickets that admit nobody to the place, such as parking or a stream.':
    '駐車場や配信など、会場に入れないチケットは「いいえ」。',
  'True if the tier is shown only to those who have its link or a code.':
    'リンクまたはコードを知る人にだけ券種を見せるなら「はい」。',
  'True if the organizer confirms each order before it counts.':
    '主催者が申し込みを1件ずつ確認してから有効にするなら「はい」。',
  'When sales open; at once if left out.': '販売の開始日時。省略するとすぐに始まります。',
  'When sales close; when the event ends if left out.': '販売の終了日時。省略するとイベントの終了までです。',
  'The fewest tickets of this tier in one order.': '1回の申し込みでのこの券種の最少枚数。',
  'The most tickets of this tier in one order.': '1回の申し込みでのこの券種の最多枚数。',
  'Address of the page elsewhere where the tickets are had.': 'チケットを扱うほかのページのアドレス。',
  'True if people can leave their address once a tier is sold out.':
    '券種が売り切れた後に連絡先を登録できるなら「はい」。',
  'What is asked of every attendee: a JSON Schema of the object that the answers make, one property a question. Save it after `checkSchema` of /dynamic has nothing to say.':
    '参加者全員への質問。回答からなるオブジェクトのJSON Schemaで、質問ごとに1つのプロパティにします。/dynamicの`checkSchema`で問題がないことを確かめてから保存してください。',
  'The answers are an object.': '回答はオブジェクトです。',
  'A JSON Schema for each question, by its key.': '質問ごとのJSON Schema。キーで区別します。',
  'Where people go, or where they connect to.': '参加者が行く場所、または接続する場所。',
  'In person (offline), over the internet (online), or both (mixed), as in the event stage; it decides what is asked here.':
    '現地、インターネット、またはその両方。イベントの段階と同じにします。ここで必要な項目はこれで決まります。',
  'True while the place is not known yet, or told to ticket holders only: no name and address are asked for then.':
    '場所が未定の間、またはチケットを持つ人にだけ知らせる場合は「はい」。名前と住所は不要になります。',
  'What the place is called.': '会場の名前。',
  'The postal address of the place.': '会場の住所。',
  'The pin on the map, in degrees (WGS 84).': '地図上の位置（度、WGS 84）。',
  'Degrees north of the equator.': '赤道から北への度数。',
  'Degrees east of Greenwich.': 'グリニッジから東への度数。',
  'How to get there and where to go in.': '行き方と入口の場所。',
  'What the place offers to people with disabilities.': '障害のある人のために会場が備えているもの。',
  'One accessibility feature.': 'バリアフリー設備1つ。',
  'Where attendees connect; sent to ticket holders only, and often made shortly before the event.':
    '参加者が接続する場所。チケットを持つ人にだけ送られ、開催の直前に決まることもよくあります。',
  'What online attendees need to know: meeting id, passcode, software.':
    'オンラインの参加者が知っておくこと。ミーティングID、パスコード、ソフトウェアなど。',
};
