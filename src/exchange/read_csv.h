/* The format `csv`: from CSV on a descriptor to frames. */
#ifndef EXCHANGE_READ_CSV_H
#define EXCHANGE_READ_CSV_H

#include <stdbool.h>
#include "base/error.h"
#include "base/frame.h"

/* Reads in to its end and puts the frames of it, the last one FRAME_END. False when the file
 * cannot be read on, with the sentence that FRAME_FAILED shall carry, or when the other end is
 * gone. */
bool read_csv(int in, struct frame_writer *out, struct error *err);

#endif
