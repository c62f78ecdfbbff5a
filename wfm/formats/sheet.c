#include "formats/sheet.h"

#include <string.h>

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
	struct package *package;
	struct named *names;
	struct relation *relations;
	struct sheet *parts; /* every worksheet part found */
	int n_names, room_names, n_relations, room_relations, n_parts,
		room_parts;
	bool from_1904;
};

/* One XML part while it is read. */
struct part {
	struct reading *reading;
	const char *name;
	long rows, cells;
};

static void add_name(struct reading *r, const char *const *attributes)
{
	r->names = arena_grow(r->arena, r->names, r->n_names, &r->room_names,
			      sizeof(*r->names));
	r->names[r->n_names++] = (struct named){
		arena_strdup(r->arena, package_attribute(attributes, "name")),
		arena_strdup(r->arena, package_attribute(attributes, "id"))
	};
}

static void add_relation(struct reading *r, const char *const *attributes)
{
	r->relations = arena_grow(r->arena, r->relations, r->n_relations,
				  &r->room_relations, sizeof(*r->relations));
	r->relations[r->n_relations++] = (struct relation){
		arena_strdup(r->arena, package_attribute(attributes, "Id")),
		arena_strdup(r->arena,
			     package_attribute(attributes, "Target"))
	};
}

static void read_workbook(struct reading *r, const char *name,
			  const char *const *attributes)
{
	if (strcmp(name, "sheet") == 0) {
		add_name(r, attributes);
	} else if (strcmp(name, "workbookPr") == 0) {
		const char *s = package_attribute(attributes, "date1904");

		r->from_1904 = strcmp(s, "1") == 0 || strcmp(s, "true") == 0;
	}
}

static const char *on_start(void *ctx, const char *name,
			    const char *const *attributes)
{
	struct part *p = ctx;

	if (strcmp(name, "c") == 0)
		p->cells++;
	else if (strcmp(name, "row") == 0)
		p->rows++;
	else if (strcmp(p->name, "xl/workbook.xml") == 0)
		read_workbook(p->reading, name, attributes);
	else if (strcmp(name, "Relationship") == 0 &&
		 strcmp(p->name, "xl/_rels/workbook.xml.rels") == 0)
		add_relation(p->reading, attributes);
	return NULL;
}

static void keep(const struct part *p)
{
	struct reading *r = p->reading;

	r->parts = arena_grow(r->arena, r->parts, r->n_parts, &r->room_parts,
			      sizeof(*r->parts));
	r->parts[r->n_parts++] =
		(struct sheet){ .part = p->name, p->rows, p->cells };
}

static enum rc read_part(struct reading *r, int k)
{
	struct part p = { .reading = r, .name = package_name(r->package, k) };
	const struct package_reader reader = { .ctx = &p, .start = on_start };

	TRY(package_read(r->package, k, &reader, r->e));
	if (text_starts(p.name, "xl/worksheets/") &&
	    package_is_xml(r->package, k))
		keep(&p);
	return RC_OK;
}

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
		return package_bad(r->package, NULL, "it has no sheets", r->e);
	for (int k = 0; k < r->n_names; k++) {
		const struct sheet *part = part_of(r, r->names[k].id);

		if (!part)
			return package_bad(r->package, r->names[k].name,
					   "the sheet is missing", r->e);
		sheets->list[k] = *part;
		sheets->list[k].name = r->names[k].name;
	}
	return RC_OK;
}

static enum rc read_all(struct reading *r, struct sheets *sheets)
{
	sheets->parts = package_parts(r->package);
	for (int k = 0; k < sheets->parts; k++)
		TRY(read_part(r, k));
	sheets->from_1904 = r->from_1904;
	return match(r, sheets);
}

enum rc sheet_list(struct arena *a, const char *path, int mib,
		   struct sheets *sheets, struct err *e)
{
	struct reading r = { .arena = a, .e = e };
	enum rc rc;

	*sheets = (struct sheets){ 0 };
	TRY(package_open(a, path, (uint64_t)mib << 20, &r.package, e));
	rc = read_all(&r, sheets);
	package_close(r.package);
	return rc;
}
