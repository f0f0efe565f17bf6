/* Why the database engine refused, in words. */
#ifndef STORE_DB_REASON_H
#define STORE_DB_REASON_H

/* For a result code, extended or not: what happened and what to do, without the file's name. NULL where nothing more is
 * known than the code. */
const char *db_reason(int rc);

#endif
