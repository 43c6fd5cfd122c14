// The help below the fields of the stages, in Arabic, by its English text in schemas/stages/.

export const help: Readonly<Record<string, string>> = {
  'What happens, when, for whom and how people attend.': 'ماذا يقام، ومتى، ولمن، وكيف يكون الحضور.',
  'A short, distinct name.': 'اسم قصير مميَّز.',
  'A sentence or two for listings, search results and link previews.':
    'جملة أو جملتان للقوائم ونتائج البحث ومعاينات الروابط.',
  'The full text of the event page.': 'النص الكامل لصفحة الفعالية.',
  'Where the event is listed.': 'التصنيف الذي تُدرج فيه الفعالية.',
  'When the event starts: date, time and offset from UTC.': 'متى تبدأ الفعالية: التاريخ والوقت والفرق عن UTC.',
  'When the event ends: date, time and offset from UTC. Left out, the end is open.':
    'متى تنتهي الفعالية: التاريخ والوقت والفرق عن UTC. إذا تُرك فالنهاية مفتوحة.',
  'When people are let in: date, time and offset from UTC, no later than the start.':
    'متى يُسمح بالدخول: التاريخ والوقت والفرق عن UTC، على ألا يتأخر عن البداية.',
  "The IANA time zone that the event's times are shown in.": 'المنطقة الزمنية (IANA) التي تُعرض بها أوقات الفعالية.',
  'In person (offline), over the internet (online), or both (mixed).': 'حضوريًا أو عبر الإنترنت أو كلاهما.',
  'How many people may attend. Left out, there is no limit, or none that is known yet.':
    'كم شخصًا يمكنه الحضور. إذا تُرك فلا حد، أو أنه لم يُعرف بعد.',
  'The youngest age admitted, in years.': 'أصغر عمر يُسمح له بالدخول، بالسنوات.',
  'The main language of the event, as a BCP 47 tag.': 'اللغة الرئيسية للفعالية، برمز BCP 47.',
  'Words that people search for.': 'كلمات يبحث عنها الناس.',
  'One tag.': 'وسم واحد.',
  'Who performs or speaks, in the order in which they are announced.': 'من يقدّم عرضًا أو يتحدث، بترتيب الإعلان عنهم.',
  'One performer or speaker: a person or a group.': 'مشارك واحد: شخص أو فرقة.',
  'The name as it is announced.': 'الاسم كما يُعلن.',
  'What they do: headliner, moderator, keynote.': 'دوره: العرض الرئيسي أو إدارة الحوار أو الكلمة الافتتاحية.',
  'Address of their own page.': 'عنوان صفحته الخاصة.',
  'Listed for everyone (public), open to those who have the link (unlisted), or to invited people only (private).':
    'يظهر للجميع، أو لمن لديه الرابط، أو للمدعوين فقط.',
  "Address of the event's own page elsewhere.": 'عنوان صفحة الفعالية الخاصة في موقع آخر.',
  'Address of the rules of conduct at the event.': 'عنوان قواعد السلوك في الفعالية.',
  'Address of the picture at the top of the event page.': 'عنوان الصورة في أعلى صفحة الفعالية.',
  'What the picture shows, for people who cannot see it; asked for with every picture.':
    'ما تُظهره الصورة، لمن لا يستطيع رؤيتها؛ مطلوب مع كل صورة.',
  'Who runs the event: how attendees know the organizer and how the platform reaches them.':
    'من يقيم الفعالية: كيف يعرف الحاضرون المنظِّم وكيف تتواصل المنصة معه.',
  'The name that attendees see on the event page and on tickets.':
    'الاسم الذي يراه الحاضرون في صفحة الفعالية وعلى التذاكر.',
  "Where attendees' questions and the platform's notices go.": 'أين تصل أسئلة الحاضرين وإشعارات المنصة.',
  'In international form: + and digits, without spaces.': 'بالصيغة الدولية: علامة + وأرقام بلا مسافات.',
  "The organizer's own site.": 'موقع المنظِّم نفسه.',
  "Address of the organizer's logo.": 'عنوان شعار المنظِّم.',
  'What the organizer is in law; it decides which papers a payment provider asks for.':
    'الصفة القانونية للمنظِّم؛ وبحسبها يحدد مزود الدفع الوثائق التي يطلبها.',
  'The registered name of the organization, asked for unless the organizer is an individual or an informal community.':
    'الاسم المسجّل للجهة؛ لا يُطلب من الأفراد والمجموعات غير الرسمية.',
  'Where the organizer gets letters; laws on distance selling ask for it on the event page and on invoices.':
    'العنوان البريدي للمنظِّم؛ تطلبه قوانين البيع عن بُعد في صفحة الفعالية وفي الفواتير.',
  'House number and street, as the country writes them; a field or a park may have none.':
    'رقم المبنى والشارع كما يُكتبان في البلد؛ وقد لا يكونان لحقل أو حديقة.',
  'Building, floor or unit.': 'المبنى أو الطابق أو الوحدة.',
  'City, town or village.': 'المدينة أو البلدة أو القرية.',
  'State, province, county or prefecture, where the country uses one.':
    'الولاية أو المقاطعة أو المحافظة، حيث يستعملها البلد.',
  'Left out where a country has none (Hong Kong, the United Arab Emirates).':
    'يُترك حيث لا يوجد في البلد (هونغ كونغ، الإمارات العربية المتحدة).',
  'Two-letter country code (ISO 3166-1 alpha-2).': 'رمز البلد من حرفين (ISO 3166-1 alpha-2).',
  "A few paragraphs for the organizer's page.": 'بضع فقرات لصفحة المنظِّم.',
  'Address of the terms that attendees agree to.': 'عنوان الشروط التي يوافق عليها الحاضرون.',
  "Address of the organizer's privacy policy.": 'عنوان سياسة الخصوصية لدى المنظِّم.',
  "The organizer's profiles elsewhere; a network may have several.":
    'حسابات المنظِّم في مواقع أخرى؛ وقد تكون له عدة حسابات في الشبكة نفسها.',
  'One profile on one network.': 'حساب واحد في شبكة واحدة.',
  'Which network the profile is on; it chooses the icon.': 'الشبكة التي فيها الحساب؛ وبها تُختار الأيقونة.',
  'Address of the profile.': 'عنوان الحساب.',
  'How money comes in, who bears the fees, and what happens when an attendee cannot come.':
    'كيف يصل المال، ومن يتحمل الرسوم، وما يحدث إذا تعذّر على أحد الحضور.',
  'Who takes the payments: offline is money at the door or a bank transfer; none for an event where nothing is paid.':
    'من يتسلّم المدفوعات: دون اتصال أي نقدًا عند الباب أو بتحويل مصرفي؛ ولا أحد إذا لم يكن هناك ما يُدفع.',
  "The organizer's account with the provider, never a key or a card number.":
    'حساب المنظِّم لدى المزود، وليس مفتاحًا ولا رقم بطاقة أبدًا.',
  'The currency that the provider pays out in (ISO 4217); it may be another than that of the tickets.':
    'العملة التي يدفع بها المزود (ISO 4217)؛ وقد تختلف عن عملة التذاكر.',
  'The attendee on top of the price, the organizer out of it, or each a half (split).':
    'الحاضر فوق السعر، أو المنظِّم من السعر، أو كل منهما النصف.',
  'What the tax is called: VAT, GST, sales tax.': 'اسم الضريبة: ضريبة القيمة المضافة أو ضريبة المبيعات.',
  "The organizer's number with the tax authority, which stands on invoices.":
    'رقم المنظِّم لدى السلطة الضريبية، ويظهر في الفواتير.',
  'Sales tax or VAT in basis points, hundredths of a percent: 2000 is 20 %.':
    'نسبة الضريبة بنقاط الأساس، أي أجزاء من مئة من واحد في المئة: 2000 تعني 20%.',
  'True if the ticket prices contain the tax, false if it is added to them; asked for with a tax rate.':
    'نعم إذا كانت أسعار التذاكر تشمل الضريبة، ولا إذا أُضيفت إليها؛ مطلوب مع نسبة الضريبة.',
  'Until when before the start an attendee gets the money back.': 'حتى متى قبل البداية يسترد الحاضر ماله.',
  "What stands on the attendee's card statement.": 'ما يظهر في كشف حساب بطاقة الحاضر.',
  'What attendees read once they have ordered.': 'ما يقرؤه الحاضرون بعد إتمام الطلب.',
  "True once the organizer has accepted the platform's terms; left out until then, never false.":
    'نعم حين يقبل المنظِّم شروط المنصة؛ ويُترك حتى ذلك الحين ولا يكون «لا» أبدًا.',
  'When the terms were accepted, kept as evidence.': 'متى قُبلت الشروط؛ يُحفظ دليلًا.',
  'What can be booked: the tiers, their prices and how many of each there are.':
    'ما يمكن حجزه: الفئات وأسعارها وعدد تذاكر كل منها.',
  'The currency of every price in this stage (ISO 4217).': 'عملة كل سعر في هذه المرحلة (ISO 4217).',
  'The kinds of ticket; asked for unless tickets are had elsewhere (external_ticket_url).':
    'أنواع التذاكر؛ لا تُطلب إذا كانت التذاكر تُؤخذ من مكان آخر (external_ticket_url).',
  'One kind of ticket.': 'نوع واحد من التذاكر.',
  'What the ticket is called.': 'اسم التذكرة.',
  'What the ticket includes.': 'ما تشمله التذكرة.',
  'Free, paid, or a donation, where the attendee chooses the amount.': 'مجانية أو مدفوعة أو تبرع يختار الحاضر مبلغه.',
  "The price in the currency's minor unit (1250 is 12.50 in GBP, 1250 in JPY): 0 for a free ticket, at least 1 for a paid one; for a donation the amount suggested, or 0 for none.":
    'السعر بأصغر وحدة للعملة (1250 تعني 12.50 بالدولار و1250 بالين): 0 لتذكرة مجانية، و1 على الأقل لتذكرة مدفوعة؛ وللتبرع المبلغ المقترح، أو 0 إن لم يوجد.',
  "Of a donation: the least that is taken, in the currency's minor unit.": 'للتبرع: أقل مبلغ يُقبل، بأصغر وحدة للعملة.',
  'How many tickets of this tier there are; any number if left out.': 'كم تذكرة من هذه الفئة؛ وبلا حد إذا تُرك.',
  'False for tickets that admit nobody to the place, such as parking or a stream.':
    'لا للتذاكر التي لا تُدخل أحدًا إلى المكان، مثل موقف السيارات أو البث.',
  'True if the tier is shown only to those who have its link or a code.':
    'نعم إذا كانت الفئة تظهر فقط لمن لديه رابطها أو رمز.',
  'True if the organizer confirms each order before it counts.': 'نعم إذا كان المنظِّم يؤكد كل طلب قبل أن يُعتد به.',
  'When sales open; at once if left out.': 'متى يبدأ البيع؛ فورًا إذا تُرك.',
  'When sales close; when the event ends if left out.': 'متى ينتهي البيع؛ بانتهاء الفعالية إذا تُرك.',
  'The fewest tickets of this tier in one order.': 'أقل عدد من تذاكر هذه الفئة في الطلب الواحد.',
  'The most tickets of this tier in one order.': 'أكبر عدد من تذاكر هذه الفئة في الطلب الواحد.',
  'Address of the page elsewhere where the tickets are had.': 'عنوان الصفحة التي تُؤخذ منها التذاكر في موقع آخر.',
  'True if people can leave their address once a tier is sold out.':
    'نعم إذا كان بإمكان الناس تسجيل عناوينهم بعد نفاد إحدى الفئات.',
  'What is asked of every attendee: a JSON Schema of the object that the answers make, one property a question. Save it after `checkSchema` of /dynamic has nothing to say.':
    'ما يُسأل عنه كل حاضر: JSON Schema للكائن الذي تكوّنه الإجابات، خاصية لكل سؤال. احفظه بعد ألا يبقى لدى `checkSchema` من /dynamic ما يقوله.',
  'The answers are an object.': 'الإجابات كائن.',
  'A JSON Schema for each question, by its key.': 'JSON Schema لكل سؤال، بمفتاحه.',
  'Where people go, or where they connect to.': 'أين يذهب الناس، أو أين يتصلون.',
  'In person (offline), over the internet (online), or both (mixed), as in the event stage; it decides what is asked here.':
    'حضوريًا أو عبر الإنترنت أو كلاهما، كما في مرحلة الفعالية؛ وبه يتحدد ما يُطلب هنا.',
  'True while the place is not known yet, or told to ticket holders only: no name and address are asked for then.':
    'نعم ما دام المكان غير معروف، أو لا يُخبَر به إلا حاملو التذاكر: حينها لا يُطلب اسم ولا عنوان.',
  'What the place is called.': 'اسم المكان.',
  'The postal address of the place.': 'العنوان البريدي للمكان.',
  'The pin on the map, in degrees (WGS 84).': 'العلامة على الخريطة، بالدرجات (WGS 84).',
  'Degrees north of the equator.': 'درجات شمال خط الاستواء.',
  'Degrees east of Greenwich.': 'درجات شرق غرينتش.',
  'How to get there and where to go in.': 'كيف يصل الناس ومن أين يدخلون.',
  'What the place offers to people with disabilities.': 'ما يوفره المكان لذوي الإعاقة.',
  'One accessibility feature.': 'وسيلة واحدة من وسائل الوصول.',
  'Where attendees connect; sent to ticket holders only, and often made shortly before the event.':
    'أين يتصل الحاضرون؛ يُرسل إلى حاملي التذاكر فقط، وكثيرًا ما يُنشأ قبيل الفعالية.',
  'What online attendees need to know: meeting id, passcode, software.':
    'ما يحتاج إليه الحاضرون عبر الإنترنت: معرّف الاجتماع ورمز الدخول والبرنامج.',
};
