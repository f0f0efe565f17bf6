/* Whom events are of: [panel KEY], and what must not be mixed. */
#include "config.h"
#include "policy/subject.h"

#include <string.h>
#include "policy/parse.h"

static const char *const subject_words[SUBJECTS] = {"child", "worker", "team", "panel"};

const char *subject_word(enum policy_subject subject)
{
	return subject_words[subject];
}

bool subject_named(const char *word, enum policy_subject *out)
{
	for (int i = 0; i < SUBJECTS; i++) {
		if (strcmp(word, subject_words[i]) == 0) {
			*out = (enum policy_subject)i;
			return true;
		}
	}
	return false;
}

/* ---- look-ups ---- */

enum turn { TURN_BEGINS, TURN_ENDS, TURN_FOLLOWS, TURNS };

static const char *const turn_words[TURNS] = {"begins", "ends", "follows"};

static bool does(const struct policy_kind *kind, enum turn turn)
{
	switch (turn) {
	case TURN_BEGINS:
		return kind->begins;
	case TURN_ENDS:
		return kind->ends;
	case TURN_FOLLOWS:
		return kind->follows;
	case TURNS:
		break;
	}
	return false;
}

static const struct policy_kind *turning(const struct policy *policy, enum policy_subject subject, enum turn turn)
{
	for (size_t i = 0; i < policy->n_kinds; i++)
		if (policy->kinds[i].subject == subject && does(&policy->kinds[i], turn))
			return &policy->kinds[i];
	return NULL;
}

const struct policy_kind *policy_subject_begins(const struct policy *policy, enum policy_subject subject)
{
	return turning(policy, subject, TURN_BEGINS);
}

const struct policy_kind *policy_subject_ends(const struct policy *policy, enum policy_subject subject)
{
	return turning(policy, subject, TURN_ENDS);
}

const struct policy_kind *policy_subject_follows(const struct policy *policy, enum policy_subject subject)
{
	return turning(policy, subject, TURN_FOLLOWS);
}

const struct policy_panel *policy_panel_named(const struct policy *policy, const char *key)
{
	for (size_t i = 0; i < policy->n_panels; i++)
		if (strcmp(policy->panels[i].key, key) == 0)
			return &policy->panels[i];
	return NULL;
}

enum policy_subject policy_timescale_subject(const struct policy *policy, const struct timescale *timescale)
{
	for (size_t s = 0; s < timescale->n_starts; s++)
		for (size_t i = 0; i < policy->n_kinds; i++)
			if (kinds_have(timescale->starts[s].on.kinds, policy->kinds[i].number))
				return policy->kinds[i].subject;
	return SUBJECT_CHILD;
}

/* ---- [panel KEY] ---- */

static void set_panel_title(struct parse *parse, const struct section *section, const struct entry *entry,
			    void *object)
{
	((struct policy_panel *)object)->title = entry_text(parse, section, entry);
}

static const struct key_rule panel_rules[] = {{"title", false, "Placement panel", set_panel_title}};

void parse_panels(struct parse *parse)
{
	size_t n = section_count(parse, SECTION_PANEL), at = 0;
	struct policy_panel *panels = arena_take(parse->arena, n * sizeof *panels);

	for (size_t i = 0; i < parse->memory->n_sections; i++) {
		const struct section *section = &parse->memory->sections[i];

		if (section->kind != SECTION_PANEL)
			continue;
		panels[at].key = section->key;
		section_parse(parse, section, panel_rules, sizeof panel_rules / sizeof panel_rules[0], &panels[at]);
		at++;
	}
	parse->policy->panels = panels;
	parse->policy->n_panels = at;
}

/* ---- what must not be mixed ---- */

static const char *wrong_with(const struct policy_kind *kind)
{
	int turns = kind->begins + kind->ends + kind->follows;

	if (kind->subject == SUBJECT_CHILD)
		return turns > 0 ? "`begins`, `ends` and `follows` are of a worker, a team or a panel, expected "
				   "`subject` too"
				 : NULL;
	if (kind->new_case)
		return "it is of a worker, a team or a panel, whose records make themselves, expected no `new case`";
	if (turns > 1)
		return "it `begins`, `ends` or `follows`, expected one of them";
	if (turns > 0 && (kind->concerns >= 0 || kind->or_child || (kind->opens >= 0 && !kind->begins)))
		return "it is recorded by itself, of the subject as a whole, expected no `concerns`, and `opens` "
		       "only where it `begins`";
	if (turns > 0 && kind->closes)
		return "it is recorded by itself, expected no `closes`";
	return NULL;
}

static bool is_second_of(const struct policy *policy, const struct policy_kind *kind, enum turn turn)
{
	return does(kind, turn) && turning(policy, kind->subject, turn) != kind;
}

static bool is_second(const struct policy *policy, const struct policy_kind *kind)
{
	for (int turn = 0; turn < TURNS; turn++)
		if (is_second_of(policy, kind, (enum turn)turn))
			return true;
	return false;
}

void check_subject_events(struct parse *parse)
{
	for (size_t i = 0; i < parse->policy->n_kinds; i++) {
		const struct policy_kind *kind = &parse->policy->kinds[i];
		const char *text = wrong_with(kind);
		const struct section *section;

		if (text == NULL && !is_second(parse->policy, kind))
			continue;
		section = section_named(parse, SECTION_EVENT, kind->key);
		if (text != NULL)
			parse_complain(parse, section->file, section->line, "event %s: %s", kind->key, text);
		for (int turn = 0; turn < TURNS; turn++)
			if (is_second_of(parse->policy, kind, (enum turn)turn))
				parse_complain(parse, section->file, section->line,
					       "event %s: a second one that says `%s` of a %s, expected one", kind->key,
					       turn_words[turn], subject_word(kind->subject));
	}
}

/* A policy whose events are told apart by their subject. */
struct by_subject {
	const struct policy *policy;
	uint64_t kinds[SUBJECTS][EVENT_KINDS / 64];
};

static void by_subject_fill(struct by_subject *by, const struct policy *policy)
{
	*by = (struct by_subject){.policy = policy};
	for (size_t i = 0; i < policy->n_kinds; i++) {
		const struct policy_kind *kind = &policy->kinds[i];

		by->kinds[kind->subject][kind->number / 64] |= UINT64_C(1) << (kind->number % 64);
	}
}

static bool all_of(const struct by_subject *by, const uint64_t kinds[EVENT_KINDS / 64],
		   enum policy_subject subject)
{
	uint64_t others = 0;

	for (int other = 0; other < SUBJECTS; other++)
		for (size_t i = 0; other != (int)subject && i < EVENT_KINDS / 64; i++)
			others |= kinds[i] & by->kinds[other][i];
	return others == 0;
}

/* The first event among these that is of somebody else; NULL: none. */
static const struct policy_kind *stranger(const struct by_subject *by, const uint64_t kinds[EVENT_KINDS / 64],
					  enum policy_subject subject)
{
	if (all_of(by, kinds, subject))
		return NULL;
	for (size_t i = 0; i < by->policy->n_kinds; i++) {
		const struct policy_kind *kind = &by->policy->kinds[i];

		if (kinds_have(kinds, kind->number) && kind->subject != subject)
			return kind;
	}
	return NULL;
}

static const struct policy_kind *stranger_in(const struct by_subject *by, const struct matches *matches,
					     enum policy_subject subject)
{
	const struct policy_kind *found = NULL;

	for (size_t i = 0; i < matches->n && found == NULL; i++)
		found = stranger(by, matches->items[i].kinds, subject);
	return found;
}

/* Events of one record never stop a clock of another. */
static void check_one_subject(struct parse *parse, const struct by_subject *by, const struct timescale *t)
{
	enum policy_subject subject = policy_timescale_subject(parse->policy, t);
	const struct matches *const parts[] = {&t->stop, &t->until, &t->pause, &t->resume};
	const struct section *section;
	const struct policy_kind *other = NULL;

	for (size_t i = 0; i < t->n_starts && other == NULL; i++)
		other = stranger(by, t->starts[i].on.kinds, subject);
	for (size_t i = 0; i < sizeof parts / sizeof parts[0] && other == NULL; i++)
		other = stranger_in(by, parts[i], subject);
	if (other == NULL)
		return;
	section = section_named(parse, SECTION_TIMESCALE, t->key);
	parse_complain(parse, section->file, section->line,
		       "timescale %s: it starts with what is of a %s, and %s is of a %s, expected events of one subject",
		       t->key, subject_word(subject), other->key, subject_word(other->subject));
}

/* What is private would show in the count of a queue that holds other clocks too. */
static void check_queue(struct parse *parse, struct policy_queue *queue)
{
	const struct policy *policy = parse->policy;
	size_t staff = 0, others = 0;

	for (size_t i = 0; i < policy->n_timescales; i++) {
		const struct timescale *t = &policy->timescales[i];

		if (t->queue == NULL || strcmp(t->queue, queue->key) != 0)
			continue;
		if (policy_timescale_subject(policy, t) == SUBJECT_WORKER)
			staff++;
		else
			others++;
	}
	queue->of_staff = staff > 0;
	if (staff > 0 && others > 0) {
		const struct section *section = section_named(parse, SECTION_QUEUE, queue->key);

		parse_complain(parse, section->file, section->line,
			       "queue %s: clocks of workers, which are private, and others stand in it, expected a "
			       "queue of their own for those of workers",
			       queue->key);
	}
}

void check_subjects(struct parse *parse)
{
	const struct policy *policy = parse->policy;
	struct policy_queue *queues = arena_take(parse->arena, policy->n_queues * sizeof *queues);
	struct by_subject by;

	by_subject_fill(&by, policy);
	for (size_t i = 0; i < policy->n_timescales; i++)
		check_one_subject(parse, &by, &policy->timescales[i]);
	for (size_t i = 0; i < policy->n_queues; i++) {
		queues[i] = policy->queues[i];
		check_queue(parse, &queues[i]);
	}
	parse->policy->queues = queues;
}
