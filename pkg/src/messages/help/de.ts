// The help below the fields of the stages, in German, by its English text in schemas/stages/.

export const help: Readonly<Record<string, string>> = {
  'What happens, when, for whom and how people attend.': 'Was stattfindet, wann, für wen, und wie man teilnimmt.',
  'A short, distinct name.': 'Ein kurzer, unverwechselbarer Name.',
  'A sentence or two for listings, search results and link previews.':
    'Ein bis zwei Sätze für Übersichten, Suchergebnisse und Linkvorschauen.',
  'The full text of the event page.': 'Der ganze Text der Veranstaltungsseite.',
  'Where the event is listed.': 'Unter welcher Rubrik die Veranstaltung zu finden ist.',
  'When the event starts: date, time and offset from UTC.':
    'Wann die Veranstaltung beginnt: Datum, Uhrzeit und Abstand zu UTC.',
  'When the event ends: date, time and offset from UTC. Left out, the end is open.':
    'Wann die Veranstaltung endet: Datum, Uhrzeit und Abstand zu UTC. Ohne Angabe ist das Ende offen.',
  'When people are let in: date, time and offset from UTC, no later than the start.':
    'Ab wann eingelassen wird: Datum, Uhrzeit und Abstand zu UTC, spätestens zum Beginn.',
  "The IANA time zone that the event's times are shown in.":
    'Die IANA-Zeitzone, in der die Zeiten der Veranstaltung angezeigt werden.',
  'In person (offline), over the internet (online), or both (mixed).': 'Vor Ort, über das Internet oder beides.',
  'How many people may attend. Left out, there is no limit, or none that is known yet.':
    'Wie viele Menschen teilnehmen können. Ohne Angabe gibt es keine Grenze, oder sie ist noch nicht bekannt.',
  'The youngest age admitted, in years.': 'Ab welchem Alter der Zutritt erlaubt ist, in Jahren.',
  'The main language of the event, as a BCP 47 tag.': 'Die Hauptsprache der Veranstaltung, als Kürzel nach BCP 47.',
  'Words that people search for.': 'Wörter, nach denen gesucht wird.',
  'One tag.': 'Ein Schlagwort.',
  'Who performs or speaks, in the order in which they are announced.':
    'Wer auftritt oder spricht, in der Reihenfolge der Ankündigung.',
  'One performer or speaker: a person or a group.': 'Jemand, der auftritt oder spricht: eine Person oder eine Gruppe.',
  'The name as it is announced.': 'Der Name, wie er angekündigt wird.',
  'What they do: headliner, moderator, keynote.': 'Die Aufgabe: Hauptact, Moderation, Vortrag.',
  'Address of their own page.': 'Die Adresse der eigenen Seite.',
  'Listed for everyone (public), open to those who have the link (unlisted), or to invited people only (private).':
    'Für alle zu finden, nur mit dem Link zu erreichen, oder nur für Eingeladene.',
  "Address of the event's own page elsewhere.": 'Die Adresse der eigenen Seite der Veranstaltung an anderer Stelle.',
  'Address of the rules of conduct at the event.': 'Die Adresse der Verhaltensregeln für die Veranstaltung.',
  'Address of the picture at the top of the event page.': 'Die Adresse des Bildes oben auf der Veranstaltungsseite.',
  'What the picture shows, for people who cannot see it; asked for with every picture.':
    'Was das Bild zeigt, für Menschen, die es nicht sehen können; zu jedem Bild nötig.',
  'Who runs the event: how attendees know the organizer and how the platform reaches them.':
    'Wer die Veranstaltung ausrichtet: wie die Teilnehmenden den Veranstalter kennen und wie die Plattform ihn erreicht.',
  'The name that attendees see on the event page and on tickets.':
    'Der Name, den die Teilnehmenden auf der Veranstaltungsseite und auf den Karten sehen.',
  "Where attendees' questions and the platform's notices go.":
    'Wohin Fragen der Teilnehmenden und Mitteilungen der Plattform gehen.',
  'In international form: + and digits, without spaces.': 'In internationaler Form: + und Ziffern, ohne Leerzeichen.',
  "The organizer's own site.": 'Die eigene Website des Veranstalters.',
  "Address of the organizer's logo.": 'Die Adresse des Logos des Veranstalters.',
  'What the organizer is in law; it decides which papers a payment provider asks for.':
    'Was der Veranstalter rechtlich ist; danach richtet sich, welche Unterlagen ein Zahlungsanbieter verlangt.',
  'The registered name of the organization, asked for unless the organizer is an individual or an informal community.':
    'Der eingetragene Name der Organisation; nicht nötig für Einzelpersonen und freie Gruppen.',
  'Where the organizer gets letters; laws on distance selling ask for it on the event page and on invoices.':
    'Wohin Post an den Veranstalter geht; im Fernabsatz verlangen Gesetze diese Anschrift auf der Veranstaltungsseite und auf Rechnungen.',
  'House number and street, as the country writes them; a field or a park may have none.':
    'Hausnummer und Straße, wie im Land üblich; ein Feld oder ein Park hat vielleicht keine.',
  'Building, floor or unit.': 'Gebäude, Stockwerk oder Einheit.',
  'City, town or village.': 'Stadt oder Gemeinde.',
  'State, province, county or prefecture, where the country uses one.':
    'Bundesland, Provinz, Kanton oder Ähnliches, wo das Land so etwas verwendet.',
  'Left out where a country has none (Hong Kong, the United Arab Emirates).':
    'Weglassen, wo das Land keine hat (Hongkong, Vereinigte Arabische Emirate).',
  'Two-letter country code (ISO 3166-1 alpha-2).': 'Ländercode aus zwei Buchstaben (ISO 3166-1 alpha-2).',
  "A few paragraphs for the organizer's page.": 'Einige Absätze für die Seite des Veranstalters.',
  'Address of the terms that attendees agree to.': 'Die Adresse der Bedingungen, denen die Teilnehmenden zustimmen.',
  "Address of the organizer's privacy policy.": 'Die Adresse der Datenschutzerklärung des Veranstalters.',
  "The organizer's profiles elsewhere; a network may have several.":
    'Die Profile des Veranstalters an anderer Stelle; in einem Netzwerk können es mehrere sein.',
  'One profile on one network.': 'Ein Profil in einem Netzwerk.',
  'Which network the profile is on; it chooses the icon.':
    'In welchem Netzwerk das Profil ist; danach richtet sich das Symbol.',
  'Address of the profile.': 'Die Adresse des Profils.',
  'How money comes in, who bears the fees, and what happens when an attendee cannot come.':
    'Wie das Geld hereinkommt, wer die Gebühren trägt, und was geschieht, wenn jemand nicht kommen kann.',
  'Who takes the payments: offline is money at the door or a bank transfer; none for an event where nothing is paid.':
    'Wer die Zahlungen annimmt: offline heißt bar vor Ort oder per Überweisung; keiner, wenn nichts bezahlt wird.',
  "The organizer's account with the provider, never a key or a card number.":
    'Das Konto des Veranstalters bei dem Anbieter, niemals ein Schlüssel oder eine Kartennummer.',
  'The currency that the provider pays out in (ISO 4217); it may be another than that of the tickets.':
    'Die Währung, in der der Anbieter auszahlt (ISO 4217); sie kann eine andere sein als die der Karten.',
  'The attendee on top of the price, the organizer out of it, or each a half (split).':
    'Die Teilnehmenden zusätzlich zum Preis, der Veranstalter aus dem Preis, oder beide je zur Hälfte.',
  'What the tax is called: VAT, GST, sales tax.': 'Wie die Steuer heißt: Mehrwertsteuer, Umsatzsteuer.',
  "The organizer's number with the tax authority, which stands on invoices.":
    'Die Steuernummer des Veranstalters, die auf Rechnungen steht.',
  'Sales tax or VAT in basis points, hundredths of a percent: 2000 is 20 %.':
    'Der Steuersatz in Basispunkten, also Hundertsteln eines Prozents: 2000 sind 20 %.',
  'True if the ticket prices contain the tax, false if it is added to them; asked for with a tax rate.':
    'Ja, wenn die Preise der Karten die Steuer enthalten, nein, wenn sie dazukommt; zu einem Steuersatz nötig.',
  'Until when before the start an attendee gets the money back.': 'Bis wann vor dem Beginn es das Geld zurückgibt.',
  "What stands on the attendee's card statement.": 'Was auf der Kartenabrechnung der Teilnehmenden steht.',
  'What attendees read once they have ordered.': 'Was die Teilnehmenden lesen, wenn sie bestellt haben.',
  "True once the organizer has accepted the platform's terms; left out until then, never false.":
    'Ja, sobald der Veranstalter den Bedingungen der Plattform zugestimmt hat; bis dahin weglassen, niemals nein.',
  'When the terms were accepted, kept as evidence.': 'Wann den Bedingungen zugestimmt wurde, als Nachweis.',
  'What can be booked: the tiers, their prices and how many of each there are.':
    'Was gebucht werden kann: die Kategorien, ihre Preise und ihre Anzahlen.',
  'The currency of every price in this stage (ISO 4217).': 'Die Währung aller Preise in diesem Schritt (ISO 4217).',
  'The kinds of ticket; asked for unless tickets are had elsewhere (external_ticket_url).':
    'Die Arten von Karten; nicht nötig, wenn es die Karten anderswo gibt (external_ticket_url).',
  'One kind of ticket.': 'Eine Art von Karten.',
  'What the ticket is called.': 'Wie die Karte heißt.',
  'What the ticket includes.': 'Was in der Karte enthalten ist.',
  'Free, paid, or a donation, where the attendee chooses the amount.':
    'Kostenlos, bezahlt, oder eine Spende, deren Höhe die Teilnehmenden wählen.',
  "The price in the currency's minor unit (1250 is 12.50 in GBP, 1250 in JPY): 0 for a free ticket, at least 1 for a paid one; for a donation the amount suggested, or 0 for none.":
    'Der Preis in der kleinsten Einheit der Währung (1250 sind 12,50 in EUR, 1250 in JPY): 0 für eine kostenlose Karte, mindestens 1 für eine bezahlte; für eine Spende der vorgeschlagene Betrag, oder 0 für keinen.',
  "Of a donation: the least that is taken, in the currency's minor unit.":
    'Bei einer Spende: der kleinste Betrag, der angenommen wird, in der kleinsten Einheit der Währung.',
  'How many tickets of this tier there are; any number if left out.':
    'Wie viele Karten dieser Kategorie es gibt; ohne Angabe beliebig viele.',
  'False for tickets that admit nobody to the place, such as parking or a stream.':
    'Nein für Karten, mit denen niemand hereinkommt, etwa für einen Parkplatz oder eine Übertragung.',
  'True if the tier is shown only to those who have its link or a code.':
    'Ja, wenn die Kategorie nur sieht, wer ihren Link oder einen Code hat.',
  'True if the organizer confirms each order before it counts.':
    'Ja, wenn der Veranstalter jede Bestellung bestätigt, bevor sie gilt.',
  'When sales open; at once if left out.': 'Wann der Verkauf beginnt; ohne Angabe sofort.',
  'When sales close; when the event ends if left out.': 'Wann der Verkauf endet; ohne Angabe mit der Veranstaltung.',
  'The fewest tickets of this tier in one order.':
    'Die kleinste Anzahl von Karten dieser Kategorie in einer Bestellung.',
  'The most tickets of this tier in one order.': 'Die größte Anzahl von Karten dieser Kategorie in einer Bestellung.',
  'Address of the page elsewhere where the tickets are had.':
    'Die Adresse der Seite, auf der es die Karten anderswo gibt.',
  'True if people can leave their address once a tier is sold out.':
    'Ja, wenn sich Interessierte eintragen können, sobald eine Kategorie ausverkauft ist.',
  'What is asked of every attendee: a JSON Schema of the object that the answers make, one property a question. Save it after `checkSchema` of /dynamic has nothing to say.':
    'Was alle Teilnehmenden gefragt werden: ein JSON Schema des Objekts, das die Antworten bilden, mit einer Eigenschaft für jede Frage. Bitte erst speichern, wenn `checkSchema` von /dynamic nichts zu sagen hat.',
  'The answers are an object.': 'Die Antworten sind ein Objekt.',
  'A JSON Schema for each question, by its key.': 'Ein JSON Schema für jede Frage, unter ihrem Schlüssel.',
  'Where people go, or where they connect to.': 'Wohin man kommt, oder wo man sich verbindet.',
  'In person (offline), over the internet (online), or both (mixed), as in the event stage; it decides what is asked here.':
    'Vor Ort, über das Internet oder beides, wie im Schritt der Veranstaltung; danach richtet sich, was hier nötig ist.',
  'True while the place is not known yet, or told to ticket holders only: no name and address are asked for then.':
    'Ja, solange der Ort noch nicht bekannt ist oder nur erfährt, wer eine Karte hat: Name und Adresse sind dann nicht nötig.',
  'What the place is called.': 'Wie der Ort heißt.',
  'The postal address of the place.': 'Die Postanschrift des Ortes.',
  'The pin on the map, in degrees (WGS 84).': 'Die Markierung auf der Karte, in Grad (WGS 84).',
  'Degrees north of the equator.': 'Grad nördlich des Äquators.',
  'Degrees east of Greenwich.': 'Grad östlich von Greenwich.',
  'How to get there and where to go in.': 'Wie man hinkommt und wo der Eingang ist.',
  'What the place offers to people with disabilities.': 'Was der Ort Menschen mit Behinderungen bietet.',
  'One accessibility feature.': 'Ein Merkmal der Barrierefreiheit.',
  'Where attendees connect; sent to ticket holders only, and often made shortly before the event.':
    'Wo sich die Teilnehmenden verbinden; das erfährt nur, wer eine Karte hat, und oft erst kurz vor der Veranstaltung.',
  'What online attendees need to know: meeting id, passcode, software.':
    'Was online Teilnehmende wissen müssen: Kennung des Treffens, Kennwort, Programm.',
};
