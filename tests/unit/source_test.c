/* Files as sources of records: columns, rules of maps, headers, footers. */
#include "source_fixture.h"

/* The same 830 orders as a German and an American spreadsheet write them. */
static void
gather_orders(const char *path, const char *map, struct buf *b)
{
	struct opened f;

	open_file(&f, &orders, path, map);
	while (source_next(&f.s, &f.rec))
		buf_printf(b, "%s %s %s %s %s\n", value(&f, "order_no"),
		    value(&f, "account_id"), value(&f, "order_date"),
		    value(&f, "requested_date"), value(&f, "line_amount"));
	close_file(&f);
}

static void
test_spreadsheets(void **state)
{
	static const char *const files[] = { "northwind/orders.csv",
		"messy-csv/derived/orders-de.csv",
		"messy-csv/derived/orders-us.csv" };
	struct buf b[3] = { { 0 } };
	char path[300], map[300];

	(void)state;
	write_file(map,
	    "OrderID = order_no\nCustomerID = account_id\n"
	    "OrderDate = order_date\nRequiredDate = requested_date\n"
	    "Freight = line_amount\n* = -\n");
	for (int i = 0; i < 3; i++)
		if (here(files[i], path))
			gather_orders(path, map, &b[i]);
	remove(map);
	if (b[0].data == NULL)
		skip();
	assert_true(
	    str_starts(b[0].data, "10248 VINET 1996-07-04 1996-08-01 32.38\n"));
	for (int i = 0; i < 3; i++) {
		assert_string_equal(b[i].data, b[0].data);
		if (i > 0)
			buf_free(&b[i]);
	}
	buf_free(&b[0]);
}

/* What is said where nothing decides. */
static void
refuse(const char *text, const char *code)
{
	struct opened f = { .rec = { 0 } };
	char path[300];

	write_file(path, text);
	f.o.kind = &orders;
	f.o.path = path;
	f.m.file = "x";
	f.m.max = 0;
	assert_true(source_open(&f.s, &f.o, &f.m));
	assert_false(source_columns(&f.s));
	assert_non_null(strstr(f.m.early.data, code));
	close_file(&f);
	remove(path);
}

static void
test_questions(void **state)
{
	(void)state;
	refuse("order_no,order_date\n1,3/4/2026\n", "E_DATES");
	refuse("order_no,order_date\n1,13/4/2026\n2,4/13/2026\n", "E_DATES");
	refuse("order_no,total\n1,\"1,234\"\n2,5\n", "E_DECIMAL");
	refuse("order_no,total\n1,\"1,5\"\n2,1.5\n", "E_DECIMAL");
	/* Another column of the file decides; our own files write points. */
	expect(&orders,
	    "order_no;order_date;requested_date;total;quantity\n"
	    "1;3/4/2026;13/4/2026;1,5;1,234\n",
	    "2: order_no=1 order_date=2026-04-03 requested_date=2026-04-13 "
	    "total=1.5 quantity=1.234\n");
	expect(&orders, "order_no,quantity\n1,1.500\n",
	    "2: order_no=1 quantity=1.5\n");
}

/* Cells through every form of a rule. */
static void
test_rules(void **state)
{
	static const char text[] =
	    "@header repeated\n@dates mdy\n@decimal comma\n"
	    "A + \"-\" + B = external_id\n"
	    "C | D = name\n"
	    "E = account_id integer prefix \"K\" pad 5\n"
	    "F = status default \"hold\"\n"
	    "  Paid -> closed\n  \"On Hold\" -> hold\n  gone -> -\n"
	    "  * -> active\n"
	    "G = credit_limit negate\n"
	    "H = class first \" ::: \"\n"
	    "I = terms bracket\n"
	    "J = notes strip \"INV-\"\n"
	    "K = bill_line1 oneline\n";
	static const char csv[] =
	    "A,B,C,D,E,F,G,H,I,J,K\n"
	    "a,b,,d,17.0,Paid,\"1,5\",x ::: y,[T1] Net,INV-7,\"p\nq\"\n"
	    "a,,c,d,17,,,,\"[x\",7,\n"
	    ",b,,,0017,gone,-2,x,T,INV,\n"
	    "\\N,,,,A1,other,\"2-\",,,,\n";
	char map[300], path[300];
	struct opened f;
	struct buf b = { 0 };

	(void)state;
	write_file(map, text);
	write_file(path, csv);
	open_file(&f, &kind_accounts, path, map);
	while (source_next(&f.s, &f.rec)) {
		for (int i = 0; i < f.s.layout.n; i++)
			buf_printf(&b, "%s%s", i > 0 ? "|" : "",
			    value(&f, f.s.layout.columns[i].field->name));
		buf_char(&b, '\n');
	}
	assert_string_equal(b.data,
	    "a-b|d|K00017|closed|-1.5|x|T1|7|p, q\n"
	    "a|c|K00017|hold|||[x|7|\n"
	    "b||K00017|hold|2|x|T|INV|\n"
	    "\\N||KA1|active|2||||\n");
	buf_free(&b);
	close_file(&f);
	remove(map);
	remove(path);
}

/* Titles above the header, a footer below the records, rows left out. */
static void
test_edges(void **state)
{
	(void)state;
	expect(&kind_accounts,
	    "Customers of 2026\n\naccount_id;name;credit_limit\n"
	    "A;One;1.000,50\nB;Two;2.000\n\nmade by nobody\n",
	    "4: account_id=A name=One credit_limit=1000.5\n"
	    "5: account_id=B name=Two credit_limit=2000\n");
	expect(&kind_contacts,
	    "External ID,Name,Is a Company,Related Company/External ID\n"
	    "c1,Pens Ltd,True,\np1,Ada Byron,False,c1\n",
	    "3: external_id=p1 account_id=c1 first_name=Ada "
	    "last_name=Byron\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rules),
		cmocka_unit_test(test_edges),
		cmocka_unit_test(test_spreadsheets),
		cmocka_unit_test(test_questions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
