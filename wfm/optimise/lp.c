/*
 * lp - the door to GLPK.
 *
 * A call that GLPK considers misuse, or memory that runs out, prints through
 * the terminal hook, calls the error hook and aborts if the hook returns.  Our
 * hook ends the thread's GLPK environment (which frees every glp_prob of the
 * thread) and jumps back to `guarded`, above which nothing of ours is held.
 * The environment's generation tells a struct lp that its problem is gone.
 */
#include "optimise/lp.h"

#include <assert.h>
#include <glpk.h>
#include <math.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { SLICE = 500, LINE = 200 };

/* GLPK's own environment is per thread; so is what we know about it. */
static _Thread_local struct {
	jmp_buf back;
	unsigned generation;
	int users;
	char line[LINE]; /* the last line GLPK printed */
} here;

struct lp {
	glp_prob *problem;
	unsigned generation;
	bool failed;
	char why[LINE];
	struct arena *arena; /* index and value */
	int *index;	     /* [room + 1] as GLPK counts, from 1 */
	double *value;
	int room;
};

/* ---- the guard ---- */

static int keep_line(void *ctx, const char *text)
{
	(void)ctx;
	snprintf(here.line, sizeof(here.line), "%s", text);
	here.line[strcspn(here.line, "\n")] = '\0';
	return 1;
}

static void jump_back(void *ctx)
{
	(void)ctx;
	glp_free_env();
	here.generation++;
	longjmp(here.back, 1);
}

static void set_hooks(void)
{
	glp_term_hook(keep_line, NULL);
	glp_error_hook(jump_back, NULL);
}

static bool alive(const struct lp *lp)
{
	return !lp->failed && lp->generation == here.generation;
}

static void fail_lp(struct lp *lp, const char *why)
{
	if (lp->failed)
		return;
	lp->failed = true;
	snprintf(lp->why, sizeof(lp->why), "%s", why);
}

/* Runs call(lp, args); false when GLPK gave up in it. */
static bool guarded(struct lp *lp, void (*call)(struct lp *lp, void *args),
		    void *args)
{
	if (!alive(lp)) {
		fail_lp(lp, "ended by an earlier failure on this thread");
		return false;
	}
	if (setjmp(here.back)) {
		fail_lp(lp, here.line);
		return false;
	}
	set_hooks();
	call(lp, args);
	return true;
}

/* ---- building ---- */

static void create(struct lp *lp, void *args)
{
	int megabytes = *(int *)args;

	if (megabytes > 0)
		glp_mem_limit(megabytes);
	lp->problem = glp_create_prob();
	glp_set_obj_dir(lp->problem, GLP_MIN);
}

struct lp *lp_open(int megabytes)
{
	struct arena *arena = arena_open();
	struct lp *lp = arena_new(arena, struct lp, 1);

	lp->arena = arena;
	lp->generation = here.generation;
	here.users++;
	guarded(lp, create, &megabytes);
	return lp;
}

static void delete_problem(struct lp *lp, void *args)
{
	(void)args;
	glp_delete_prob(lp->problem);
}

void lp_close(struct lp *lp)
{
	if (!lp)
		return;
	if (lp->generation == here.generation && lp->problem)
		guarded(lp, delete_problem, NULL);
	if (--here.users == 0)
		glp_free_env();
	arena_close(lp->arena);
}

static int bound_type(double lower, double upper)
{
	bool low = isfinite(lower), high = isfinite(upper);

	if (low && high)
		return lower < upper ? GLP_DB : GLP_FX;
	return low ? GLP_LO : high ? GLP_UP : GLP_FR;
}

static double finite_or_0(double x)
{
	return isfinite(x) ? x : 0;
}

struct adding {
	double cost, lower, upper;
	int n; /* entries in lp->index and lp->value */
	int at;
};

static bool bounds_ok(struct lp *lp, double lower, double upper)
{
	if (lower <= upper && lower < HUGE_VAL && upper > -HUGE_VAL)
		return true;
	fail_lp(lp, "bounds are crossed or not numbers");
	return false;
}

static void add_row(struct lp *lp, void *args)
{
	struct adding *a = args;

	a->at = glp_add_rows(lp->problem, 1);
	glp_set_row_bnds(lp->problem, a->at, bound_type(a->lower, a->upper),
			 finite_or_0(a->lower), finite_or_0(a->upper));
}

int lp_add_row(struct lp *lp, double lower, double upper)
{
	struct adding a = { .lower = lower, .upper = upper };

	if (!bounds_ok(lp, lower, upper) || !guarded(lp, add_row, &a))
		return -1;
	return a.at - 1;
}

static void make_room(struct lp *lp, int n)
{
	if (n <= lp->room)
		return;
	lp->room = 2 * n + 64;
	lp->index = arena_new(lp->arena, int, lp->room + 1);
	lp->value = arena_new(lp->arena, double, lp->room + 1);
}

/* Entries as GLPK wants them: from 1, each row once.  -1: not finite. */
static int gather(struct lp *lp, int n, const int row[], const double value[])
{
	int m = 0;

	make_room(lp, n);
	for (int k = 0; k < n; k++) {
		int at = 1;

		if (!isfinite(value[k]))
			return -1;
		while (at <= m && lp->index[at] != row[k] + 1)
			at++;
		if (at > m) {
			m = at;
			lp->index[at] = row[k] + 1;
			lp->value[at] = 0;
		}
		lp->value[at] += value[k];
	}
	return m;
}

static void fill_row(struct lp *lp, void *args)
{
	struct adding *a = args;

	glp_set_mat_row(lp->problem, a->at, a->n, lp->index, lp->value);
}

int lp_add_row_of(struct lp *lp, double lower, double upper, int n,
		  const int column[], const double value[])
{
	struct adding a = { .at = lp_add_row(lp, lower, upper) + 1, .n = n };

	make_room(lp, n);
	for (int k = 0; k < n; k++) {
		if (!isfinite(value[k])) {
			fail_lp(lp, "a coefficient is not a finite number");
			return -1;
		}
		lp->index[k + 1] = column[k] + 1;
		lp->value[k + 1] = value[k];
	}
	if (a.at == 0 || !guarded(lp, fill_row, &a))
		return -1;
	return a.at - 1;
}

static void add_column(struct lp *lp, void *args)
{
	struct adding *a = args;

	a->at = glp_add_cols(lp->problem, 1);
	glp_set_col_bnds(lp->problem, a->at, bound_type(a->lower, a->upper),
			 finite_or_0(a->lower), finite_or_0(a->upper));
	glp_set_obj_coef(lp->problem, a->at, a->cost);
	glp_set_mat_col(lp->problem, a->at, a->n, lp->index, lp->value);
}

int lp_add_column(struct lp *lp, double cost, double lower, double upper, int n,
		  const int row[], const double value[])
{
	struct adding a = { .cost = cost, .lower = lower, .upper = upper };

	a.n = gather(lp, n, row, value);
	if (a.n < 0 || !isfinite(cost)) {
		fail_lp(lp, "a coefficient is not a finite number");
		return -1;
	}
	if (!bounds_ok(lp, lower, upper) || !guarded(lp, add_column, &a))
		return -1;
	return a.at - 1;
}

static void set_bounds(struct lp *lp, void *args)
{
	struct adding *a = args;

	glp_set_col_bnds(lp->problem, a->at, bound_type(a->lower, a->upper),
			 finite_or_0(a->lower), finite_or_0(a->upper));
}

void lp_set_bounds(struct lp *lp, int column, double lower, double upper)
{
	struct adding a = { .lower = lower, .upper = upper, .at = column + 1 };

	if (bounds_ok(lp, lower, upper))
		guarded(lp, set_bounds, &a);
}

static void delete_columns(struct lp *lp, void *args)
{
	glp_del_cols(lp->problem, *(int *)args, lp->index);
}

void lp_delete_columns(struct lp *lp, int n, const int column[])
{
	if (n == 0)
		return;
	make_room(lp, n);
	for (int k = 0; k < n; k++)
		lp->index[k + 1] = column[k] + 1;
	guarded(lp, delete_columns, &n);
}

static void set_basis(struct lp *lp, void *args)
{
	static const int names[] = { GLP_NL, GLP_NU, GLP_BS };
	const enum lp_status *column = args;

	for (int i = 1; i <= glp_get_num_rows(lp->problem); i++)
		glp_set_row_stat(lp->problem, i, GLP_NL);
	for (int j = 1; j <= glp_get_num_cols(lp->problem); j++)
		glp_set_col_stat(lp->problem, j, names[column[j - 1]]);
}

void lp_begin(struct lp *lp, const enum lp_status *column)
{
	guarded(lp, set_basis, (void *)(uintptr_t)column);
}

int lp_rows(const struct lp *lp)
{
	return alive(lp) ? glp_get_num_rows(lp->problem) : 0;
}

int lp_columns(const struct lp *lp)
{
	return alive(lp) ? glp_get_num_cols(lp->problem) : 0;
}

/* ---- solving ---- */

struct solving {
	glp_smcp control;
	int rc;
};

static void simplex(struct lp *lp, void *args)
{
	struct solving *s = args;

	s->rc = glp_simplex(lp->problem, &s->control);
	if (s->rc == GLP_EBADB || s->rc == GLP_ESING || s->rc == GLP_ECOND) {
		glp_std_basis(lp->problem);
		s->rc = glp_simplex(lp->problem, &s->control);
	}
}

static enum lp_found found_now(const struct lp *lp)
{
	switch (glp_get_status(lp->problem)) {
	case GLP_OPT: return LP_OPTIMAL;
	case GLP_FEAS: return LP_FEASIBLE;
	case GLP_NOFEAS: return LP_INFEASIBLE;
	case GLP_UNBND: return LP_UNBOUNDED;
	default: return LP_NOTHING;
	}
}

static glp_smcp control_for(struct lp_limits limits)
{
	glp_smcp c;

	glp_init_smcp(&c);
	c.msg_lev = GLP_MSG_ERR;
	c.meth = limits.method == LP_DUAL ? GLP_DUALP : GLP_PRIMAL;
	c.pricing = GLP_PT_PSE;
	c.r_test = GLP_RT_HAR;
	c.presolve = GLP_OFF;
	return c;
}

/* Nothing to decide: GLPK calls an empty basis bad. */
static bool is_empty(const struct lp *lp)
{
	return lp_rows(lp) == 0 || lp_columns(lp) == 0;
}

enum rc lp_solve(struct lp *lp, struct lp_limits limits, enum lp_found *found,
		 struct err *e)
{
	struct solving s = { .control = control_for(limits) };
	int slice = limits.slice > 0 ? limits.slice : SLICE, left = INT32_MAX;

	*found = LP_NOTHING;
	if (limits.iterations > 0)
		left = limits.iterations;
	if (alive(lp) && is_empty(lp))
		return fail(e, RC_INTERNAL, "linear program without %s",
			    lp_rows(lp) ? "columns" : "rows");
	do {
		s.control.it_lim = left < slice ? left : slice;
		left -= s.control.it_lim;
		if (!guarded(lp, simplex, &s))
			return fail(e, RC_INTERNAL, "linear solver: %s",
				    lp->why);
		*found = found_now(lp);
	} while (s.rc == GLP_EITLIM && left > 0 &&
		 !(limits.stop && limits.stop(limits.ctx)));
	if (s.rc != 0 && s.rc != GLP_EITLIM)
		return fail(e, RC_INTERNAL, "linear solver: code %d (%s)", s.rc,
			    here.line);
	return RC_OK;
}

double lp_value(const struct lp *lp)
{
	return alive(lp) ? glp_get_obj_val(lp->problem) : NAN;
}

double lp_column(const struct lp *lp, int column)
{
	return alive(lp) ? glp_get_col_prim(lp->problem, column + 1) : NAN;
}

double lp_price(const struct lp *lp, int row)
{
	return alive(lp) ? glp_get_row_dual(lp->problem, row + 1) : NAN;
}

bool lp_is_basic(const struct lp *lp, int column)
{
	return alive(lp) && glp_get_col_stat(lp->problem, column + 1) == GLP_BS;
}

int lp_iterations(const struct lp *lp)
{
	return alive(lp) ? glp_get_it_cnt(lp->problem) : 0;
}

/* ---- whole numbers ---- */

struct branching {
	const struct lp_whole *whole;
	struct lp *lp;
	int nodes, rc;
	bool given;
};

/* The caller's point, once: what costs as much or more is not looked at. */
static void give_start(struct branching *b, glp_tree *tree)
{
	int n = glp_get_num_cols(b->lp->problem);

	if (b->given || !b->whole->start)
		return;
	b->given = true;
	for (int j = 1; j <= n; j++)
		b->lp->value[j] = b->whole->start[j - 1];
	glp_ios_heur_sol(tree, b->lp->value);
}

static void on_node(glp_tree *tree, void *ctx)
{
	struct branching *b = ctx;
	const struct lp_whole *w = b->whole;

	switch (glp_ios_reason(tree)) {
	case GLP_ISELECT:
		if (++b->nodes > w->nodes || (w->stop && w->stop(w->ctx)))
			glp_ios_terminate(tree);
		break;
	case GLP_IHEUR: give_start(b, tree); break;
	default: break;
	}
}

static void set_kinds(struct lp *lp, int from, int kind)
{
	int n = glp_get_num_cols(lp->problem);

	for (int j = from + 1; j <= n; j++)
		glp_set_col_kind(lp->problem, j, kind);
}

static void branch(struct lp *lp, void *args)
{
	struct branching *b = args;
	struct solving s = { .control = control_for((struct lp_limits){ 0 }) };
	glp_iocp c;

	glp_init_iocp(&c);
	c.msg_lev = GLP_MSG_ERR;
	c.br_tech = GLP_BR_DTH;
	c.bt_tech = GLP_BT_BLB;
	c.cb_func = on_node;
	c.cb_info = b;
	simplex(lp, &s);
	set_kinds(lp, b->whole->from, GLP_IV);
	b->rc = s.rc ? s.rc : glp_intopt(lp->problem, &c);
}

static enum lp_found found_whole(const struct lp *lp)
{
	switch (glp_mip_status(lp->problem)) {
	case GLP_OPT: return LP_OPTIMAL;
	case GLP_FEAS: return LP_FEASIBLE;
	case GLP_NOFEAS: return LP_INFEASIBLE;
	default: return LP_NOTHING;
	}
}

enum rc lp_solve_whole(struct lp *lp, struct lp_whole whole,
		       enum lp_found *found, struct err *e)
{
	struct branching b = { .whole = &whole, .lp = lp };

	*found = LP_NOTHING;
	if (alive(lp) && is_empty(lp))
		return fail(e, RC_INTERNAL, "linear program without %s",
			    lp_rows(lp) ? "columns" : "rows");
	make_room(lp, lp_columns(lp));
	if (!guarded(lp, branch, &b))
		return fail(e, RC_INTERNAL, "linear solver: %s", lp->why);
	*found = found_whole(lp);
	return RC_OK;
}

/* ---- for other solvers ---- */

struct telling {
	int column;
	const char *text; /* a name, a path */
	bool mps, done;
};

static void set_whole(struct lp *lp, void *args)
{
	const struct telling *t = args;

	glp_set_col_kind(lp->problem, t->column + 1, GLP_IV);
}

void lp_set_whole(struct lp *lp, int column)
{
	struct telling t = { .column = column };

	guarded(lp, set_whole, &t);
}

static void set_name(struct lp *lp, void *args)
{
	const struct telling *t = args;

	glp_set_col_name(lp->problem, t->column + 1, t->text);
}

void lp_name_column(struct lp *lp, int column, const char *name)
{
	struct telling t = { .column = column, .text = name };

	guarded(lp, set_name, &t);
}

static void write_file(struct lp *lp, void *args)
{
	struct telling *t = args;

	t->done = (t->mps ? glp_write_mps(lp->problem, GLP_MPS_FILE, NULL,
					  t->text)
			  : glp_write_lp(lp->problem, NULL, t->text)) == 0;
}

enum rc lp_write(struct lp *lp, const char *path, bool mps, struct err *e)
{
	struct telling t = { .text = path, .mps = mps };

	if (!guarded(lp, write_file, &t))
		return fail(e, RC_INTERNAL, "linear solver: %s", lp->why);
	if (!t.done)
		return fail(e, RC_IO, "%s: %s", path, here.line);
	return RC_OK;
}

double lp_whole_value(const struct lp *lp)
{
	return alive(lp) ? glp_mip_obj_val(lp->problem) : NAN;
}

double lp_whole_column(const struct lp *lp, int column)
{
	return alive(lp) ? glp_mip_col_val(lp->problem, column + 1) : NAN;
}
