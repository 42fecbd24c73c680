/*
 * An address as documents keep it: a copy of what was true when the document
 * was made. The members, tags and rows of a table, written once.
 */
#ifndef POSTERN_ADDRESS_H
#define POSTERN_ADDRESS_H

#include "../base/text.h"
#include "../record/record.h"

/* p: bill, ship ...; P: the same in the enum of tags. */
#define ADDRESS_MEMBERS(p)                                                     \
	char p##_name[121];                                                    \
	char p##_attention[121];                                               \
	char p##_line1[121];                                                   \
	char p##_line2[121];                                                   \
	char p##_city[81];                                                     \
	char p##_region[81];                                                   \
	char p##_postal_code[21];                                              \
	char p##_country[3] /* ISO 3166 alpha-2 */

#define ADDRESS_TAGS(P)                                                        \
	P##_NAME, P##_ATTENTION, P##_LINE1, P##_LINE2, P##_CITY, P##_REGION,   \
	    P##_POSTAL_CODE, P##_COUNTRY

/* clang-format off */
#define ADDRESS_ROWS(s, P, p) \
{ P##_NAME,        TEXT(s, p##_name),        N_("Name"),            0 }, \
{ P##_ATTENTION,   TEXT(s, p##_attention),   N_("Attention"),       0 }, \
{ P##_LINE1,       TEXT(s, p##_line1),       N_("Address Line 1"),  0 }, \
{ P##_LINE2,       TEXT(s, p##_line2),       N_("Address Line 2"),  0 }, \
{ P##_CITY,        TEXT(s, p##_city),        N_("City"),            0 }, \
{ P##_REGION,      TEXT(s, p##_region),      N_("State or Region"), 0 }, \
{ P##_POSTAL_CODE, TEXT(s, p##_postal_code), N_("Postal Code"),     0 }, \
{ P##_COUNTRY,     TEXT(s, p##_country),     N_("Country"),         0, .hint = N_("Two letters, such as DE or GB.") }
/* clang-format on */

#endif
