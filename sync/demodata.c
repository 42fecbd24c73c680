/*
 * The invented company Harrow & Pine Supplies: packing material and workshop
 * furniture. No such company, person or number exists: domains end in
 * .example, phone numbers are from ranges kept for films where there are any.
 */
#include "demodata.h"

#include <stddef.h>

#include "account.h"
#include "role.h"

const char demo_company[] = "Harrow & Pine Supplies";

/* clang-format off */
const struct demo_account demo_accounts[] = {
{ "KAFFE", "Kaffebröderna Öst AB", "SE556012579001", "order@kaffebroderna.example", "+46 8 465 004 12", "https://kaffebroderna.example",
  "Götgatan 78", "Stockholm", "", "118 30", "SE", ACCOUNT_CUSTOMER, ACCOUNT_ACTIVE, "SEK", "30D", 15000000 },
{ "MUELLER", "Müller & Söhne Möbelbau GmbH", "DE811907980", "einkauf@mueller-moebel.example", "+49 30 23125 417", "https://mueller-moebel.example",
  "Köpenicker Straße 41", "Berlin", "", "10179", "DE", ACCOUNT_CUSTOMER, ACCOUNT_ACTIVE, "EUR", "14D", 2500000 },
{ "PAPETER", "Papeterie du Château", "FR40303265045", "contact@papeterie-chateau.example", "+33 1 99 00 47 11", "https://papeterie-chateau.example",
  "12 rue des Cordelières", "Fontainebleau", "", "77300", "FR", ACCOUNT_CUSTOMER, ACCOUNT_ACTIVE, "EUR", "30D", 800000 },
{ "LODZKIE", "Łódzkie Zakłady Papiernicze sp. z o.o.", "PL5260001246", "biuro@lzp.example", "+48 42 555 01 30", "",
  "ul. Piotrkowska 104", "Łódź", "łódzkie", "90-926", "PL", ACCOUNT_CUSTOMER, ACCOUNT_ACTIVE, "PLN", "30D", 4000000 },
{ "ATHINA", "Αθηναϊκά Γραφικά Ε.Π.Ε.", "EL094259216", "info@athgraf.example", "+30 21 0555 0142", "",
  "Ερμού 51", "Αθήνα", "", "105 63", "GR", ACCOUNT_CUSTOMER, ACCOUNT_CREDIT_HOLD, "EUR", "30D", 300000 },
{ "REYKJA", "Þórður & Ægir ehf.", "IS12345", "postur@thordur.example", "+354 555 0187", "",
  "Skólavörðustígur 14", "Reykjavík", "", "101", "IS", ACCOUNT_CUSTOMER, ACCOUNT_ACTIVE, "ISK", "14D", 900000 },
{ "NAKAMURA", "中村紙業株式会社", "", "info@nakamura-paper.example", "+81 3 5550 0134", "https://nakamura-paper.example",
  "日本橋本町 3-4-1", "中央区", "東京都", "103-0023", "JP", ACCOUNT_CUSTOMER, ACCOUNT_ACTIVE, "JPY", "30D", 5000000 },
{ "DOSSANT", "Irmãos dos Santos Embalagens Lda.", "PT501442600", "compras@irmaossantos.example", "+351 21 555 0177", "",
  "Rua da Conceição 93", "Lisboa", "", "1100-153", "PT", ACCOUNT_CUSTOMER, ACCOUNT_ACTIVE, "EUR", "30D", 1200000 },
{ "BAYSIDE", "Bayside Framing Co.", "", "hello@baysideframing.example", "+1 415 555 0136", "https://baysideframing.example",
  "2200 Marina Way", "Oakland", "CA", "94607", "US", ACCOUNT_CUSTOMER, ACCOUNT_ACTIVE, "USD", "30D", 2000000 },
{ "THISTLE", "Thistle & Wool Ltd", "GB123456782", "orders@thistleandwool.example", "+44 131 496 0183", "https://thistleandwool.example",
  "8 Candlemaker Row", "Edinburgh", "", "EH1 2QE", "GB", ACCOUNT_CUSTOMER, ACCOUNT_ACTIVE, "GBP", "30D", 1500000 },
{ "CERVANT", "Librería Núñez e Hijos S.L.", "ESB58378431", "pedidos@libreria-nunez.example", "+34 91 555 01 62", "",
  "Calle de Cervantes 22", "Madrid", "", "28014", "ES", ACCOUNT_CUSTOMER, ACCOUNT_ACTIVE, "EUR", "30D", 600000 },
{ "TRONDH", "Trøndelag Båtbyggeri AS", "NO974760673", "post@trondbat.example", "+47 73 55 01 28", "",
  "Brattørkaia 15", "Trondheim", "", "7010", "NO", ACCOUNT_CUSTOMER, ACCOUNT_HOLD, "NOK", "14D", 10000000 },
{ "SOUTHLD", "Te Awa Woodcraft Ltd", "", "team@teawa.example", "+64 3 555 0119", "",
  "31 Māori Hill Road", "Dunedin", "Otago", "9010", "NZ", ACCOUNT_CUSTOMER, ACCOUNT_ACTIVE, "NZD", "30D", 900000 },
{ "GOLDENL", "Golden Lotus Trading Pte. Ltd.", "", "sales@goldenlotus.example", "+65 6555 0155", "",
  "25 Tras Street", "Singapore", "", "078977", "SG", ACCOUNT_BUSINESS, ACCOUNT_PROSPECT, "SGD", "", 0 },
{ 0 },
};

const struct demo_contact demo_contacts[] = {
{ "KAFFE", "Ms", "Maria", "Lindström", "Buyer", "maria.lindstrom@kaffebroderna.example", "+46 8 465 004 13", false },
{ "KAFFE", "Mr", "Åke", "Östberg", "Warehouse Manager", "ake.ostberg@kaffebroderna.example", "+46 8 465 004 14", false },
{ "KAFFE", "Ms", "Zoë", "Håkansson", "Accounting", "zoe.hakansson@kaffebroderna.example", "+46 8 465 004 15", false },
{ "MUELLER", "Herr", "Jürgen", "Müller", "Geschäftsführer", "juergen@mueller-moebel.example", "+49 30 23125 418", false },
{ "MUELLER", "Frau", "Änne", "Großkopf", "Einkauf", "a.grosskopf@mueller-moebel.example", "+49 30 23125 419", false },
{ "PAPETER", "Mme", "Hélène", "Lefèvre", "Gérante", "helene@papeterie-chateau.example", "+33 1 99 00 47 12", false },
{ "PAPETER", "M.", "François", "D'Aubigné", "Achats", "francois@papeterie-chateau.example", "+33 1 99 00 47 13", false },
{ "LODZKIE", "Pani", "Małgorzata", "Wójcik", "Kierownik zakupów", "m.wojcik@lzp.example", "+48 42 555 01 31", false },
{ "LODZKIE", "Pan", "Krzysztof", "Żółkiewski", "Magazyn", "k.zolkiewski@lzp.example", "+48 42 555 01 32", false },
{ "ATHINA", "", "Ελένη", "Παπαδοπούλου", "Διευθύντρια", "eleni@athgraf.example", "+30 21 0555 0143", false },
{ "ATHINA", "", "Γιώργος", "Νικολάου", "Λογιστήριο", "giorgos@athgraf.example", "+30 21 0555 0144", false },
{ "REYKJA", "", "Þórður", "Ægisson", "Eigandi", "thordur@thordur.example", "+354 555 0188", false },
{ "REYKJA", "", "Guðrún", "Jónsdóttir", "Innkaup", "gudrun@thordur.example", "+354 555 0189", false },
{ "NAKAMURA", "", "健一", "中村", "代表取締役", "kenichi@nakamura-paper.example", "+81 3 5550 0135", false },
{ "NAKAMURA", "", "美咲", "佐藤", "購買部", "misaki@nakamura-paper.example", "+81 3 5550 0136", false },
{ "DOSSANT", "Sr.", "João", "dos Santos", "Sócio-gerente", "joao@irmaossantos.example", "+351 21 555 0178", false },
{ "DOSSANT", "Sra.", "Conceição", "Magalhães", "Compras", "conceicao@irmaossantos.example", "+351 21 555 0179", false },
{ "BAYSIDE", "Ms", "Priya", "Raman", "Owner", "priya@baysideframing.example", "+1 415 555 0137", false },
{ "BAYSIDE", "Mr", "Sean", "O'Connor-Díaz", "Workshop", "sean@baysideframing.example", "+1 415 555 0138", false },
{ "BAYSIDE", "Mr", "Tom", "Whitlock", "Former Buyer", "tom@baysideframing.example", "", true },
{ "THISTLE", "Mrs", "Fiona", "MacLeod", "Director", "fiona@thistleandwool.example", "+44 131 496 0184", false },
{ "THISTLE", "Mr", "Ewan", "Ó Súilleabháin", "Stock", "ewan@thistleandwool.example", "+44 131 496 0185", false },
{ "CERVANT", "Sra.", "Begoña", "Núñez Ibáñez", "Propietaria", "begona@libreria-nunez.example", "+34 91 555 01 63", false },
{ "CERVANT", "Sr.", "Iñaki", "Etxeberria", "Pedidos", "inaki@libreria-nunez.example", "+34 91 555 01 64", false },
{ "TRONDH", "", "Sigrid", "Bjørnsdatter", "Innkjøp", "sigrid@trondbat.example", "+47 73 55 01 29", false },
{ "TRONDH", "", "Øystein", "Kvåle", "Verksted", "oystein@trondbat.example", "+47 73 55 01 30", false },
{ "SOUTHLD", "Ms", "Hinemoa", "Pārata", "Manager", "hinemoa@teawa.example", "+64 3 555 0120", false },
{ "SOUTHLD", "Mr", "Kahurangi", "Smith", "Workshop", "kahu@teawa.example", "+64 3 555 0121", false },
{ "GOLDENL", "Mr", "Wei Jie", "Tan", "Director", "weijie@goldenlotus.example", "+65 6555 0156", false },
{ "GOLDENL", "Ms", "Nurul", "binte Hassan", "Purchasing", "nurul@goldenlotus.example", "+65 6555 0157", false },
{ 0 },
};

const struct demo_staff demo_staff[] = {
{ "maya", "Maya", "Okonkwo", "maya@harrowandpine.example", "Europe/London", ROLE_CASES | ROLE_CUSTOMERS },
{ "tomas", "Tomáš", "Dvořák", "tomas@harrowandpine.example", "Europe/Prague", ROLE_CASES },
{ "ines", "Inês", "Carvalho", "ines@harrowandpine.example", "Europe/Lisbon", ROLE_PORTAL_ADMIN },
{ "george", "George", "Adeyemi", "george@harrowandpine.example", "Europe/London", ROLE_SALES | ROLE_CUSTOMERS },
{ "wanda", "Wanda", "Nowicka", "wanda@harrowandpine.example", "Europe/Warsaw", ROLE_BOOKS },
{ 0 },
};

const struct demo_user demo_users[] = {
{ "maria.lindstrom@kaffebroderna.example", PORTAL_USER | PORTAL_CASES | PORTAL_FINANCE | PORTAL_ORDERS, DEMO_ACTIVE },
{ "ake.ostberg@kaffebroderna.example", PORTAL_USER | PORTAL_MANAGER, DEMO_ACTIVE },
{ "juergen@mueller-moebel.example", PORTAL_USER | PORTAL_CASES | PORTAL_FINANCE | PORTAL_ORDERS, DEMO_ACTIVE },
{ "helene@papeterie-chateau.example", PORTAL_USER | PORTAL_CASES | PORTAL_COMPANY, DEMO_ACTIVE },
{ "m.wojcik@lzp.example", PORTAL_USER | PORTAL_CASES | PORTAL_ORDERS, DEMO_ACTIVE },
{ "priya@baysideframing.example", PORTAL_USER | PORTAL_MANAGER, DEMO_ACTIVE },
{ "fiona@thistleandwool.example", PORTAL_USER | PORTAL_CASES | PORTAL_FINANCE | PORTAL_ORDERS, DEMO_ACTIVE },
{ "kenichi@nakamura-paper.example", PORTAL_USER | PORTAL_CASES, DEMO_ACTIVE },
{ "gudrun@thordur.example", PORTAL_USER, DEMO_ACTIVE },
{ "joao@irmaossantos.example", PORTAL_USER | PORTAL_CASES, DEMO_PENDING },
{ "sigrid@trondbat.example", PORTAL_USER | PORTAL_CASES, DEMO_DISABLED },
{ 0 },
};
/* clang-format on */
