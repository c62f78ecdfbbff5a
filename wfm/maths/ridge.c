#include "maths/ridge.h"

#include <math.h>
#include <string.h>

struct ridge ridge_new(struct arena *a, int n)
{
	return (struct ridge){
		.n = n,
		.gram = arena_new(a, double, n *n),
		.right = arena_new(a, double, n),
	};
}

void ridge_clear(struct ridge *r)
{
	memset(r->gram, 0, (size_t)(r->n * r->n) * sizeof(double));
	memset(r->right, 0, (size_t)r->n * sizeof(double));
}

void ridge_add(struct ridge *r, int count, const int *index,
	       const double *value, double y, double weight)
{
	for (int i = 0; i < count; i++) {
		double wx = weight * value[i];
		r->right[index[i]] += wx * y;
		for (int k = 0; k < count; k++)
			if (index[k] <= index[i])
				r->gram[index[i] * r->n + index[k]] +=
					wx * value[k];
	}
}

void ridge_penalise(struct ridge *r, int i, int k, double penalty)
{
	r->gram[i * r->n + i] += penalty;
	if (k < 0)
		return;
	int low = i < k ? i : k, high = i < k ? k : i;
	r->gram[k * r->n + k] += penalty;
	r->gram[high * r->n + low] -= penalty;
}

/* gram = L L', in place. */
static bool factor(double *gram, int n)
{
	for (int i = 0; i < n; i++) {
		double *row = gram + i * n;
		for (int k = 0; k <= i; k++) {
			const double *other = gram + k * n;
			double sum = row[k];
			for (int j = 0; j < k; j++)
				sum -= row[j] * other[j];
			if (k < i)
				row[k] = sum / other[k];
			else if (sum > 0)
				row[i] = sqrt(sum);
			else
				return false;
		}
	}
	return true;
}

bool ridge_solve(struct ridge *r)
{
	int n = r->n;
	double *b = r->right;

	if (!factor(r->gram, n))
		return false;
	for (int i = 0; i < n; i++) {
		for (int k = 0; k < i; k++)
			b[i] -= r->gram[i * n + k] * b[k];
		b[i] /= r->gram[i * n + i];
	}
	for (int i = n - 1; i >= 0; i--) {
		for (int k = i + 1; k < n; k++)
			b[i] -= r->gram[k * n + i] * b[k];
		b[i] /= r->gram[i * n + i];
	}
	return true;
}

/* Diagonal of (L L')^-1: squared lengths of the columns of L^-1. */
void ridge_variance(const struct ridge *r, double *variance)
{
	int n = r->n;
	const double *l = r->gram;

	for (int c = 0; c < n; c++) {
		double sum = 0;
		/* Column c of L^-1, kept in variance[c..]: read only below c
		 * by later columns, and overwritten by its own result last. */
		for (int i = c; i < n; i++) {
			double x = i == c;
			for (int k = c; k < i; k++)
				x -= l[i * n + k] * variance[k];
			variance[i] = x / l[i * n + i];
			sum += variance[i] * variance[i];
		}
		variance[c] = sum;
	}
}
