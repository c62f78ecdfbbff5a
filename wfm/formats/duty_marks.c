#include "formats/duty_marks.h"

static const char letters[] = "wblmago";
enum { WORK, BREAK, LUNCH, MEETING, ABSENT, GAP, ON_CALL, LETTERS };

static int kind_of(const struct site *s, const struct segment *g)
{
	switch (g->kind) {
	case SEGMENT_WORK: return WORK;
	case SEGMENT_BREAK: return s->breaks[g->what].paid ? BREAK : LUNCH;
	case SEGMENT_ACTIVITY: return MEETING;
	case SEGMENT_ABSENCE: return ABSENT;
	case SEGMENT_GAP: return GAP;
	case SEGMENT_ON_CALL: return ON_CALL;
	}
	return WORK;
}

char duty_letter(const struct site *s, const struct segment *g)
{
	return letters[kind_of(s, g)];
}

char duty_mark(const struct site *s, const struct duty *d, int64_t from,
	       int64_t until, int *work)
{
	int64_t seconds[LETTERS] = { 0 };
	int best = -1;

	for (int k = 0; k < d->n; k++) {
		const struct segment *g = &d->segments[k];
		int64_t low = g->start > from ? g->start : from;
		int64_t high = g->end < until ? g->end : until;

		if (high > low)
			seconds[kind_of(s, g)] += high - low;
	}
	for (int k = 0; k < LETTERS; k++)
		if (seconds[k] > 0 && (best < 0 || seconds[k] >= seconds[best]))
			best = k;
	*work = (int)((DUTY_PARTS * seconds[WORK] + (until - from) / 2) /
		      (until - from));
	return best < 0 ? DUTY_NO_MARK : letters[best];
}
