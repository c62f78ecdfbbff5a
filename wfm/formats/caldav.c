#include "formats/caldav.h"

#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "formats/i18n.h"

bool caldav_is_url(const char *s)
{
	return strstr(s, "://") != NULL;
}

#if HAVE_LIBCURL

#include <curl/curl.h>

enum { REPLY_MAX = 1 << 20, CONNECT_SECONDS = 10, REQUEST_SECONDS = 60 };

struct caldav {
	struct arena *a;
	CURL *curl;
	const char *url;
	struct caldav_login login;
	char why[CURL_ERROR_SIZE];
};

struct reply {
	struct text body;
	const char *etag, *location;
	long status;
};

struct request {
	const char *method, *path, *body, *type;
	const char *condition; /* "If-Match: ..." or NULL */
};

static bool is_loopback(const char *host)
{
	return !strcmp(host, "localhost") || !strcmp(host, "[::1]") ||
	       (text_starts(host, "127.") &&
		host[strspn(host, "0123456789.")] == '\0');
}

static const char *part(struct arena *a, CURLU *u, CURLUPart what)
{
	char *s = NULL;
	const char *copy = "";

	if (curl_url_get(u, what, &s, 0) == CURLUE_OK)
		copy = arena_strdup(a, s);
	curl_free(s);
	return copy;
}

static enum rc check_parts(struct arena *a, CURLU *u, const char *url,
			   struct err *e)
{
	const char *scheme = part(a, u, CURLUPART_SCHEME);
	const char *host = part(a, u, CURLUPART_HOST);

	if (*part(a, u, CURLUPART_USER) || *part(a, u, CURLUPART_PASSWORD))
		return fail(e, RC_USAGE,
			    _("a name and password do not belong into the "
			      "address; --user and --password-file say them"));
	if (*part(a, u, CURLUPART_QUERY) || *part(a, u, CURLUPART_FRAGMENT))
		return fail(e, RC_USAGE, _("%s: an address without ? and #"),
			    text_quote(a, url));
	if (strcmp(scheme, "https") != 0 &&
	    (strcmp(scheme, "http") != 0 || !is_loopback(host)))
		return fail(e, RC_USAGE,
			    _("%s: allowed is https://, and http:// to this "
			      "machine alone"),
			    text_quote(a, url));
	return RC_OK;
}

static enum rc check_url(struct arena *a, const char *url, struct err *e)
{
	CURLU *u = curl_url();
	enum rc rc;

	if (!u)
		return fail(e, RC_MEMORY, _("out of memory"));
	if (curl_url_set(u, CURLUPART_URL, url, 0) == CURLUE_OK)
		rc = check_parts(a, u, url, e);
	else
		rc = fail(e, RC_USAGE, _("%s: no address of a server"),
			  text_quote(a, url));
	curl_url_cleanup(u);
	return rc;
}

enum rc caldav_open(struct arena *a, const char *url, struct caldav_login login,
		    struct caldav **c, struct err *e)
{
	*c = NULL;
	TRY(check_url(a, url, e));
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
		return fail(e, RC_INTERNAL, _("libcurl does not start"));
	*c = arena_new(a, struct caldav, 1);
	**c = (struct caldav){ .a = a, .login = login };
	(*c)->url =
		url[strlen(url) - 1] == '/' ? url : arena_printf(a, "%s/", url);
	(*c)->curl = curl_easy_init();
	return (*c)->curl ? RC_OK
			  : fail(e, RC_INTERNAL, _("libcurl does not start"));
}

void caldav_close(struct caldav *c)
{
	if (!c)
		return;
	curl_easy_cleanup(c->curl);
	curl_global_cleanup();
}

const char *caldav_url(const struct caldav *c)
{
	return c->url;
}

static size_t take_body(char *data, size_t size, size_t n, void *reply)
{
	struct reply *r = reply;

	if (r->body.len + size * n > REPLY_MAX)
		return 0;
	text_add_bytes(&r->body, data, size * n);
	return size * n;
}

/* "Name: value" of a header line, or NULL. */
static const char *header(struct arena *a, const char *data, size_t len,
			  const char *name)
{
	size_t n = strlen(name);

	if (len <= n + 1 || strncasecmp(data, name, n) || data[n] != ':')
		return NULL;
	for (data += n + 1, len -= n + 1; len && *data == ' '; len--)
		data++;
	while (len && (data[len - 1] == '\r' || data[len - 1] == '\n'))
		len--;
	return arena_strndup(a, data, len);
}

static size_t take_header(char *data, size_t size, size_t n, void *reply)
{
	struct reply *r = reply;
	struct arena *a = r->body.arena;
	const char *etag = header(a, data, size * n, "ETag");
	const char *location = header(a, data, size * n, "Location");

	if (etag && strlen(etag) < 512 && text_is_plain(etag))
		r->etag = etag;
	if (location)
		r->location = location;
	return size * n;
}

static void set_up(struct caldav *c, const struct request *q, struct reply *r)
{
	CURL *h = c->curl;
	bool local = text_starts(c->url, "http:");

	curl_easy_reset(h);
	curl_easy_setopt(h, CURLOPT_URL,
			 arena_printf(c->a, "%s%s", c->url, q->path));
	curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, local ? "http" : "https");
	curl_easy_setopt(h, CURLOPT_CUSTOMREQUEST, q->method);
	curl_easy_setopt(h, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(h, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
	curl_easy_setopt(h, CURLOPT_TIMEOUT, (long)REQUEST_SECONDS);
	curl_easy_setopt(h, CURLOPT_USERAGENT, "wfm/" PACKAGE_VERSION);
	curl_easy_setopt(h, CURLOPT_ERRORBUFFER, c->why);
	curl_easy_setopt(h, CURLOPT_WRITEFUNCTION, take_body);
	curl_easy_setopt(h, CURLOPT_WRITEDATA, r);
	curl_easy_setopt(h, CURLOPT_HEADERFUNCTION, take_header);
	curl_easy_setopt(h, CURLOPT_HEADERDATA, r);
	if (local)
		curl_easy_setopt(h, CURLOPT_PROXY, "");
	if (c->login.ca_file)
		curl_easy_setopt(h, CURLOPT_CAINFO, c->login.ca_file);
	if (c->login.user) {
		curl_easy_setopt(h, CURLOPT_HTTPAUTH, CURLAUTH_BASIC);
		curl_easy_setopt(h, CURLOPT_USERNAME, c->login.user);
		curl_easy_setopt(h, CURLOPT_PASSWORD,
				 c->login.password ? c->login.password : "");
	}
	if (q->body) {
		curl_easy_setopt(h, CURLOPT_POSTFIELDSIZE,
				 (long)strlen(q->body));
		curl_easy_setopt(h, CURLOPT_POSTFIELDS, q->body);
	}
}

/* What the answer means for whoever planned. */
static enum rc judge(const struct caldav *c, const struct request *q,
		     const struct reply *r, enum caldav_found *found,
		     struct err *e)
{
	const char *where = arena_printf(c->a, "%s%s", c->url, q->path);
	const struct place at = { .file = where };

	*found = CALDAV_DONE;
	if (r->status >= 200 && r->status < 300)
		return RC_OK;
	if (r->status == 412)
		*found = CALDAV_CHANGED;
	else if (r->status == 404 || r->status == 410)
		*found = CALDAV_GONE;
	else if (r->status == 405 || r->status == 409)
		*found = CALDAV_CONFLICT;
	if (*found != CALDAV_DONE)
		return RC_OK;
	if (r->status == 401)
		return fail_at(e, at, RC_CREATE,
			       c->login.user
				       ? _("the server refuses this name and "
					   "password (401)")
				       : _("the server wants a name and "
					   "password (401); --user and "
					   "--password-file say them"));
	if (r->status == 403)
		return fail_at(e, at, RC_CREATE,
			       _("this user may not write there (403)"));
	if (r->status >= 300 && r->status < 400)
		return fail_at(e, at, RC_CREATE,
			       _("the server sends us to \"%s\" (%ld), which "
				 "is not followed; give that address if it is "
				 "right"),
			       text_quote(c->a, r->location ? r->location : ""),
			       r->status);
	return fail_at(e, at, r->status >= 500 ? RC_IO : RC_CREATE,
		       _("%s: the server answers %ld"), q->method, r->status);
}

static enum rc ask(struct caldav *c, const struct request *q, struct reply *r,
		   enum caldav_found *found, struct err *e)
{
	struct curl_slist *headers = NULL;

	*r = (struct reply){ .body = text_new(c->a) };
	c->why[0] = '\0';
	set_up(c, q, r);
	if (q->condition)
		headers = curl_slist_append(headers, q->condition);
	if (q->type)
		headers = curl_slist_append(headers, q->type);
	curl_easy_setopt(c->curl, CURLOPT_HTTPHEADER, headers);
	CURLcode code = curl_easy_perform(c->curl);
	curl_easy_getinfo(c->curl, CURLINFO_RESPONSE_CODE, &r->status);
	curl_slist_free_all(headers);
	if (code == CURLE_OK)
		return judge(c, q, r, found, e);
	return fail_at(e,
		       (struct place){ .file = arena_printf(c->a, "%s%s",
							    c->url, q->path) },
		       RC_IO, "%s",
		       text_quote(c->a, c->why[0] ? c->why
						  : curl_easy_strerror(code)));
}

enum rc caldav_hello(struct caldav *c, struct err *e)
{
	const struct request q = {
		.method = "PROPFIND",
		.path = "",
		.type = "Content-Type: application/xml; charset=utf-8",
		.condition = "Depth: 0",
		.body = "<?xml version=\"1.0\" encoding=\"utf-8\"?>"
			"<D:propfind xmlns:D=\"DAV:\"><D:prop>"
			"<D:resourcetype/></D:prop></D:propfind>",
	};
	enum caldav_found found;
	struct reply r;

	TRY(ask(c, &q, &r, &found, e));
	if (found == CALDAV_DONE && r.status != 207)
		return fail_at(e, (struct place){ .file = c->url }, RC_CREATE,
			       _("is no calendar server: it answers %ld to "
				 "PROPFIND"),
			       r.status);
	return RC_OK;
}

/* & < > as XML has them. */
static const char *xml(struct arena *a, const char *s)
{
	struct text t = text_new(a);

	for (; *s; s++)
		if (*s == '&' || *s == '<' || *s == '>')
			text_addf(&t, "&#%d;", *s);
		else
			text_add_char(&t, *s);
	return t.data ? t.data : "";
}

enum rc caldav_make(struct caldav *c, const char *path, const char *name,
		    enum caldav_found *found, struct err *e)
{
	const struct request q = {
		.method = "MKCALENDAR",
		.path = path,
		.type = "Content-Type: application/xml; charset=utf-8",
		.body = arena_printf(
			c->a,
			"<?xml version=\"1.0\" encoding=\"utf-8\"?>"
			"<C:mkcalendar xmlns:D=\"DAV:\" "
			"xmlns:C=\"urn:ietf:params:xml:ns:caldav\"><D:set>"
			"<D:prop><D:displayname>%s</D:displayname></D:prop>"
			"</D:set></C:mkcalendar>",
			xml(c->a, name)),
	};
	struct reply r;

	return ask(c, &q, &r, found, e);
}

enum rc caldav_get(struct caldav *c, const char *path, const char **body,
		   const char **etag, enum caldav_found *found, struct err *e)
{
	const struct request q = { .method = "GET", .path = path };
	struct reply r;

	TRY(ask(c, &q, &r, found, e));
	*body = r.body.data ? r.body.data : "";
	*etag = r.etag ? r.etag : "";
	return RC_OK;
}

/* A server may keep the object in its own way, and then tells no ETag. */
enum rc caldav_put(struct caldav *c, const char *path, const char *body,
		   const char **etag, enum caldav_found *found, struct err *e)
{
	const struct request q = {
		.method = "PUT",
		.path = path,
		.body = body,
		.type = "Content-Type: text/calendar; charset=utf-8",
		.condition = *etag ? arena_printf(c->a, "If-Match: %s", *etag)
				   : "If-None-Match: *",
	};
	struct reply r;

	TRY(ask(c, &q, &r, found, e));
	if (*found != CALDAV_DONE)
		return RC_OK;
	if (!r.etag)
		return caldav_get(c, path, &body, etag, found, e);
	*etag = r.etag;
	return RC_OK;
}

enum rc caldav_delete(struct caldav *c, const char *path, const char *etag,
		      enum caldav_found *found, struct err *e)
{
	const struct request q = {
		.method = "DELETE",
		.path = path,
		.condition = arena_printf(c->a, "If-Match: %s", etag),
	};
	struct reply r;

	return ask(c, &q, &r, found, e);
}

#else

static enum rc none(struct err *e)
{
	return fail(e, RC_USAGE,
		    _("this wfm was built without libcurl and cannot reach "
		      "calendar servers"));
}

enum rc caldav_open(struct arena *a, const char *url, struct caldav_login login,
		    struct caldav **c, struct err *e)
{
	(void)a, (void)url, (void)login;
	*c = NULL;
	return none(e);
}

void caldav_close(struct caldav *c)
{
	(void)c;
}

const char *caldav_url(const struct caldav *c)
{
	(void)c;
	return "";
}

enum rc caldav_hello(struct caldav *c, struct err *e)
{
	(void)c;
	return none(e);
}

enum rc caldav_make(struct caldav *c, const char *path, const char *name,
		    enum caldav_found *found, struct err *e)
{
	(void)c, (void)path, (void)name, (void)found;
	return none(e);
}

enum rc caldav_put(struct caldav *c, const char *path, const char *body,
		   const char **etag, enum caldav_found *found, struct err *e)
{
	(void)c, (void)path, (void)body, (void)etag, (void)found;
	return none(e);
}

enum rc caldav_get(struct caldav *c, const char *path, const char **body,
		   const char **etag, enum caldav_found *found, struct err *e)
{
	(void)c, (void)path, (void)body, (void)etag, (void)found;
	return none(e);
}

enum rc caldav_delete(struct caldav *c, const char *path, const char *etag,
		      enum caldav_found *found, struct err *e)
{
	(void)c, (void)path, (void)etag, (void)found;
	return none(e);
}

#endif
