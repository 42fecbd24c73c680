/* Statements of banks as rows: camt, OFX, and the samples where they are. */
#include "source_fixture.h"

#include "../../lib/format/kind.h"

static const struct kind *
bank(void)
{
	return kind_named("bank_entries");
}

#define CAMT(version, account, balances, entries)                                \
	"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n"                      \
	"<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001." version \
	"\"><BkToCstmrStmt><Stmt><Id>S1</Id>"                                    \
	"<CreDtTm>2026-11-03T06:00:00</CreDtTm><Acct><Id>" account               \
	"</Id></Acct>" balances "\n" entries                                     \
	"</Stmt></BkToCstmrStmt></Document>\n"
#define IBAN "<IBAN>DE89 3704 0044 0532 0130 00</IBAN>"
#define BALANCE(code, amount)                                                  \
	"<Bal><Tp><CdOrPrtry><Cd>" code "</Cd></CdOrPrtry></Tp>"               \
	"<Amt Ccy=\"EUR\">" amount "</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>"

static void
an_entry_becomes_a_row(void **state)
{
	(void)state;
	expect(bank(),
	    CAMT("02", IBAN, BALANCE("OPBD", "0") BALANCE("CLBD", "119.00"),
		"<Ntry><Amt Ccy=\"EUR\">119.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>"
		"<Sts>BOOK</Sts><BookgDt><Dt>2026-11-02</Dt></BookgDt>"
		"<ValDt><DtTm>2026-11-01T10:00:00</DtTm></ValDt>"
		"<AcctSvcrRef>B1</AcctSvcrRef><NtryDtls><TxDtls><Refs>"
		"<EndToEndId>NOTPROVIDED</EndToEndId></Refs><RltdPties><Dbtr>"
		"<Nm>M\xc3\xbcller</Nm></Dbtr><DbtrAcct><Id><IBAN>FR76</IBAN>"
		"</Id></DbtrAcct><Cdtr><Nm>We</Nm></Cdtr></RltdPties><RmtInf>"
		"<Ustrd>Invoice\n INV000042</Ustrd><Ustrd>thanks</Ustrd>"
		"</RmtInf></TxDtls></NtryDtls></Ntry>\n"
		"<Ntry><Amt Ccy=\"EUR\">7</Amt><CdtDbtInd>CRDT</CdtDbtInd>"
		"<Sts>PDNG</Sts></Ntry>"),
	    "3: bank_account=DE89 3704 0044 0532 0130 00 bank_ref=B1 "
	    "booked_date=2026-11-02 value_date=2026-11-01 currency=EUR "
	    "amount=119 payer_name=M\xc3\xbcller payer_account=FR76 "
	    "text=Invoice INV000042 thanks\n");
}

/* What is missing in one version is elsewhere in another. */
static void
versions_differ_in_names(void **state)
{
	(void)state;
	expect(bank(),
	    CAMT("08", "<Othr><Id>123</Id></Othr>", "",
		"<Ntry><Amt Ccy=\"EUR\">5.5</Amt><CdtDbtInd>DBIT</CdtDbtInd>"
		"<RvslInd>true</RvslInd><Sts><Cd>BOOK</Cd></Sts><NtryDtls>"
		"<TxDtls><Refs><EndToEndId>E1</EndToEndId></Refs><RltdPties>"
		"<Dbtr><Pty><Nm>Ann</Nm></Pty></Dbtr></RltdPties><RmtInf><Strd>"
		"<RfrdDocInf><Nb>N7</Nb></RfrdDocInf><CdtrRefInf><Ref>RF18X"
		"</Ref></CdtrRefInf></Strd></RmtInf></TxDtls></NtryDtls>"
		"</Ntry>"),
	    "3: bank_account=123 booked_date=2026-11-03 currency=EUR "
	    "amount=-5.5 payer_name=Ann reference=RF18X text=N7 E1\n");
}

#define PART(amount, ref)                                                      \
	"<TxDtls><Refs><AcctSvcrRef>" ref "</AcctSvcrRef></Refs>"              \
	"<Amt Ccy=\"EUR\">" amount "</Amt></TxDtls>\n"
#define BATCH(first)                                                           \
	CAMT("04", "<IBAN>X</IBAN>", "",                                       \
	    "<Ntry><Amt Ccy=\"EUR\">30</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>"  \
	    "BOOK</Sts><AcctSvcrRef>B</AcctSvcrRef><NtryDtls>\n" PART(         \
		first, "P1") PART("20.00", "") "</NtryDtls></Ntry>")

static void
a_batch_becomes_a_row_for_each_transaction(void **state)
{
	(void)state;
	expect(bank(), BATCH("10.00"),
	    "4: bank_account=X bank_ref=P1 booked_date=2026-11-03 "
	    "currency=EUR amount=10\n"
	    "5: bank_account=X bank_ref=B/2 booked_date=2026-11-03 "
	    "currency=EUR amount=20\n");
	/* They are not the entry: it stays whole. */
	expect(bank(), BATCH("10.01"),
	    "4: bank_account=X bank_ref=B booked_date=2026-11-03 "
	    "currency=EUR amount=30\n");
}

/* ---- OFX */

static void
sgml_has_no_end_tags(void **state)
{
	(void)state;
	expect(bank(),
	    "OFXHEADER:100\nDATA:OFXSGML\nCHARSET:1252\n\n<OFX><STMTRS>\n"
	    "<CURDEF>EUR\n<BANKACCTFROM><BANKID>100<ACCTID>7</BANKACCTFROM>\n"
	    "<BANKTRANLIST>\n<STMTTRN><TRNTYPE>CREDIT\n"
	    "<DTPOSTED>20261102120000.000[-5:EST]\n<TRNAMT>1.234,50\n"
	    "<FITID>F1\n<NAME>Caf\xe9 & Co\n<MEMO>INV000042 &amp; more\n"
	    "<BANKACCTTO><BANKID>9<ACCTID>88</BANKACCTTO>\n</STMTTRN>\n"
	    "<STMTTRN><DTPOSTED>20261103<TRNAMT>-2.00<CHECKNUM>17</STMTTRN>"
	    "</BANKTRANLIST></STMTRS></OFX>\n",
	    "9: bank_account=100/7 bank_ref=F1 booked_date=2026-11-02 "
	    "currency=EUR amount=1234.5 payer_name=Caf\xc3\xa9 & Co "
	    "payer_account=88 text=INV000042 & more\n"
	    "17: bank_account=100/7 booked_date=2026-11-03 currency=EUR "
	    "amount=-2 reference=17\n");
}

static void
ofx_2_is_xml(void **state)
{
	(void)state;
	expect(bank(),
	    "<?xml version=\"1.0\"?><?OFX OFXHEADER=\"200\"?>\n<OFX>"
	    "<CCSTMTRS><CURDEF>JPY</CURDEF><CCACCTFROM><ACCTID>4</ACCTID>"
	    "</CCACCTFROM><BANKTRANLIST>\n<STMTTRN><DTPOSTED>20261102"
	    "</DTPOSTED><TRNAMT>+1500</TRNAMT><PAYEE><NAME>Ann</NAME></PAYEE>"
	    "<CURRENCY><CURSYM>EUR</CURSYM></CURRENCY></STMTTRN>"
	    "</BANKTRANLIST></CCSTMTRS></OFX>\n",
	    "3: bank_account=4 booked_date=2026-11-02 currency=EUR "
	    "amount=1500 payer_name=Ann\n");
}

/* ---- refusals */

static void
refused(const struct kind *kind, const char *text, const char *code)
{
	struct opened f = { .o = { .kind = kind } };
	char path[300];

	write_file(path, text);
	f.o.path = f.m.file = path;
	f.mem = arena_new();
	f.m.max = 0;
	assert_false(source_open(&f.s, &f.o, &f.m));
	assert_int_equal(f.m.errors, 1);
	assert_non_null(strstr(f.m.early.data, code));
	close_file(&f);
	buf_free(&f.m.early);
	remove(path);
}

static void
what_is_no_statement_is_refused(void **state)
{
	(void)state;
	refused(bank(), "<Document><BkToCstmrAcctRpt/></Document>", "X_KIND");
	refused(bank(), "<OFX><SONRS></SONRS></OFX>", "X_KIND");
	refused(bank(), "<Document>", "X_WELLFORMED");
	refused(bank(),
	    "<OFX><STMTRS><STMTTRN><TRNAMT>much</STMTTRN></STMTRS></OFX>",
	    "E_NUMBER");
	refused(kind_named("invoices"), CAMT("02", IBAN, "", ""), "E_HEADER");
	refused(kind_named("accounts"), "OFXHEADER:100\n", "E_HEADER");
}

static void
balances_that_do_not_agree_are_told(void **state)
{
	struct opened f;
	char path[300];

	(void)state;
	write_file(path,
	    CAMT("02", IBAN, BALANCE("OPBD", "1") BALANCE("CLBD", "3"), ""));
	open_file(&f, bank(), path, NULL);
	assert_int_equal(f.m.warnings, 1);
	assert_false(source_next(&f.s, &f.rec));
	close_file(&f);
	remove(path);
}

/* ---- the samples */

static int64_t
count(const char *name, const char *first_amount)
{
	struct opened f;
	char path[300];
	int64_t n = 0;

	if (!here(name, path))
		return -1;
	open_file(&f, bank(), path, NULL);
	while (source_next(&f.s, &f.rec))
		if (++n == 1)
			assert_string_equal(value(&f, "amount"), first_amount);
	close_file(&f);
	return n;
}

static void
samples_are_read(void **state)
{
	static const struct {
		const char *name, *first;
		int64_t n;
	} files[] = {
		{ "payments/test-camt053.xml", "-754.25", 4 },
		{ "payments/test-camt053-txdtls.xml", "2187", 2 },
		{ "payments/test-camt054.xml", "5", 1 },
		{ "payments/oca-test_ofx.ofx", "-80", 4 },
		{ "payments/ofxtools-stmtrs.ofx", "-200", 2 },
		{ "payments/ofxtools-stmtrs_euro.ofx", "-200", 2 },
		{ "payments/oca-debit_credit.csv", "-33.5", 2 },
		{ "payments/oca-sample_statement_en.csv", "-33.5", 2 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		int64_t n = count(files[i].name, files[i].first);

		assert_true(n == files[i].n || n == -1);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_entry_becomes_a_row),
		cmocka_unit_test(versions_differ_in_names),
		cmocka_unit_test(a_batch_becomes_a_row_for_each_transaction),
		cmocka_unit_test(sgml_has_no_end_tags),
		cmocka_unit_test(ofx_2_is_xml),
		cmocka_unit_test(what_is_no_statement_is_refused),
		cmocka_unit_test(balances_that_do_not_agree_are_told),
		cmocka_unit_test(samples_are_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
