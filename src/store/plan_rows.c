#include "config.h"

#include "store/readers.h"

void read_plan(struct db_query *query, struct plan_row *row)
{
	row->id = db_text(query);
	row->team = db_text(query);
	row->worker = db_text(query);
	row->week = (int32_t)db_int(query);
	row->at = db_int(query);
	row->who = db_text(query);
	row->uid = db_int(query);
	row->note = db_text(query);
}

void read_plan_line(struct db_query *query, struct plan_line *line)
{
	line->plan = db_text(query);
	line->position = db_int(query);
	line->reference = db_text(query);
	line->timescale = db_text(query);
	line->started = db_instant(query);
	line->due = db_instant(query);
	line->planned = db_instant(query);
	line->state = db_text(query);
	line->worker = db_text(query);
	line->remark = db_text(query);
}
