#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "core/act_inner.h"
#include "core/form.h"
#include "policy/subject.h"

struct offering {
	struct desk *desk;
	const struct policy *policy;
	const struct file *file;	/* NULL: no case */
	bool *open;			/* by type of about: one of it is open */
	size_t n_types;
	const struct policy_kind **kinds;
	size_t n;
};

static bool any_open(const struct offering *o, const int *types, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (types[i] >= 0 && (size_t)types[i] < o->n_types && o->open[types[i]])
			return true;
	return false;
}

/* Can it be recorded on this case now, whoever does it? */
static bool fits(const struct offering *o, const struct policy_kind *kind)
{
	enum policy_subject subject = SUBJECT_CHILD;

	if (o->file && o->file->subject)
		subject_named(o->file->subject, &subject);
	if (kind->hidden || kind->subject != subject || kind->begins || kind->ends || kind->follows)
		return false;
	if (!o->file)
		return kind->new_case;
	if (!o->file->open && kind->n_may_concern == 0 && kind->opens < 0)
		return kind->reopens;
	if (kind->opens >= 0)
		return kind->new_case || kind->n_may_come_of == 0 || o->file->open ||
		       any_open(o, kind->may_come_of, kind->n_may_come_of);
	if (kind->reopens && kind->n_may_concern == 0)
		return false;	/* it is open */
	return kind->n_may_concern == 0 || (kind->or_child && o->file->open) ||
	       any_open(o, kind->may_concern, kind->n_may_concern);
}

static bool is_there(const struct offering *o, const struct policy_kind *kind)
{
	for (size_t i = 0; i < o->n; i++)
		if (o->kinds[i] == kind)
			return true;
	return false;
}

static void offer(struct offering *o, const struct policy_kind *kind, const char *reference)
{
	if (kind && fits(o, kind) && !is_there(o, kind) &&
	    act_may_record(o->desk, kind->key, reference, NULL))
		o->kinds[o->n++] = kind;
}

static void find_open(struct offering *o, const struct practice *practice, struct file *file,
		      struct pool *pool)
{
	struct act_checking checking = { .desk = o->desk, .practice = practice, .pool = pool };

	while (names_text(practice->names, NAME_TYPE, (int)o->n_types))
		o->n_types++;
	o->open = pool_array(pool, o->n_types, sizeof(*o->open));
	for (size_t i = 0; file && i < o->n_types; i++) {
		int last;

		o->open[i] = act_open_abouts(&checking, file, (int)i, o->desk->now, true, &last) > 0;
	}
}

const struct policy_kind **form_offered(struct desk *desk, const char *reference, const char *queue,
					struct error *err)
{
	struct error own = { 0 };
	const struct practice *practice = desk_practice(desk, err);
	struct offering o = { .desk = desk };
	const struct policy_queue *named;
	struct pool pool = { 0 };
	struct file *file = NULL;
	bool found;

	err = err ? err : &own;
	if (!practice)
		return NULL;
	error_clear(err);
	if (reference && *reference) {
		file = file_read(desk, reference, &found, err);
		if (!file) {
			if (err->kind == ERROR_NONE)
				error_set(err, ERROR_INPUT, _("%s: no such case"), reference);
			return NULL;
		}
	}
	o.policy = practice->newest;
	o.file = file;
	o.kinds = mem_array(o.policy->n_kinds + 1, sizeof(*o.kinds));
	find_open(&o, practice, file, &pool);
	named = queue ? policy_queue_named(o.policy, queue) : NULL;
	for (size_t i = 0; named && i < named->n_acts; i++)
		offer(&o, policy_kind_named(o.policy, named->acts[i]), reference);
	for (size_t i = 0; i < o.policy->n_kinds; i++)
		offer(&o, &o.policy->kinds[i], reference);
	file_free(file);
	pool_done(&pool);
	return o.kinds;
}
