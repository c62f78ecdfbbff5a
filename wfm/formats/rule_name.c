#include "formats/rule_name.h"

#include <string.h>

#include "base/text.h"
#include "formats/value.h"
#include "formats/word.h"

const char *const rule_name_examples[] = {
	"days per week",
	"days in a row",
	"days off in a row",
	"days off per week",
	"days per month",
	"days per period",
	"days in any 7 days",
	"hours per day",
	"hours in any 24 h",
	"starts in any 24 h",
	"hours per week",
	"hours in 4 weeks",
	"hours per month",
	"hours per period",
	"weekends in 4 weeks",
	"weekends per month",
	"weekends per period",
	"weekends in a row",
	"free weekends per month",
	"weeks over 48 h in a row",
	"saturdays per month",
	"sundays per month",
	"sundays in a row",
	"holidays per month",
	"nights per week",
	"nights in a row",
	"nights in any 14 days",
	"rest between shifts",
	"weekly rest",
	"rest in any 7 days",
	"weekly rest with a whole day",
	"rest after nights",
	"rest after holidays",
	"days off in the week after sundays",
	"whole weekends",
	"same shift in weekend",
	"team together",
	"day after night",
	"succession night off early",
	"rotation early late",
	"start spread per week",
	"start change",
	"kinds of shift per week",
	NULL,
};

/* A name word by word. */
enum { WORDS_MAX = 16 };

struct phrase {
	const char *word[WORDS_MAX];
	int n, at;
	const struct rule_words *words;
	struct arena *arena; /* the rule's */
};

static bool split(struct arena *a, const char *name, struct phrase *p)
{
	for (const char *s = name; s[strspn(s, " ")] != '\0';) {
		s += strspn(s, " ");
		size_t len = strcspn(s, " ");
		if (p->n == WORDS_MAX)
			return false;
		p->word[p->n++] = arena_strndup(a, s, len);
		s += len;
	}
	return p->n > 0;
}

static const char *join(struct arena *a, const struct phrase *p)
{
	struct text t = text_new(a);

	for (int i = 0; i < p->n; i++)
		text_addf(&t, "%s%s", i > 0 ? " " : "", p->word[i]);
	return t.data;
}

/* Takes "in a row", when that comes next. */
static bool take(struct phrase *p, const char *words)
{
	int at = p->at;
	char word[16];

	while (*words) {
		size_t len = strcspn(words, " ");
		memcpy(word, words, len);
		word[len] = '\0';
		if (at == p->n || !word_equal(p->word[at++], word))
			return false;
		words += len;
		words += *words == ' ';
	}
	p->at = at;
	return true;
}

static bool take_number(struct phrase *p, int most, int *number)
{
	int x;

	if (p->at == p->n || !value_int(p->word[p->at], &x) || x < 1 ||
	    x > most)
		return false;
	*number = x;
	p->at++;
	return true;
}

static bool take_set(struct phrase *p, shift_set *set)
{
	if (p->at == p->n ||
	    !p->words->find(p->words->ctx, p->word[p->at], set))
		return false;
	p->at++;
	return true;
}

/* sundays; sundays and holidays; weekend days. */
static bool take_days(struct phrase *p, days_set *days)
{
	struct phrase before = *p;
	int all = 0;

	if (take(p, "weekend days")) {
		*days = p->words->weekend;
		return true;
	}
	do {
		days_set one;
		if (p->at == p->n || strchr(p->word[p->at], '-') ||
		    word_equal(p->word[p->at], "all") ||
		    word_equal(p->word[p->at], "daily") ||
		    !value_days(p->word[p->at], &one)) {
			*p = before;
			return false;
		}
		p->at++;
		all |= one;
	} while (take(p, "and"));
	*days = (days_set)all;
	return true;
}

/* The time over which is counted; nothing may follow. */
static bool take_window(struct phrase *p, struct rule *rule)
{
	rule->length = 1;
	if (take(p, "per week")) {
		rule->over = OVER_CALENDAR_WEEK;
	} else if (take(p, "per month")) {
		rule->over = OVER_CALENDAR_MONTH;
	} else if (take(p, "per period")) {
		rule->over = OVER_PERIOD;
	} else if (take(p, "per day")) {
		rule->over = OVER_ROLLING;
	} else if (take(p, "in any")) {
		rule->over = OVER_ROLLING;
		if (!take_number(p, 366, &rule->length))
			return false;
		if (take(p, "weeks") || take(p, "week"))
			rule->length *= 7;
		else if (!take(p, "days") && !take(p, "day"))
			return false;
	} else {
		rule->over = OVER_CALENDAR_WEEK;
		if ((!take(p, "in") && !take(p, "per")) ||
		    !take_number(p, 53, &rule->length) ||
		    (!take(p, "weeks") && !take(p, "week")))
			return false;
	}
	return p->at == p->n && rule->length <= 366;
}

/* "in a row", alone or in a window: then the longest run in it. */
static bool take_row(struct phrase *p, struct rule *rule)
{
	if (!take(p, "in a row"))
		return false;
	rule->over = OVER_RUN;
	return p->at == p->n || take_window(p, rule);
}

/* --- names of their own --- */

static bool read_rest(struct phrase *p, struct rule *rule)
{
	if (take(p, "rest between shifts") || take(p, "rest between duties")) {
		rule->count = COUNT_REST;
		return p->at == p->n;
	}
	if (take(p, "rest after")) {
		rule->count = COUNT_REST_AFTER;
		take_number(p, 31, &rule->length);
		return (take_days(p, &rule->days) ||
			take_set(p, &rule->shifts)) &&
		       p->at == p->n;
	}
	rule->count = COUNT_LONG_REST;
	if (take(p, "weekly rest")) {
		rule->over = OVER_CALENDAR_WEEK;
		rule->whole_day = take(p, "with a whole day");
		return p->at == p->n;
	}
	return take(p, "rest") && take_window(p, rule);
}

static bool read_start_spread(struct phrase *p, struct rule *rule)
{
	if (!take(p, "start spread"))
		return false;
	rule->count = COUNT_START_SPREAD;
	return take_window(p, rule);
}

static bool read_start_change(struct phrase *p, struct rule *rule)
{
	rule->count = COUNT_START_CHANGE;
	return take(p, "start change") && p->at == p->n;
}

static bool read_kinds(struct phrase *p, struct rule *rule)
{
	if (!take(p, "kinds of shift") && !take(p, "kinds of shifts"))
		return false;
	rule->count = COUNT_KINDS;
	return take_window(p, rule);
}

/* In any 24 h, which need not be those of a day. */
static bool take_clock(struct phrase *p, struct rule *rule)
{
	return take(p, "in any") && take_number(p, 24 * 28, &rule->length) &&
	       (take(p, "h") || take(p, "hours")) && p->at == p->n;
}

static bool read_clock_hours(struct phrase *p, struct rule *rule)
{
	rule->count = COUNT_CLOCK_MINUTES;
	return take(p, "hours") && take_clock(p, rule);
}

static bool read_clock_starts(struct phrase *p, struct rule *rule)
{
	rule->count = COUNT_CLOCK_STARTS;
	return take(p, "starts") && take_clock(p, rule);
}

static bool read_long_weeks(struct phrase *p, struct rule *rule)
{
	rule->count = COUNT_RUN_LONG_WEEKS;
	if (!take(p, "weeks over") || !take_number(p, 168, &rule->above))
		return false;
	rule->above *= 60;
	return (take(p, "h") || take(p, "hours")) && take(p, "in a row") &&
	       p->at == p->n;
}

static bool read_off_after(struct phrase *p, struct rule *rule)
{
	rule->count = COUNT_OFF_AFTER;
	return take(p, "days off in the week after") &&
	       (take_days(p, &rule->days) || take_set(p, &rule->shifts)) &&
	       p->at == p->n;
}

/* Shifts, or off, one after the other; their number. */
static int take_steps(struct phrase *p, struct rule *rule)
{
	shift_set steps[RULE_STEPS];
	int n = 0;

	for (; n < RULE_STEPS; n++) {
		take(p, "then");
		steps[n] = 0;
		if (!take(p, "off") && !take_set(p, &steps[n]))
			break;
	}
	rule->steps = arena_copy(p->arena, steps, (size_t)n, sizeof(*steps));
	return n;
}

/* Days in turn. */
static bool read_sequence(struct phrase *p, struct rule *rule)
{
	int n;

	if (!take(p, "succession"))
		return false;
	rule->count = COUNT_SEQUENCE;
	n = take_steps(p, rule);
	if (p->at < p->n && !take_window(p, rule))
		return false;
	if (n < 2 || rule->length > 1 || rule->over == OVER_ROLLING)
		return false;
	rule->length = n;
	return true;
}

/* Weeks in turn. */
static bool read_rotation(struct phrase *p, struct rule *rule)
{
	rule->count = COUNT_ROTATION;
	if (!take(p, "rotation"))
		return false;
	rule->length = take_steps(p, rule);
	return rule->length >= 2 && p->at == p->n;
}

static bool read_flag(struct phrase *p, struct rule *rule)
{
	if (take(p, "whole weekends"))
		rule->count = COUNT_SPLIT_WEEKENDS;
	else if (take(p, "team together"))
		rule->count = COUNT_TOGETHER;
	else if (take(p, "same shift in weekend") ||
		 take(p, "same shift in weekends"))
		rule->count = COUNT_MIXED_WEEKENDS;
	else
		return false;
	return p->at == p->n;
}

static bool read_follows(struct phrase *p, struct rule *rule)
{
	if (!take(p, "day after"))
		return false;
	rule->count = COUNT_FOLLOWS;
	return take_set(p, &rule->shifts) && p->at == p->n;
}

/* --- something over some time --- */

static bool read_days_off(struct phrase *p, struct rule *rule,
			  enum rule_value *value)
{
	if (!take(p, "days off"))
		return false;
	*value = RULE_COUNTS;
	rule->count = COUNT_RUN_OFF;
	if (take_row(p, rule))
		return true;
	*value = RULE_DAYS_OFF;
	rule->count = COUNT_DAYS;
	return take_window(p, rule) && rule->over != OVER_PERIOD &&
	       rule->over != OVER_CALENDAR_MONTH;
}

static bool read_free_weekends(struct phrase *p, struct rule *rule)
{
	rule->count = COUNT_FREE_WEEKENDS;
	return (take(p, "free weekends") || take(p, "weekends off")) &&
	       take_window(p, rule);
}

static bool read_weekends(struct phrase *p, struct rule *rule)
{
	if (!take(p, "weekends"))
		return false;
	rule->count = COUNT_RUN_WEEKENDS;
	if (take_row(p, rule))
		return true;
	rule->count = COUNT_WEEKENDS;
	return take_window(p, rule);
}

/* Hours, of all shifts or of a set: "night hours". */
static bool read_hours(struct phrase *p, struct rule *rule)
{
	struct phrase before = *p;

	rule->count = COUNT_MINUTES;
	if (take(p, "hours") ||
	    (take_set(p, &rule->shifts) && take(p, "hours")))
		return take_window(p, rule);
	rule->shifts = ~(shift_set)0;
	*p = before;
	return false;
}

static bool read_counted_days(struct phrase *p, struct rule *rule)
{
	if (!take(p, "days") && !take_days(p, &rule->days) &&
	    !take_set(p, &rule->shifts))
		return false;
	rule->count = COUNT_RUN;
	if (take_row(p, rule))
		return true;
	rule->count = COUNT_DAYS;
	return take_window(p, rule);
}

static bool read_phrase(struct phrase *p, struct rule *rule,
			enum rule_value *value)
{
	const struct rule blank = *rule;
	const struct phrase start = *p;
	static const struct {
		bool (*read)(struct phrase *p, struct rule *rule);
		enum rule_value value;
	} kinds[] = {
		{ read_rest, RULE_SPANS },
		{ read_start_spread, RULE_SPANS },
		{ read_flag, RULE_FLAG },
		{ read_follows, RULE_FOLLOWS },
		{ read_start_change, RULE_SPANS },
		{ read_kinds, RULE_COUNTS },
		{ read_long_weeks, RULE_COUNTS },
		{ read_off_after, RULE_COUNTS },
		{ read_sequence, RULE_COUNTS },
		{ read_rotation, RULE_FLAG },
		{ read_clock_hours, RULE_HOURS },
		{ read_clock_starts, RULE_COUNTS },
		{ read_free_weekends, RULE_COUNTS },
		{ read_weekends, RULE_COUNTS },
		{ read_hours, RULE_HOURS },
		{ read_counted_days, RULE_COUNTS },
	};

	if (read_days_off(p, rule, value))
		return true;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		*rule = blank;
		*p = start;
		*value = kinds[i].value;
		if (kinds[i].read(p, rule))
			return true;
	}
	return false;
}

bool rule_name_read(struct arena *a, const char *name,
		    const struct rule_words *words, struct rule *rule,
		    enum rule_value *value)
{
	struct phrase p = { .words = words, .arena = a };

	*rule = (struct rule){
		.over = OVER_RUN,
		.length = 1,
		.shifts = ~(shift_set)0,
		.days = DAYS_ALL,
		.max = RULE_NO_MAX,
	};
	if (!split(a, name, &p))
		return false;
	rule->name = join(a, &p);
	return read_phrase(&p, rule, value);
}
