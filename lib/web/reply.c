/*
 * The reply: all headers of every answer, and the answer itself in one write,
 * after everything else is done and closed.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/uio.h>
#include <unistd.h>

#include "base/die.h"
#include "base/str.h"
#include "web.h"

static const char html_type[] = "text/html; charset=utf-8";

static const struct {
	int status;
	const char *words;
} statuses[] = {
	{ 200, "OK" },
	{ 301, "Moved Permanently" },
	{ 303, "See Other" },
	{ 400, "Bad Request" },
	{ 403, "Forbidden" },
	{ 404, "Not Found" },
	{ 405, "Method Not Allowed" },
	{ 409, "Conflict" },
	{ 413, "Content Too Large" },
	{ 414, "URI Too Long" },
	{ 415, "Unsupported Media Type" },
	{ 422, "Unprocessable Content" },
	{ 429, "Too Many Requests" },
	{ 500, "Internal Server Error" },
	{ 503, "Service Unavailable" },
	{ 0, "" },
};

/* What every answer carries, whatever it is. */
#define ALWAYS                                                                 \
	"X-Content-Type-Options: nosniff\r\n"                                  \
	"X-Frame-Options: DENY\r\n"                                            \
	"Cross-Origin-Opener-Policy: same-origin\r\n"                          \
	"Cross-Origin-Resource-Policy: same-origin\r\n"                        \
	"Permissions-Policy: accelerometer=(), camera=(), "                    \
	"display-capture=(), encrypted-media=(), fullscreen=(), "              \
	"geolocation=(), gyroscope=(), hid=(), magnetometer=(), "              \
	"microphone=(), midi=(), payment=(), "                                 \
	"publickey-credentials-get=(), screen-wake-lock=(), serial=(), "       \
	"usb=(), xr-spatial-tracking=()\r\n"
#define POLICY_UP_TO_FORMS                                                     \
	"Content-Security-Policy: default-src 'none'; style-src 'self'; "      \
	"script-src 'self'; img-src 'self'; font-src 'self'; "                 \
	"connect-src 'self'; base-uri 'none'; frame-ancestors 'none'; "        \
	"form-action 'self'"
#define POLICY_PAGE POLICY_UP_TO_FORMS "\r\n"
/* Files and pictures, should a browser open one as a page. */
#define POLICY_FILE                                                            \
	"Content-Security-Policy: default-src 'none'; "                        \
	"frame-ancestors 'none'; sandbox\r\n"

static const char *
words(int status)
{
	int i = 0;

	while (statuses[i].status != 0 && statuses[i].status != status)
		i++;
	return statuses[i].words;
}

void
reply_clear(struct req *r)
{
	struct call *c = call_of(r);

	if (r->out.file >= 0)
		close(r->out.file);
	if (c->new_nonce) {
		/* Its cookie goes, so nothing may count on it. */
		c->nonce = c->token[0] = NULL;
		c->new_nonce = false;
	}
	buf_clear(&r->out.body);
	r->out = (struct reply){ .file = -1, .body = r->out.body };
}

void
set_cookie(struct req *r, const char *name, const char *value, int64_t age,
    const char *same_site)
{
	struct reply *out = &r->out;
	int i = 0;

	while (i < 3 && out->cookies[i] != NULL)
		i++;
	if (i == 3)
		die("web", "more than three cookies");
	out->cookies[i] = arena_printf(r->mem,
	    "%s=%s; Path=/; Secure; HttpOnly; SameSite=%s%s", name, value,
	    same_site, age < 0 ? "; Max-Age=0" : "");
}

static void
head_value(struct buf *b, const char *value)
{
	for (; *value != '\0'; value++)
		if ((unsigned char)*value >= 0x20)
			buf_char(b, *value);
	buf_str(b, "\r\n");
}

static void
head_line(struct buf *b, const char *name, const char *value)
{
	buf_str(b, name);
	buf_str(b, ": ");
	head_value(b, value);
}

static void
allow(struct buf *b, int methods)
{
	buf_str(b,
	    methods == 2     ? "Allow: POST\r\n" :
		methods == 1 ? "Allow: GET, HEAD\r\n" :
			       "Allow: GET, HEAD, POST\r\n");
}

static void
headers(struct call *c, struct buf *b)
{
	const struct reply *out = &c->r.out;
	const char *type = out->type != NULL ? out->type : html_type;

	buf_printf(b, "Status: %d %s\r\n", out->status, words(out->status));
	head_line(b, "Content-Type", type);
	if (out->refresh > 0)
		buf_printf(b, "Refresh: %d\r\n", out->refresh);
	buf_printf(b, "Content-Length: %lld\r\n",
	    out->file >= 0 ? (long long)out->file_size :
			     (long long)out->body.len);
	head_line(b, "Cache-Control",
	    out->cache != NULL && out->status == 200 ? out->cache : "no-store");
	buf_str(b, ALWAYS);
	head_line(b, "Referrer-Policy",
	    out->no_referrer ? "no-referrer" : "same-origin");
	if (str_starts(type, "text/html") && out->form_to != NULL) {
		buf_str(b, POLICY_UP_TO_FORMS " ");
		head_value(b, out->form_to);
	} else if (str_starts(type, "text/html"))
		buf_str(b, POLICY_PAGE);
	else
		buf_str(b, POLICY_FILE);
	if (out->location != NULL)
		head_line(b, "Location", out->location);
	if (out->disposition != NULL)
		head_line(b, "Content-Disposition", out->disposition);
	for (int i = 0; i < 3 && out->cookies[i] != NULL; i++)
		head_line(b, "Set-Cookie", out->cookies[i]);
	if (out->clear_site_data)
		buf_str(b, "Clear-Site-Data: \"cache\", \"storage\"\r\n");
	if (out->status == 405)
		allow(b, c->allow);
	if (c->retry > 0)
		buf_printf(b, "Retry-After: %d\r\n", c->retry);
	buf_str(b, "\r\n");
}

/* Whoever went away gets nothing; there is nobody to tell. */
static void
write_all(struct iovec *v, int n)
{
	while (n > 0) {
		ssize_t done = writev(STDOUT_FILENO, v, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return;
		while (n > 0 && (size_t)done >= v->iov_len) {
			done -= (ssize_t)v->iov_len;
			v++;
			n--;
		}
		if (n > 0) {
			v->iov_base = (char *)v->iov_base + done;
			v->iov_len -= (size_t)done;
		}
	}
}

static void
send_file(int fd, int64_t size)
{
	while (size > 0) {
		ssize_t done = sendfile(STDOUT_FILENO, fd, NULL,
		    size > INT32_MAX ? INT32_MAX : (size_t)size);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return;
		size -= done;
	}
}

void
reply_send(struct call *c)
{
	struct reply *out = &c->r.out;
	bool bare = c->r.method == METHOD_HEAD;
	struct buf b = { 0 };
	struct iovec v[2];

	request_drain(c);
	if (out->location != NULL && out->file < 0)
		buf_clear(&out->body);
	headers(c, &b);
	v[0] = (struct iovec){ b.data, b.len };
	v[1] = (struct iovec){ out->body.data, out->body.len };
	write_all(v, bare || out->file >= 0 || out->body.len == 0 ? 1 : 2);
	if (out->file >= 0 && !bare)
		send_file(out->file, out->file_size);
	buf_free(&b);
}

/* ---- the end of a broken world
 * ----------------------------------------------- */

#define INCIDENT_TOP                                                           \
	"<!DOCTYPE html>\n<html lang=\"en\" data-app=\"%s\">\n<head>\n"        \
	"<meta charset=\"utf-8\">\n<meta name=\"viewport\" "                   \
	"content=\"width=device-width, initial-scale=1\">\n"                   \
	"<title>%s</title>\n"                                                  \
	"<link rel=\"stylesheet\" href=\"%s/static/" STATIC_VERSION            \
	"/common/app.css\">\n</head>\n<body class=\"solo\">\n"                 \
	"<main id=\"main\" class=\"sign wider\" tabindex=\"-1\">\n"            \
	"<p class=\"brand\"><img src=\"%s/static/" STATIC_VERSION              \
	"/common/logo-%s.svg\" alt=\"\" width=\"44\" height=\"44\"></p>\n"
#define INCIDENT_CARD                                                          \
	"<section class=\"card status\"><div class=\"body\">\n"                \
	"<h1>%s</h1>\n<p>%s</p>\n"                                             \
	"<dl class=\"kv side-by\"><div><dt>%s</dt><dd><code>%s</code></dd>"    \
	"</div></dl>\n<div class=\"acts\"><a class=\"btn primary\" "           \
	"href=\"%s\">%s</a></div>\n</div></section>\n</main>\n</body></html>\n"

/* Needs no memory and no store: either may be what broke. */
void
reply_incident(const struct site *s, const char *incident, bool head)
{
	static const char headers_500[] =
	    "Status: 500 Internal Server Error\r\n"
	    "Content-Type: text/html; charset=utf-8\r\n"
	    "Cache-Control: no-store\r\n" ALWAYS POLICY_PAGE "\r\n";
	char page[4096];
	struct iovec v[2];
	int n, m;

	n = snprintf(page, sizeof page, INCIDENT_TOP, s->name,
	    _("Something went wrong"), s->prefix, s->prefix, s->name);
	m = snprintf(page + n, sizeof page - (size_t)n, INCIDENT_CARD,
	    _("Something went wrong"),
	    _("The page could not be made. What was saved before is safe; "
	      "what you were about to save may not be saved. Try again. If it "
	      "happens again, tell us the number below."),
	    _("Incident"), incident, s->prefix, _("Try again"));
	if (n < 0 || m < 0 || (size_t)n + (size_t)m >= sizeof page)
		return;
	v[0] = (struct iovec){ (void *)(uintptr_t)headers_500,
		sizeof headers_500 - 1 };
	v[1] = (struct iovec){ page, (size_t)n + (size_t)m };
	write_all(v, head ? 1 : 2);
}
