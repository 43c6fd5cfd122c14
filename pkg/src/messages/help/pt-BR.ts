// The help below the fields of the stages, in Brazilian Portuguese, by its English text in schemas/stages/.

export const help: Readonly<Record<string, string>> = {
  'What happens, when, for whom and how people attend.': 'O que acontece, quando, para quem e como se participa.',
  'A short, distinct name.': 'Um nome curto e inconfundível.',
  'A sentence or two for listings, search results and link previews.':
    'Uma ou duas frases para listas, resultados de busca e prévias de links.',
  'The full text of the event page.': 'O texto completo da página do evento.',
  'Where the event is listed.': 'A categoria em que o evento aparece.',
  'When the event starts: date, time and offset from UTC.':
    'Quando o evento começa: data, hora e diferença em relação a UTC.',
  'When the event ends: date, time and offset from UTC. Left out, the end is open.':
    'Quando o evento termina: data, hora e diferença em relação a UTC. Se omitido, o fim fica em aberto.',
  'When people are let in: date, time and offset from UTC, no later than the start.':
    'Quando a entrada é liberada: data, hora e diferença em relação a UTC, no máximo até o início.',
  "The IANA time zone that the event's times are shown in.":
    'O fuso horário IANA em que os horários do evento são mostrados.',
  'In person (offline), over the internet (online), or both (mixed).': 'Presencial, pela internet ou ambos.',
  'How many people may attend. Left out, there is no limit, or none that is known yet.':
    'Quantas pessoas podem participar. Se omitido, não há limite, ou ele ainda não é conhecido.',
  'The youngest age admitted, in years.': 'A idade mínima para entrar, em anos.',
  'The main language of the event, as a BCP 47 tag.': 'O idioma principal do evento, como código BCP 47.',
  'Words that people search for.': 'Palavras que as pessoas buscam.',
  'One tag.': 'Uma etiqueta.',
  'Who performs or speaks, in the order in which they are announced.':
    'Quem se apresenta ou fala, na ordem em que é anunciado.',
  'One performer or speaker: a person or a group.': 'Um artista ou palestrante: uma pessoa ou um grupo.',
  'The name as it is announced.': 'O nome como é anunciado.',
  'What they do: headliner, moderator, keynote.': 'O que faz: atração principal, moderação, palestra de abertura.',
  'Address of their own page.': 'O endereço da própria página.',
  'Listed for everyone (public), open to those who have the link (unlisted), or to invited people only (private).':
    'Visível para todos, aberto a quem tem o link ou só para convidados.',
  "Address of the event's own page elsewhere.": 'O endereço da página própria do evento em outro site.',
  'Address of the rules of conduct at the event.': 'O endereço das regras de conduta do evento.',
  'Address of the picture at the top of the event page.': 'O endereço da imagem no topo da página do evento.',
  'What the picture shows, for people who cannot see it; asked for with every picture.':
    'O que a imagem mostra, para quem não pode vê-la; exigido com cada imagem.',
  'Who runs the event: how attendees know the organizer and how the platform reaches them.':
    'Quem realiza o evento: como os participantes conhecem o organizador e como a plataforma fala com ele.',
  'The name that attendees see on the event page and on tickets.':
    'O nome que os participantes veem na página do evento e nos ingressos.',
  "Where attendees' questions and the platform's notices go.":
    'Para onde vão as perguntas dos participantes e os avisos da plataforma.',
  'In international form: + and digits, without spaces.': 'No formato internacional: + e dígitos, sem espaços.',
  "The organizer's own site.": 'O site do organizador.',
  "Address of the organizer's logo.": 'O endereço do logotipo do organizador.',
  'What the organizer is in law; it decides which papers a payment provider asks for.':
    'O que o organizador é perante a lei; disso dependem os documentos que um provedor de pagamento pede.',
  'The registered name of the organization, asked for unless the organizer is an individual or an informal community.':
    'O nome registrado da organização; não é preciso para pessoas físicas nem grupos informais.',
  'Where the organizer gets letters; laws on distance selling ask for it on the event page and on invoices.':
    'O endereço para correspondência do organizador; leis de venda a distância o exigem na página do evento e nas notas.',
  'House number and street, as the country writes them; a field or a park may have none.':
    'Rua e número, como se escreve no país; um campo ou um parque pode não ter.',
  'Building, floor or unit.': 'Prédio, andar ou unidade.',
  'City, town or village.': 'Cidade ou localidade.',
  'State, province, county or prefecture, where the country uses one.':
    'Estado, província, condado ou prefeitura regional, onde o país usa.',
  'Left out where a country has none (Hong Kong, the United Arab Emirates).':
    'Omitido onde o país não tem (Hong Kong, Emirados Árabes Unidos).',
  'Two-letter country code (ISO 3166-1 alpha-2).': 'Código de país de duas letras (ISO 3166-1 alfa-2).',
  "A few paragraphs for the organizer's page.": 'Alguns parágrafos para a página do organizador.',
  'Address of the terms that attendees agree to.': 'O endereço dos termos que os participantes aceitam.',
  "Address of the organizer's privacy policy.": 'O endereço da política de privacidade do organizador.',
  "The organizer's profiles elsewhere; a network may have several.":
    'Os perfis do organizador em outros lugares; uma rede pode ter vários.',
  'One profile on one network.': 'Um perfil em uma rede.',
  'Which network the profile is on; it chooses the icon.': 'Em que rede está o perfil; define o ícone.',
  'Address of the profile.': 'O endereço do perfil.',
  'How money comes in, who bears the fees, and what happens when an attendee cannot come.':
    'Como o dinheiro entra, quem paga as taxas e o que acontece quando um participante não pode vir.',
  'Who takes the payments: offline is money at the door or a bank transfer; none for an event where nothing is paid.':
    'Quem recebe os pagamentos: off-line é na porta ou por transferência; nenhum se nada é pago.',
  "The organizer's account with the provider, never a key or a card number.":
    'A conta do organizador no provedor, nunca uma chave nem um número de cartão.',
  'The currency that the provider pays out in (ISO 4217); it may be another than that of the tickets.':
    'A moeda em que o provedor paga (ISO 4217); pode não ser a dos ingressos.',
  'The attendee on top of the price, the organizer out of it, or each a half (split).':
    'O participante além do preço, o organizador a partir do preço, ou metade cada um.',
  'What the tax is called: VAT, GST, sales tax.': 'Como se chama o imposto: ICMS, ISS, IVA.',
  "The organizer's number with the tax authority, which stands on invoices.":
    'O número do organizador no fisco, que consta nas notas.',
  'Sales tax or VAT in basis points, hundredths of a percent: 2000 is 20 %.':
    'A alíquota do imposto em pontos-base, centésimos de ponto percentual: 2000 são 20%.',
  'True if the ticket prices contain the tax, false if it is added to them; asked for with a tax rate.':
    'Sim se os preços dos ingressos incluem o imposto, não se ele é somado; exigido com uma alíquota.',
  'Until when before the start an attendee gets the money back.':
    'Até quando antes do início o participante recebe o dinheiro de volta.',
  "What stands on the attendee's card statement.": 'O que consta na fatura do cartão do participante.',
  'What attendees read once they have ordered.': 'O que os participantes leem depois do pedido.',
  "True once the organizer has accepted the platform's terms; left out until then, never false.":
    'Sim assim que o organizador aceitou os termos da plataforma; até lá é omitido, nunca é não.',
  'When the terms were accepted, kept as evidence.': 'Quando os termos foram aceitos, guardado como prova.',
  'What can be booked: the tiers, their prices and how many of each there are.':
    'O que pode ser reservado: os tipos de ingresso, seus preços e quantos há de cada um.',
  'The currency of every price in this stage (ISO 4217).': 'A moeda de todos os preços desta etapa (ISO 4217).',
  'The kinds of ticket; asked for unless tickets are had elsewhere (external_ticket_url).':
    'Os tipos de ingresso; não são precisos se os ingressos são obtidos em outro lugar (external_ticket_url).',
  'One kind of ticket.': 'Um tipo de ingresso.',
  'What the ticket is called.': 'Como se chama o ingresso.',
  'What the ticket includes.': 'O que o ingresso inclui.',
  'Free, paid, or a donation, where the attendee chooses the amount.':
    'Gratuito, pago, ou uma doação cujo valor o participante escolhe.',
  "The price in the currency's minor unit (1250 is 12.50 in GBP, 1250 in JPY): 0 for a free ticket, at least 1 for a paid one; for a donation the amount suggested, or 0 for none.":
    'O preço na menor unidade da moeda (1250 são 12,50 em BRL e 1250 em JPY): 0 para um ingresso gratuito, pelo menos 1 para um pago; para uma doação, o valor sugerido, ou 0 se não houver.',
  "Of a donation: the least that is taken, in the currency's minor unit.":
    'De uma doação: o menor valor aceito, na menor unidade da moeda.',
  'How many tickets of this tier there are; any number if left out.':
    'Quantos ingressos deste tipo existem; qualquer número se omitido.',
  'False for tickets that admit nobody to the place, such as parking or a stream.':
    'Não para ingressos que não dão acesso ao local, como estacionamento ou transmissão.',
  'True if the tier is shown only to those who have its link or a code.':
    'Sim se o tipo só aparece para quem tem o link dele ou um código.',
  'True if the organizer confirms each order before it counts.':
    'Sim se o organizador confirma cada pedido antes de ele valer.',
  'When sales open; at once if left out.': 'Quando as vendas abrem; de imediato se omitido.',
  'When sales close; when the event ends if left out.': 'Quando as vendas fecham; no fim do evento se omitido.',
  'The fewest tickets of this tier in one order.': 'O mínimo de ingressos deste tipo em um pedido.',
  'The most tickets of this tier in one order.': 'O máximo de ingressos deste tipo em um pedido.',
  'Address of the page elsewhere where the tickets are had.':
    'O endereço da página em outro site onde se obtêm os ingressos.',
  'True if people can leave their address once a tier is sold out.':
    'Sim se as pessoas podem deixar seu contato quando um tipo se esgota.',
  'What is asked of every attendee: a JSON Schema of the object that the answers make, one property a question. Save it after `checkSchema` of /dynamic has nothing to say.':
    'O que se pergunta a cada participante: um JSON Schema do objeto que as respostas formam, com uma propriedade por pergunta. Salve quando `checkSchema` de /dynamic não tiver nada a dizer.',
  'The answers are an object.': 'As respostas são um objeto.',
  'A JSON Schema for each question, by its key.': 'Um JSON Schema para cada pergunta, pela sua chave.',
  'Where people go, or where they connect to.': 'Aonde as pessoas vão, ou onde se conectam.',
  'In person (offline), over the internet (online), or both (mixed), as in the event stage; it decides what is asked here.':
    'Presencial, pela internet ou ambos, como na etapa do evento; disso depende o que se pede aqui.',
  'True while the place is not known yet, or told to ticket holders only: no name and address are asked for then.':
    'Sim enquanto o local não é conhecido, ou se só é informado a quem tem ingresso: então não se pedem nome nem endereço.',
  'What the place is called.': 'Como se chama o local.',
  'The postal address of the place.': 'O endereço postal do local.',
  'The pin on the map, in degrees (WGS 84).': 'O marcador no mapa, em graus (WGS 84).',
  'Degrees north of the equator.': 'Graus ao norte do equador.',
  'Degrees east of Greenwich.': 'Graus a leste de Greenwich.',
  'How to get there and where to go in.': 'Como chegar e por onde entrar.',
  'What the place offers to people with disabilities.': 'O que o local oferece a pessoas com deficiência.',
  'One accessibility feature.': 'Um recurso de acessibilidade.',
  'Where attendees connect; sent to ticket holders only, and often made shortly before the event.':
    'Onde os participantes se conectam; enviado só a quem tem ingresso, e muitas vezes criado pouco antes do evento.',
  'What online attendees need to know: meeting id, passcode, software.':
    'O que os participantes on-line precisam saber: identificação da reunião, senha, programa.',
};
