/*
 * Records: plain structs of int64_t and char[], described once by a table of
 * fields. Storage, indexes, audit, forms, lists, CSV and XML are loops over
 * that table. A row holds facts; decisions are functions in lib/model.
 */
#ifndef POSTERN_RECORD_H
#define POSTERN_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../base/buf.h"
#include "../base/rc.h"

struct txn; /* lib/store; named here so that model headers need not include it
	     */

/* ---- problems: what the user has to mend ------------------------------- */

enum { PROBLEMS = 40, PROBLEM_TEXT = 240 };

struct problems {
	int n;
	struct {
		unsigned tag; /* the field; 0: the whole form or row */
		int row;      /* 0: the record; n: line n of a document, and
			       * tag is one of its line's */
		char text[PROBLEM_TEXT];
	} at[PROBLEMS];
};

/* Adds a sentence; beyond PROBLEMS the rest is dropped. */
void problem(struct problems *, unsigned tag, const char *sentence, ...)
    __attribute__((format(printf, 3, 4)));

/* The same about line `row` (from 1) of a document. */
void problem_in(struct problems *, int row, unsigned tag, const char *sentence,
    ...) __attribute__((format(printf, 4, 5)));

/* The first sentence for a field of the record itself, or NULL. */
const char *problem_of(const struct problems *, unsigned tag);

/* ---- fields and types --------------------------------------------------- */

enum field_flag {
	F_REQUIRED = 1, /* may not be empty (text) or zero (the rest) */
	F_SYSTEM = 2,   /* set by the model only; never from a form or a file */
	F_SEARCH = 4,   /* its words are found by the search box */
	F_SECRET = 8,   /* never shown, exported or written to the audit */
	F_QUIET = 16,   /* a change of it alone is not audited */
	F_EXTERNAL = 32, /* system field that files export but do not import */
	F_PASSING = 64,  /* changes by the way: alone, it does not raise rev, so
			  * that nobody who edits the record is disturbed */
};

struct choice {
	int64_t value;     /* on disk; never 0, never reused */
	const char *name;  /* in URLs, CSV, XML: lower case, underscores */
	const char *label; /* N_() */
	const char *tone;  /* pill: ok warn bad info draft, or NULL: neutral */
};

struct field;

enum storage { STORE_INT, STORE_TEXT };

/* A type adds parse and print to one of the two storages. */
struct type {
	const char *name; /* text email note int money bool choice bits ... */
	enum storage storage;
	/* Text to member; NULL when good, else a sentence with one %s at most
	 * for the field's label (already translated). */
	const char *(*parse)(const struct field *, const char *, void *member);
	/* Member to text, as files and form inputs have it. */
	void (*print)(const struct field *, const void *member, char *, size_t);
};

struct field {
	unsigned tag;     /* on-disk number: never reuse one */
	const char *name; /* form field, CSV column, XML element */
	const struct type *type;
	size_t size, off;  /* the member in the record */
	const char *label; /* N_() */
	unsigned flags;
	const struct choice *choices; /* CHOICE and BITS only */
	const struct entity *refers;  /* REF only */
	const char *hint; /* N_(); a line below the label, or NULL */
	size_t currency;  /* money: offset of the ISO 4217 code in the record
			   * that says how many decimals; 0: two */
};

extern const struct type type_int, type_count, type_money, type_price,
    type_quantity, type_rate, type_bool, type_date, type_time, type_choice,
    type_bits, type_ref, type_text, type_code, type_email, type_phone, type_url,
    type_note, type_color;

/* A member of the wrong C type does not compile. */
#define AT_INT_(s, m, t)                                                       \
	.name = #m, .type = &(t), .size = sizeof(int64_t),                     \
	.off = _Generic(((s *)0)->m, int64_t                                   \
			: offsetof(s, m))
#define AT_TEXT_(s, m, t)                                                      \
	.name = #m, .type = &(t), .size = sizeof(((s *)0)->m),                 \
	.off = _Generic(&((s *)0)->m, char(*)[sizeof(((s *)0)->m)]             \
			: offsetof(s, m))

#define INT(s, m) AT_INT_(s, m, type_int)     /* any whole number */
#define COUNT(s, m) AT_INT_(s, m, type_count) /* not negative */
#define MONEY(s, m) AT_INT_(s, m, type_money) /* minor units, 2 decimals */
/* Minor units of the currency in member c of the same record. */
#define MONEY_IN(s, m, c) .currency = offsetof(s, c), AT_INT_(s, m, type_money)
#define PRICE(s, m) AT_INT_(s, m, type_price)       /* 1/10000 */
#define QUANTITY(s, m) AT_INT_(s, m, type_quantity) /* 1/1000 */
#define RATE(s, m) AT_INT_(s, m, type_rate)         /* percent, 1/1000 */
#define BOOL(s, m) AT_INT_(s, m, type_bool)         /* 0 or 1 */
#define DATE(s, m) AT_INT_(s, m, type_date)     /* days since 1970; 0 none */
#define TIME(s, m) AT_INT_(s, m, type_time)     /* seconds UTC; 0 none */
#define CHOICE(s, m) AT_INT_(s, m, type_choice) /* one of .choices; 0 none */
#define BITS(s, m) AT_INT_(s, m, type_bits)     /* a set of .choices, or-ed */
#define REF(s, m) AT_INT_(s, m, type_ref)       /* id of a .refers record */
#define TEXT(s, m) AT_TEXT_(s, m, type_text)    /* one line */
#define CODE(s, m) AT_TEXT_(s, m, type_code)    /* A-Z 0-9 . _ - / blank */
#define EMAIL(s, m) AT_TEXT_(s, m, type_email)
#define PHONE(s, m) AT_TEXT_(s, m, type_phone)
#define URL(s, m) AT_TEXT_(s, m, type_url)     /* http or https */
#define NOTE(s, m) AT_TEXT_(s, m, type_note)   /* several lines */
#define COLOR(s, m) AT_TEXT_(s, m, type_color) /* #rrggbb */

/* ---- entities ------------------------------------------------------------ */

enum { INDEX_TAGS = 6, TAG_ID = 1, TAG_REV = 2 };

/*
 * An index: the values of tags in this order, then the id. Numbers sort as
 * numbers, text by its folded form. The first `prefix` values select a list;
 * the store counts the records of each such list, unless nobody asks. A unique
 * index leaves out records whose last value is empty or zero, a sparse one
 * those whose first is.
 */
struct index {
	unsigned number; /* 1..99, on disk: never reuse one */
	unsigned tags[INDEX_TAGS];
	unsigned prefix;
	bool unique, sparse;
	bool carry;     /* keeps a copy of the record: for lists read often */
	bool uncounted; /* lists without counts: of many small ones */
};

struct entity {
	unsigned number;    /* on disk, 1..200: never reuse one */
	const char *name;   /* "contact"; in commands, URLs, files */
	const char *label;  /* N_("Contact") */
	const char *plural; /* N_("Contacts") */
	size_t size;
	const struct field *fields;  /* ends with tag 0; id and rev first */
	const struct index *indexes; /* ends with number 0; may be NULL */
	unsigned key;                /* tag of the code people know it by, or 0:
				      * must have a unique index on this tag alone */
	unsigned title;              /* tag of its name, or 0 */
	unsigned scope;              /* REF tag that limits searching, or 0 */
	/* The only way in, for screens and files alike; see lib/model. */
	enum rc (*save)(struct txn *, void *, struct problems *);
};

const struct field *record_field(const struct entity *, unsigned tag);
const struct field *record_named(const struct entity *, const char *name);
const struct index *record_index(const struct entity *, unsigned number);
/* The unique index on tag alone, or NULL. */
const struct index *record_key_index(const struct entity *, unsigned tag);

/* Members of a record that cannot be named. */
int64_t record_int(const struct field *, const void *rec);
void record_set_int(const struct field *, void *rec, int64_t);
const char *record_text(const struct field *, const void *rec);
/* False when it was cut. */
bool record_set_text(const struct field *, void *rec, const char *);
bool record_empty(const struct field *, const void *rec);
int64_t record_id(const void *rec); /* every record begins with id, rev */
int64_t record_rev(const void *rec);

/*
 * Bytes on disk: tag, length, value; empty values left out, unknown tags
 * skipped. record_unpack zeroes rec first; false when the bytes are damaged.
 */
void record_pack(const struct entity *, const void *rec, struct buf *);
bool record_unpack(
    const struct entity *, const void *bytes, size_t n, void *rec);

/* Required, choices, clean UTF-8, and each type's own rules. */
void record_check(const struct entity *, const void *rec, struct problems *);

/* ---- one field as text --------------------------------------------------- */

enum { FIELD_TEXT = 16384 }; /* enough for any printed field */

/* As files and inputs have it; a REF prints its id (see refer.h). */
void field_print(const struct field *, const void *rec, char *, size_t);
/* NULL when good, else a translated sentence. A REF takes an id. */
const char *field_parse(const struct field *, const char *text, void *rec);
/* The row of a choice field's value, or NULL. */
const struct choice *choice_of(const struct choice *, int64_t value);
const struct choice *choice_named(const struct choice *, const char *name);

/* ---- amounts ---------------------------------------------------------- */

enum { MONEY_TEXT = 32 };

/* 123456 -> "1234.56"; minor units with two decimals. */
void money_print(int64_t, char *, size_t);
bool money_parse(const char *, int64_t *);
/* The same with so many decimals; `least` of them are always printed. */
void decimal_print(int64_t, int decimals, int least, char *, size_t);
bool decimal_parse(const char *, int decimals, int64_t *);
/* How many decimals a currency has: ISO 4217; 2 for what is none. */
int currency_decimals(const char *code);

/* ---- keys: what indexes and page links are made of ----------------------- */

enum { KEY_MAX = 480, KEY_WORD = 60 };

/* Appends the sortable form of the first n tags of ix to key. */
void record_key(const struct entity *, const struct index *, unsigned n,
    const void *rec, struct buf *key);
/* True when a unique or sparse index leaves this record out. */
bool record_unindexed(
    const struct entity *, const struct index *, const void *rec);

#endif
