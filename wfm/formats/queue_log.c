#include "formats/queue_log.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "formats/i18n.h"

enum { FIELDS = 8, LONGEST = 4096, FIRST_LINES = 20 };

/* --- one line --- */

struct line {
	int64_t time;
	const char *field[FIELDS]; /* "" where there is none */
};
enum { TIME, CALL, QUEUE, AGENT, EVENT, DATA };

/* Cuts buf at its bars. */
static int split(char *buf, struct line *l)
{
	int n = 0;

	for (int i = 0; i < FIELDS; i++)
		l->field[i] = "";
	for (char *s = buf; s && n < FIELDS; n++) {
		char *bar = strchr(s, '|');

		l->field[n] = s;
		if (bar)
			*bar++ = '\0';
		s = bar;
	}
	return n;
}

static bool is_upper(const char *s)
{
	return *s && strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_") == strlen(s);
}

/* 2001 to 2286: ten digits, and perhaps a fraction. */
static bool read_time(const char *s, int64_t *time)
{
	char digits[11];

	if (strspn(s, "0123456789") != 10 || (s[10] && s[10] != '.'))
		return false;
	memcpy(digits, s, 10);
	digits[10] = '\0';
	return text_int(digits, time);
}

static bool read_line(const char *s, size_t len, char buf[static LONGEST],
		      struct line *l)
{
	if (len >= LONGEST)
		return false;
	memcpy(buf, s, len);
	buf[len] = '\0';
	if (len > 0 && buf[len - 1] == '\r')
		buf[len - 1] = '\0';
	return split(buf, l) > EVENT && read_time(l->field[TIME], &l->time) &&
	       is_upper(l->field[EVENT]) && *l->field[QUEUE];
}

/* The line at s, its length; what follows it. */
static const char *next_line(const char *s, const char *end, size_t *len)
{
	const char *stop = memchr(s, '\n', (size_t)(end - s));

	*len = (size_t)((stop ? stop : end) - s);
	return stop ? stop + 1 : end;
}

bool queue_log_is(const struct input *in)
{
	const char *s = in->data, *end = s + in->len;
	char buf[LONGEST];
	struct line l;
	int lines = 0, good = 0;
	size_t len;

	while (s < end && lines < FIRST_LINES) {
		const char *line = s;

		s = next_line(s, end, &len);
		if (len == 0)
			continue;
		lines++;
		good += read_line(line, len, buf, &l);
	}
	return lines > 0 && good > lines / 2;
}

/* --- calls --- */

enum outcome { WAITING, TALKING, HANDLED, ABANDONED, LEFT };

struct call {
	const char *id;
	int queue; /* index in names */
	int64_t entered;
	enum outcome outcome;
	double wait, talk; /* talk NaN: not said */
};

struct log {
	struct acd_reading *m;
	int file, bad, lines;
	struct acd_labels names; /* of queues */
	struct call *calls;	 /* [n] as they entered */
	int n, room;
	int *table; /* [slots] hash of id and queue to index + 1, the last */
	int slots;
	int64_t first, last; /* events */
};

static uint64_t slot_of(const struct log *g, const char *id, int queue)
{
	uint64_t h = text_hash(id, strlen(id)) +
		     (uint64_t)queue * 0x9E3779B97F4A7C15U;

	for (;; h++) {
		int at = g->table[h % (uint64_t)g->slots];

		if (at == 0 || (g->calls[at - 1].queue == queue &&
				strcmp(g->calls[at - 1].id, id) == 0))
			return h % (uint64_t)g->slots;
	}
}

static void make_room(struct log *g)
{
	if (2 * (g->n + 1) < g->slots)
		return;
	g->slots = g->slots ? 2 * g->slots : 1024;
	g->table = arena_new(g->m->work, int, g->slots);
	for (int i = 0; i < g->n; i++)
		g->table[slot_of(g, g->calls[i].id, g->calls[i].queue)] = i + 1;
}

static void enter(struct log *g, const struct line *l, int queue)
{
	make_room(g);
	g->calls = arena_grow(g->m->work, g->calls, g->n, &g->room,
			      sizeof(*g->calls));
	g->calls[g->n++] = (struct call){
		.id = arena_strdup(g->m->work, l->field[CALL]),
		.queue = queue,
		.entered = l->time,
		.talk = NAN,
	};
	g->table[slot_of(g, l->field[CALL], queue)] = g->n;
}

/* The call that a line is about, or NULL when it entered before the log. */
static struct call *find(const struct log *g, const struct line *l, int queue)
{
	int at = g->slots ? g->table[slot_of(g, l->field[CALL], queue)] : 0;

	return at ? &g->calls[at - 1] : NULL;
}

/* Seconds of a parameter; NaN: none. */
static double seconds(const char *s)
{
	double x;

	return text_double(s, &x) && x >= 0 && x < 86400 ? x : NAN;
}

static bool is_one_of(const char *s, const char *const list[], int n)
{
	for (int i = 0; i < n; i++)
		if (strcmp(s, list[i]) == 0)
			return true;
	return false;
}

/* The wait is said, else it is the time since the call entered. */
static void answer(struct call *c, const struct line *l)
{
	double wait = seconds(l->field[DATA]);

	c->outcome = TALKING;
	c->wait = isnan(wait) ? (double)(l->time - c->entered) : wait;
}

/* Complete: wait, talk; transfers have them behind the place called. */
static void complete(struct call *c, const struct line *l, int talk)
{
	double said = talk < FIELDS ? seconds(l->field[talk]) : NAN;

	c->outcome = HANDLED;
	c->talk = isnan(said)
			  ? fmax(0, (double)(l->time - c->entered) - c->wait)
			  : said;
}

static void take_event(struct log *g, const struct line *l)
{
	static const char *const ends[] = { "COMPLETEAGENT", "COMPLETECALLER" };
	static const char *const transfers[] = { "TRANSFER", "BLINDTRANSFER",
						 "ATTENDEDTRANSFER" };
	static const char *const exits[] = { "EXITWITHTIMEOUT", "EXITWITHKEY",
					     "EXITEMPTY" };
	const char *event = l->field[EVENT];

	if (strcmp(l->field[QUEUE], "NONE") == 0)
		return; /* the machine's own, as at its start */
	int queue = acd_labels_find(&g->names, l->field[QUEUE], NULL);
	if (strcmp(event, "ENTERQUEUE") == 0) {
		enter(g, l, queue);
		return;
	}
	struct call *c = find(g, l, queue);
	if (!c)
		return;
	if (strcmp(event, "CONNECT") == 0 && c->outcome == WAITING)
		answer(c, l);
	else if (c->outcome == TALKING && is_one_of(event, ends, 2))
		complete(c, l, DATA + 1);
	else if (c->outcome == TALKING && is_one_of(event, transfers, 3))
		complete(c, l, FIELDS);
	else if (c->outcome == WAITING && strcmp(event, "ABANDON") == 0)
		c->outcome = ABANDONED;
	else if (c->outcome == WAITING && is_one_of(event, exits, 3))
		c->outcome = LEFT;
}

static void read_log(struct log *g, const struct input *in)
{
	const char *s = in->data, *end = s + in->len;
	char buf[LONGEST];
	struct line l;
	size_t len;

	for (int line = 1; s < end; line++) {
		const char *begin = s;

		s = next_line(s, end, &len);
		if (len == 0 || (len == 1 && *begin == '\r'))
			continue;
		g->lines++;
		if (!read_line(begin, len, buf, &l)) {
			acd_reject(g->m, g->file, line,
				   _("time|call|queue|agent|EVENT expected"),
				   arena_strndup(g->m->arena, begin,
						 len < 200 ? len : 200));
			g->bad++;
			continue;
		}
		g->first = l.time < g->first ? l.time : g->first;
		g->last = l.time > g->last ? l.time : g->last;
		take_event(g, &l);
	}
}

/* --- intervals --- */

struct cell {
	int offered, handled, abandoned, left, talked;
	double talk, wait;
};

static void count(struct cell *x, const struct call *c)
{
	bool answered = c->outcome == HANDLED || c->outcome == TALKING;

	x->offered++;
	x->handled += answered;
	x->wait += answered ? c->wait : 0;
	x->abandoned += c->outcome == ABANDONED;
	x->left += c->outcome == LEFT;
	if (c->outcome == HANDLED) {
		x->talk += c->talk;
		x->talked++;
	}
}

/* Whose end is not in the log stands for the mean of those whose is. */
static void write_cell(struct text *out, const char *queue, int64_t start,
		       const struct cell *x)
{
	csv_write(out, queue, false);
	text_addf(out, "%lld,%d,%d,%d,%d,", (long long)start, x->offered,
		  x->handled, x->abandoned, x->left);
	if (x->talked > 0)
		text_add_rounded(out, x->talk * x->handled / x->talked, 3);
	text_add_char(out, ',');
	text_add_rounded(out, x->wait, 3);
	text_add_char(out, '\n');
}

/* Intervals with all that happened in them: [from, until). */
static void find_span(const struct log *g, int step, int64_t *from,
		      int64_t *until)
{
	*from = (g->first / step + 1) * step;
	*until = g->last / step * step;
	for (int i = 0; i < g->n; i++)
		if (g->calls[i].outcome == WAITING &&
		    g->last - g->calls[i].entered < 86400 &&
		    g->calls[i].entered < *until)
			*until = g->calls[i].entered / step * step;
}

static void write_table(struct log *g, struct text *out, int step)
{
	int64_t from, until;

	find_span(g, step, &from, &until);
	text_add(out, "queue,start,offered,handled,abandoned,flowout,talktime,"
		      "anstime\n");
	if (from >= until)
		return;
	int n = (int)((until - from) / step);
	struct cell *cells = arena_new(g->m->work, struct cell,
				       (size_t)g->names.n * (size_t)n);
	for (int i = 0; i < g->n; i++) {
		const struct call *c = &g->calls[i];
		if (c->entered >= from && c->entered < until)
			count(&cells[c->queue * n + (c->entered - from) / step],
			      c);
	}
	for (int q = 0; q < g->names.n; q++)
		for (int t = 0; t < n; t++)
			write_cell(out, g->names.list[q].text,
				   from + (int64_t)t * step, &cells[q * n + t]);
}

enum rc queue_log_table(struct acd_reading *m, const struct input *in, int file,
			struct input *table)
{
	enum { LONGEST_DAYS = 366 * 30 };
	struct place at = { .file = in->path };
	struct text out = text_new(m->work);
	struct log g = { .m = m,
			 .file = file,
			 .names = acd_labels_new(m->work),
			 .first = INT64_MAX,
			 .last = INT64_MIN };

	read_log(&g, in);
	m->report->files[file].rows = g.lines;
	if (100 * (int64_t)g.bad > g.lines)
		return fail_at(
			m->e, at, RC_DATA,
			_("more than 1 %% of %d lines are no events of a "
			  "queue log"),
			g.lines);
	if (g.n == 0)
		return fail_at(m->e, at, RC_DATA,
			       _("nobody enters a queue in this log"));
	if (g.last - g.first > (int64_t)LONGEST_DAYS * 86400)
		return fail_at(m->e, at, RC_DATA,
			       _("the events span more than 30 years"));
	write_table(&g, &out,
		    m->o->interval ? m->o->interval : m->site->interval);
	*table = (struct input){ in->path, out.data, out.len };
	return RC_OK;
}
