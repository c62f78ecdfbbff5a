#include "formats/ics_rule.h"

#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "formats/i18n.h"
#include "formats/ics_time.h"

const char *ics_rule_part(struct arena *a, const char *rule, const char *key)
{
	size_t n = strlen(key);

	for (const char *p = rule; *p;) {
		size_t len = strcspn(p, ";");

		if (len > n && !strncasecmp(p, key, n) && p[n] == '=')
			return arena_strndup(a, p + n + 1, len - n - 1);
		p += len + (p[len] == ';');
	}
	return "";
}

static bool is_one_of(const char *s, const char *const list[])
{
	for (; *list; list++)
		if (!strcasecmp(s, *list))
			return true;
	return false;
}

/* A count that libical would cut silently, or that makes it run for ever. */
static bool is_small_count(const char *s)
{
	int64_t n;

	return !*s || (text_int(s, &n) && n >= 1 && n <= ICS_MAX_RULE);
}

/* Times of day in a rule make many occurrences of a day, and can make
 * libical look for ever for one that never comes. */
static enum rc check_parts(struct arena *a, const struct ics_line *line,
			   struct err *e)
{
	static const char *const parts[] = { "BYHOUR", "BYMINUTE", "BYSECOND" };

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		if (*ics_rule_part(a, line->value, parts[i]))
			return fail_at(e, line->place, RC_DATA,
				       _("RRULE: %s is not read; DTSTART says "
					 "the time of day"),
				       parts[i]);
	return RC_OK;
}

enum rc ics_rule_check(struct arena *a, const struct ics_line *line,
		       struct err *e)
{
	static const char *const allowed[] = { "DAILY", "WEEKLY", "MONTHLY",
					       "YEARLY", NULL };
	const char *freq = ics_rule_part(a, line->value, "FREQ");
	const char *until = ics_rule_part(a, line->value, "UNTIL");
	struct ics_time t;

	if (!is_one_of(freq, allowed))
		return fail_at(e, line->place, RC_DATA,
			       _("RRULE: FREQ=%s; allowed is DAILY, WEEKLY, "
				 "MONTHLY, YEARLY"),
			       text_quote(a, freq));
	if (!is_small_count(ics_rule_part(a, line->value, "COUNT")) ||
	    !is_small_count(ics_rule_part(a, line->value, "INTERVAL")))
		return fail_at(e, line->place, RC_DATA,
			       _("RRULE: COUNT and INTERVAL are 1 to %d"),
			       ICS_MAX_RULE);
	if (*until && !ics_parse_time(until, &t))
		return fail_at(e, line->place, RC_DATA,
			       _("RRULE: UNTIL=%s is no date and time"),
			       text_quote(a, until));
	return check_parts(a, line, e);
}
