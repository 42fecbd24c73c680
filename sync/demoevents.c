/* What customers of the invented company asked, and what became of it. */
#include <stddef.h>

#include "case.h"
#include "demodata.h"

#define MARIA "maria.lindstrom@kaffebroderna.example"
#define AKE "ake.ostberg@kaffebroderna.example"
#define JUERGEN "juergen@mueller-moebel.example"
#define HELENE "helene@papeterie-chateau.example"
#define WOJCIK "m.wojcik@lzp.example"
#define PRIYA "priya@baysideframing.example"
#define FIONA "fiona@thistleandwool.example"
#define KENICHI "kenichi@nakamura-paper.example"

#define ASK(hours, who, severity, subject, text)                               \
	{                                                                      \
		DEMO_OPEN, hours, who, severity, subject, text                 \
	}
#define CALL(hours, who, severity, subject, text)                              \
	{                                                                      \
		DEMO_OPEN_STAFF, hours, who, severity, subject, text           \
	}
#define THEN(step, hours, who, text)                                           \
	{                                                                      \
		step, hours, who, 0, NULL, text                                \
	}

/* clang-format off */
const struct demo_event demo_events[] = {
ASK(1320, MARIA, SEVERITY_MEDIUM, "Cartons of order 10312 arrived wet",
    "Eleven of forty cartons were wet at the bottom when the driver unloaded them. Photographs can be sent. We need replacements before the market on Saturday."),
THEN(DEMO_WORK, 3, "maya", "Thank you for telling us at once. I have asked the carrier for his papers and will write again today."),
THEN(DEMO_NOTE, 1, "maya", "Carrier confirms rain damage at the Malmö hub. Insurance pays; claim 4471."),
THEN(DEMO_ANSWER, 4, "maya", "Eleven cartons leave our store tonight and reach you on Thursday. The damaged ones need not come back."),
THEN(DEMO_REPLY, 46, MARIA, "They have arrived, all dry. Many thanks!"),
THEN(DEMO_SOLVE, 2, "maya", "Replacement delivered, claim settled with the carrier."),

ASK(1150, MARIA, SEVERITY_LOW, "Can the tape be had in brown paper?",
    "We want to stop using plastic tape. Do you have the 50 mm paper tape in brown, and at what price for 36 rolls?"),
THEN(DEMO_ANSWER, 20, "tomas", "Yes: item T-50-KR, 36 rolls in a carton. I have put the price list into this case's mail."),
THEN(DEMO_CLOSE, 30, MARIA, ""),

ASK(700, MARIA, SEVERITY_HIGH, "Invoice 2044 has the old address",
    "Our accountant cannot book invoice 2044: it still shows Hornsgatan. We moved to Götgatan 78 on 1 September."),
THEN(DEMO_WORK, 2, "maya", "You are right, the address was changed after the invoice was made. A corrected one is on its way."),
THEN(DEMO_SOLVE, 5, "maya", "Corrected invoice sent."),
THEN(DEMO_REOPEN, 70, MARIA, "The corrected invoice has the right street but the wrong postal code: it must be 118 30."),
THEN(DEMO_WORK, 2, "maya", "Sorry about that. The postal code is right now in our books, and the invoice follows."),

ASK(52, MARIA, SEVERITY_MEDIUM, "Delivery on 30 November: morning or afternoon?",
    "We have one loading bay and two deliveries that day. Please tell us which half of the day you plan."),
THEN(DEMO_ANSWER, 5, "tomas", "The driver plans to be with you between 8 and 10. Does that suit you, or shall we change it to the afternoon?"),

ASK(20, MARIA, SEVERITY_LOW, "Sample of the honeycomb board",
    "Could we have a sample of the 20 mm honeycomb board with the next delivery? An A4 piece is enough."),

ASK(400, AKE, SEVERITY_MEDIUM, "Pallet jack loses pressure",
    "The pallet jack we bought in spring sinks after about a minute under load (600 kg). Serial number HP-2231-08."),
THEN(DEMO_WORK, 4, "tomas", "That is covered by the guarantee. A mechanic will call you tomorrow."),
THEN(DEMO_NOTE, 1, "tomas", "Third jack of this series. Tell purchasing."),
THEN(DEMO_ANSWER, 26, "tomas", "The seal was replaced on site. Please try it for a week and tell us whether it holds."),
THEN(DEMO_REPLY, 170, AKE, "It holds. You can close this."),
THEN(DEMO_SOLVE, 3, "tomas", "Seal replaced under guarantee."),

ASK(9, AKE, SEVERITY_URGENT, "Delivery 8813 is for somebody else",
    "We have just been given two pallets addressed to a school in Uppsala. The driver has left. Please have them fetched, they block the bay."),

ASK(960, JUERGEN, SEVERITY_MEDIUM, "Drehzahl der Bandsäge / speed of the band saw",
    "The plate says 1,400 rpm, the manual 2,800 rpm. Which is right? Our electrician needs it for the papers."),
THEN(DEMO_ANSWER, 18, "tomas", "The plate is right: 1,400 rpm on 50 Hz. The manual will be corrected; the page is attached to our answer by mail."),
THEN(DEMO_CLOSE, 6, JUERGEN, ""),

ASK(75, JUERGEN, SEVERITY_HIGH, "Zwei Regalböden fehlen / two shelves are missing",
    "Order 10398: the delivery note says 12 shelves, ten were in the box. The box had been opened and taped again."),
THEN(DEMO_WORK, 6, "maya", "We are asking the carrier. Two shelves are set aside for you in the meantime."),

ASK(560, HELENE, SEVERITY_LOW, "Catalogue en français",
    "Bonjour, is there a French catalogue for 2027? Two of my staff do not read English."),
THEN(DEMO_ANSWER, 40, "ines", "It is being printed; you will have five copies in the first week of January."),
THEN(DEMO_CLOSE, 22, HELENE, ""),

ASK(130, HELENE, SEVERITY_MEDIUM, "Prix de l'enveloppe matelassée",
    "The padded envelope E-14 is 0,42 in your list and 0,46 on the invoice. Which one is valid?"),
THEN(DEMO_NOTE, 3, "maya", "Price changed on the first; her order is of the last day before. List price applies."),
THEN(DEMO_ANSWER, 1, "maya", "The list price is valid for your order: you ordered before the change. We credit the difference of 16,00 euro."),

ASK(1010, WOJCIK, SEVERITY_MEDIUM, "Zmiana adresu dostawy / new delivery address",
    "From 1 November please deliver to ul. Piotrkowska 104, gate 3. The old gate is closed for building work until spring."),
THEN(DEMO_WORK, 4, "tomas", "Thank you, noted for all open orders."),
THEN(DEMO_SOLVE, 1, "tomas", "Delivery address changed."),

ASK(31, WOJCIK, SEVERITY_HIGH, "Brak faktury do zamówienia 10401",
    "We have the goods of order 10401 but no invoice, and the month ends on Monday."),
THEN(DEMO_WORK, 2, "maya", "I am looking into it."),

ASK(840, PRIYA, SEVERITY_MEDIUM, "Corner clamps: jaws are not parallel",
    "Four of the twelve corner clamps close with a gap of about 2 mm on one side. We can send them back."),
THEN(DEMO_ANSWER, 12, "tomas", "Please do, the label is in your mail. Shall we send new ones or credit them?"),
THEN(DEMO_REPLY, 5, PRIYA, "New ones, please."),
THEN(DEMO_WORK, 3, "tomas", "They leave tomorrow."),
THEN(DEMO_SOLVE, 120, "tomas", "Four clamps replaced."),

ASK(260, PRIYA, SEVERITY_LOW, "Do you ship to Hawaii?",
    "A customer of ours asks for frames on Maui. Would you ship the corner packs there directly?"),
THEN(DEMO_ANSWER, 22, "ines", "We do, by sea, with about three weeks. How many packs would it be?"),

ASK(44, PRIYA, SEVERITY_MEDIUM, "Statement for October",
    "Our bookkeeper needs the statement for October again, the mail went to Tom who has left."),

ASK(610, FIONA, SEVERITY_MEDIUM, "Wool sacks smell of oil",
    "The last 200 wool sacks smell of machine oil. We cannot pack yarn in them."),
THEN(DEMO_WORK, 5, "maya", "That must not be. The mill has been told; we send 200 from another batch today."),
THEN(DEMO_NOTE, 1, "maya", "Batch W-0917, 1,400 pieces left in store: blocked."),
THEN(DEMO_ANSWER, 50, "maya", "Are the new ones all right?"),
THEN(DEMO_REPLY, 4, FIONA, "Perfect, thank you. What shall we do with the old ones?"),
THEN(DEMO_SOLVE, 3, "maya", "The old ones may be thrown away. Credited in full."),

ASK(100, FIONA, SEVERITY_LOW, "Order by EDI?",
    "Our new system can send orders as files. Is there a format you take?"),
THEN(DEMO_ANSWER, 8, "ines", "We take UBL orders. Which system is it, and may we write to its makers?"),
THEN(DEMO_REPLY, 30, FIONA, "It is StockWise 4. The consultant is Calum Reid, he knows that you will write."),

ASK(330, KENICHI, SEVERITY_MEDIUM, "見積書のお願い (quotation)",
    "Please quote 400 sheets of the washi-lined board, 788 x 1091 mm, delivered to Tokyo. 納期もお知らせください。"),
THEN(DEMO_WORK, 10, "ines", "Thank you. The mill answers by Friday."),
THEN(DEMO_ANSWER, 60, "ines", "The quotation was sent today. It is valid for 30 days; delivery is six weeks from order."),

CALL(480, "eleni@athgraf.example", SEVERITY_HIGH, "Order held for credit",
    "Ms Papadopoulou called: order 10377 is held. She says that the transfer was made on the 2nd."),
THEN(DEMO_NOTE, 1, "maya", "Bank shows nothing yet. Asked for the transfer's reference."),
THEN(DEMO_ANSWER, 2, "maya", "Please send us the reference of the transfer, so that the bank can trace it."),

CALL(216, "begona@libreria-nunez.example", SEVERITY_LOW, "Wants to be called about shop fittings",
    "Would like to see the oak shelving before ordering. Nearest customer with it: Lisbon."),
THEN(DEMO_WORK, 20, "ines", "Visit arranged with Irmãos dos Santos for next week."),

CALL(150, "hinemoa@teawa.example", SEVERITY_MEDIUM, "Customs asks for a wood certificate",
    "The crates of order 10390 are held at Port Chalmers: the stamp on the wood cannot be read."),
THEN(DEMO_WORK, 1, "maya", "Certificate sent to the customs broker by mail."),
THEN(DEMO_SOLVE, 48, "maya", "Released by customs."),

CALL(90, "oystein@trondbat.example", SEVERITY_MEDIUM, "Clamps for curved planking",
    "Looks for clamps with 300 mm throat. Ours have 250 mm. Asked the maker."),

CALL(26, "conceicao@irmaossantos.example", SEVERITY_LOW, "Second copy of the delivery note",
    "Needs the delivery note of order 10405 with the stamp."),
{ 0 },
};
/* clang-format on */

const char *const demo_subjects[] = {
	"Delivery is late",
	"Wrong colour delivered",
	"Question about an invoice",
	"Carton damaged on arrival",
	"Please change the delivery address",
	"Price of the padded envelope",
	"Missing pieces in the parcel",
	"Spare part for the pallet jack",
	"When will the order be sent?",
	"Certificate of origin needed",
	"Sample requested",
	"Return of unused rolls",
	"Label does not stick",
	"New contact person",
	"Discount for larger quantities",
	"Lid does not close",
	NULL,
};

const char *const demo_texts[] = {
	"Please have a look and let us know how this can be put right.",
	"The order was checked by two people here. What should we do?",
	"This happens for the second time. Could you find out why?",
	"There is no hurry, next week is early enough.",
	"Our customer waits for it, so a quick answer would help.",
	"Thank you for looking into it.",
	NULL,
};
