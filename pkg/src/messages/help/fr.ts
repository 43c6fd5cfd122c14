// The help below the fields of the stages, in French, by its English text in schemas/stages/.

export const help: Readonly<Record<string, string>> = {
  'What happens, when, for whom and how people attend.': 'Ce qui a lieu, quand, pour qui, et comment on y participe.',
  'A short, distinct name.': 'Un nom court et distinctif.',
  'A sentence or two for listings, search results and link previews.':
    'Une phrase ou deux pour les listes, les résultats de recherche et les aperçus de liens.',
  'The full text of the event page.': 'Le texte complet de la page de l’événement.',
  'Where the event is listed.': 'La rubrique dans laquelle l’événement est répertorié.',
  'When the event starts: date, time and offset from UTC.':
    'Quand l’événement commence : date, heure et décalage par rapport à UTC.',
  'When the event ends: date, time and offset from UTC. Left out, the end is open.':
    'Quand l’événement se termine : date, heure et décalage par rapport à UTC. Sans indication, la fin est ouverte.',
  'When people are let in: date, time and offset from UTC, no later than the start.':
    'Quand le public peut entrer : date, heure et décalage par rapport à UTC, au plus tard au début.',
  "The IANA time zone that the event's times are shown in.":
    'Le fuseau horaire IANA dans lequel les heures de l’événement sont affichées.',
  'In person (offline), over the internet (online), or both (mixed).': 'Sur place, en ligne, ou les deux.',
  'How many people may attend. Left out, there is no limit, or none that is known yet.':
    'Combien de personnes peuvent participer. Sans indication, il n’y a pas de limite, ou elle n’est pas encore connue.',
  'The youngest age admitted, in years.': 'L’âge minimum pour entrer, en années.',
  'The main language of the event, as a BCP 47 tag.': 'La langue principale de l’événement, sous forme de code BCP 47.',
  'Words that people search for.': 'Les mots que les gens recherchent.',
  'One tag.': 'Un mot-clé.',
  'Who performs or speaks, in the order in which they are announced.':
    'Qui se produit ou prend la parole, dans l’ordre de l’annonce.',
  'One performer or speaker: a person or a group.': 'Un artiste ou un intervenant : une personne ou un groupe.',
  'The name as it is announced.': 'Le nom tel qu’il est annoncé.',
  'What they do: headliner, moderator, keynote.': 'Son rôle : tête d’affiche, animation, conférence d’ouverture.',
  'Address of their own page.': 'L’adresse de sa propre page.',
  'Listed for everyone (public), open to those who have the link (unlisted), or to invited people only (private).':
    'Visible par tous, accessible à ceux qui ont le lien, ou réservé aux personnes invitées.',
  "Address of the event's own page elsewhere.": 'L’adresse d’une page propre à l’événement, sur un autre site.',
  'Address of the rules of conduct at the event.': 'L’adresse des règles de conduite de l’événement.',
  'Address of the picture at the top of the event page.': 'L’adresse de l’image en haut de la page de l’événement.',
  'What the picture shows, for people who cannot see it; asked for with every picture.':
    'Ce que montre l’image, pour les personnes qui ne peuvent pas la voir ; demandé avec chaque image.',
  'Who runs the event: how attendees know the organizer and how the platform reaches them.':
    'Qui organise l’événement : comment les participants connaissent l’organisateur et comment la plateforme le joint.',
  'The name that attendees see on the event page and on tickets.':
    'Le nom que les participants voient sur la page de l’événement et sur les billets.',
  "Where attendees' questions and the platform's notices go.":
    'Où arrivent les questions des participants et les avis de la plateforme.',
  'In international form: + and digits, without spaces.': 'Au format international : + et des chiffres, sans espaces.',
  "The organizer's own site.": 'Le site de l’organisateur.',
  "Address of the organizer's logo.": 'L’adresse du logo de l’organisateur.',
  'What the organizer is in law; it decides which papers a payment provider asks for.':
    'Ce qu’est l’organisateur en droit ; les justificatifs demandés par le prestataire de paiement en dépendent.',
  'The registered name of the organization, asked for unless the organizer is an individual or an informal community.':
    'Le nom enregistré de l’organisation ; inutile pour un particulier ou un groupe informel.',
  'Where the organizer gets letters; laws on distance selling ask for it on the event page and on invoices.':
    'L’adresse postale de l’organisateur ; les lois sur la vente à distance l’exigent sur la page de l’événement et sur les factures.',
  'House number and street, as the country writes them; a field or a park may have none.':
    'Le numéro et la rue, comme on les écrit dans le pays ; un champ ou un parc peut ne pas en avoir.',
  'Building, floor or unit.': 'Le bâtiment, l’étage ou l’unité.',
  'City, town or village.': 'Ville ou village.',
  'State, province, county or prefecture, where the country uses one.':
    'État, province, comté ou préfecture, si le pays en utilise.',
  'Left out where a country has none (Hong Kong, the United Arab Emirates).':
    'À laisser vide si le pays n’en a pas (Hong Kong, Émirats arabes unis).',
  'Two-letter country code (ISO 3166-1 alpha-2).': 'Code de pays à deux lettres (ISO 3166-1 alpha-2).',
  "A few paragraphs for the organizer's page.": 'Quelques paragraphes pour la page de l’organisateur.',
  'Address of the terms that attendees agree to.': 'L’adresse des conditions que les participants acceptent.',
  "Address of the organizer's privacy policy.": 'L’adresse de la politique de confidentialité de l’organisateur.',
  "The organizer's profiles elsewhere; a network may have several.":
    'Les profils de l’organisateur ailleurs ; il peut y en avoir plusieurs sur un même réseau.',
  'One profile on one network.': 'Un profil sur un réseau.',
  'Which network the profile is on; it chooses the icon.': 'Le réseau où se trouve le profil ; il détermine l’icône.',
  'Address of the profile.': 'L’adresse du profil.',
  'How money comes in, who bears the fees, and what happens when an attendee cannot come.':
    'Comment l’argent est encaissé, qui supporte les frais, et ce qui se passe quand un participant ne peut pas venir.',
  'Who takes the payments: offline is money at the door or a bank transfer; none for an event where nothing is paid.':
    'Qui encaisse les paiements : hors ligne signifie à l’entrée ou par virement ; aucun si rien n’est à payer.',
  "The organizer's account with the provider, never a key or a card number.":
    'Le compte de l’organisateur chez le prestataire, jamais une clé ni un numéro de carte.',
  'The currency that the provider pays out in (ISO 4217); it may be another than that of the tickets.':
    'La devise dans laquelle le prestataire verse l’argent (ISO 4217) ; elle peut différer de celle des billets.',
  'The attendee on top of the price, the organizer out of it, or each a half (split).':
    'Le participant en plus du prix, l’organisateur sur le prix, ou chacun la moitié.',
  'What the tax is called: VAT, GST, sales tax.': 'Le nom de la taxe : TVA, TPS, taxe de vente.',
  "The organizer's number with the tax authority, which stands on invoices.":
    'Le numéro fiscal de l’organisateur, qui figure sur les factures.',
  'Sales tax or VAT in basis points, hundredths of a percent: 2000 is 20 %.':
    'Le taux de la taxe en points de base, c’est-à-dire en centièmes de pour cent : 2000 pour 20 %.',
  'True if the ticket prices contain the tax, false if it is added to them; asked for with a tax rate.':
    'Oui si les prix des billets comprennent la taxe, non si elle s’y ajoute ; demandé avec un taux.',
  'Until when before the start an attendee gets the money back.':
    'Jusqu’à quand avant le début un participant est remboursé.',
  "What stands on the attendee's card statement.": 'Ce qui figure sur le relevé de carte du participant.',
  'What attendees read once they have ordered.': 'Ce que les participants lisent après avoir commandé.',
  "True once the organizer has accepted the platform's terms; left out until then, never false.":
    'Oui dès que l’organisateur a accepté les conditions de la plateforme ; à omettre jusque-là, jamais non.',
  'When the terms were accepted, kept as evidence.': 'Quand les conditions ont été acceptées, conservé comme preuve.',
  'What can be booked: the tiers, their prices and how many of each there are.':
    'Ce qui peut être réservé : les tarifs, leurs prix et le nombre de billets de chacun.',
  'The currency of every price in this stage (ISO 4217).': 'La devise de tous les prix de cette étape (ISO 4217).',
  'The kinds of ticket; asked for unless tickets are had elsewhere (external_ticket_url).':
    'Les sortes de billets ; inutile si les billets s’obtiennent ailleurs (external_ticket_url).',
  'One kind of ticket.': 'Une sorte de billet.',
  'What the ticket is called.': 'Le nom du billet.',
  'What the ticket includes.': 'Ce que le billet comprend.',
  'Free, paid, or a donation, where the attendee chooses the amount.':
    'Gratuit, payant, ou un don dont le participant choisit le montant.',
  "The price in the currency's minor unit (1250 is 12.50 in GBP, 1250 in JPY): 0 for a free ticket, at least 1 for a paid one; for a donation the amount suggested, or 0 for none.":
    'Le prix dans la plus petite unité de la devise (1250 pour 12,50 en EUR, 1250 en JPY) : 0 pour un billet gratuit, au moins 1 pour un billet payant ; pour un don, le montant proposé, ou 0 s’il n’y en a pas.',
  "Of a donation: the least that is taken, in the currency's minor unit.":
    'Pour un don : le montant minimum accepté, dans la plus petite unité de la devise.',
  'How many tickets of this tier there are; any number if left out.':
    'Combien il y a de billets à ce tarif ; sans indication, autant qu’on veut.',
  'False for tickets that admit nobody to the place, such as parking or a stream.':
    'Non pour les billets qui ne donnent pas accès au lieu, comme un parking ou une retransmission.',
  'True if the tier is shown only to those who have its link or a code.':
    'Oui si le tarif n’est visible que par ceux qui ont son lien ou un code.',
  'True if the organizer confirms each order before it counts.':
    'Oui si l’organisateur confirme chaque commande avant qu’elle compte.',
  'When sales open; at once if left out.': 'Quand la vente ouvre ; immédiatement si rien n’est indiqué.',
  'When sales close; when the event ends if left out.':
    'Quand la vente se termine ; à la fin de l’événement si rien n’est indiqué.',
  'The fewest tickets of this tier in one order.': 'Le nombre minimum de billets à ce tarif dans une commande.',
  'The most tickets of this tier in one order.': 'Le nombre maximum de billets à ce tarif dans une commande.',
  'Address of the page elsewhere where the tickets are had.':
    'L’adresse de la page où l’on obtient les billets ailleurs.',
  'True if people can leave their address once a tier is sold out.':
    'Oui si l’on peut s’inscrire sur une liste d’attente quand un tarif est épuisé.',
  'What is asked of every attendee: a JSON Schema of the object that the answers make, one property a question. Save it after `checkSchema` of /dynamic has nothing to say.':
    'Ce qui est demandé à chaque participant : un JSON Schema de l’objet que forment les réponses, avec une propriété par question. À enregistrer une fois que `checkSchema` de /dynamic n’a rien à signaler.',
  'The answers are an object.': 'Les réponses sont un objet.',
  'A JSON Schema for each question, by its key.': 'Un JSON Schema pour chaque question, sous sa clé.',
  'Where people go, or where they connect to.': 'Où l’on se rend, ou bien où l’on se connecte.',
  'In person (offline), over the internet (online), or both (mixed), as in the event stage; it decides what is asked here.':
    'Sur place, en ligne, ou les deux, comme à l’étape de l’événement ; ce qui est demandé ici en dépend.',
  'True while the place is not known yet, or told to ticket holders only: no name and address are asked for then.':
    'Oui tant que le lieu n’est pas connu, ou s’il n’est communiqué qu’aux détenteurs de billets : ni nom ni adresse ne sont alors demandés.',
  'What the place is called.': 'Le nom du lieu.',
  'The postal address of the place.': 'L’adresse postale du lieu.',
  'The pin on the map, in degrees (WGS 84).': 'Le repère sur la carte, en degrés (WGS 84).',
  'Degrees north of the equator.': 'Degrés au nord de l’équateur.',
  'Degrees east of Greenwich.': 'Degrés à l’est de Greenwich.',
  'How to get there and where to go in.': 'Comment s’y rendre et par où entrer.',
  'What the place offers to people with disabilities.': 'Ce que le lieu offre aux personnes handicapées.',
  'One accessibility feature.': 'Un équipement d’accessibilité.',
  'Where attendees connect; sent to ticket holders only, and often made shortly before the event.':
    'Où les participants se connectent ; envoyé aux seuls détenteurs de billets, et souvent créé peu avant l’événement.',
  'What online attendees need to know: meeting id, passcode, software.':
    'Ce que les participants en ligne doivent savoir : identifiant de la réunion, mot de passe, logiciel.',
};
