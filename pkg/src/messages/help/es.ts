// The help below the fields of the stages, in Spanish, by its English text in schemas/stages/.

export const help: Readonly<Record<string, string>> = {
  'What happens, when, for whom and how people attend.': 'Qué ocurre, cuándo, para quién y cómo se asiste.',
  'A short, distinct name.': 'Un nombre corto e inconfundible.',
  'A sentence or two for listings, search results and link previews.':
    'Una o dos frases para listados, resultados de búsqueda y vistas previas de enlaces.',
  'The full text of the event page.': 'El texto completo de la página del evento.',
  'Where the event is listed.': 'La categoría en la que aparece el evento.',
  'When the event starts: date, time and offset from UTC.':
    'Cuándo empieza el evento: fecha, hora y diferencia con UTC.',
  'When the event ends: date, time and offset from UTC. Left out, the end is open.':
    'Cuándo termina el evento: fecha, hora y diferencia con UTC. Si se omite, el final queda abierto.',
  'When people are let in: date, time and offset from UTC, no later than the start.':
    'Cuándo se abren las puertas: fecha, hora y diferencia con UTC, a más tardar al empezar.',
  "The IANA time zone that the event's times are shown in.":
    'La zona horaria IANA en la que se muestran las horas del evento.',
  'In person (offline), over the internet (online), or both (mixed).': 'Presencial, por internet o ambas cosas.',
  'How many people may attend. Left out, there is no limit, or none that is known yet.':
    'Cuántas personas pueden asistir. Si se omite, no hay límite, o aún no se conoce.',
  'The youngest age admitted, in years.': 'La edad mínima para entrar, en años.',
  'The main language of the event, as a BCP 47 tag.': 'El idioma principal del evento, como código BCP 47.',
  'Words that people search for.': 'Palabras que la gente busca.',
  'One tag.': 'Una etiqueta.',
  'Who performs or speaks, in the order in which they are announced.':
    'Quién actúa o interviene, en el orden en que se anuncia.',
  'One performer or speaker: a person or a group.': 'Un artista o ponente: una persona o un grupo.',
  'The name as it is announced.': 'El nombre tal como se anuncia.',
  'What they do: headliner, moderator, keynote.': 'Qué hace: cabeza de cartel, moderación, conferencia inaugural.',
  'Address of their own page.': 'La dirección de su propia página.',
  'Listed for everyone (public), open to those who have the link (unlisted), or to invited people only (private).':
    'Visible para todos, accesible con el enlace o solo para personas invitadas.',
  "Address of the event's own page elsewhere.": 'La dirección de la página propia del evento en otro sitio.',
  'Address of the rules of conduct at the event.': 'La dirección de las normas de conducta del evento.',
  'Address of the picture at the top of the event page.':
    'La dirección de la imagen de la parte superior de la página del evento.',
  'What the picture shows, for people who cannot see it; asked for with every picture.':
    'Qué muestra la imagen, para quienes no pueden verla; se pide con cada imagen.',
  'Who runs the event: how attendees know the organizer and how the platform reaches them.':
    'Quién organiza el evento: cómo conocen los asistentes al organizador y cómo lo localiza la plataforma.',
  'The name that attendees see on the event page and on tickets.':
    'El nombre que los asistentes ven en la página del evento y en las entradas.',
  "Where attendees' questions and the platform's notices go.":
    'Adónde llegan las preguntas de los asistentes y los avisos de la plataforma.',
  'In international form: + and digits, without spaces.': 'En formato internacional: + y cifras, sin espacios.',
  "The organizer's own site.": 'El sitio web del organizador.',
  "Address of the organizer's logo.": 'La dirección del logotipo del organizador.',
  'What the organizer is in law; it decides which papers a payment provider asks for.':
    'Qué es el organizador legalmente; de ello depende qué documentos pide un proveedor de pagos.',
  'The registered name of the organization, asked for unless the organizer is an individual or an informal community.':
    'El nombre registrado de la organización; no hace falta para particulares ni grupos informales.',
  'Where the organizer gets letters; laws on distance selling ask for it on the event page and on invoices.':
    'La dirección postal del organizador; las leyes de venta a distancia la exigen en la página del evento y en las facturas.',
  'House number and street, as the country writes them; a field or a park may have none.':
    'Calle y número, como se escriban en el país; un campo o un parque puede no tenerlos.',
  'Building, floor or unit.': 'Edificio, piso o puerta.',
  'City, town or village.': 'Ciudad, pueblo o localidad.',
  'State, province, county or prefecture, where the country uses one.':
    'Estado, provincia, condado o prefectura, si el país los usa.',
  'Left out where a country has none (Hong Kong, the United Arab Emirates).':
    'Se omite si el país no tiene (Hong Kong, Emiratos Árabes Unidos).',
  'Two-letter country code (ISO 3166-1 alpha-2).': 'Código de país de dos letras (ISO 3166-1 alfa-2).',
  "A few paragraphs for the organizer's page.": 'Unos párrafos para la página del organizador.',
  'Address of the terms that attendees agree to.': 'La dirección de las condiciones que aceptan los asistentes.',
  "Address of the organizer's privacy policy.": 'La dirección de la política de privacidad del organizador.',
  "The organizer's profiles elsewhere; a network may have several.":
    'Los perfiles del organizador en otros sitios; puede haber varios en una misma red.',
  'One profile on one network.': 'Un perfil en una red.',
  'Which network the profile is on; it chooses the icon.': 'En qué red está el perfil; determina el icono.',
  'Address of the profile.': 'La dirección del perfil.',
  'How money comes in, who bears the fees, and what happens when an attendee cannot come.':
    'Cómo se cobra, quién asume las comisiones y qué pasa cuando un asistente no puede venir.',
  'Who takes the payments: offline is money at the door or a bank transfer; none for an event where nothing is paid.':
    'Quién recibe los pagos: sin conexión es en la puerta o por transferencia; ninguno si no se paga nada.',
  "The organizer's account with the provider, never a key or a card number.":
    'La cuenta del organizador en el proveedor, nunca una clave ni un número de tarjeta.',
  'The currency that the provider pays out in (ISO 4217); it may be another than that of the tickets.':
    'La moneda en la que paga el proveedor (ISO 4217); puede no ser la de las entradas.',
  'The attendee on top of the price, the organizer out of it, or each a half (split).':
    'El asistente además del precio, el organizador a cargo del precio, o cada uno la mitad.',
  'What the tax is called: VAT, GST, sales tax.': 'Cómo se llama el impuesto: IVA, impuesto sobre las ventas.',
  "The organizer's number with the tax authority, which stands on invoices.":
    'El número de identificación fiscal del organizador, que figura en las facturas.',
  'Sales tax or VAT in basis points, hundredths of a percent: 2000 is 20 %.':
    'El tipo del impuesto en puntos básicos, centésimas de punto porcentual: 2000 es el 20 %.',
  'True if the ticket prices contain the tax, false if it is added to them; asked for with a tax rate.':
    'Sí si los precios de las entradas incluyen el impuesto, no si se les añade; se pide con un tipo de impuesto.',
  'Until when before the start an attendee gets the money back.':
    'Hasta cuándo antes del comienzo se devuelve el dinero al asistente.',
  "What stands on the attendee's card statement.": 'Lo que figura en el extracto de la tarjeta del asistente.',
  'What attendees read once they have ordered.': 'Lo que leen los asistentes después de comprar.',
  "True once the organizer has accepted the platform's terms; left out until then, never false.":
    'Sí en cuanto el organizador ha aceptado las condiciones de la plataforma; hasta entonces se omite, nunca es no.',
  'When the terms were accepted, kept as evidence.': 'Cuándo se aceptaron las condiciones; se guarda como prueba.',
  'What can be booked: the tiers, their prices and how many of each there are.':
    'Qué se puede reservar: los tipos de entrada, sus precios y cuántas hay de cada uno.',
  'The currency of every price in this stage (ISO 4217).': 'La moneda de todos los precios de este paso (ISO 4217).',
  'The kinds of ticket; asked for unless tickets are had elsewhere (external_ticket_url).':
    'Los tipos de entrada; no hacen falta si las entradas se consiguen en otro sitio (external_ticket_url).',
  'One kind of ticket.': 'Un tipo de entrada.',
  'What the ticket is called.': 'Cómo se llama la entrada.',
  'What the ticket includes.': 'Qué incluye la entrada.',
  'Free, paid, or a donation, where the attendee chooses the amount.':
    'Gratuita, de pago, o un donativo cuyo importe elige el asistente.',
  "The price in the currency's minor unit (1250 is 12.50 in GBP, 1250 in JPY): 0 for a free ticket, at least 1 for a paid one; for a donation the amount suggested, or 0 for none.":
    'El precio en la unidad menor de la moneda (1250 son 12,50 en EUR y 1250 en JPY): 0 para una entrada gratuita, al menos 1 para una de pago; para un donativo, el importe sugerido, o 0 si no hay.',
  "Of a donation: the least that is taken, in the currency's minor unit.":
    'De un donativo: el importe mínimo que se acepta, en la unidad menor de la moneda.',
  'How many tickets of this tier there are; any number if left out.':
    'Cuántas entradas hay de este tipo; sin límite si se omite.',
  'False for tickets that admit nobody to the place, such as parking or a stream.':
    'No para las entradas que no dan acceso al lugar, como un aparcamiento o una retransmisión.',
  'True if the tier is shown only to those who have its link or a code.':
    'Sí si el tipo solo lo ven quienes tienen su enlace o un código.',
  'True if the organizer confirms each order before it counts.':
    'Sí si el organizador confirma cada pedido antes de que cuente.',
  'When sales open; at once if left out.': 'Cuándo empieza la venta; de inmediato si se omite.',
  'When sales close; when the event ends if left out.': 'Cuándo termina la venta; al acabar el evento si se omite.',
  'The fewest tickets of this tier in one order.': 'El mínimo de entradas de este tipo en un pedido.',
  'The most tickets of this tier in one order.': 'El máximo de entradas de este tipo en un pedido.',
  'Address of the page elsewhere where the tickets are had.':
    'La dirección de la página de otro sitio donde se consiguen las entradas.',
  'True if people can leave their address once a tier is sold out.':
    'Sí si la gente puede apuntarse cuando un tipo se agota.',
  'What is asked of every attendee: a JSON Schema of the object that the answers make, one property a question. Save it after `checkSchema` of /dynamic has nothing to say.':
    'Qué se pregunta a cada asistente: un JSON Schema del objeto que forman las respuestas, con una propiedad por pregunta. Guárdelo cuando `checkSchema` de /dynamic no tenga nada que decir.',
  'The answers are an object.': 'Las respuestas son un objeto.',
  'A JSON Schema for each question, by its key.': 'Un JSON Schema para cada pregunta, por su clave.',
  'Where people go, or where they connect to.': 'Adónde se va, o dónde se conecta uno.',
  'In person (offline), over the internet (online), or both (mixed), as in the event stage; it decides what is asked here.':
    'Presencial, por internet o ambas cosas, como en el paso del evento; de ello depende lo que se pide aquí.',
  'True while the place is not known yet, or told to ticket holders only: no name and address are asked for then.':
    'Sí mientras el lugar no se conozca, o si solo se comunica a quienes tienen entrada: entonces no se piden nombre ni dirección.',
  'What the place is called.': 'Cómo se llama el lugar.',
  'The postal address of the place.': 'La dirección postal del lugar.',
  'The pin on the map, in degrees (WGS 84).': 'El marcador en el mapa, en grados (WGS 84).',
  'Degrees north of the equator.': 'Grados al norte del ecuador.',
  'Degrees east of Greenwich.': 'Grados al este de Greenwich.',
  'How to get there and where to go in.': 'Cómo llegar y por dónde entrar.',
  'What the place offers to people with disabilities.': 'Qué ofrece el lugar a las personas con discapacidad.',
  'One accessibility feature.': 'Una característica de accesibilidad.',
  'Where attendees connect; sent to ticket holders only, and often made shortly before the event.':
    'Dónde se conectan los asistentes; solo se envía a quienes tienen entrada, y a menudo se crea poco antes del evento.',
  'What online attendees need to know: meeting id, passcode, software.':
    'Lo que deben saber los asistentes en línea: identificador de la reunión, contraseña, programa.',
};
