/* What the files of the mapping share; nobody else includes it. */
#ifndef POSTERN_UBLMAPPARTS_H
#define POSTERN_UBLMAPPARTS_H

#include "account.h"
#include "ublmap.h"

/* Minor units of the document's currency; false: more decimals than UBL's
 * two, and why says so. */
bool map_amount(struct ublmap *, struct ubl_document *, int64_t amount,
    struct ubl_number *);

/* full: with tax and other numbers, and whom to ask; as bills need it. */
void map_seller(struct ublmap *, struct ubl_document *, bool full);
/* The account as buyer, with the address and name of the document. */
struct map_address {
	const char *name, *attention, *line1, *line2, *city, *region,
	    *postal_code, *country;
};
#define MAP_ADDRESS(rec, p)                                                    \
	(struct map_address)                                                   \
	{                                                                      \
		(rec)->p##_name, (rec)->p##_attention, (rec)->p##_line1,       \
		    (rec)->p##_line2, (rec)->p##_city, (rec)->p##_region,      \
		    (rec)->p##_postal_code, (rec)->p##_country                 \
	}
void map_buyer(struct ublmap *, struct ubl_document *, const struct account *,
    const struct map_address *);
void map_delivery(
    struct ubl_document *, const struct map_address *, const char *buyer);
bool map_account(struct ublmap *, int64_t id, struct account *);
void map_terms(struct ublmap *, struct ubl_document *, int64_t terms);

/* What a line of an invoice and one of an order have in common. */
struct map_line {
	int64_t no, item_id, quantity, unit_price, discount_pct, amount;
	int64_t category, rate;
	const char *description, *uom, *note;
};
bool map_line(struct ublmap *, struct ubl_document *, const struct map_line *,
    struct ubl_line *);
/* Item and its numbers; described: with its text and tax. */
void map_item(struct ublmap *, struct ubl_document *, const struct map_line *,
    bool described, struct ubl_item *);
void map_category(struct ubl_document *, struct ubl_category *,
    int64_t category, int64_t rate);
bool map_freight(struct ublmap *, struct ubl_document *, int64_t amount,
    int64_t category, int64_t rate);

#endif
