/* Reading a bundle into a policy: the order of the parts, complaints, and the plain values. */
#include "config.h"

#include "policy/parse.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "clock/civil.h"

/* More than anybody reads; the rest are counted. */
enum { COMPLAINTS_MOST = 500 };

static bool complain(struct parse *parse, const char *file, int line, const char *format, va_list more)
	__attribute__((format(printf, 4, 0)));

static bool complain(struct parse *parse, const char *file, int line, const char *format, va_list more)
{
	char text[640];
	size_t n;

	vsnprintf(text, sizeof text, format, more);
	for (n = strlen(text); n > 0 && n == sizeof text - 1 && ((unsigned char)text[n - 1] & 0x80) != 0; n--)
		text[n - 1] = '\0'; /* no half character at the cut */
	for (char *c = text; *c != '\0'; c++)
		if (*c == '\n')
			*c = ' ';
	parse->complaints++;
	if (parse->complaints == 1)
		error_set(parse->err, ERROR_INPUT, "%s:%d: %s", file, line, text);
	if (parse->complain != NULL && parse->complaints <= COMPLAINTS_MOST)
		parse->complain(parse->arg, file, line, text);
	return false;
}

bool parse_complain(struct parse *parse, const char *file, int line, const char *format, ...)
{
	va_list more;

	va_start(more, format);
	complain(parse, file, line, format, more);
	va_end(more);
	return false;
}

const struct section *section_named(const struct parse *parse, enum section_kind kind, const char *key)
{
	for (size_t i = 0; i < parse->memory->n_sections; i++) {
		const struct section *section = &parse->memory->sections[i];

		if (section->kind == kind && strcmp(section->key, key) == 0)
			return section;
	}
	assert(!"a section that was parsed");
	return NULL;
}

bool entry_complain(struct parse *parse, const struct section *section, const struct entry *entry,
		    const char *format, ...)
{
	va_list more;

	va_start(more, format);
	complain(parse, section->file, entry->line, format, more);
	va_end(more);
	return false;
}

/* ---- sections by their keys ---- */

static const struct key_rule *rule_for(const struct key_rule *rules, size_t n, const char *key)
{
	for (size_t i = 0; i < n; i++) {
		size_t length;
		bool prefix;

		/* Most differ in the first letter. */
		if (rules[i].key[0] != key[0] && rules[i].key[0] != '*')
			continue;
		length = strlen(rules[i].key);
		prefix = rules[i].key[length - 1] == '*';
		if (prefix ? strncmp(rules[i].key, key, length - 1) == 0 : strcmp(rules[i].key, key) == 0)
			return &rules[i];
	}
	return NULL;
}

static void complain_unknown(struct parse *parse, const struct section *section, const struct entry *entry,
			     const struct key_rule *rules, size_t n)
{
	struct str_buf known = {0};

	for (size_t i = 0; i < n; i++)
		str_addf(&known, "%s%s", i == 0 ? "" : ", ", rules[i].key);
	entry_complain(parse, section, entry, "`%s`: not known in a %s, expected one of: %s", entry->key,
		       section->type, known.text);
	str_done(&known);
}

/* Where a key stands for the first time, before `at`. */
static const struct entry *entry_before(const struct section *section, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (strcmp(section->entries[i].key, section->entries[at].key) == 0)
			return &section->entries[i];
	return NULL;
}

static void complain_missing(struct parse *parse, const struct section *section, const struct key_rule *rule)
{
	parse_complain(parse, section->file, section->line,
		       "%s%s%s: `%s` is missing, expected a line such as %s = %s", section->type,
		       section->key[0] != '\0' ? " " : "", section->key, rule->key, rule->key, rule->example);
}

void section_parse(struct parse *parse, const struct section *section, const struct key_rule *rules,
		   size_t n_rules, void *object)
{
	bool seen[KEY_RULES_MOST] = {false};

	assert(n_rules <= KEY_RULES_MOST);
	for (size_t i = 0; i < section->n; i++) {
		const struct entry *entry = &section->entries[i];
		const struct key_rule *rule = rule_for(rules, n_rules, entry->key);
		const struct entry *before = NULL;

		if (rule == NULL) {
			complain_unknown(parse, section, entry, rules, n_rules);
			continue;
		}
		/* Only what came under this rule before can be the same key. */
		if (!rule->repeats && seen[rule - rules])
			before = entry_before(section, i);
		seen[rule - rules] = true;
		if (before != NULL)
			entry_complain(
				parse, section, entry,
				"`%s`: stands here a second time, expected once (it is in line %d too)",
				entry->key, before->line);
		else if (entry->value[0] == '\0')
			entry_complain(parse, section, entry,
				       "`%s`: has no value, expected one after =", entry->key);
		else
			rule->set(parse, section, entry, object);
	}
	for (size_t r = 0; r < n_rules; r++)
		if (rules[r].example != NULL && !seen[r])
			complain_missing(parse, section, &rules[r]);
}

size_t section_count(const struct parse *parse, enum section_kind kind)
{
	size_t n = 0;

	for (size_t i = 0; i < parse->memory->n_sections; i++)
		if (parse->memory->sections[i].kind == kind)
			n++;
	return n;
}

/* ---- the whole ---- */

static const struct part {
	const char *type;
	bool keyed;   /* needs a key after the type */
	bool repeats; /* the same key may come again */
} parts[SECTION_KINDS] = {
	[SECTION_POLICY] = {"policy", false, false},
	[SECTION_CHOICES] = {"choices", true, false},
	[SECTION_EVENT] = {"event", true, false},
	[SECTION_QUEUE] = {"queue", true, false},
	[SECTION_CALENDAR] = {"calendar", true, false},
	[SECTION_TIMESCALE] = {"timescale", true, true},
	[SECTION_MEASURE] = {"measure", true, false},
	[SECTION_ROLE] = {"role", true, false},
	[SECTION_PANEL] = {"panel", true, false},
	[SECTION_WEIGHT] = {"weight", true, false},
	[SECTION_CEILING] = {"ceiling", true, false},
};

enum section_kind section_kind_of(const char *type)
{
	int kind = 0;

	while (kind < SECTION_KINDS && strcmp(parts[kind].type, type) != 0)
		kind++;
	return (enum section_kind)kind;
}

/* Sorts by type and key, then as they were read. */
static int by_key(const void *a, const void *b)
{
	const struct section *const *x = a, *const *y = b;
	bool alike = (*x)->kind == (*y)->kind && (*x)->kind != SECTION_KINDS;
	int order = alike ? 0 : strcmp((*x)->type, (*y)->type);

	if (order == 0)
		order = strcmp((*x)->key, (*y)->key);
	return order != 0 ? order : (*x > *y) - (*x < *y);
}

static void check_doubled(struct parse *parse)
{
	size_t n = parse->memory->n_sections;
	const struct section **sorted = mem_array(n, sizeof *sorted);

	for (size_t i = 0; i < n; i++)
		sorted[i] = &parse->memory->sections[i];
	qsort(sorted, n, sizeof *sorted, by_key);
	for (size_t i = 1; i < n; i++) {
		const struct section *one = sorted[i - 1], *two = sorted[i];

		if (two->kind != SECTION_KINDS && !parts[two->kind].repeats && one->kind == two->kind &&
		    strcmp(one->key, two->key) == 0)
			parse_complain(
				parse, two->file, two->line,
				"[%s%s%s]: stands here a second time, expected once (it is at %s:%d too)",
				two->type, two->key[0] != '\0' ? " " : "", two->key, one->file, one->line);
	}
	free(sorted);
}

static void check_sections(struct parse *parse)
{
	for (size_t i = 0; i < parse->memory->n_sections; i++) {
		const struct section *section = &parse->memory->sections[i];

		if (section->kind == SECTION_KINDS)
			parse_complain(
				parse, section->file, section->line,
				"[%s]: not a section, expected policy, choices, event, queue, calendar, "
				"timescale, measure, role, panel, weight or ceiling",
				section->type);
		else if (parts[section->kind].keyed && section->key[0] == '\0')
			parse_complain(parse, section->file, section->line,
				       "[%s]: has no key, expected one such as [%s some.key]", section->type,
				       section->type);
		else if (!parts[section->kind].keyed && section->key[0] != '\0')
			parse_complain(parse, section->file, section->line,
				       "[%s %s]: expected [%s] with no key", section->type, section->key,
				       section->type);
	}
	check_doubled(parse);
}

struct policy *policy_parse(const struct bundle *bundle, struct names *names, policy_complaint *complaint,
			    void *arg, struct error *err)
{
	struct policy_memory *memory = mem_new(sizeof *memory);
	struct policy *policy = arena_take(&memory->arena, sizeof *policy);
	struct parse parse = {
		.policy = policy,
		.memory = memory,
		.arena = &memory->arena,
		.names = names,
		.bundle = bundle,
		.complain = complaint,
		.arg = arg,
		.err = err,
	};

	policy->memory = memory;
	policy->names = names;
	policy->from = CIVIL_NONE;
	reader_read(&parse);
	check_sections(&parse);
	parse_policy_section(&parse);
	parse_choices(&parse);
	parse_events(&parse);
	parse_queues(&parse);
	parse_calendars(&parse);
	parse_timescales(&parse);
	mark_limits(&parse);
	check_reviews(&parse);
	parse_measures(&parse);
	parse_roles(&parse);
	parse_load(&parse);
	parse_panels(&parse);
	check_subjects(&parse);
	if (parse.complaints == 0)
		return policy;
	if (parse.complaints > 1 && err != NULL) {
		struct error first = *err;

		error_set(err, ERROR_INPUT, "%s (and %d more)", first.text, parse.complaints - 1);
	}
	policy_free(policy);
	return NULL;
}

void policy_free(struct policy *policy)
{
	struct policy_memory *memory;

	if (policy == NULL)
		return;
	for (size_t i = 0; i < policy->n_calendars; i++)
		calendar_free(policy->calendars[i].calendar);
	memory = policy->memory;
	arena_done(&memory->arena); /* the policy itself stands in it */
	free(memory);
}
