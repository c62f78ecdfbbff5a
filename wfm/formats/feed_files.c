#include "formats/feed_files.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

#include "formats/cells.h"
#include "formats/i18n.h"

enum { FOLDER, FOR, KIND, ID, FILE_NAME, STATE, COLUMNS, TOKEN_BYTES = 16 };
static const char *const columns[COLUMNS] = { "folder", "for",	"kind",
					      "id",	"file", "state" };
static const char *const audiences[] = { "team", "manager", "hr" };
static const char *const kinds[] = { "person", "team" };
static const char *const states[] = { "active", "revoked" };

static bool same_owner(const struct feed_file *x, const struct feed_file *y)
{
	return x->audience == y->audience && x->kind == y->kind &&
	       !strcmp(x->id, y->id) && !strcmp(x->folder, y->folder);
}

struct feed_file *feed_files_find(const struct feed_files *files,
				  struct feed_file like)
{
	struct feed_file *found = NULL;

	for (int i = 0; i < files->n; i++)
		if (same_owner(&files->list[i], &like)) {
			found = &files->list[i];
			if (!found->revoked)
				break;
		}
	return found;
}

enum rc feed_files_issue(struct arena *a, struct feed_files *files,
			 struct feed_file like, struct err *e)
{
	unsigned char bytes[TOKEN_BYTES];
	struct text token = text_new(a);

	if (getentropy(bytes, sizeof(bytes)) < 0)
		return fail(e, RC_INTERNAL, _("no random numbers: %s"),
			    strerror(errno));
	for (size_t i = 0; i < sizeof(bytes); i++)
		text_addf(&token, "%02x", bytes[i]);
	text_add(&token, ".ics");
	like.file = token.data;
	like.revoked = false;
	files->list = arena_grow(a, files->list, files->n, &files->room,
				 sizeof(like));
	files->list[files->n++] = like;
	return RC_OK;
}

void feed_files_write(struct text *out, const struct feed_files *files)
{
	csv_write_names(out, columns, COLUMNS);
	for (int i = 0; i < files->n; i++) {
		const struct feed_file *f = &files->list[i];

		csv_write(out, f->folder, false);
		csv_write(out, audiences[f->audience], false);
		csv_write(out, kinds[f->kind], false);
		csv_write(out, f->id, false);
		csv_write(out, f->file, false);
		csv_write(out, states[f->revoked], true);
	}
}

struct reading {
	struct csv *csv;
	int column[COLUMNS];
	struct err *e;
};

static bool bad(const struct reading *r, int k, const char *allowed)
{
	return cell_bad(r->csv, r->column[k], columns[k], allowed, r->e);
}

static bool word(const struct reading *r, int k, const char *const words[],
		 int n, int *index)
{
	return cell_key(r->csv, r->column[k], columns[k], words, n, index,
			r->e);
}

/* What we write to must be a name of ours and nothing else. */
static bool is_token(const char *s)
{
	size_t n = strspn(s, "0123456789abcdef");

	return n == (size_t)2 * TOKEN_BYTES && !strcmp(s + n, ".ics");
}

static bool read_row(const struct reading *r, struct feed_file *f)
{
	int audience = 0, kind = 0, state = 0;
	bool good = word(r, FOR, audiences, 3, &audience);

	good &= word(r, KIND, kinds, 2, &kind);
	good &= word(r, STATE, states, 2, &state);
	*f = (struct feed_file){
		.folder = csv_field(r->csv, r->column[FOLDER]),
		.audience = (enum audience)audience,
		.kind = (enum feed_kind)kind,
		.id = csv_field(r->csv, r->column[ID]),
		.file = csv_field(r->csv, r->column[FILE_NAME]),
		.revoked = state != 0,
	};
	if (f->folder[0] != '/')
		good = bad(r, FOLDER, _("a path from the root"));
	if (!is_token(f->file))
		good = bad(r, FILE_NAME, _("32 digits 0 to f and .ics"));
	return good;
}

enum rc feed_files_read(struct arena *a, const struct input *in,
			struct feed_files *files, struct err *e)
{
	struct reading r = { .e = e };
	struct feed_file f;
	int before = e->errors;

	*files = (struct feed_files){ 0 };
	TRY(csv_open(a, in, &r.csv, e));
	TRY(csv_schema(r.csv, columns, COLUMNS, COLUMNS, r.column, e));
	while (csv_next(r.csv, e)) {
		if (!read_row(&r, &f))
			continue;
		files->list = arena_grow(a, files->list, files->n, &files->room,
					 sizeof(f));
		files->list[files->n++] = f;
	}
	return e->errors > before ? RC_DATA : RC_OK;
}
