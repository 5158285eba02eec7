/* One pass over a text whose cells are parted by one byte, column by column.
 *
 * It parts cells as Python's csv module does when it is not strict, but understands no text that
 * ends within quotation marks: the caller reads that by the module itself. A cell is kept as its
 * bytes; what they mean is no business of this file.
 */
#include "sheet_scan.h"

static split_column_t *split_column(split_t *self, size_t number)
{
    split_column_t *moved;
    if (number < self->width)
        return &self->columns[number];
    if (number >= MOST_COLUMNS)
        return NULL;
    moved = realloc(self->columns, (number + 1) * sizeof(split_column_t));
    if (moved == NULL) {
        self->is_out_of_memory = 1;
        return NULL;
    }
    self->columns = moved;
    memset(moved + self->width, 0, (number + 1 - self->width) * sizeof(split_column_t));
    self->width = number + 1;
    return &self->columns[number];
}

/* Keep a cell that is not blank; blank ones are number 0 without being kept. */
static int keep(split_t *self, size_t number, const char *text, size_t length)
{
    split_column_t *column;
    size_t known_length, wanted = self->rows + 1;
    int64_t index;
    if (length == 0)
        return 1;
    column = split_column(self, number);
    if (column == NULL)
        return 0;
    if (wanted > column->room) {
        size_t before = column->room, room = before ? before : 256;
        uint32_t *moved;
        while (room < wanted)
            room += room / 2;
        if (room > MOST_ROWS)
            room = MOST_ROWS;
        self->allocated += room - before;
        if (self->allocated > MOST_CELLS)
            return 0;
        moved = realloc(column->codes, room * sizeof(uint32_t));
        if (moved == NULL) {
            self->is_out_of_memory = 1;
            return 0;
        }
        column->codes = moved;
        column->room = room;
        memset(moved + before, 0, (room - before) * sizeof(uint32_t));
    }
    /* Most cells say what the one above them says. */
    if (column->last) {
        const char *known = text_at(&column->texts, column->last - 1, &known_length);
        if (known_length == length && memcmp(known, text, length) == 0) {
            column->codes[self->rows] = column->last;
            return 1;
        }
    }
    index = text_index(&column->texts, text, length);
    if (index < 0) {
        self->is_out_of_memory = 1;
        return 0;
    }
    column->last = (uint32_t)index + 1;
    column->codes[self->rows] = column->last;
    return 1;
}

static int gather(split_t *self, size_t *length, const char *from, const char *to)
{
    size_t added = (size_t)(to - from);
    if (!grow((void **)&self->cell, &self->cell_room, *length + added + 1, 1)) {
        self->is_out_of_memory = 1;
        return 0;
    }
    memcpy(self->cell + *length, from, added);
    *length += added;
    return 1;
}

static const char *end_of_plain(const char *at, const char *end, char mark)
{
    while (at < end && *at != mark && *at != '\n' && *at != '\r')
        at++;
    return at;
}

/* Read a cell that begins with a quotation mark; gives where it ends, NULL where it does not. */
static const char *quoted(split_t *self, size_t number, const char *at, const char *end, char mark)
{
    size_t length = 0;
    const char *stop;
    at++;
    for (;;) {
        const char *close = at < end ? memchr(at, '"', (size_t)(end - at)) : NULL;
        if (close == NULL || !gather(self, &length, at, close))
            return NULL;
        at = close + 1;
        if (at == end || *at != '"')
            break;
        if (!gather(self, &length, at, at + 1))
            return NULL;
        at++;
    }
    /* What follows the closing mark belongs to the cell. */
    stop = end_of_plain(at, end, mark);
    if (!gather(self, &length, at, stop) || !keep(self, number, self->cell, length))
        return NULL;
    return stop;
}

int split_text(split_t *self, const char *at, const char *end, char mark)
{
    while (at < end) {
        size_t number = 0;
        if (self->rows >= MOST_ROWS)
            return 0;
        for (;;) {
            if (at < end && *at == '"') {
                at = quoted(self, number, at, end, mark);
                if (at == NULL)
                    return 0;
            } else {
                const char *stop = end_of_plain(at, end, mark);
                if (!keep(self, number, at, (size_t)(stop - at)))
                    return 0;
                at = stop;
            }
            if (at == end || *at != mark)
                break;
            at++;
            number++;
        }
        if (at < end)
            at += *at == '\r' && at + 1 < end && at[1] == '\n' ? 2 : 1;
        self->rows++;
    }
    return 1;
}

void split_release(split_t *self)
{
    size_t number;
    for (number = 0; number < self->width; number++) {
        free(self->columns[number].codes);
        texts_release(&self->columns[number].texts);
    }
    free(self->columns);
    free(self->cell);
}
