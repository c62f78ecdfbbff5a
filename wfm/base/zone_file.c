/* zone_load: finds, reads and checks a zone file (TZif, RFC 8536). */
#include "base/zone.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/date.h"
#include "base/text.h"
#include "base/zone_table.h"

enum {
	DAY = 86400,
	FARTHEST = 26 * 3600, /* the largest offset RFC 8536 allows is 25:59 */
	FILE_MOST = 1 << 20
};

/* --- the format --- */

struct bytes {
	const unsigned char *at;
	size_t left;
};

static uint32_t big32(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
	       (uint32_t)p[2] << 8 | (uint32_t)p[3];
}

static int64_t big64(const unsigned char *p)
{
	return (int64_t)((uint64_t)big32(p) << 32 | big32(p + 4));
}

/* The next n bytes, or NULL when they are not there. */
static const unsigned char *take(struct bytes *b, size_t n)
{
	const unsigned char *p = b->at;

	if (b->left < n)
		return NULL;
	b->at += n;
	b->left -= n;
	return p;
}

struct header {
	int version;
	size_t isut, isstd, leap, time, type, chars; /* counts */
};

static bool read_header(struct bytes *b, struct header *h)
{
	const unsigned char *p = take(b, 44);

	if (!p || memcmp(p, "TZif", 4) != 0)
		return false;
	*h = (struct header){
		.version = p[4],
		.isut = big32(p + 20),
		.isstd = big32(p + 24),
		.leap = big32(p + 28),
		.time = big32(p + 32),
		.type = big32(p + 36),
		.chars = big32(p + 40),
	};
	/* With these the sums below cannot overflow. */
	return h->isut <= FILE_MOST && h->isstd <= FILE_MOST &&
	       h->leap <= FILE_MOST && h->time <= FILE_MOST && h->type >= 1 &&
	       h->type <= 256 && h->chars <= FILE_MOST;
}

/* Bytes of a block whose times have that many bytes. */
static size_t block_size(const struct header *h, size_t time)
{
	return h->time * (time + 1) + h->type * 6 + h->chars +
	       h->leap * (time + 4) + h->isstd + h->isut;
}

/* Adds a change; one that changes nothing is left out. */
static void add_change(struct zone *z, struct zone_change *changes,
		       struct zone_change c)
{
	int last = z->n > 0 ? changes[z->n - 1].offset : z->before;

	if (c.offset != last)
		changes[z->n++] = c;
}

/*
 * Changes from a block with 64-bit times (32-bit ones when time is 4);
 * *last_listed is the last time of the block, or INT64_MIN.
 */
static bool read_block(struct bytes *b, const struct header *h, size_t time,
		       struct zone *z, struct zone_change *changes,
		       int64_t *last_listed)
{
	const unsigned char *p = take(b, block_size(h, time));

	if (!p || h->leap > 0)
		return false;
	const unsigned char *type_of = p + h->time * time;
	const unsigned char *types = type_of + h->time;
	for (size_t i = 0; i < h->type; i++) {
		int32_t offset = (int32_t)big32(types + 6 * i);
		if (offset <= -FARTHEST || offset >= FARTHEST)
			return false;
	}
	z->before = (int32_t)big32(types);
	*last_listed = INT64_MIN;
	for (size_t i = 0; i < h->time; i++, p += time) {
		int64_t at = time == 8 ? big64(p) : (int32_t)big32(p);
		if (type_of[i] >= h->type || (i > 0 && at <= *last_listed))
			return false;
		*last_listed = at;
		add_change(
			z, changes,
			(struct zone_change){
				at, (int32_t)big32(types + 6 * type_of[i]) });
	}
	return true;
}

/* The text between two newlines at the end of the file; NULL when none. */
static const char *read_footer(struct arena *a, struct bytes *b)
{
	if (b->left < 2 || b->at[0] != '\n')
		return NULL;
	const unsigned char *end = memchr(b->at + 1, '\n', b->left - 1);
	if (!end)
		return NULL;
	return arena_strndup(a, (const char *)b->at + 1,
			     (size_t)(end - b->at - 1));
}

/* --- the rule, written out for one period --- */

/* A period, a year before it and two after it, so that each question about
 * the period finds the changes next to it. */
enum { RULE_YEARS = 403 };

static int year_of(int64_t utc)
{
	return date_civil((int)(utc / DAY)).year;
}

static int64_t new_year(int year)
{
	return (int64_t)DAY * date_from_civil((struct civil){ year, 1, 1 });
}

/* Changes that come no later than *previous, which moves on, overtake. */
static bool add_year(struct zone *z, struct zone_change *changes,
		     const struct zone_rule *rule, int year,
		     int64_t last_listed, int64_t *previous)
{
	struct zone_change two[2];

	zone_rule_year(rule, year, two);
	for (int i = 0; i < 2; i++) {
		if (two[i].at <= last_listed)
			continue;
		if (two[i].at < *previous)
			return false;
		/* Two at the same instant are one: summer time for ever. */
		if (z->n > 0 && changes[z->n - 1].at == two[i].at)
			z->n--;
		*previous = two[i].at;
		add_change(z, changes, two[i]);
	}
	return true;
}

/*
 * Changes by the rule after the last one listed.  False when they overtake
 * each other.  What the last year leaves open (is there summer time for ever
 * or does this year's end?) is not kept.
 */
static bool add_rule(struct zone *z, struct zone_change *changes,
		     const struct zone_rule *rule, int64_t last_listed)
{
	const int earliest = 1900, latest = 2500;
	int64_t previous = last_listed;

	if (last_listed >= new_year(latest))
		return false;
	int first = last_listed > new_year(earliest) ? year_of(last_listed)
						     : earliest;
	int last = first + RULE_YEARS - 1;
	for (int y = first; y <= last; y++)
		if (!add_year(z, changes, rule, y, last_listed, &previous))
			return false;
	while (z->n > 0 && changes[z->n - 1].at >= new_year(last) + 180 * DAY)
		z->n--;
	z->repeats = new_year(last - 1);
	return true;
}

static bool apply_footer(struct zone *z, struct zone_change *changes,
			 const char *footer, int64_t last_listed)
{
	struct zone_rule rule;

	if (*footer == '\0') /* nothing is known about the future */
		return true;
	if (!zone_rule_parse(footer, &rule))
		return false;
	if (rule.has_summer)
		return add_rule(z, changes, &rule, last_listed);
	if (last_listed == INT64_MIN)
		z->before = rule.standard;
	return true;
}

/* A zone from the bytes of its file; NULL when they are not one. */
static const struct zone *read_zone(struct arena *a, struct bytes b,
				    const char *name)
{
	struct zone *z = arena_new(a, struct zone, 1);
	struct header h;
	size_t time = 4;
	int64_t last_listed;

	*z = (struct zone){ .name = arena_strdup(a, name),
			    .repeats = INT64_MAX };
	if (!read_header(&b, &h))
		return NULL;
	if (h.version >= '2') { /* the first block is for old readers */
		time = 8;
		if (!take(&b, block_size(&h, 4)) || !read_header(&b, &h))
			return NULL;
	}
	struct zone_change *changes =
		arena_new(a, struct zone_change, h.time + 2 * RULE_YEARS);
	z->changes = changes;
	if (!read_block(&b, &h, time, z, changes, &last_listed))
		return NULL;
	const char *footer = time == 8 ? read_footer(a, &b) : "";
	if (!footer || !apply_footer(z, changes, footer, last_listed))
		return NULL;
	return z;
}

/* --- the files --- */

/* Letters, digits and _ + - in parts joined by single slashes. */
static bool is_name(const char *name)
{
	size_t len = strlen(name);

	if (len == 0 || len > 100 || name[0] == '/' || name[len - 1] == '/' ||
	    strstr(name, "//"))
		return false;
	for (; *name; name++) {
		char c = *name;
		if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') &&
		    !(c >= '0' && c <= '9') && !strchr("_+-/", c))
			return false;
	}
	return true;
}

/* All of a regular file of moderate size; false with errno. */
static bool read_file(struct arena *a, const char *path, struct bytes *b)
{
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);

	if (fd < 0)
		return false;
	*b = (struct bytes){ 0 };
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) &&
	    st.st_size <= FILE_MOST) {
		size_t size = (size_t)st.st_size;
		unsigned char *p = arena_new(a, unsigned char, size);
		ssize_t got;
		b->at = p;
		while (b->left < size &&
		       (got = read(fd, p + b->left, size - b->left)) > 0)
			b->left += (size_t)got;
	}
	close(fd);
	return true;
}

struct names {
	struct arena *arena;
	const char **list;
	int n, room;
};

/*
 * Zone names below dir/prefix.  Folders that hold no zones of their own
 * (posix, right) and files with a dot or a small first letter are left out.
 */
static void list_names(struct names *names, const char *dir, const char *prefix,
		       int depth)
{
	DIR *d = opendir(arena_printf(names->arena, "%s/%s", dir, prefix));
	const struct dirent *entry;

	if (!d)
		return;
	while ((entry = readdir(d))) {
		const char *s = entry->d_name;
		if (*s < 'A' || *s > 'Z' || !is_name(s))
			continue;
		s = arena_printf(names->arena, "%s%s", prefix, s);
		names->list = arena_grow(names->arena, names->list, names->n,
					 &names->room, sizeof(*names->list));
		names->list[names->n++] = s;
		if (depth < 3)
			list_names(names, dir,
				   arena_printf(names->arena, "%s/", s),
				   depth + 1);
	}
	closedir(d);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* "london" for "Europe/London". */
static bool is_last_part(const char *word, const char *name)
{
	const char *slash = strrchr(name, '/');

	return slash && strcasecmp(slash + 1, word) == 0;
}

static const char *nearest_name(struct arena *a, const char *dir,
				const char *word)
{
	struct names names = { .arena = a };

	list_names(&names, dir, "", 0);
	if (names.n == 0)
		return NULL;
	qsort(names.list, (size_t)names.n, sizeof(*names.list), by_name);
	for (int i = 0; i < names.n; i++)
		if (strcasecmp(word, names.list[i]) == 0 ||
		    is_last_part(word, names.list[i]))
			return names.list[i];
	return text_nearest(word, names.list, names.n);
}

static enum rc unknown(struct arena *a, const char *dir, const char *name,
		       struct err *e)
{
	const char *near = nearest_name(a, dir, name);

	name = text_quote(a, name);
	if (near)
		return fail(e, RC_DATA,
			    "unknown time zone \"%s\"; did you mean \"%s\"?",
			    name, near);
	if (access(dir, R_OK) != 0)
		return fail(e, RC_NOINPUT,
			    "time zone \"%s\": no zone files in %s: %s", name,
			    dir, strerror(errno));
	return fail(e, RC_DATA,
		    "unknown time zone \"%s\"; a name such as "
		    "\"Europe/London\" is wanted",
		    name);
}

enum rc zone_load(struct arena *a, const char *dir, const char *name,
		  const struct zone **zone, struct err *e)
{
	struct bytes b;

	if (!dir)
		dir = "/usr/share/zoneinfo";
	if (!is_name(name) ||
	    !read_file(a, arena_printf(a, "%s/%s", dir, name), &b))
		return unknown(a, dir, name, e);
	const struct zone *z = read_zone(a, b, name);
	if (!z)
		return fail(e, RC_DATA, "%s/%s is not a zone file wfm can use",
			    dir, name);
	*zone = z;
	return RC_OK;
}
