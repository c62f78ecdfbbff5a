/*
 * assign - the linear assignment problem: minimise sum_i cost[i, get[i]]
 * over all permutations get.
 *
 * Shortest augmenting paths with potentials u, v: u_i + v_j <= cost_ij, equal
 * where i gets j.  Row after row enters by the shortest path (Dijkstra over
 * reduced costs) to a column that is free.  O(n^3).
 *
 * Source: R. Jonker, A. Volgenant, Computing 38 (1987) 325-340.
 */
#ifndef OPTIMISE_ASSIGN_H
#define OPTIMISE_ASSIGN_H

#include <stdbool.h>

#include "base/arena.h"

/* cost[n * n] finite.  Returns elementary steps. */
double assign(struct arena *a, int n, const double *cost, int *get);

#endif
