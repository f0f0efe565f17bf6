/* Fuzzing of the reader of maps: any text either makes a map whose parts hang together, or a complaint
 * that names the line. tests/fuzz/run.sh builds and runs it. */
#include "config.h"

#include <assert.h>
#include <string.h>

#include "exchange/map.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void check_thing(const struct map_list *list, const struct map_thing *thing)
{
	assert(thing->type || thing->n == 0);
	for (size_t i = 0; i < thing->n; i++)
		assert(thing->columns[i] >= 0 && (size_t)thing->columns[i] < list->n_columns);
}

static void check_make(const struct map_list *list, const struct map_make *make)
{
	assert(make->when < (int)list->n_columns && make->at < (int)list->n_columns);
	assert(make->child == (make->kind[0] == '\0'));
	assert(make->child || make->at >= 0);
	check_thing(list, &make->about);
	check_thing(list, &make->out_of);
	for (size_t i = 0; i < make->n; i++) {
		assert(make->values[i].name && make->values[i].column < (int)list->n_columns);
		assert((make->values[i].column < 0) == (make->values[i].constant != NULL));
	}
}

static void check_list(const struct map *map, const struct map_list *list)
{
	assert(list->key && list->title);
	assert(list->skip || (list->n_makes > 0 && list->child >= 0 && list->columns[list->child].required));
	for (size_t i = 0; i < list->n_columns; i++) {
		const struct map_column *column = &list->columns[i];

		assert(column->codes < (int)map->n_codes && column->not_before < (int)i && column->n > 0);
	}
	for (size_t i = 0; i < list->n_makes; i++)
		check_make(list, &list->makes[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct str_buf complaints = {0};
	struct error err = {0};
	struct map *map = map_parse("fuzz", (const char *)data, n, &complaints, &err);

	assert((map == NULL) == (complaints.n > 0));
	assert((map == NULL) == (err.kind == ERROR_INPUT));
	assert(map || strncmp(err.text, "fuzz:", 5) == 0);
	for (size_t i = 0; map && i < map->n_lists; i++)
		check_list(map, &map->lists[i]);
	map_free(map);
	str_done(&complaints);
	return 0;
}
