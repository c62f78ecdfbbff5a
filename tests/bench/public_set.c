#include "public_set.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/date.h"

enum { MAX_LINE = 256, ROOM_AHEAD = 120 };

static const struct public_set sets[PUBLIC_SETS] = {
	{ "bank_na", "calls_5min.csv", 30, 14, 28, 5, "2003-06-02", 14, 9, 20 },
	{ "bank_il", "calls_30min_1999.csv", 30, 0, 48, 7, "1999-05-02", 28, 8,
	  28 },
	{ "seattle911", "calls_60min.csv", 60, 0, 24, 7, "2018-03-05", 182, 8,
	  91 },
	{ "ed_iowa", "arrivals_60min.csv", 60, 0, 24, 7, "2016-07-04", 77, 8,
	  91 },
};
const struct public_set *public_set(int k)
{
	return &sets[k];
}

static _Noreturn void give_up(const char *what, const char *name)
{
	fprintf(stderr, "public_set: %s %s\n", what, name);
	exit(1);
}

static FILE *open_file(const char *folder, const char *set, const char *name)
{
	char path[1024];

	snprintf(path, sizeof(path), "%s/%s/%s", folder, set, name);
	FILE *f = fopen(path, "r");
	if (!f)
		give_up("cannot open", path);
	return f;
}

int public_day(const char *line)
{
	char text[11];
	int day;

	memcpy(text, line, 10);
	text[10] = '\0';
	if (strlen(line) < 10 || !date_parse(text, &day))
		give_up("no date:", line);
	return day;
}

/* One "YYYY-MM-DD HH:MM,calls" line; false when it is not in the set. */
static bool read_line(const struct public_set *set, const char *line, int *day,
		      int *slot, double *calls)
{
	const char *comma = strchr(line, ',');

	if (!comma || strlen(line) < 16 || strchr("\r\n", comma[1]))
		return false;
	*day = public_day(line);
	*slot = (atoi(line + 11) * 60 + atoi(line + 14)) / set->minutes -
		set->first_slot;
	*calls = strtod(comma + 1, NULL);
	return *slot >= 0 && *slot < set->slots;
}

static void find_span(struct public_data *d, FILE *f)
{
	char line[MAX_LINE];
	int day, slot, first = DATE_MAX, last = DATE_MIN;
	double calls;

	while (fgets(line, sizeof(line), f)) {
		if (line[0] == 's' ||
		    !read_line(d->set, line, &day, &slot, &calls))
			continue;
		first = day < first ? day : first;
		last = day > last ? day : last;
	}
	d->first_day = first;
	d->days = last - first + 1;
	rewind(f);
}

static void read_calls(struct public_data *d, struct arena *a,
		       const char *folder)
{
	FILE *f = open_file(folder, d->set->name, d->set->file);
	char line[MAX_LINE];
	int day, slot, slots = d->set->slots;
	double calls;

	find_span(d, f);
	d->calls = arena_new(a, double, d->days *slots);
	for (int i = 0; i < d->days * slots; i++)
		d->calls[i] = NAN;
	while (fgets(line, sizeof(line), f)) {
		if (line[0] == 's' ||
		    !read_line(d->set, line, &day, &slot, &calls))
			continue;
		double *to = &d->calls[(day - d->first_day) * slots + slot];
		*to = (isnan(*to) ? 0 : *to) + calls;
	}
	fclose(f);
}

/* Special days by name; those of a five-day set are closed. */
static void read_holidays(struct public_data *d, struct arena *a,
			  const char *folder)
{
	FILE *f = open_file(folder, d->set->name, "holidays.csv");
	struct special_day *list = NULL;
	char line[MAX_LINE];
	int n = 0, room = 0;

	d->holiday = arena_new(a, bool, d->days + ROOM_AHEAD);
	while (fgets(line, sizeof(line), f)) {
		if (line[0] == 'd')
			continue;
		line[strcspn(line, "\r\n")] = '\0';
		list = arena_grow(a, list, n, &room, sizeof(*list));
		list[n++] = (struct special_day){
			.day = public_day(line),
			.name = arena_strdup(a, line + 11),
			.has_hours = d->set->week_days == 5,
			.holiday = true,
			.like_weekday = -1,
		};
		int at = list[n - 1].day - d->first_day;
		if (at >= 0 && at < d->days + ROOM_AHEAD)
			d->holiday[at] = true;
	}
	fclose(f);
	d->site.special_days = list;
	d->site.n_special_days = n;
}

static void make_site(struct public_data *d, struct arena *a,
		      const struct zone *utc)
{
	const struct public_set *set = d->set;
	struct window *open = arena_new(a, struct window, 1);

	open->from = set->first_slot * set->minutes;
	open->until = open->from + set->slots * set->minutes;
	d->queue = (struct queue){ .id = set->name, .aht = 180 };
	for (int w = 0; w < set->week_days; w++)
		d->queue.hours.day[w] = (struct opening_day){ open, 1 };
	d->site.name = set->name;
	d->site.zone = utc;
	d->site.interval = set->minutes * 60;
	d->site.queues = &d->queue;
	d->site.n_queues = 1;
}

static void make_history(struct public_data *d, struct arena *a)
{
	struct grid g = grid_new(a, d->site.zone, d->first_day, d->days,
				 d->site.interval);

	d->history = workload_new(a, g, 1);
	for (int t = 0; t < g.n; t++) {
		int slot = g.wall[t] / d->set->minutes - d->set->first_slot;
		bool inside = slot >= 0 && slot < d->set->slots;
		int day = grid_day(&g, t);
		d->history.calls[t] =
			inside ? d->calls[day * d->set->slots + slot] : NAN;
		d->history.aht[t] = NAN;
	}
}

static bool exists(const char *folder, const char *set)
{
	char path[1024];

	snprintf(path, sizeof(path), "%s/%s/holidays.csv", folder, set);
	FILE *f = fopen(path, "r");
	if (f)
		fclose(f);
	return f;
}

bool public_load(struct arena *a, const char *folder,
		 const struct public_set *set, const struct zone *utc,
		 struct public_data *data)
{
	*data = (struct public_data){ .set = set };
	if (!exists(folder, set->name))
		return false;
	read_calls(data, a, folder);
	read_holidays(data, a, folder);
	make_site(data, a, utc);
	make_history(data, a);
	data->date = arena_new(a, int, data->days);
	for (int r = 0; r < data->days; r++)
		if (set->week_days == 7 ||
		    date_weekday(data->first_day + r) < SATURDAY)
			data->date[data->dates++] = r;
	return true;
}

bool public_is_ordinary(const struct public_data *d, int r)
{
	int slots = d->set->slots;

	for (int s = 0; s < slots; s++)
		if (isnan(d->calls[r * slots + s]))
			return false;
	return !d->holiday[r];
}

/* --- forecasts of one origin: [horizon * slots] --- */

int public_origin(const struct public_data *d, int k, int shift)
{
	int day = public_day(d->set->first_origin) + shift + k * d->set->step;
	int at = 0;

	while (at < d->dates && d->first_day + d->date[at] < day)
		at++;
	return at;
}

void public_mean4(const struct public_data *d, int at, double *out)
{
	int slots = d->set->slots;

	for (int h = 0; h < d->set->horizon && at + h < d->dates; h++) {
		int target = d->date[at + h], found = 0;
		double *to = out + h * slots;
		for (int k = at - 1; k >= 0 && found < 4; k--) {
			int r = d->date[k];
			if ((target - r) % 7 != 0 || !public_is_ordinary(d, r))
				continue;
			for (int s = 0; s < slots; s++)
				to[s] += d->calls[r * slots + s];
			found++;
		}
		for (int s = 0; s < slots; s++)
			to[s] /= found;
	}
}

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

struct public_forecast public_wfm(struct arena *a, const struct public_data *d,
				  int at)
{
	const struct public_set *set = d->set;
	int last = at + set->horizon <= d->dates ? at + set->horizon - 1
						 : d->dates - 1;
	int first = d->date[at], slots = set->slots;
	struct err e = err_new(a);
	struct forecast f;
	struct public_forecast o = {
		.mean = arena_new(a, double, set->horizon *slots),
		.variance = arena_new(a, double, set->horizon *slots),
		.day_variance = arena_new(a, double, set->horizon),
	};

	double start = now();
	struct grid ahead =
		grid_new(a, d->site.zone, d->first_day + first,
			 d->date[last] - first + 1, d->site.interval);
	struct forecast_options options = { .as_of = DATE_NONE, .threads = 1 };
	if (forecast_from_history(a, &d->site, &d->history, ahead, options, &f,
				  &e) != RC_OK)
		give_up("no forecast:", e.list[0].text);
	o.seconds = now() - start;
	for (int h = 0; at + h <= last; h++) {
		int day = d->date[at + h] - first;
		for (int t = ahead.day_begin[day]; t < ahead.day_begin[day + 1];
		     t++) {
			int s = ahead.wall[t] / set->minutes - set->first_slot;
			if (s < 0 || s >= slots)
				continue;
			o.mean[h * slots + s] = f.ahead.calls[t];
			o.variance[h * slots + s] = f.ahead.variance[t];
		}
		o.day_variance[h] = f.queues[0].day_variance[day];
	}
	return o;
}

int public_bucket(const struct public_set *set, int h)
{
	return h < 1			? 0
	       : h < set->week_days	? 1
	       : h < 4 * set->week_days ? 2
					: 3;
}

int public_buckets(const struct public_set *set)
{
	return set->horizon > 4 * set->week_days ? 4 : 3;
}

void public_score(struct public_row *row, const struct public_data *d, int at,
		  const double *forecast)
{
	int slots = d->set->slots;

	for (int h = 0; h < d->set->horizon && at + h < d->dates; h++)
		if (public_is_ordinary(d, d->date[at + h]))
			accuracy_add_day(&row->bucket[public_bucket(d->set, h)],
					 d->calls + d->date[at + h] * slots,
					 forecast + h * slots, slots);
}
