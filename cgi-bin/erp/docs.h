/* What the pages of orders, shipments, invoices and payments share. */
#ifndef ERP_DOCS_H
#define ERP_DOCS_H

#include "lines.h"
#include "model/document.h"
#include "model/invoice.h"

enum {
	/* Who reads the sales ledger. */
	LEDGER = ROLE_SALES | ROLE_BOOKS,
};

/* ---- docverbs.c: buttons of the steps a document can take ---------------- */

struct verb {
	const char *rest;  /* last part of its address: "/hold" */
	const char *label; /* N_(): on the button */
	const char *icon;
	int64_t roles;
	const char *done; /* word of the banner after it */
	/* The step is in the table, from where this document is. */
	bool (*fits)(const void *rec);
	enum rc (*run)(
	    struct req *, void *rec, int64_t *made, struct problems *);
	const char *made; /* list of what it made: "/shipments"; or NULL */
	bool gone;        /* the document is no more */
	bool bulk;        /* many can take it at once, chosen in the list */
	/* A page that asks first: N_("Cancel order %s?"), and what happens
	 * then; NULL: none is needed. */
	const char *asks, *says;
	const char *keep; /* N_("Keep the order") */
	/* N_(): what it asks to be written, as "reason"; NULL: nothing. */
	const char *reason;
};

struct doc {
	const struct document *d;
	const char *list;       /* "/orders" */
	const char *list_title; /* N_("Orders") */
	const char *nav, *screen;
	const struct verb *verbs;              /* ends with rest NULL */
	const char *(*name)(const void *head); /* "SO000012" */
	const char *nameless;                  /* N_("New order"): no number */
	bool prints;                           /* there is a PDF of it */
	bool seen;                             /* customers see it by itself */
	bool (*ubl)(const void *head);         /* there is UBL of it; NULL */
	const char *ubl_label;                 /* N_(); NULL: an e-invoice */
};

/* The number, or what stands for it before there is one. */
const char *doc_name(const struct doc *, const void *head);
/* The first that fits is the main button, the others are in a menu. edit:
 * leads to the form, or NULL. */
void verb_buttons(
    struct req *, const struct doc *, const void *head, bool edit);
/* POST and GET of /#/verb: the verb is found by the path. */
enum rc verb_post(struct req *, const struct doc *) CHECK_RC;
enum rc verb_page(struct req *, const struct doc *) CHECK_RC;

/* ---- docedit.c: the form of a document with its lines ---------------------
 */

struct docedit {
	const struct doc *doc;
	const char *fresh;             /* N_("New order"): a new one's title */
	const char *save;              /* N_("Save order") */
	const struct line_form *lines; /* NULL: the form has none */
	const struct part *main;       /* beside each other, above the lines */
	const struct part *more;       /* in a fold below them; or NULL */
	const char *fold;              /* N_(): what the fold is called */
	bool (*may_change)(const void *head);
	const char *fixed; /* N_(): why it cannot be changed */
	/* What a new one brings; may be NULL. */
	void (*begin)(struct req *, void *head);
	/* What else a change takes along; may be NULL. */
	void (*settle)(const void *was, void *head);
	/* What account and item know; may be NULL. */
	enum rc (*defaults)(struct req *, void *head, struct problems *);
	enum rc (*line_defaults)(
	    struct req *, const void *head, void *line, struct problems *);
	/* The box of sums below the lines; may be NULL. */
	void (*sums)(struct req *, const void *head, const void *lines, int n);
	unsigned account, currency; /* tags in the head; 0: none */
	const unsigned *follows;    /* tags that another account changes */
};

enum rc doc_new(struct req *, const struct docedit *) CHECK_RC;
enum rc doc_edit(struct req *, const struct docedit *) CHECK_RC;
enum rc doc_edit_post(struct req *, const struct docedit *) CHECK_RC;

/* ---- docparts.c: parts of a document's page -------------------------------
 */

/* Head of the page: title, pill, buttons; crumbs lead to the list. */
void doc_head(struct req *, const struct doc *, const void *head,
    const char *title, bool edit);
/* Big figure of the facts card. says: a line below it, or NULL. */
void doc_figure(struct req *, const char *label, int64_t amount,
    const char *currency, const char *says);
/* A reference as a link, where the visitor may see it; nothing when empty. */
void doc_link(struct req *, const struct entity *, unsigned tag,
    const void *rec, const char *list, int64_t roles);
/* Rows of a dl for fields that are filled in; ends with 0. */
void doc_facts(
    struct req *, const struct entity *, const unsigned *tags, const void *);
/* A card of text with line breaks; nothing when empty. */
void doc_text(struct req *, const char *id, const char *title, const char *);

/* The lines, 100 a page: columns of the line's fields. */
void doc_lines(struct req *, const char *path, const struct entity *,
    const struct column *, const void *lines, int n,
    void (*cell)(struct req *, const struct column *, const void *));
/* Net, tax by rate, total; paid and balance when paid is not negative. */
void sums_box(
    struct req *, const char *currency, const struct totals *, int64_t paid);

/* Other documents this one led to: a table, nothing when it stays empty. */
struct linked {
	struct req *r;
	int n;
};
struct linked_row {
	const char *path; /* below the prefix; NULL: no link */
	const char *number, *kind;
	int64_t date, amount;
	const char *currency; /* NULL: no amount */
	const struct field *status;
	const void *rec;
};
void linked_add(struct linked *, const struct linked_row *);
void linked_end(struct linked *);

/* Loads the lines of the document of r->id. */
enum rc doc_load(struct req *, const struct doc *, void **head, void **lines,
    int *n) CHECK_RC;
/* The page of a document's audit trail. */
enum rc doc_audit(struct req *, const struct doc *) CHECK_RC;

#endif
