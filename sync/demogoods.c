/* What the invented company sells: packing material and workshop furniture. */
#include <stddef.h>

#include "demodata.h"
#include "product.h"

#define PACK "Packing"
#define TAPE "Tape and Labels"
#define SHOP "Workshop"
#define STORE "Storage"
#define OFFICE "Office"
#define SERVICE "Services"

/* Price in pence of one unit; in a box of so many (0: only singly). */
/* clang-format off */
const struct demo_good demo_goods[] = {
{ "BX-S", "Carton, single wall, small", PACK, "EA", 45, 120, 25, "carton" },
{ "BX-M", "Carton, single wall, medium", PACK, "EA", 68, 190, 25, "carton" },
{ "BX-L", "Carton, double wall, large", PACK, "EA", 145, 420, 20, "carton_double" },
{ "BX-XL", "Carton, double wall, extra large", PACK, "EA", 225, 680, 10, "carton_double" },
{ "BX-PAL", "Pallet box with lid", PACK, "EA", 1890, 6200, 0, "palletbox" },
{ "BX-BOOK", "Book wrap mailer A4", PACK, "EA", 52, 110, 50, "mailer" },
{ "BX-TUBE", "Mailing tube 75 x 600 mm", PACK, "EA", 98, 160, 25, "tube" },
{ "PP-KRAFT", "Kraft paper roll 75 cm, 200 m", PACK, "ROL", 2450, 9800, 0, "paper_roll" },
{ "PP-HONEY", "Honeycomb paper roll 50 cm", PACK, "ROL", 3900, 7400, 0, "paper_roll" },
{ "PP-CUT", "Crinkle cut paper, 10 kg", PACK, "EA", 2990, 10000, 0, "cut_paper" },
{ "BB-50", "Bubble film from recycled film, 50 m", PACK, "ROL", 1450, 2100, 4, "bubble" },
{ "BB-100", "Bubble film from recycled film, 100 m", PACK, "ROL", 2550, 4100, 2, "bubble" },
{ "CH-STARCH", "Starch chips, 500 l bag", PACK, "BAG", 2280, 3800, 0, "chips" },
{ "CR-EDGE", "Cardboard edge protector 1 m", PACK, "EA", 62, 180, 50, "edge" },
{ "TP-PAPER", "Paper tape 50 mm x 50 m", TAPE, "ROL", 295, 240, 36, "tape_paper" },
{ "TP-WET", "Reinforced wet tape 70 mm x 150 m", TAPE, "ROL", 890, 820, 20, "tape_paper" },
{ "TP-CLEAR", "Clear tape 48 mm x 66 m", TAPE, "ROL", 165, 210, 36, "tape_clear" },
{ "TP-FRAG", "Printed tape \"Fragile\" 50 mm", TAPE, "ROL", 345, 250, 36, "tape_red" },
{ "TP-DISP", "Tape dispenser for wet tape", TAPE, "EA", 24900, 7800, 0, "dispenser" },
{ "TP-HAND", "Hand dispenser for 50 mm tape", TAPE, "EA", 1290, 410, 0, "hand_dispenser" },
{ "LB-A6", "Shipping labels A6, 500 a roll", TAPE, "ROL", 1150, 900, 12, "labels" },
{ "LB-DOC", "Document pouches DL, 1000", TAPE, "BOX", 3290, 3100, 0, "pouch" },
{ "LB-UP", "Labels \"This way up\", 500", TAPE, "ROL", 980, 400, 12, "labels_up" },
{ "LB-PRN", "Thermal label printer 203 dpi", TAPE, "EA", 23900, 2100, 0, "printer" },
{ "WB-OAK", "Workbench with oak top, 150 cm", SHOP, "EA", 52900, 48000, 0, "bench_oak" },
{ "WB-BEECH", "Workbench with beech top, 200 cm", SHOP, "EA", 64900, 62000, 0, "bench_beech" },
{ "WB-PACK", "Packing table, adjustable height", SHOP, "EA", 78900, 71000, 0, "bench_pack" },
{ "WB-VICE", "Bench vice 125 mm", SHOP, "EA", 8900, 9200, 0, "vice" },
{ "WB-MAT", "Standing mat 60 x 90 cm", SHOP, "EA", 4590, 2300, 0, "mat" },
{ "TL-CUT", "Safety cutter with retracting blade", SHOP, "EA", 690, 80, 10, "cutter" },
{ "TL-BLADE", "Blades for safety cutter, 10", SHOP, "BOX", 340, 50, 10, "blades" },
{ "TL-STRAP", "Strapping tool for PET strap", SHOP, "EA", 13900, 3600, 0, "strapper" },
{ "TL-PET", "PET strap 16 mm, 1000 m", SHOP, "ROL", 5490, 14200, 0, "strap" },
{ "TL-SCALE", "Parcel scale to 60 kg", SHOP, "EA", 12900, 4400, 0, "scale" },
{ "TL-KNIFE", "Folding knife with beech handle", SHOP, "EA", 2890, 120, 0, "knife" },
{ "TL-APRON", "Waxed canvas apron", SHOP, "EA", 4490, 650, 0, "apron" },
{ "SH-100", "Pine shelf 100 x 200 cm, five boards", STORE, "EA", 13900, 28000, 0, "shelf" },
{ "SH-150", "Pine shelf 150 x 200 cm, five boards", STORE, "EA", 17900, 36500, 0, "shelf_wide" },
{ "SH-BOARD", "Extra board for pine shelf", STORE, "EA", 2190, 4700, 0, "board" },
{ "SH-CORNER", "Corner piece for pine shelf", STORE, "EA", 3290, 5200, 0, "corner" },
{ "SH-HOOK", "Steel hooks for shelf, 10", STORE, "BOX", 1190, 700, 0, "hooks" },
{ "CR-PINE", "Pine crate 40 x 30 x 20 cm", STORE, "EA", 1690, 1900, 6, "crate" },
{ "CR-STACK", "Stacking crate with handles", STORE, "EA", 2290, 2600, 4, "crate_stack" },
{ "CR-LID", "Lid for pine crate", STORE, "EA", 690, 800, 6, "crate_lid" },
{ "TR-HAND", "Hand truck to 200 kg", STORE, "EA", 9900, 11000, 0, "hand_truck" },
{ "TR-PALLET", "Pallet truck to 2 t", STORE, "EA", 36900, 74000, 0, "pallet_truck" },
{ "TR-DOLLY", "Oak dolly 60 x 40 cm", STORE, "EA", 4990, 5400, 0, "dolly" },
{ "OF-DESK", "Desk with oak top, 160 cm", OFFICE, "EA", 45900, 41000, 0, "desk" },
{ "OF-CHAIR", "Swivel chair, wool cover", OFFICE, "EA", 32900, 14500, 0, "chair" },
{ "OF-LAMP", "Desk lamp, brass", OFFICE, "EA", 8900, 1900, 0, "lamp" },
{ "OF-FILE", "Pine filing cabinet, three drawers", OFFICE, "EA", 27900, 32000, 0, "cabinet" },
{ "OF-TRAY", "Letter tray, beech", OFFICE, "EA", 2490, 900, 4, "tray" },
{ "OF-BIN", "Paper bin, wool felt", OFFICE, "EA", 2190, 600, 0, "bin" },
{ "OF-BOARD", "Cork board 90 x 60 cm", OFFICE, "EA", 3590, 2200, 0, "corkboard" },
{ "OF-NOTE", "Notebook A5, recycled paper", OFFICE, "EA", 590, 280, 20, "notebook" },
{ "OF-PEN", "Pencils, cedar, 12", OFFICE, "BOX", 780, 110, 12, "pencils" },
{ "SV-ASSEMBLE", "Assembly of furniture, per hour", SERVICE, "H", 4800, 0, 0, NULL },
{ "SV-PRINT", "Printing plate for own cartons", SERVICE, "EA", 18500, 0, 0, NULL },
{ "SV-COURIER", "Express courier, same day", SERVICE, "EA", 5900, 0, 0, NULL },
{ "SV-DESIGN", "Design of a packaging, per hour", SERVICE, "H", 7200, 0, 0, NULL },
{ NULL, NULL, NULL, NULL, 0, 0, 0, NULL },
};

/* What a pound is in the money of the customers, in hundredths. */
const struct demo_rate demo_rates[] = {
{ "GBP", 100 }, { "EUR", 117 }, { "SEK", 1325 }, { "PLN", 502 },
{ "ISK", 17600 }, { "JPY", 19400 }, { "USD", 128 }, { "NOK", 1375 },
{ "NZD", 212 }, { "SGD", 172 },
{ NULL, 0 },
};
/* clang-format on */
