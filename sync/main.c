/* The command postern: a table of verbs. */
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "die.h"
#include "str.h"
#include "text.h"
#include "verbs.h"
#include "version.h"

#define LOGIN_HELP                                                             \
	"  --password-file FILE its first line is the password; - for input\n" \
	"  --keep-password      no new password at the first sign-in\n"        \
	"  --credentials FILE   add a line SITE LOGIN PASSWORD to it\n"
#define KEYS_HELP                                                              \
	"  --vendor-keys DIR    folder of the vendors' NAME.pub files\n"
#define IMPORT_HELP                                                              \
	"  --check              look at everything, write nothing\n"             \
	"  --map FILE           which heading feeds which field\n"               \
	"  --layout NAME        whose headings they are; none: ours\n"           \
	"  --write-map FILE     write a first draft of such a file, and end\n"   \
	"  --mode MODE          document: reject single records (default);\n"    \
	"                       all: nothing if one is bad; stop: up to it\n"    \
	"  --report FILE        all messages as CSV\n"                           \
	"  --rejects FILE       the rejected records, to mend and import\n"      \
	"  --delimiter CHAR     comma semicolon tab pipe, or the character\n"    \
	"  --encoding NAME      of the file, as iconv(1) knows it\n"             \
	"  --lines FILE         documents' lines, where they have their own\n"   \
	"  --key HEADING        which both files have\n"                         \
	"  --schemas DIR        check UBL against these OASIS schemas\n"         \
	"  --strict             what EN 16931 finds wrong is an error\n"         \
	"  --header-row N       which record the header is\n"                    \
	"  --decimal SIGN       point or comma\n"                                \
	"  --dates ORDER        dmy or mdy; ddmmyyyy and so on\n"                \
	"  --max-record BYTES   --max-cell BYTES\n"                              \
	"  --max-columns N      --max-lines N (of one record)\n"                 \
	"  --max-errors N       messages shown before a count (100)\n"           \
	"  --ignore-unknown     leave out columns nothing is known about\n"      \
	"  --clear WORD         a cell with this word clears (\\N)\n"            \
	"  --null-word WORD     a cell with this word is empty\n"                \
	"  --source NAME        whose external_id it is\n"                       \
	"  --create-missing KINDS\n"                                             \
	"                       make bare accounts,products,terms for\n"         \
	"                       references to nothing\n"                         \
	"  --keep-amounts       of lines, as the file has them, if a cent off\n" \
	"  --plan HASH          do what a check found, or nothing\n"             \
	"  --quiet              no summary\n"

#define EXPORT_HELP                                                            \
	"  --output FILE|DIR    (standard output)\n"                           \
	"  --format NAME        csv\n"                                         \
	"  --account ID         of this account only\n"                        \
	"  --status NAME,...    of these statuses only\n"                      \
	"  --from DATE          --to DATE (both included)\n"                   \
	"  --since last|DATE    changed since the last run, or a date\n"       \
	"  --name NAME          whose last run (KIND.FORMAT)\n"                \
	"  --columns NAME,...   these, in this order\n"                        \
	"  --delimiter CHAR     comma semicolon tab pipe, or the character\n"  \
	"  --decimal SIGN       point or comma (then the delimiter is ;)\n"    \
	"  --raw                nothing in front of would-be formulas\n"       \
	"  --bom                begin with a byte order mark\n"                \
	"  --quarantine DIR     for UBL documents that are not valid\n"        \
	"  --schemas DIR        check UBL against the OASIS schemas, too\n"    \
	"  --quiet              no summary\n"

static const struct verb verbs[] = {
	{ "init", verb_init, "",
	    N_("Make a new, empty store with one administrator."),
	    N_("  --admin LOGIN        the administrator's login (admin)\n" LOGIN_HELP) },
	{ "demo", verb_demo, "",
	    N_("Fill an empty store with an invented company."),
	    N_("  --portal-url URL     of the customer portal\n"
	       "  --keys DIR           where its licence keys are made\n"
	       "  --credentials FILE   add lines SITE LOGIN PASSWORD to it\n"
	       "  --cases N            so many more cases\n"
	       "  --cases-own N        so many of the portal user's company\n") },
	{ "user add", verb_user_add, N_("LOGIN"),
	    N_("Make a user: staff, or a contact's with --contact."),
	    N_("  --role ROLE          administrator, case_management ...; "
	       "repeat\n"
	       "  --first-name NAME    --last-name NAME\n"
	       "  --email ADDRESS\n"
	       "  --contact ID         a portal user, for this contact\n"
	       "  --type NAME          of user\n" LOGIN_HELP) },
	{ "user reset", verb_user_reset, N_("LOGIN"),
	    N_("Give a user a new one-time password."), N_(LOGIN_HELP) },
	{ "user unlock", verb_user_unlock, N_("LOGIN"),
	    N_("Let a user in again who was locked out for wrong passwords."),
	    "" },
	{ "user no-factor", verb_user_no_factor, N_("LOGIN"),
	    N_("Take the second factor away from a user who has lost it."),
	    "" },
	{ "user enable", verb_user_enable, N_("LOGIN"),
	    N_("Let a disabled user in again."), "" },
	{ "user disable", verb_user_disable, N_("LOGIN"),
	    N_("Let a user in no more, and end the user's sessions."), "" },
	{ "user list", verb_user_list, "", N_("List all users."),
	    N_("  --csv                as CSV\n") },
	{ "licence keygen", verb_licence_keygen, N_("NAME"),
	    N_("Make a vendor's pair of keys: NAME.key (secret), NAME.pub."),
	    N_("  --dir DIR            where (the current folder)\n") },
	{ "licence issue", verb_licence_issue, "",
	    N_("Write and sign a licence."),
	    N_("  --key FILE           the vendor's secret NAME.key\n"
	       "  --product ERP|PORTAL\n"
	       "  --number NUMBER      --licensee NAME    --edition NAME\n"
	       "  --instance ID        the store it is for (any)\n"
	       "  --issued DATE        (today)\n"
	       "  --valid-from DATE    (today)\n"
	       "  --valid-to DATE      (a year later)\n"
	       "  --warn-days N        (30)    --grace-days N (14)\n"
	       "  --erp-users N        --portal-users N\n"
	       "  --instances N        portals that may be deployed\n"
	       "  --features LIST      names with blanks between, or all\n"
	       "  --output FILE        (standard output)\n"
	       "  --as-key             as a licence key instead of a file\n") },
	{ "licence show", verb_licence_show, N_("[FILE]"),
	    N_("Show the store's licences, or what a file says."),
	    N_("  --as-key             the file as a licence key\n" KEYS_HELP) },
	{ "licence install", verb_licence_install, N_("FILE"),
	    N_("Check a licence file and keep it until licence apply."),
	    N_("  --product ERP|PORTAL refuse the other one\n"
	       "  --apply              apply it at once\n" KEYS_HELP) },
	{ "licence enter", verb_licence_enter, N_("[KEY]"),
	    N_("The same for a licence key; without KEY it is read from "
	       "input."),
	    N_("  --product ERP|PORTAL refuse the other one\n"
	       "  --apply              apply it at once\n" KEYS_HELP) },
	{ "licence apply", verb_licence_apply, N_("ERP|PORTAL"),
	    N_("Bring the licence that waits into force."), "" },
	{ "licence remove", verb_licence_remove, N_("ERP|PORTAL"),
	    N_("Delete the licence in force, or the one that waits."),
	    N_("  --waiting            the one that waits\n") },
	{ "portal deploy", verb_portal_deploy, "",
	    N_("Set up another portal site on an existing store."),
	    N_("  --instance NAME      Instance Name\n"
	       "  --create-self-service-portal yes|no\n"
	       "  --url URL            as customers will type it\n"
	       "  --dir DIR            the portal's own folder\n"
	       "  --vhost FILE         the virtual host to write\n"
	       "  --template FILE      what it is made from\n"
	       "  --cgi FILE           the page program portal.cgi\n"
	       "  --htdocs DIR         static files\n"
	       "  --log DIR            --spool DIR    --vendor-keys DIR\n"
	       "  --listen ADDRESS:PORT\n"
	       "  --cert FILE          --key FILE    for https\n"
	       "  --yes                ask nothing, take defaults\n"
	       "  --force              write over existing files\n") },
	{ "portal list", verb_portal_list, "",
	    N_("List the portals that stand on the store."), "" },
	{ "portal check", verb_portal_check, N_("CONF"),
	    N_("Check a deployed portal's settings against the store."), "" },
	{ "import", verb_import, N_("KIND FILE..."),
	    N_("Bring accounts, contacts, products, invoices ... in from "
	       "files."),
	    N_(IMPORT_HELP) },
	{ "undo", verb_undo, N_("RUN"),
	    N_("Take back what an import made and changed."),
	    N_("  --check              say what stands in the way, change "
	       "nothing\n") },
	{ "export", verb_export, N_("KIND"),
	    N_("Write accounts, contacts, products, orders ... to a file."),
	    N_(EXPORT_HELP) },
	{ "document", verb_document, N_("KIND NUMBER"),
	    N_("Write an invoice, order, quote ... as PDF."),
	    N_("  --output FILE        (standard output)\n") },
	{ "logo", verb_logo, N_("FILE"),
	    N_("Take a PNG as the logo that documents are headed with."), "" },
	{ "mail", verb_mail, "", N_("Send the mail that waits in the outbox."),
	    N_("  --follow             stay, and send each as soon as it is "
	       "there\n"
	       "  --retry              also what waits for another try\n"
	       "  --quiet              only what went wrong\n") },
	{ "nightly", verb_nightly, "",
	    N_("Bring in what lies in the exchange folder, and export."),
	    N_("  --json               say it as JSON\n"
	       "  --quiet              no line when all is good\n") },
	{ "describe", verb_describe, N_("[ENTITY]"),
	    N_("Print the fields of an entity, or the names of all."),
	    N_("  --csv                as CSV\n"
	       "  --xsd                the schema of our own XML files\n") },
	{ "why", verb_why, N_("USER [OBJECT]"),
	    N_("Say which rule keeps a user from something on the portal."),
	    N_("  --portal NAME|URL    which one (the first)\n"
	       "  --areas              list the pages that can be asked "
	       "about\n") },
	{ "verify", verb_verify, "",
	    N_("Check every page, record, index and licence of the store."),
	    N_("  --quiet              only what is wrong\n" KEYS_HELP) },
	{ "upgrade", verb_upgrade, "",
	    N_("Bring records of an older version up to date."),
	    N_("  --quiet              only what is wrong\n") },
	{ NULL, NULL, NULL, NULL, NULL },
};

static void
list_verbs(FILE *to, const char *starting)
{
	fputs(_("usage: postern VERB [OPTION]... [OPERAND]...\n\n"), to);
	for (const struct verb *v = verbs; v->words != NULL; v++)
		if (str_starts(v->words, starting))
			fprintf(to, "  %-16s %s\n", v->words, _(v->summary));
	fputs(_("\npostern VERB --help says more.\n"), to);
}

/* How many arguments name the verb: 0 when they do not. */
static int
names(const struct verb *v, int argc, char **argv)
{
	const char *gap = strchr(v->words, ' ');
	size_t n = gap != NULL ? (size_t)(gap - v->words) : strlen(v->words);

	if (argc < 2 || strlen(argv[1]) != n ||
	    memcmp(argv[1], v->words, n) != 0)
		return 0;
	if (gap == NULL)
		return 1;
	return argc > 2 && strcmp(argv[2], gap + 1) == 0 ? 2 : 0;
}

/* Trouble in the store has its own exit status. */
static void
store_trouble(const char *incident)
{
	(void)incident;
	_exit(TOOL_STORE);
}

static void
who_runs_it(struct actor *a)
{
	struct passwd *p = getpwuid(getuid());

	a->user = 0;
	a->channel = CHANNEL_BATCH;
	if (p != NULL)
		str_printf(a->name, sizeof a->name, "%s (postern)", p->pw_name);
	else
		str_printf(a->name, sizeof a->name, "%u (postern)",
		    (unsigned)getuid());
}

int
main(int argc, char **argv)
{
	static struct tool t;
	static char name[] = "postern", help[] = "--help";
	const char *start;

	umask(077);
	log_open("postern", NULL);
	die_hook(store_trouble);
	who_runs_it(&t.actor);
	for (const struct verb *v = verbs; v->words != NULL; v++) {
		int n = names(v, argc, argv);

		if (n == 0)
			continue;
		t.verb = v;
		t.argc = argc - n;
		t.argv = argv + n;
		t.argv[0] = name;
		return (int)v->run(&t);
	}
	if (argc == 2 && strcmp(argv[1], "--version") == 0) {
		puts("postern " POSTERN_VERSION);
		return TOOL_DONE;
	}
	if (argc == 2 && strcmp(argv[1], "help") == 0)
		argv[1] = help;
	start = argc > 1 && strcmp(argv[1], "--help") != 0 ? argv[1] : "";
	for (const struct verb *v = verbs; *start != '\0'; v++) {
		if (v->words == NULL) {
			fprintf(
			    stderr, _("postern: there is no verb %s\n"), start);
			start = "";
		} else if (str_starts(v->words, start))
			break;
	}
	if (argc > 1 && (strcmp(argv[argc - 1], "--help") == 0)) {
		list_verbs(stdout, start);
		return TOOL_DONE;
	}
	list_verbs(stderr, start);
	return TOOL_USAGE;
}
