/* [weight KEY] and [ceiling KEY]. */
#include "config.h"
#include "policy/load.h"

#include <string.h>
#include "base/mem.h"
#include "policy/parse.h"

#define SETTER(name)                                                                                         \
	static void name(struct parse *parse, const struct section *section, const struct entry *entry,      \
			 void *object)

/* ---- [weight KEY] ---- */

SETTER(set_weight_title)
{
	((struct policy_weight *)object)->title = entry_text(parse, section, entry);
}

/* "1.5": tenths, from 0.1 to 10. */
SETTER(set_weight)
{
	struct str_view rest = str_view(entry_text(parse, section, entry)), whole = str_cut(&rest, '.');
	int64_t cases = 0, tenths = 0;

	if (!str_to_int(whole, &cases) || cases < 0 || cases > 10 || rest.n > 1 ||
	    (rest.n == 1 && (!str_to_int(rest, &tenths) || tenths < 0)) || cases * 10 + tenths < 1 ||
	    cases * 10 + tenths > 100)
		entry_complain(parse, section, entry, "weight = `%s`: expected cases with one decimal, such as 1.5",
			       entry->value);
	else
		((struct policy_weight *)object)->tenths = (int)(cases * 10 + tenths);
}

static bool is_opened(const struct parse *parse, int type)
{
	for (size_t i = 0; i < parse->policy->n_kinds; i++)
		if (parse->policy->kinds[i].opens == type)
			return true;
	return false;
}

/* One "TYPE is open"; -1 with a complaint. */
static int take_type(struct lex *lex)
{
	int number = lex->token == TOKEN_WORD
			     ? names_find(lex->parse->names, NAME_TYPE, lex->text.at, lex->text.n)
			     : -1;

	if (number < 0 || !is_opened(lex->parse, number)) {
		lex_complain(lex, "nothing of this name is opened by an event, expected such as `cp is open`");
		return -1;
	}
	lex_next(lex);
	if (lex_take(lex, "is") && lex_take(lex, "open"))
		return number;
	lex_complain(lex, "expected `is open` after what is meant");
	return -1;
}

/* "cp is open or s47 is open" */
SETTER(set_when)
{
	struct policy_weight *weight = object;
	size_t n = 0, room = 0;
	int *types = NULL, type;
	struct lex lex;

	lex_start(&lex, parse, section, entry);
	do {
		type = take_type(&lex);
		if (type < 0)
			break;
		mem_grow(&types, n, &room, sizeof *types);
		types[n++] = type;
	} while (lex_take(&lex, "or"));
	if (type >= 0)
		lex_end(&lex, "`or` or nothing more");
	weight->n_types = n;
	weight->types = arena_keep(parse->arena, types, n, sizeof *types);
}

static const struct key_rule weight_rules[] = {
	{"title", false, "Child protection plan", set_weight_title},
	{"weight", false, "1.5", set_weight},
	{"when", false, "cp is open", set_when},
};

/* ---- [ceiling KEY] ---- */

SETTER(set_ceiling_kind)
{
	((struct policy_ceiling *)object)->kind = entry_text(parse, section, entry);
}

SETTER(set_cases)
{
	struct lex lex;

	lex_start(&lex, parse, section, entry);
	if (lex_number(&lex, 0, 1000, &((struct policy_ceiling *)object)->cases))
		lex_end(&lex, "nothing more");
}

static const struct key_rule ceiling_rules[] = {
	{"kind", false, NULL, set_ceiling_kind},
	{"cases", false, "12", set_cases},
};

/* ---- both ---- */

void parse_load(struct parse *parse)
{
	struct policy_load *load = arena_take(parse->arena, sizeof *load);
	struct policy_weight *weights =
		arena_take(parse->arena, section_count(parse, SECTION_WEIGHT) * sizeof *weights);
	struct policy_ceiling *ceilings =
		arena_take(parse->arena, section_count(parse, SECTION_CEILING) * sizeof *ceilings);

	for (size_t i = 0; i < parse->memory->n_sections; i++) {
		const struct section *section = &parse->memory->sections[i];

		if (section->kind == SECTION_WEIGHT) {
			struct policy_weight *weight = &weights[load->n_weights++];

			weight->key = section->key;
			section_parse(parse, section, weight_rules, sizeof weight_rules / sizeof weight_rules[0],
				      weight);
		} else if (section->kind == SECTION_CEILING) {
			struct policy_ceiling *ceiling = &ceilings[load->n_ceilings++];

			ceiling->kind = section->key;
			section_parse(parse, section, ceiling_rules,
				      sizeof ceiling_rules / sizeof ceiling_rules[0], ceiling);
		}
	}
	load->weights = weights;
	load->ceilings = ceilings;
	parse->policy->load = load;
}

const struct policy_weight *policy_weight_of(const struct policy *policy, uint64_t types)
{
	const struct policy_weight *best = NULL;

	for (size_t i = 0; policy->load && i < policy->load->n_weights; i++) {
		const struct policy_weight *weight = &policy->load->weights[i];

		for (size_t k = 0; k < weight->n_types; k++)
			if (weight->types[k] < 64 && types >> weight->types[k] & 1 &&
			    (!best || weight->tenths > best->tenths))
				best = weight;
	}
	return best;
}

int64_t policy_ceiling_of(const struct policy *policy, const char *kind)
{
	int64_t other = -1;

	for (size_t i = 0; policy->load && i < policy->load->n_ceilings; i++) {
		const struct policy_ceiling *ceiling = &policy->load->ceilings[i];

		if (kind && str_equal_fold(str_view(kind), ceiling->kind))
			return (int64_t)ceiling->cases * 10;
		if (strcmp(ceiling->kind, "other") == 0)
			other = (int64_t)ceiling->cases * 10;
	}
	return other;
}
