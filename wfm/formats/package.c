#include "formats/package.h"

#include <string.h>

#include <expat.h>
#include <zip.h>

#include "base/text.h"
#include "formats/i18n.h"

struct package {
	struct arena *arena;
	const char *path;
	zip_t *zip;
	uint64_t unpacked, most;
	const char **names; /* [n] */
	int n;
};

/* One XML part while it is read. */
struct part {
	const struct package_reader *reader;
	XML_Parser parser;
	const char *wrong; /* what a callback said, or NULL */
};

enum rc package_bad(const struct package *p, const char *part, const char *what,
		    struct err *e)
{
	struct place at = { .file = p->path };

	return fail_at(e, at, RC_DATA, "not a workbook: %s%s%s",
		       part ? text_quote(e->arena, part) : "", part ? ": " : "",
		       what);
}

/* --- XML --- */

/* The name without its prefix: "x:row" is "row". */
static const char *local(const char *name)
{
	const char *colon = strrchr(name, ':');

	return colon ? colon + 1 : name;
}

const char *package_attribute(const char *const *attributes, const char *name)
{
	for (int k = 0; attributes[k]; k += 2)
		if (strcmp(local(attributes[k]), name) == 0)
			return attributes[k + 1];
	return "";
}

/* expat may call on for a while after it was stopped. */
static void stop(struct part *p, const char *wrong)
{
	if (!wrong || p->wrong)
		return;
	p->wrong = wrong;
	XML_StopParser(p->parser, XML_FALSE);
}

static void XMLCALL on_start(void *data, const char *name,
			     const char **attributes)
{
	struct part *p = data;

	if (!p->wrong && p->reader->start)
		stop(p, p->reader->start(p->reader->ctx, local(name),
					 (const char *const *)attributes));
}

static void XMLCALL on_end(void *data, const char *name)
{
	struct part *p = data;

	if (!p->wrong && p->reader->end)
		stop(p, p->reader->end(p->reader->ctx, local(name)));
}

static void XMLCALL on_text(void *data, const char *s, int n)
{
	struct part *p = data;

	if (!p->wrong && p->reader->text)
		stop(p, p->reader->text(p->reader->ctx, s, n));
}

static void XMLCALL on_doctype(void *data, const char *name,
			       const char *system_id, const char *public_id,
			       int internal)
{
	(void)name, (void)system_id, (void)public_id, (void)internal;
	stop(data, "has a document type");
}

static XML_Parser parser_of(struct part *p)
{
	XML_Parser parser = XML_ParserCreate(NULL);

	if (!parser)
		return NULL;
	XML_SetUserData(parser, p);
	XML_SetElementHandler(parser, on_start, on_end);
	XML_SetCharacterDataHandler(parser, on_text);
	XML_SetStartDoctypeDeclHandler(parser, on_doctype);
	return parser;
}

/* --- the zip --- */

static bool ends(const char *s, const char *end)
{
	size_t n = strlen(s), m = strlen(end);

	return n >= m && strcmp(s + n - m, end) == 0;
}

bool package_is_xml(const struct package *p, int part)
{
	const char *name = p->names[part];

	return ends(name, ".xml") || ends(name, ".rels") || ends(name, ".vml");
}

/* Feeds one file of the zip to the parser; without one it is only read. */
static enum rc feed(struct package *p, const char *name, zip_file_t *file,
		    struct part *part, struct err *e)
{
	char buffer[32768];
	zip_int64_t n;

	do {
		n = zip_fread(file, buffer, sizeof(buffer));
		if (n < 0)
			return package_bad(p, name, zip_file_strerror(file), e);
		p->unpacked += (uint64_t)n;
		if (p->unpacked > p->most)
			return package_bad(p, name,
					   "unpacks to more than allowed", e);
		if (!part->parser ||
		    XML_Parse(part->parser, buffer, (int)n, n == 0))
			continue;
		if (part->wrong)
			return package_bad(p, name, part->wrong, e);
		return package_bad(
			p, name,
			XML_ErrorString(XML_GetErrorCode(part->parser)), e);
	} while (n > 0);
	return RC_OK;
}

enum rc package_read(struct package *p, int part,
		     const struct package_reader *reader, struct err *e)
{
	struct part state = { .reader = reader };
	zip_file_t *file = zip_fopen_index(p->zip, (zip_uint64_t)part, 0);
	bool xml = package_is_xml(p, part);
	enum rc rc;

	if (!file)
		return package_bad(p, p->names[part], zip_strerror(p->zip), e);
	state.parser = xml ? parser_of(&state) : NULL;
	if (xml && !state.parser)
		rc = fail(e, RC_MEMORY, "out of memory");
	else
		rc = feed(p, p->names[part], file, &state, e);
	if (state.parser)
		XML_ParserFree(state.parser);
	zip_fclose(file);
	return rc;
}

bool package_is_zip(const struct input *in)
{
	return in->len >= 4 && memcmp(in->data, "PK\3\4", 4) == 0;
}

enum rc package_is_readable(const struct input *in, struct err *e)
{
	if (in->len < 4 || memcmp(in->data, "\xd0\xcf\x11\xe0", 4) != 0)
		return RC_OK;
	return fail_at(e, (struct place){ .file = in->path }, RC_DATA,
		       _("an old workbook (.xls) or one with a password; save "
			 "it as .xlsx without one"));
}

int package_parts(const struct package *p)
{
	return p->n;
}

const char *package_name(const struct package *p, int part)
{
	return p->names[part];
}

int package_part(const struct package *p, const char *name)
{
	for (int k = 0; k < p->n; k++)
		if (strcmp(p->names[k], name) == 0)
			return k;
	return -1;
}

static enum rc read_names(struct package *p, struct err *e)
{
	zip_int64_t n = zip_get_num_entries(p->zip, 0);

	if (n > PACKAGE_MAX_PARTS)
		return package_bad(p, NULL, "too many parts", e);
	p->names = arena_new(p->arena, const char *, n);
	for (p->n = 0; p->n < (int)n; p->n++) {
		const char *name = zip_get_name(p->zip, (zip_uint64_t)p->n, 0);

		if (!name)
			return package_bad(p, NULL, zip_strerror(p->zip), e);
		p->names[p->n] = arena_strdup(p->arena, name);
	}
	return RC_OK;
}

static enum rc cannot_open(const char *path, int code, struct err *e)
{
	struct place at = { .file = path };
	bool missing = code == ZIP_ER_NOENT || code == ZIP_ER_OPEN ||
		       code == ZIP_ER_READ;
	zip_error_t why;
	enum rc rc;

	zip_error_init_with_code(&why, code);
	rc = fail_at(e, at, missing ? RC_NOINPUT : RC_DATA,
		     "cannot be read as a workbook: %s",
		     zip_error_strerror(&why));
	zip_error_fini(&why);
	return rc;
}

enum rc package_open(struct arena *a, const char *path, uint64_t most,
		     struct package **p, struct err *e)
{
	int code = 0;
	zip_t *zip = zip_open(path, ZIP_RDONLY | ZIP_CHECKCONS, &code);
	enum rc rc;

	*p = NULL;
	if (!zip)
		return cannot_open(path, code, e);
	*p = arena_new(a, struct package, 1);
	**p = (struct package){
		.arena = a, .path = path, .zip = zip, .most = most
	};
	rc = read_names(*p, e);
	if (rc != RC_OK) {
		package_close(*p);
		*p = NULL;
	}
	return rc;
}

void package_close(struct package *p)
{
	if (p)
		zip_discard(p->zip);
}
