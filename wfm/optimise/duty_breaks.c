#include "optimise/duty_state.h"

#include <math.h>
#include <string.h>

/* Sum of prices in [from, until) outside the stretches away. */
static double price_between(const struct option *o, const double *prefix,
			    int from, int until)
{
	double sum = prefix[until] - prefix[from];

	for (int k = 0; k < o->n_away; k++) {
		int f = o->away[k].from > from ? o->away[k].from : from;
		int u = o->away[k].until < until ? o->away[k].until : until;
		if (f < u)
			sum -= prefix[u] - prefix[f];
	}
	return sum;
}

static double save(const struct option *o, const struct pause *p, int c,
		   const double *prefix, double rate)
{
	double sum = rate * p->pay[c];

	if (!o->idle && prefix)
		sum += price_between(o, prefix, o->start + p->at[c],
				     o->start + p->at[c] + p->length);
	return sum;
}

/* One break after the best of those before it; chosen: candidate -> before. */
struct chain {
	double best[DUTY_PLACES];
	int16_t before[DUTY_PLACES];
	int n;
};

static void extend(const struct option *o, int k, const double *prefix,
		   double rate, const struct chain *last, struct chain *next)
{
	const struct pause *p = &o->pauses[k];
	double top = k == 0 ? 0 : -HUGE_VAL;
	int top_at = -1, r = 0;

	next->n = p->n;
	for (int c = 0; c < p->n; c++) {
		for (; k > 0 && r < last->n; r++) {
			const struct pause *q = &o->pauses[k - 1];
			if (q->at[r] + q->length + o->gap > p->at[c])
				break;
			if (last->best[r] > top) {
				top = last->best[r];
				top_at = r;
			}
		}
		next->best[c] = top == -HUGE_VAL
					? -HUGE_VAL
					: top + save(o, p, c, prefix, rate);
		next->before[c] = (int16_t)top_at;
	}
}

static int best_of(const struct chain *chain)
{
	int best = 0;

	for (int c = 1; c < chain->n; c++)
		if (chain->best[c] > chain->best[best])
			best = c;
	return best;
}

bool duty_is_apart(const struct option *o)
{
	for (int k = 0; k + 1 < o->n_pauses; k++) {
		const struct pause *p = &o->pauses[k];
		if (p->n == 0 || p[1].n == 0 ||
		    p->at[p->n - 1] + p->length + o->gap > p[1].at[0])
			return false;
	}
	return o->n_pauses == 0 || o->pauses[o->n_pauses - 1].n > 0;
}

/* The most that a break saves, nothing else taken out of the duty. */
static double best_place(const struct option *o, const struct pause *p,
			 const double *prefix, double rate, int *place)
{
	const double *from = prefix + o->start, *until = from + p->length;
	double best = -HUGE_VAL;

	for (int c = 0; c < p->n; c++) {
		double x = until[p->at[c]] - from[p->at[c]] + rate * p->pay[c];
		if (x > best) {
			best = x;
			*place = c;
		}
	}
	return best;
}

static double best_alone(const struct option *o, const double *prefix,
			 double rate, int16_t *at)
{
	double sum = 0;

	for (int k = 0; k < o->n_pauses; k++) {
		const struct pause *p = &o->pauses[k];
		double best = -HUGE_VAL;
		int place = 0;
		if (!o->idle && prefix && o->n_away == 0) {
			best = best_place(o, p, prefix, rate, &place);
		} else {
			for (int c = 0; c < p->n; c++) {
				double x = save(o, p, c, prefix, rate);
				if (x <= best)
					continue;
				best = x;
				place = c;
			}
		}
		if (at)
			at[k] = (int16_t)p->at[place];
		sum += best;
	}
	return sum;
}

static double best_chain(const struct option *o, const double *prefix,
			 double rate, int16_t *at)
{
	struct chain chain[DUTY_PAUSES];
	int n = o->n_pauses;

	for (int k = 0; k < n; k++)
		extend(o, k, prefix, rate, k > 0 ? &chain[k - 1] : NULL,
		       &chain[k]);
	if (chain[n - 1].n == 0)
		return -HUGE_VAL;
	int c = best_of(&chain[n - 1]);
	double best = chain[n - 1].best[c];
	for (int k = n - 1; at && k >= 0 && best > -HUGE_VAL; k--) {
		at[k] = (int16_t)o->pauses[k].at[c];
		c = chain[k].before[c];
	}
	return best;
}

double duty_value(const struct option *o, const double *prefix, double rate,
		  int16_t *at)
{
	double all = 0;

	if (o->given)
		return 0;
	if (!o->idle && prefix)
		all = price_between(o, prefix, o->start, o->end);
	if (o->n_pauses == 0)
		return all;
	double saved = o->apart ? best_alone(o, prefix, rate, at)
				: best_chain(o, prefix, rate, at);
	return all - saved;
}

bool duty_pause_is_flat(const struct pause *p)
{
	for (int j = 1; j < p->n; j++)
		if (p->pay[j] != p->pay[0])
			return false;
	return true;
}

bool duty_fits(const struct option *o, const int16_t *at)
{
	for (int k = 0; k < o->n_pauses; k++) {
		const struct pause *p = &o->pauses[k];
		int c = 0;
		while (c < p->n && p->at[c] != at[k])
			c++;
		if (c == p->n)
			return false;
		if (k > 0 && at[k - 1] + p[-1].length + o->gap > at[k])
			return false;
	}
	return true;
}

static int cut_out(struct piece *piece, int n, struct piece out)
{
	for (int k = 0; k < n; k++) {
		struct piece whole = piece[k];
		if (!meets(whole, out.from, out.until))
			continue;
		piece[k].until = out.from > whole.from ? out.from : whole.from;
		if (out.until < whole.until) {
			memmove(&piece[k + 2], &piece[k + 1],
				(size_t)(n - k - 1) * sizeof(*piece));
			piece[k + 1] = (struct piece){ out.until, whole.until };
			n++;
			k++;
		}
	}
	return n;
}

int duty_pieces(const struct option *o, const int16_t *at,
		struct piece piece[static DUTY_PIECES])
{
	int n = 1;

	if (o->idle)
		return 0;
	piece[0] = (struct piece){ o->start, o->end };
	for (int k = 0; k < o->n_pauses; k++)
		n = cut_out(piece, n,
			    (struct piece){ o->start + at[k],
					    o->start + at[k] +
						    o->pauses[k].length });
	for (int k = 0; k < o->n_away; k++)
		n = cut_out(piece, n, o->away[k]);
	return n;
}

void duty_heads(const struct option *o, const int16_t *at, double scale,
		int per, int n, double *heads)
{
	struct piece pieces[DUTY_PIECES];
	int count = duty_pieces(o, at, pieces);

	for (int k = 0; k < count; k++)
		for (int f = pieces[k].from; f < pieces[k].until;) {
			int t = f / per, end = (t + 1) * per;
			if (t >= n)
				break;
			if (end > pieces[k].until)
				end = pieces[k].until;
			heads[t] += scale * (end - f) / per;
			f = end;
		}
}

double duty_pay(const struct option *o, const int16_t *at)
{
	double pay = o->pay;

	for (int k = 0; k < o->n_pauses; k++) {
		const struct pause *p = &o->pauses[k];
		int c = 0;
		while (!p->paid && c + 1 < p->n && p->at[c] != at[k])
			c++;
		if (!p->paid)
			pay -= p->pay[c];
	}
	return pay;
}
