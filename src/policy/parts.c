/* [policy], [queue KEY], [measure KEY] and [role KEY]. */
#include "config.h"
#include "policy/parse.h"

#include <stdlib.h>
#include <string.h>
#include "base/mem.h"

#define SETTER(name)                                                                                         \
	static void name(struct parse *parse, const struct section *section, const struct entry *entry,      \
			 void *object)

/* ---- [policy] ---- */

SETTER(set_name)
{
	((struct policy *)object)->name = entry_text(parse, section, entry);
}

SETTER(set_version)
{
	((struct policy *)object)->version = entry_text(parse, section, entry);
}

SETTER(set_policy_from)
{
	entry_date(parse, section, entry, &((struct policy *)object)->from);
}

SETTER(set_zone)
{
	struct policy *policy = object;
	const char *name = entry_text(parse, section, entry);

	policy->zone = zone_find(name);
	if (policy->zone == NULL)
		entry_complain(parse, section, entry, "zone = `%s`: not known, expected Europe/London or UTC",
			       name);
}

/* "60 minutes" */
SETTER(set_session)
{
	struct lex lex;
	int minutes;

	lex_start(&lex, parse, section, entry);
	if (!lex_number(&lex, 20, 720, &minutes))
		return;
	if (!lex_take(&lex, "minutes"))
		lex_complain(&lex, "expected `minutes` after the number");
	else if (lex_end(&lex, "nothing more"))
		((struct policy *)object)->session_minutes = minutes;
}

static const struct key_rule policy_rules[] = {
	{"name", false, "Front door practice", set_name},
	{"version", false, "2024-1", set_version},
	{"from", false, NULL, set_policy_from},
	{"zone", false, "Europe/London", set_zone},
	{"session", false, NULL, set_session},
};

void parse_policy_section(struct parse *parse)
{
	const char *file = parse->bundle->n > 0 ? parse->bundle->files[0].name : "policy";
	bool found = false;

	for (size_t i = 0; i < parse->memory->n_sections; i++) {
		const struct section *section = &parse->memory->sections[i];

		if (section->kind != SECTION_POLICY || found)
			continue;
		found = true;
		section_parse(parse, section, policy_rules, sizeof policy_rules / sizeof policy_rules[0],
			      parse->policy);
	}
	if (!found)
		parse_complain(parse, file, 1,
			       "there is no section [policy], expected one with name, version and zone");
	if (parse->policy->zone == NULL)
		parse->policy->zone =
			zone_find("UTC"); /* for the rest of the reading; it has failed by now */
}

/* ---- [queue KEY] ---- */

static int take_kind(struct lex *lex)
{
	int number = lex->token == TOKEN_WORD
			     ? names_find(lex->parse->names, NAME_KIND, lex->text.at, lex->text.n)
			     : -1;

	if (number < 0 || lex->parse->memory->kinds[number] == NULL) {
		lex_complain(lex, "not an event of this policy, expected one that has an [event] section");
		return -1;
	}
	lex_next(lex);
	return number;
}

SETTER(set_queue_title)
{
	((struct policy_queue *)object)->title = entry_text(parse, section, entry);
}

SETTER(set_help)
{
	((struct policy_queue *)object)->help = entry_text(parse, section, entry);
}

SETTER(set_direction)
{
	struct lex lex;
	int kind;

	lex_start(&lex, parse, section, entry);
	kind = take_kind(&lex);
	if (kind >= 0 && lex_end(&lex, "one event"))
		((struct policy_queue *)object)->direction = parse->memory->kinds[kind]->key;
}

SETTER(set_acts)
{
	struct policy_queue *queue = object;
	const char **acts = NULL;
	size_t n = 0, room = 0;
	struct lex lex;
	int kind;

	lex_start(&lex, parse, section, entry);
	do {
		kind = take_kind(&lex);
		if (kind < 0)
			break;
		mem_grow(&acts, n, &room, sizeof *acts);
		acts[n++] = parse->memory->kinds[kind]->key;
	} while (lex_take_token(&lex, TOKEN_COMMA));
	if (kind >= 0)
		lex_end(&lex, "a comma or nothing more");
	queue->n_acts = n;
	queue->acts = arena_keep(parse->arena, acts, n, sizeof *acts);
}

/* Fields that some event has; with which of them a row can be filled shows when it is read. */
SETTER(set_shows)
{
	struct policy_queue *queue = object;
	const char **shows = NULL;
	size_t n = 0, room = 0;
	struct lex lex;

	lex_start(&lex, parse, section, entry);
	do {
		const char *key = lex_name(&lex, "a field such as owner");
		int name = key != NULL ? names_find(parse->names, NAME_FIELD, key, strlen(key)) : -1;

		if (key == NULL)
			break;
		if (name < 0 || field_of(parse, NULL, name, false) == NULL)
			entry_complain(parse, section, entry, "`%s`: expected a field of an event", key);
		mem_grow(&shows, n, &room, sizeof *shows);
		shows[n++] = key;
	} while (lex_take_token(&lex, TOKEN_COMMA));
	lex_end(&lex, "a comma or nothing more");
	queue->n_shows = n;
	queue->shows = arena_keep(parse->arena, shows, n, sizeof *shows);
}

static const struct key_rule queue_rules[] = {
	{"title", false, "Contacts", set_queue_title},
	{"help", false, NULL, set_help},
	{"acts", false, NULL, set_acts},
	{"direction", false, NULL, set_direction},
	{"show", false, NULL, set_shows},
};

void parse_queues(struct parse *parse)
{
	size_t n = section_count(parse, SECTION_QUEUE), at = 0;
	struct policy_queue *queues = arena_take(parse->arena, n * sizeof *queues);

	for (size_t i = 0; i < parse->memory->n_sections; i++) {
		const struct section *section = &parse->memory->sections[i];

		if (section->kind != SECTION_QUEUE)
			continue;
		queues[at].key = section->key;
		section_parse(parse, section, queue_rules, sizeof queue_rules / sizeof queue_rules[0],
			      &queues[at]);
		at++;
	}
	parse->policy->queues = queues;
	parse->policy->n_queues = at;
}

/* ---- [measure KEY] ---- */

struct measure_work {
	struct policy_measure m;
	const struct entry *of, *with, *after, *within, *recorded, *timescale;
	bool target, at_most;
};

SETTER(set_measure_title)
{
	((struct measure_work *)object)->m.title = entry_text(parse, section, entry);
}

SETTER(set_measure_source)
{
	((struct measure_work *)object)->m.source = entry_text(parse, section, entry);
}

SETTER(set_of)
{
	struct measure_work *work = object;
	struct lex lex;

	work->of = entry;
	lex_start(&lex, parse, section, entry);
	if (match_parse(&lex, &work->m.of))
		lex_end(&lex, "`or`, `where` or nothing more");
}

SETTER(set_with)
{
	(void)parse;
	(void)section;
	((struct measure_work *)object)->with = entry;
}

SETTER(set_after)
{
	struct measure_work *work = object;
	struct lex lex;

	work->after = entry;
	lex_start(&lex, parse, section, entry);
	if (match_parse(&lex, &work->m.after))
		lex_end(&lex, "`or`, `where` or nothing more");
}

SETTER(set_within)
{
	struct measure_work *work = object;
	struct lex lex;

	work->within = entry;
	lex_start(&lex, parse, section, entry);
	if (lex_limit(&lex, false, &work->m.span))
		lex_end(&lex, "nothing more");
}

SETTER(set_recorded)
{
	set_within(parse, section, entry, object);
	((struct measure_work *)object)->within = NULL;
	((struct measure_work *)object)->recorded = entry;
}

SETTER(set_of_timescale)
{
	struct measure_work *work = object;

	work->timescale = entry;
	work->m.timescale = entry_text(parse, section, entry);
	if (policy_timescale_named(parse->policy, work->m.timescale) == NULL)
		entry_complain(parse, section, entry,
			       "timescale = `%s`: no such timescale, expected one that has a "
			       "[timescale] section",
			       work->m.timescale);
}

SETTER(set_measure_target)
{
	((struct measure_work *)object)->target = true;
	entry_percent(parse, section, entry, &((struct measure_work *)object)->m.target);
}

SETTER(set_at_most)
{
	struct measure_work *work = object;

	work->at_most = work->m.at_most = true;
	entry_percent(parse, section, entry, &work->m.target);
}

static const struct key_rule measure_rules[] = {
	{"title", false, "Strategy discussions with three agencies", set_measure_title},
	{"source", false, "Telford and Wrekin, Getting to Good, January 2018, 2.2", set_measure_source},
	{"of", false, NULL, set_of},
	{"with", false, NULL, set_with},
	{"after", false, NULL, set_after},
	{"within", false, NULL, set_within},
	{"recorded", false, NULL, set_recorded},
	{"timescale", false, NULL, set_of_timescale},
	{"target", false, NULL, set_measure_target},
	{"at most", false, NULL, set_at_most},
};

/* What is measured follows from which keys there are. */
static bool measure_type_of(const struct measure_work *work, enum measure_type *type)
{
	bool with = work->with != NULL, after = work->after != NULL, within = work->within != NULL;
	bool recorded = work->recorded != NULL;

	*type = work->timescale != NULL ? MEASURE_TIMESCALE
		: with                  ? MEASURE_SHARE
		: after                 ? MEASURE_AFTER
		: recorded              ? MEASURE_RECORDED
					: MEASURE_AGAIN;
	if (work->timescale != NULL)
		return work->of == NULL && !with && !after && !within && !recorded;
	return work->of != NULL && with + after + within + recorded == 1;
}

static void parse_measure(struct parse *parse, const struct section *section, struct policy_measure *out)
{
	struct measure_work work = {.m = {.key = section->key, .target = -1}};

	section_parse(parse, section, measure_rules, sizeof measure_rules / sizeof measure_rules[0], &work);
	if (!measure_type_of(&work, &work.m.type))
		parse_complain(parse, section->file, section->line,
			       "measure %s: expected `timescale` alone, or `of` with one of `with`, `after`, "
			       "`within` and `recorded`",
			       section->key);
	if (work.with != NULL) {
		struct lex lex;

		lex_start(&lex, parse, section, work.with);
		if (condition_parse(&lex, work.m.of.kinds, CONDITION_WHERE, &work.m.with))
			lex_end(&lex, "`and` or nothing more");
	}
	if (work.target && work.at_most)
		parse_complain(
			parse, section->file, section->line,
			"measure %s: `target` and `at most` contradict each other, expected one of them",
			section->key);
	if (policy_timescale_named(parse->policy, section->key) != NULL)
		parse_complain(parse, section->file, section->line,
			       "measure %s: a timescale has this key and is measured by itself, expected "
			       "another key",
			       section->key);
	*out = work.m;
}

void parse_measures(struct parse *parse)
{
	const struct policy *policy = parse->policy;
	size_t n = section_count(parse, SECTION_MEASURE) + policy->n_timescales, at = 0;
	struct policy_measure *measures = arena_take(parse->arena, n * sizeof *measures);

	for (size_t i = 0; i < policy->n_timescales; i++) {
		const struct timescale *t = &policy->timescales[i];

		/* entries of one key stand together: the newest speaks for all */
		if (i + 1 < policy->n_timescales && strcmp(policy->timescales[i + 1].key, t->key) == 0)
			continue;
		measures[at++] = (struct policy_measure){.key = t->key,
							 .title = t->title,
							 .source = t->source,
							 .type = MEASURE_TIMESCALE,
							 .timescale = t->key,
							 .target = t->target};
	}
	for (size_t i = 0; i < parse->memory->n_sections; i++)
		if (parse->memory->sections[i].kind == SECTION_MEASURE)
			parse_measure(parse, &parse->memory->sections[i], &measures[at++]);
	parse->policy->measures = measures;
	parse->policy->n_measures = at;
}

/* ---- [role KEY] ---- */

static const char *const known_acts[] = {
	"view",   "search", "void",  "replace",  "allocate", "import",      "export", "report", "people",
	"policy", "backup", "audit", "sessions", "restrict", "break-glass", "purge",  "tick",   "check", "merge", "move",
	"view-staff",
};

SETTER(set_role_title)
{
	((struct policy_role *)object)->title = entry_text(parse, section, entry);
}

/* "record:contact.*" must mean at least one event of this policy; event is what stands after the colon. */
static bool record_known(const struct parse *parse, const char *event)
{
	size_t n = strlen(event);

	if (n == 0 || event[n - 1] != '*') {
		int number = names_find(parse->names, NAME_KIND, event, n);

		return number >= 0 && parse->memory->kinds[number] != NULL;
	}
	for (size_t i = 0; i < parse->policy->n_kinds; i++)
		if (strncmp(parse->policy->kinds[i].key, event, n - 1) == 0)
			return true;
	return false;
}

static bool act_known(const struct parse *parse, const char *act)
{
	if (strcmp(act, "*") == 0)
		return true;
	for (size_t i = 0; i < sizeof known_acts / sizeof known_acts[0]; i++)
		if (strcmp(known_acts[i], act) == 0)
			return true;
	return strncmp(act, "record:", 7) == 0 && record_known(parse, act + 7);
}

SETTER(set_may)
{
	struct policy_role *role = object;
	const char **may = NULL;
	size_t n = 0, room = 0;
	struct lex lex;
	bool good;

	lex_start(&lex, parse, section, entry);
	do {
		struct lex start = lex;
		const char *act = lex_name(&lex, "an act such as view or record:contact.*");

		good = act != NULL;
		if (good && !act_known(parse, act))
			good = lex_complain(
				&start,
				"not an act, expected *, record:EVENT, view, void, replace, allocate, "
				"import, export, report, people, policy, backup, audit or another of "
				"caseclock-policy(5)");
		if (good) {
			mem_grow(&may, n, &room, sizeof *may);
			may[n++] = act;
		}
	} while (good && lex_take_token(&lex, TOKEN_COMMA));
	if (good)
		lex_end(&lex, "a comma or nothing more");
	role->n_may = n;
	role->may = arena_keep(parse->arena, may, n, sizeof *may);
}

SETTER(set_holds_cases)
{
	entry_yes(parse, section, entry, &((struct policy_role *)object)->holds_cases);
}

static const struct key_rule role_rules[] = {
	{"title", false, "Team manager", set_role_title},
	{"holds cases", false, NULL, set_holds_cases},
	{"may", false, "view, record:contact.*", set_may},
};

void parse_roles(struct parse *parse)
{
	size_t n = section_count(parse, SECTION_ROLE), at = 0;
	struct policy_role *roles = arena_take(parse->arena, n * sizeof *roles);

	for (size_t i = 0; i < parse->memory->n_sections; i++) {
		const struct section *section = &parse->memory->sections[i];

		if (section->kind != SECTION_ROLE)
			continue;
		roles[at].key = section->key;
		section_parse(parse, section, role_rules, sizeof role_rules / sizeof role_rules[0],
			      &roles[at]);
		at++;
	}
	parse->policy->roles = roles;
	parse->policy->n_roles = at;
}
