#include "formats/sheet.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include <expat.h>
#include <zip.h>

#include "base/text.h"

/* What the workbook and its relationships say, until both are read. */
struct named {
	const char *name, *id;
};
struct relation {
	const char *id, *target;
};

/* One package while it is read. */
struct reading {
	struct arena *arena;
	struct err *e;
	const char *path;
	zip_t *zip;
	uint64_t unpacked;
	struct named *names;
	struct relation *relations;
	struct sheet *parts; /* every worksheet part found */
	int n_names, room_names, n_relations, room_relations, n_parts,
		room_parts;
};

/* One XML part while it is read. */
struct part {
	struct reading *reading;
	const char *name;
	XML_Parser parser;
	long rows, cells;
	bool has_doctype;
};

static enum rc bad(struct reading *r, const char *part, const char *what)
{
	struct place at = { .file = r->path };

	return fail_at(r->e, at, RC_DATA, "not a workbook: %s%s%s",
		       part ? text_quote(r->arena, part) : "", part ? ": " : "",
		       what);
}

/* --- XML --- */

/* The name without its prefix: "x:row" is "row". */
static const char *local(const char *name)
{
	const char *colon = strrchr(name, ':');

	return colon ? colon + 1 : name;
}

static const char *attribute(const char **attributes, const char *name)
{
	for (int k = 0; attributes[k]; k += 2)
		if (strcmp(local(attributes[k]), name) == 0)
			return attributes[k + 1];
	return "";
}

static void add_name(struct reading *r, const char **attributes)
{
	r->names = arena_grow(r->arena, r->names, r->n_names, &r->room_names,
			      sizeof(*r->names));
	r->names[r->n_names++] = (struct named){
		arena_strdup(r->arena, attribute(attributes, "name")),
		arena_strdup(r->arena, attribute(attributes, "id"))
	};
}

static void add_relation(struct reading *r, const char **attributes)
{
	r->relations = arena_grow(r->arena, r->relations, r->n_relations,
				  &r->room_relations, sizeof(*r->relations));
	r->relations[r->n_relations++] = (struct relation){
		arena_strdup(r->arena, attribute(attributes, "Id")),
		arena_strdup(r->arena, attribute(attributes, "Target"))
	};
}

static void XMLCALL on_start(void *data, const char *name,
			     const char **attributes)
{
	struct part *p = data;

	name = local(name);
	if (strcmp(name, "c") == 0)
		p->cells++;
	else if (strcmp(name, "row") == 0)
		p->rows++;
	else if (strcmp(name, "sheet") == 0 &&
		 strcmp(p->name, "xl/workbook.xml") == 0)
		add_name(p->reading, attributes);
	else if (strcmp(name, "Relationship") == 0 &&
		 strcmp(p->name, "xl/_rels/workbook.xml.rels") == 0)
		add_relation(p->reading, attributes);
}

static void XMLCALL on_doctype(void *data, const char *name,
			       const char *system_id, const char *public_id,
			       int internal)
{
	struct part *p = data;

	(void)name, (void)system_id, (void)public_id, (void)internal;
	p->has_doctype = true;
	XML_StopParser(p->parser, XML_FALSE);
}

/* --- packages --- */

static bool ends(const char *s, const char *end)
{
	size_t n = strlen(s), m = strlen(end);

	return n >= m && strcmp(s + n - m, end) == 0;
}

static bool is_xml(const char *name)
{
	return ends(name, ".xml") || ends(name, ".rels") || ends(name, ".vml");
}

/* Feeds one file of the zip to the parser; sheets of other kinds are only
 * read, for their checksum. */
static enum rc feed(struct part *p, zip_file_t *file, bool xml)
{
	static const uint64_t most = (uint64_t)SHEET_MAX_MIB << 20;
	struct reading *r = p->reading;
	char buffer[32768];
	zip_int64_t n;

	do {
		n = zip_fread(file, buffer, sizeof(buffer));
		if (n < 0)
			return bad(r, p->name, zip_file_strerror(file));
		r->unpacked += (uint64_t)n;
		if (r->unpacked > most)
			return bad(r, p->name, "unpacks to more than allowed");
		if (!xml || XML_Parse(p->parser, buffer, (int)n, n == 0))
			continue;
		if (p->has_doctype)
			return bad(r, p->name, "has a document type");
		return bad(r, p->name,
			   XML_ErrorString(XML_GetErrorCode(p->parser)));
	} while (n > 0);
	return RC_OK;
}

static void keep(const struct part *p)
{
	struct reading *r = p->reading;

	r->parts = arena_grow(r->arena, r->parts, r->n_parts, &r->room_parts,
			      sizeof(*r->parts));
	r->parts[r->n_parts++] =
		(struct sheet){ .part = p->name, p->rows, p->cells };
}

static enum rc read_part(struct reading *r, zip_uint64_t index)
{
	const char *name = zip_get_name(r->zip, index, 0);
	struct part p = { .reading = r };
	zip_file_t *file = zip_fopen_index(r->zip, index, 0);
	enum rc rc;

	if (!name || !file) {
		if (file)
			zip_fclose(file);
		return bad(r, name, zip_strerror(r->zip));
	}
	p.name = arena_strdup(r->arena, name);
	p.parser = XML_ParserCreate(NULL);
	if (p.parser) {
		XML_SetUserData(p.parser, &p);
		XML_SetStartElementHandler(p.parser, on_start);
		XML_SetStartDoctypeDeclHandler(p.parser, on_doctype);
		rc = feed(&p, file, is_xml(name));
		XML_ParserFree(p.parser);
	} else {
		rc = fail(r->e, RC_MEMORY, "out of memory");
	}
	zip_fclose(file);
	if (rc == RC_OK && text_starts(name, "xl/worksheets/") && is_xml(name))
		keep(&p);
	return rc;
}

/* --- the workbook --- */

static const struct sheet *part_of(const struct reading *r, const char *id)
{
	for (int k = 0; k < r->n_relations; k++) {
		const char *target = r->relations[k].target;

		if (strcmp(r->relations[k].id, id) != 0)
			continue;
		target = *target == '/'
				 ? arena_strdup(r->arena, target + 1)
				 : arena_printf(r->arena, "xl/%s", target);
		for (int i = 0; i < r->n_parts; i++)
			if (strcmp(r->parts[i].part, target) == 0)
				return &r->parts[i];
	}
	return NULL;
}

static enum rc match(struct reading *r, struct sheets *sheets)
{
	sheets->list = arena_new(r->arena, struct sheet, r->n_names);
	sheets->n = r->n_names;
	if (r->n_names == 0)
		return bad(r, NULL, "it has no sheets");
	for (int k = 0; k < r->n_names; k++) {
		const struct sheet *part = part_of(r, r->names[k].id);

		if (!part)
			return bad(r, r->names[k].name, "the sheet is missing");
		sheets->list[k] = *part;
		sheets->list[k].name = r->names[k].name;
	}
	return RC_OK;
}

static enum rc read_all(struct reading *r, struct sheets *sheets)
{
	zip_int64_t n = zip_get_num_entries(r->zip, 0);

	if (n > SHEET_MAX_PARTS)
		return bad(r, NULL, "too many parts");
	sheets->parts = (int)n;
	for (zip_int64_t k = 0; k < n; k++)
		TRY(read_part(r, (zip_uint64_t)k));
	return match(r, sheets);
}

enum rc sheet_list(struct arena *a, const char *path, struct sheets *sheets,
		   struct err *e)
{
	struct place at = { .file = path };
	struct reading r = { .arena = a, .e = e, .path = path };
	zip_error_t why;
	int code = 0;
	enum rc rc;

	r.zip = zip_open(path, ZIP_RDONLY | ZIP_CHECKCONS, &code);
	if (!r.zip) {
		zip_error_init_with_code(&why, code);
		rc = fail_at(e, at,
			     code == ZIP_ER_NOENT || code == ZIP_ER_OPEN ||
					     code == ZIP_ER_READ
				     ? RC_NOINPUT
				     : RC_DATA,
			     "cannot be read as a workbook: %s",
			     zip_error_strerror(&why));
		zip_error_fini(&why);
		return rc;
	}
	rc = read_all(&r, sheets);
	zip_discard(r.zip);
	return rc;
}
