#include "commands/rosters.h"

#include <string.h>

#include "base/text.h"
#include "formats/i18n.h"
#include "formats/input.h"
#include "formats/plan_files.h"
#include "formats/roster_file.h"

bool rosters_published(const char *name)
{
	return text_equal(name, "published") || text_starts(name, "published/");
}

static enum rc published_path(struct pipeline *p, const char *name,
			      const char **path)
{
	int64_t number = workspace_published(&p->w);

	if (!text_equal(name, "published") &&
	    !text_int(name + strlen("published/"), &number))
		number = 0;
	*path = arena_printf(p->w.arena, "%s/published/%02d/roster.csv",
			     p->w.folder, (int)number);
	if (number > 0 && input_exists(*path))
		return RC_OK;
	return fail(p->session->err, RC_NOINPUT,
		    _("%s: no such publication in %s"),
		    text_quote(p->w.arena, name), p->w.folder);
}

static enum rc read_own(struct pipeline *p, const char *path, struct roster *r)
{
	struct input in;

	TRY(input_read(p->w.arena, path, &in, p->session->err));
	return roster_read(p->w.arena, &p->w.site, p->w.first_day, p->w.days,
			   &in, r, p->session->err);
}

enum rc rosters_read(struct pipeline *p, const char *name,
		     const struct roster *base, struct roster *r)
{
	const char *draft = workspace_product(&p->w, STAGE_SCHEDULE);
	const char *path;
	struct roster own;

	if (text_equal(name, "draft"))
		return read_own(p, draft, r);
	if (rosters_published(name)) {
		TRY(published_path(p, name, &path));
		return read_own(p, path, r);
	}
	own = roster_new(p->w.arena, p->w.first_day, p->w.days,
			 p->w.site.n_agents);
	if (!base && input_exists(draft))
		TRY(read_own(p, draft, &own));
	return roster_file_read(p->w.arena, &p->w.site, name,
				base ? base : &own, r, p->session->err);
}

enum rc rosters_take(struct pipeline *p, const char *name)
{
	struct roster r;

	TRY(rosters_read(p, name, NULL, &r));
	return pipeline_roster(p, &r);
}
