/*
 * What keeps people from the phones, in site.yaml: shrinkage and the kinds of
 * absence.
 */
#include "formats/site_reader.h"

#include <string.h>

#include "base/text.h"
#include "formats/i18n.h"
#include "formats/site_schema.h"

/* --- shrinkage --- */

static bool read_part(struct site_reader *r, const struct conf_entry *entry,
		      struct shrinkage *part)
{
	const struct field share = {
		.name = entry->key,
		.type = FIELD_SHARE,
		.offset = offsetof(struct shrinkage, share),
		.min = 0,
		.max = 0.99,
		.example = "5%",
	};
	const char *text =
		entry->value->kind == CONF_TEXT ? entry->value->text : "";

	*part = (struct shrinkage){ .id = entry->key, .text = text };
	if (field_parse(&share, text, part))
		return true;
	field_fails(r->err, entry->value->place, &share, text);
	return false;
}

void site_read_shrinkage(void *reader, const struct conf *c, void *site)
{
	struct site_reader *r = reader;
	struct reader_ids ids = reader_ids(r, c, "shrinkage", 100);
	struct shrinkage *parts = arena_new(r->arena, struct shrinkage, ids.n);
	int n = 0;
	double sum = 0;

	(void)site;
	for (int i = 0; i < ids.n; i++)
		if (read_part(r, ids.entries[i], &parts[n]))
			sum += parts[n++].share;
	if (sum >= 1)
		fail_at(r->err, c->place, RC_DATA,
			_("shrinkage: the parts add up to %.4g%%; less than "
			  "100%% is possible"),
			100 * sum);
	r->site->shrinkage = parts;
	r->site->n_shrinkage = n;
}

/* --- absences --- */

#define AT(member) offsetof(struct absence_type, member)

static const struct field absence_fields[] = {
	{ .name = "name",
	  .type = FIELD_TEXT,
	  .offset = AT(name),
	  .example = "Annual leave" },
	{ .name = "paid",
	  .type = FIELD_FLAG,
	  .offset = AT(paid),
	  .example = "yes" },
	{ .name = "private",
	  .type = FIELD_FLAG,
	  .offset = AT(private),
	  .example = "no" },
	{ .name = "credit",
	  .type = FIELD_CHOICE,
	  .offset = AT(credit),
	  .words = "none|contract day|hours",
	  .example = "contract day" },
	{ .name = "words",
	  .type = FIELD_TEXT,
	  .offset = AT(words),
	  .example = "vacation" },
};
const struct schema absence_schema = { "absences.CODE", absence_fields,
				       FIELDS(absence_fields), NULL };
#undef AT

/* Words that roster.csv has a meaning for. */
static bool is_reserved(const char *code)
{
	static const char *const words[] = { "work", "gap",   "on_call",
					     "off",  "leave", "meeting" };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strcmp(code, words[i]) == 0)
			return true;
	return false;
}

static void read_absence(struct site_reader *r, const struct conf_entry *entry,
			 struct absence_type *type)
{
	*type = (struct absence_type){
		.code = entry->key,
		.name = entry->key,
		.paid = true,
		.place = entry->place,
	};
	schema_read(&absence_schema, entry->value, type, r, r->err);
	if (!conf_get(entry->value, "credit"))
		type->credit = type->paid ? CREDIT_CONTRACT_DAY : CREDIT_NONE;
	if (is_reserved(entry->key))
		fail_at(r->err, entry->place, RC_DATA,
			_("absence \"%s\": the word has another meaning in "
			  "roster.csv"),
			entry->key);
}

void site_read_absences(void *reader, const struct conf *c, void *site)
{
	struct site_reader *r = reader;
	struct reader_ids ids = reader_ids(r, c, "absences", 1000);
	struct absence_type *types =
		arena_new(r->arena, struct absence_type, ids.n);

	(void)site;
	for (int i = 0; i < ids.n; i++)
		read_absence(r, ids.entries[i], &types[i]);
	r->site->absence_types = types;
	r->site->n_absence_types = ids.n;
}
