#include "formats/say.h"

#include <math.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "formats/i18n.h"

/* Puts the zeros back that rounding to a shortest decimal left out. */
static void pad_decimals(struct text *t, int decimals)
{
	const char *point = strchr(t->data, '.');
	int have = point ? (int)(t->len - (size_t)(point - t->data)) - 1 : 0;

	if (strchr(t->data, 'e') || decimals <= 0)
		return;
	if (!point)
		text_add_char(t, '.');
	for (; have < decimals; have++)
		text_add_char(t, '0');
}

static struct text digits(struct arena *a, double x, int decimals)
{
	struct text t = text_new(a);

	text_add_rounded(&t, x, decimals);
	pad_decimals(&t, decimals);
	return t;
}

const char *say_plain(struct arena *a, double x, int decimals)
{
	return isfinite(x) ? digits(a, x, decimals).data : "-";
}

const char *say_number(struct arena *a, double x, int decimals)
{
	struct text from, to = text_new(a);
	size_t whole;

	if (!isfinite(x))
		return "-";
	from = digits(a, x, decimals);
	whole = strcspn(from.data, ".e");
	for (size_t k = 0; k < from.len; k++) {
		size_t left = whole - k;

		if (k > 0 && k < whole && left % 3 == 0 &&
		    from.data[k - 1] != '-')
			/* translators: the mark between thousands */
			text_add(&to, _(","));
		text_add_char(&to, from.data[k]);
	}
	return to.data;
}

const char *say_signed(struct arena *a, double x, int decimals)
{
	const char *s = say_number(a, x, decimals);

	return s[0] != '-' && s[strspn(s, "0.")] ? arena_printf(a, "+%s", s)
						 : s;
}

const char *say_share(struct arena *a, double x, int decimals)
{
	if (!isfinite(x))
		return "-";
	return arena_printf(a, "%s %%", say_plain(a, 100 * x, decimals));
}

const char *say_money(struct arena *a, const char *currency, double x)
{
	int decimals = fabs(x) < 100 && x != rint(x) ? 2 : 0;

	if (!currency || !*currency)
		return say_number(a, x, decimals);
	return arena_printf(a, "%s %s", currency, say_number(a, x, decimals));
}

const char *say_hours(struct arena *a, int minutes)
{
	int m = minutes < 0 ? -minutes : minutes;

	return arena_printf(a, "%s%d:%02d", minutes < 0 ? "-" : "", m / 60,
			    m % 60);
}

static const char *weekday_name(int weekday)
{
	static const char *const names[] = { N_("Mon"), N_("Tue"), N_("Wed"),
					     N_("Thu"), N_("Fri"), N_("Sat"),
					     N_("Sun") };

	return _(names[weekday]);
}

static const char *month_name(int month)
{
	static const char *const names[] = { N_("Jan"), N_("Feb"), N_("Mar"),
					     N_("Apr"), N_("May"), N_("Jun"),
					     N_("Jul"), N_("Aug"), N_("Sep"),
					     N_("Oct"), N_("Nov"), N_("Dec") };

	return _(names[month - 1]);
}

const char *say_weekday(struct arena *a, int day)
{
	return arena_strdup(a, weekday_name(date_weekday(day)));
}

const char *say_short_day(struct arena *a, int day)
{
	return arena_printf(a, "%s %d", weekday_name(date_weekday(day)),
			    date_civil(day).day);
}

const char *say_month_day(struct arena *a, int day)
{
	struct civil c = date_civil(day);

	return arena_printf(a, "%d %s", c.day, month_name(c.month));
}

const char *say_long_day(struct arena *a, int day)
{
	return arena_printf(a, "%s %s", weekday_name(date_weekday(day)),
			    say_month_day(a, day));
}

const char *say_date(struct arena *a, int day)
{
	return arena_printf(a, "%s %d", say_long_day(a, day),
			    date_civil(day).year);
}

const char *say_period(struct arena *a, int first, int days)
{
	int last = first + days - 1;
	struct civil x = date_civil(first), y = date_civil(last);
	const char *from = say_date(a, first);

	if (days <= 1)
		return from;
	if (x.year == y.year)
		from = x.month == y.month ? say_short_day(a, first)
					  : say_long_day(a, first);
	return arena_printf(a, "%s - %s", from, say_date(a, last));
}

const char *say_time(struct arena *a, int minutes)
{
	return arena_printf(a, "%02d:%02d", minutes / 60, minutes % 60);
}

/* The clock went back and shows this time for the second time. */
static bool is_second(const struct grid *g, int t)
{
	int day = grid_day(g, t);

	for (int s = t - 1; s >= g->day_begin[day]; s--)
		if (g->wall[s] == g->wall[t])
			return true;
	return false;
}

const char *say_start(struct arena *a, const struct grid *g, int t)
{
	return arena_printf(a, "%s%s", say_time(a, g->wall[t]),
			    is_second(g, t) ? "b" : "");
}

const char *say_times(struct arena *a, const struct grid *g, int begin, int end)
{
	int day = grid_day(g, begin);
	const char *until = end >= g->day_begin[day + 1] ? say_time(a, 1440)
							 : say_start(a, g, end);

	return arena_printf(a, "%s-%s", say_start(a, g, begin), until);
}

const char *say_text(struct arena *a, const char *s)
{
	if (!s)
		return "-";
	return text_is_plain(s) ? s : text_quote(a, s);
}
