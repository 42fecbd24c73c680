/*
 * Help, privacy, accessibility. A portal's admin can replace each text by a
 * file of plain paragraphs in the portal's folder: texts/help.txt ...
 */
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/utf8.h"
#include "pages.h"

enum { TEXT_FILE = 64 * 1024 };

/* The admin's own text, or NULL. */
static const char *
own_text(struct req *r, const char *name)
{
	struct stat st;
	const char *path;
	char *to = NULL;
	ssize_t n;
	int fd;

	if (r->conf == NULL || r->conf->portal_dir[0] == '\0')
		return NULL;
	path =
	    arena_printf(r->mem, "%s/texts/%s.txt", r->conf->portal_dir, name);
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (fd < 0)
		return NULL;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0 &&
	    st.st_size <= TEXT_FILE) {
		to = arena_alloc(r->mem, (size_t)st.st_size + 1);
		n = read(fd, to, (size_t)st.st_size);
		to[n > 0 ? n : 0] = '\0';
		if (n <= 0 || !utf8_clean(to, true))
			to = NULL;
	}
	close(fd);
	return to;
}

/* Paragraphs stand apart by an empty line. */
static void
paragraphs(struct req *r, const char *words)
{
	const char *end;

	while (*words != '\0') {
		while (*words == '\n')
			words++;
		end = strstr(words, "\n\n");
		if (end == NULL)
			end = words + strlen(words);
		if (end == words)
			break;
		html(r, "<p>");
		text_lines(
		    r, arena_strndup(r->mem, words, (size_t)(end - words)));
		html(r, "</p>\n");
		words = end;
	}
}

static void
section(struct req *r, const char *title, const char *words)
{
	html(r, "<h2>");
	text(r, title);
	html(r, "</h2>\n");
	paragraphs(r, words);
}

/* A page of text: the admin's own words, or the sections of `ours`. */
static enum rc
text_page(struct req *r, const char *name, const char *title,
    void (*ours)(struct req *))
{
	const struct portal *p = &r->visitor->portal;
	const char *theirs = strcmp(name, "help") == 0 && p->help[0] != '\0' ?
	    p->help :
	    own_text(r, name);

	page_open(
	    r, &(struct head){ .title = title, .nav = name, .wide = true });
	html(r,
	    "<section class=\"card narrow\"><div class=\"body\">"
	    "<div class=\"prose\">\n");
	if (!r->visitor->signed_in) {
		html(r, "<h1>");
		text(r, title);
		html(r, "</h1>\n");
	}
	if (theirs != NULL)
		paragraphs(r, theirs);
	else
		ours(r);
	html(r, "</div></div></section>\n");
	if (!r->visitor->signed_in) {
		html(r, "<p class=\"small\">");
		link_to(r, "/", _("To the sign-in page"));
		html(r, "</p>");
	}
	page_close(r);
	return RC_OK;
}

/* ---- help -------------------------------------------------------------- */

static void
help_cases(struct req *r)
{
	section(r, _("Asking for help"),
	    _("Choose Support, then New case. Say in the subject what is "
	      "wrong, choose a severity, and describe it below. You can add "
	      "pictures and documents.\n\nThe case appears at once on our "
	      "desk. You find it under Support, Cases, with everything you "
	      "and we wrote."));
	section(r, _("What the states mean"),
	    _("New: we have it and nobody has begun yet.\n\nOpen: somebody is "
	      "at work on it.\n\nPending Customer: we asked you something "
	      "and wait for your answer.\n\nClosed: solved or ended. While "
	      "the case says so, you can open it again."));
	section(r, _("Closing and reopening"),
	    _("When your problem has gone, close the case with the button at "
	      "its top. If it comes back, open the closed case and write "
	      "what is still wrong."));
}

static void
help_ours(struct req *r)
{
	if (!r->visitor->signed_in) {
		section(r, _("Signing in"),
		    _("Type the login we gave you, mostly your e-mail "
		      "address, and your password. With a password that we "
		      "set for you, the portal asks for a new one of your "
		      "own first.\n\nAfter several wrong passwords you have "
		      "to wait a little before the next try."));
		section(r, _("No login, or the password forgotten?"),
		    _("Ask your contact with us. They make a login for you, "
		      "or set a new password."));
	} else {
		if (offers_cases(r))
			help_cases(r);
		section(r, _("Your own data"),
		    _("Under your name, at the top right, is My profile: your "
		      "telephone numbers, time zone, colours, password, and "
		      "the browsers you are signed in with."));
	}
	if (support_known(r)) {
		html(r, "<h2>");
		text(r, _("Whom to ask"));
		html(r, "</h2>");
		support_lines(r);
	}
}

enum rc
help_page(struct req *r)
{
	return text_page(r, "help", _("Help"), help_ours);
}

/* ---- privacy ----------------------------------------------------------- */

static void
privacy_ours(struct req *r)
{
	section(r, _("What is stored"),
	    arena_printf(r->mem,
		_("%s keeps the data you see here: your name and how to reach "
		  "you, your company, your cases with their messages and "
		  "files, and who changed what and when."),
		portal_name(r)));
	section(r, _("Who can see it"),
	    _("You; colleagues of your company whose role shows them the "
	      "cases of the whole company; and the staff who answer you. No "
	      "other customer."));
	section(r, _("Cookies"),
	    _("One cookie keeps you signed in. It holds a random number and "
	      "ends when you sign out, after 30 minutes without use, or "
	      "after 12 hours. There are no cookies for advertising or "
	      "measuring, and your browser is not sent to any other site."));
	section(r, _("When you sign in"),
	    _("The time, the network address and the name of your browser are "
	      "kept for each session, so that you can end sessions you do "
	      "not know, under My profile."));
}

enum rc
privacy_page(struct req *r)
{
	return text_page(r, "privacy", _("Privacy"), privacy_ours);
}

/* ---- accessibility ----------------------------------------------------- */

static void
accessibility_ours(struct req *r)
{
	section(r, _("What we aim at"),
	    _("This portal is made to meet WCAG 2.2, level AA. It works with "
	      "the keyboard alone, with screen readers, enlarged to 400 "
	      "percent, and without JavaScript."));
	section(r, _("How it is checked"),
	    _("Every page is checked by program at each release: rules of "
	      "axe-core, valid HTML, and widths down to 320 pixels."));
	section(r, _("Colours and movement"),
	    _("Choose light or dark colours under My profile. Nothing moves, "
	      "blinks or plays by itself."));
	section(r, _("If something does not work for you"),
	    _("Tell us, and we mend it or give you what you need in another "
	      "way."));
	support_lines(r);
}

enum rc
accessibility_page(struct req *r)
{
	return text_page(
	    r, "accessibility", _("Accessibility"), accessibility_ours);
}
