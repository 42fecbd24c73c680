/* Units: codes of UN/ECE Recommendation 20, and further units of an item. */
#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "invoice.h"
#include "order.h"
#include "product.h"
#include "rules.h"
#include "shipment.h"

/*
 * Ours first, as people write it, then the code of Recommendation 20 (with
 * 21 for packages, which begin with X). Of several for one code the first is
 * what a file's code becomes.
 */
static const struct {
	const char *ours, *rec20;
} codes[] = {
	{ "EA", "C62" },
	{ "PCS", "C62" },
	{ "PC", "C62" },
	{ "PIECE", "C62" },
	{ "STK", "C62" },
	{ "ST", "C62" },
	{ "UNIT", "C62" },
	{ "EACH", "EA" },
	{ "PIECES", "H87" },
	{ "PAIR", "PR" },
	{ "DOZEN", "DZN" },
	{ "DOZ", "DZN" },
	{ "SET", "SET" },
	{ "BOX", "XBX" },
	{ "CARTON", "XCT" },
	{ "CTN", "XCT" },
	{ "CASE", "XCS" },
	{ "CRATE", "XCR" },
	{ "PACK", "XPK" },
	{ "PKG", "XPK" },
	{ "PACKET", "XPA" },
	{ "PALLET", "XPX" },
	{ "BAG", "XBG" },
	{ "BOTTLE", "XBO" },
	{ "CAN", "XCA" },
	{ "JAR", "XJR" },
	{ "JUG", "XJG" },
	{ "TUBE", "XTU" },
	{ "ROLL", "XRO" },
	{ "ROL", "XRO" },
	{ "DRUM", "XDR" },
	{ "BUCKET", "XBJ" },
	{ "SHEET", "XST" },
	{ "KG", "KGM" },
	{ "G", "GRM" },
	{ "MG", "MGM" },
	{ "T", "TNE" },
	{ "TON", "TNE" },
	{ "LB", "LBR" },
	{ "OZ", "ONZ" },
	{ "L", "LTR" },
	{ "LITER", "LTR" },
	{ "LITRE", "LTR" },
	{ "ML", "MLT" },
	{ "CL", "CLT" },
	{ "GAL", "GLL" },
	{ "M", "MTR" },
	{ "METER", "MTR" },
	{ "METRE", "MTR" },
	{ "CM", "CMT" },
	{ "MM", "MMT" },
	{ "KM", "KMT" },
	{ "FT", "FOT" },
	{ "IN", "INH" },
	{ "YD", "YRD" },
	{ "MI", "SMI" },
	{ "M2", "MTK" },
	{ "SQM", "MTK" },
	{ "SQFT", "FTK" },
	{ "M3", "MTQ" },
	{ "CBM", "MTQ" },
	{ "KWH", "KWH" },
	{ "HOUR", "HUR" },
	{ "HR", "HUR" },
	{ "H", "HUR" },
	{ "MIN", "MIN" },
	{ "MINUTE", "MIN" },
	{ "DAY", "DAY" },
	{ "WEEK", "WEE" },
	{ "MONTH", "MON" },
	{ "YEAR", "ANN" },
	{ "LOT", "LS" },
	{ "FIXED", "LS" },
	{ NULL, NULL },
};

/* NULL: nobody knows it. */
static const char *
code_of(const char *uom)
{
	for (int i = 0; codes[i].ours != NULL; i++)
		if (str_same(codes[i].ours, uom))
			return codes[i].rec20;
	for (int i = 0; codes[i].ours != NULL; i++)
		if (str_same(codes[i].rec20, uom))
			return codes[i].rec20;
	return NULL;
}

/* A unit nobody knows is counted: one of whatever it is. */
const char *
unit_rec20(const char *uom)
{
	const char *code = code_of(uom);

	return code != NULL ? code : "C62";
}

const char *
unit_ours(const char *rec20)
{
	for (int i = 0; codes[i].ours != NULL; i++)
		if (str_same(codes[i].rec20, rec20))
			return codes[i].ours;
	return rec20;
}

/* ---- further units of an item */

static enum rc
save(struct txn *x, void *rec, struct problems *bad)
{
	return unit_save(x, rec, bad);
}

#define U struct unit
/* clang-format off */
static const struct field fields[] = {
{ UNIT_ID,      INT(U, id),          N_("Id"),       F_SYSTEM },
{ UNIT_REV,     INT(U, rev),         N_("Revision"), F_SYSTEM },
{ UNIT_PRODUCT, REF(U, item_id),     N_("Item"),     F_REQUIRED, .refers = &product_entity },
{ UNIT_UOM,     TEXT(U, uom),        N_("Unit"),     F_REQUIRED },
{ UNIT_FACTOR,  QUANTITY(U, factor), N_("Holds"),    F_REQUIRED, .hint = N_("How many of the item's own unit are in one of this.") },
{ 0 },
};
/* clang-format on */
#undef U

static const struct index indexes[] = {
	{ .number = UNIT_OF_PRODUCT,
	    .tags = { UNIT_PRODUCT, UNIT_UOM },
	    .unique = true },
	{ .number = UNIT_IN_PRODUCT,
	    .tags = { UNIT_PRODUCT, UNIT_UOM },
	    .prefix = 1 },
	{ 0 },
};

const struct entity unit_entity = {
	.number = 22,
	.name = "unit",
	.label = N_("Unit"),
	.plural = N_("Units"),
	.size = sizeof(struct unit),
	.fields = fields,
	.indexes = indexes,
	.title = UNIT_UOM,
	.save = save,
};

enum rc
unit_save(struct txn *x, struct unit *u, struct problems *bad)
{
	struct product p;

	record_check(&unit_entity, u, bad);
	if (u->factor < 0)
		problem(bad, UNIT_FACTOR,
		    _("A unit holds more than 0 of the item's own unit."));
	if (refers_to(x, &unit_entity, u, UNIT_PRODUCT, &p, bad) &&
	    str_same(p.uom, u->uom))
		problem(bad, UNIT_UOM,
		    _("%s is the item's own unit: it needs no factor."), p.uom);
	if (bad->n > 0)
		return RC_INVALID;
	return store_save(x, &unit_entity, u, bad);
}

int64_t
unit_factor(struct txn *x, const struct product *p, const char *uom)
{
	struct unit u = { .item_id = p->id };

	if (uom[0] == '\0' || str_same(uom, p->uom))
		return UNIT_ONE;
	str_copy(u.uom, sizeof u.uom, uom);
	return store_find(x, &unit_entity, UNIT_OF_PRODUCT, &u) == RC_OK ?
	    u.factor :
	    0;
}

/* ---- what a file calls a unit */

/* One, each and piece are what people order, whichever they write. */
static bool
counted(const char *code)
{
	return str_same(code, "C62") || str_same(code, "EA") ||
	    str_same(code, "H87");
}

static bool
means(const char *uom, const char *code)
{
	const char *own = unit_rec20(uom);

	return str_same(own, code) || (counted(own) && counted(code));
}

struct settling {
	const char *code;
	struct unit found;
	int n;
};

static bool
try_unit(void *arg, const void *rec)
{
	struct settling *s = arg;
	const struct unit *u = rec;

	if (means(u->uom, s->code)) {
		s->found = *u;
		s->n++;
	}
	return s->n < 2;
}

void
unit_settle(struct txn *x, const struct product *p, char *uom, size_t size)
{
	const struct unit like = { .item_id = p->id };
	struct settling s = { .code = code_of(uom) };
	const struct list all = { .e = &unit_entity,
		.index = UNIT_IN_PRODUCT,
		.like = &like,
		.prefix = 1 };

	if (s.code == NULL || unit_factor(x, p, uom) != 0)
		return;
	if (means(p->uom, s.code))
		str_copy(uom, size, p->uom);
	else if (store_list(x, &all, try_unit, &s) == RC_OK && s.n == 1)
		str_copy(uom, size, s.found.uom);
}

/* ---- taking away */

/* Is a record of the item's in this unit? */
struct looking {
	const struct field *uom;
	const char *unit;
	bool found;
};

static bool
is_in_unit(void *arg, const void *rec)
{
	struct looking *l = arg;

	l->found = str_same(record_text(l->uom, rec), l->unit);
	return !l->found;
}

static enum rc
used_in(struct txn *x, const struct unit *u, const struct entity *e,
    unsigned index, unsigned uom, bool *used)
{
	const unsigned item = record_index(e, index)->tags[0];
	struct looking look = { record_field(e, uom), u->uom, false };
	void *like = txn_scratch(x, e->size);
	const struct list l = {
		.e = e, .index = index, .like = like, .prefix = 1
	};
	enum rc rc;

	record_set_int(record_field(e, item), like, u->item_id);
	rc = store_list(x, &l, is_in_unit, &look);
	*used = *used || look.found;
	return rc;
}

enum rc
unit_erase(struct txn *x, const struct unit *u, struct problems *bad)
{
	static const struct {
		const struct entity *e;
		unsigned index, uom;
	} users[] = {
		{ &price_entity, PRICE_OF_PRODUCT, PRICE_UOM },
		{ &order_line_entity, ORDER_LINE_OF_PRODUCT, ORDER_LINE_UOM },
		{ &shipment_line_entity, SHIPMENT_LINE_OF_PRODUCT,
		    SHIPMENT_LINE_UOM },
		{ &invoice_line_entity, INVOICE_LINE_OF_PRODUCT,
		    INVOICE_LINE_UOM },
	};
	struct unit stored;
	enum rc rc = store_get(x, &unit_entity, u->id, &stored);

	if (rc == RC_OK && stored.rev != u->rev)
		rc = RC_CONFLICT;
	for (size_t i = 0; i < sizeof users / sizeof *users; i++) {
		bool used = false;

		if (rc == RC_OK)
			rc = used_in(x, &stored, users[i].e, users[i].index,
			    users[i].uom, &used);
		if (rc == RC_OK && used) {
			problem(bad, 0, _("%s: there is one in this unit."),
			    _(users[i].e->label));
			rc = RC_INVALID;
		}
	}
	return rc == RC_OK ? store_delete(x, &unit_entity, u->id) : rc;
}
