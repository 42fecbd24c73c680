/*
 * Lists: tabs with counts, search, sort, paging by key, export. A page costs
 * the same on the first and on the millionth row.
 * Query parameters: tab sort q after before rows (LIST_PARAMS).
 */
#ifndef POSTERN_LIST_H
#define POSTERN_LIST_H

#include "page.h"

#define LIST_PARAMS "tab sort q after before rows"

enum { LIST_ROWS = 25, LIST_SORTS = 5, LIST_TABS = 8, LIST_COLUMNS = 12 };

/* Where rows come from: the store's functions in the ERP, own's in the portal.
 */
struct source {
	enum rc (*list)(struct req *, const struct list *,
	    bool (*each)(void *, const void *), void *);
	int64_t (*count)(struct req *, const struct entity *, unsigned index,
	    const void *like);
	enum rc (*search)(struct req *, const struct entity *, const char *text,
	    bool *cut, bool (*each)(void *, const void *), void *);
};
extern const struct source source_store;

/* An order of rows: an index, and which way. */
struct sort {
	const char *name; /* in the URL */
	unsigned tag;     /* the column whose head it is */
	unsigned index;
	bool backwards;
};

struct tab {
	const char *name, *label;
	const void *like; /* values that select; must outlive the page */
	unsigned prefix;  /* how many */
	struct sort sorts[LIST_SORTS]; /* the first is the default; ends with
					  name NULL */
	bool no_count;                 /* the counted prefix is not this one */
	/* Not NULL: the tab of this name of another list; of what a tab has,
	 * only name and label are given beside it. */
	const struct view *other;
};

struct column {
	unsigned tag;
	const char *label; /* NULL: the field's */
	enum {
		COL_TEXT,
		COL_LINK,
		COL_PILL,
		COL_TITLE /* of a reference */,
		COL_AGO,
		COL_TIME,
		COL_DATE,
		COL_AMOUNT,
		COL_NUMBER,
		COL_OWN
	} how;
	bool hide_small; /* not on phones */
	bool right;      /* of COL_OWN: an amount */
};

struct view {
	const struct entity *e;
	const char *path; /* of the list, below the prefix */
	const char *item; /* "/cases/": the id follows; NULL: no links */
	/* Where it is not the row's own page that is linked: the tag whose
	 * value follows instead of the id, and what stands behind it. */
	unsigned item_by;
	const char *item_rest;
	const struct source *source;
	const struct tab *tabs;       /* ends with name NULL; at least one */
	const struct column *columns; /* ends with tag 0 */
	const char *caption;          /* for screen readers */
	const char *search_hint;      /* NULL: no search box */
	const char *export_path;      /* NULL: no export button */
	const char *xlsx_path; /* the same as a spreadsheet; NULL: none */
	const char *empty_icon, *empty_title, *empty_says, *empty_path,
	    *empty_action;
	/*
	 * Rows that can be chosen: a box named "id" in each, the row's id its
	 * value, sent by GET to this path. box writes the rest of the box's
	 * attributes, aria-label at least; bulk what stands above the table.
	 */
	const char *select_path;
	void (*box)(struct req *, const void *rec);
	void (*bulk)(struct req *);
	/* Writes the content of a COL_OWN cell. */
	void (*cell)(struct req *, const struct column *, const void *rec);
};

/* The whole list card: tabs, filter bar, table, pager. */
enum rc list_show(struct req *, const struct view *) CHECK_RC;

/*
 * Every row that list_show would page through, in its order, for exports; the
 * store is let go between portions (the route has ROUTE_SELF or reads only).
 */
enum rc list_export(struct req *, const struct view *,
    bool (*each)(void *, const void *), void *arg) CHECK_RC;

/* A CSV reply of the listed fields of all rows of the view. */
enum rc list_csv(struct req *, const struct view *, const unsigned *tags,
    const char *file_name) CHECK_RC;

#endif
