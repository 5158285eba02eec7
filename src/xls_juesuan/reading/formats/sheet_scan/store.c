/* Where cells and texts of a sheet are kept. */
#include "sheet_scan.h"

int grow(void **block, size_t *room, size_t wanted, size_t item)
{
    size_t next = *room ? *room : 64;
    void *moved;
    if (wanted <= *room)
        return 1;
    while (next < wanted) {
        if (next > SIZE_MAX / 2)
            return 0;
        next *= 2;
    }
    if (next > SIZE_MAX / item)
        return 0;
    moved = realloc(*block, next * item);
    if (moved == NULL)
        return 0;
    *block = moved;
    *room = next;
    return 1;
}

int push(scanner_t *self, list_t *list, uint32_t item)
{
    if (!grow((void **)&list->items, &list->room, list->length + 1, sizeof(uint32_t))) {
        self->is_out_of_memory = 1;
        return 0;
    }
    list->items[list->length++] = item;
    return 1;
}

int odd(scanner_t *self)
{
    self->is_odd = 1;
    return 0;
}

int no_memory(scanner_t *self)
{
    self->is_out_of_memory = 1;
    return 0;
}

static column_t *column_at(scanner_t *self, uint32_t column, uint32_t row)
{
    column_t *found;
    if (column > self->width) {
        column_t *moved = realloc(self->columns, column * sizeof(column_t));
        if (moved == NULL) {
            no_memory(self);
            return NULL;
        }
        memset(moved + self->width, 0, (column - self->width) * sizeof(column_t));
        self->columns = moved;
        self->width = column;
    }
    found = &self->columns[column - 1];
    if (row > found->room) {
        size_t room = found->room ? found->room : 256, kinds_room, payload_room;
        while (room < row)
            room += room / 2;
        if (room > MOST_ROWS)
            room = MOST_ROWS;
        self->allocated += room - found->room;
        if (self->allocated > MOST_CELLS) {
            odd(self);
            return NULL;
        }
        kinds_room = payload_room = found->room;
        {
            uint8_t *kinds = realloc(found->kinds, room);
            int64_t *payload;
            if (kinds == NULL) {
                no_memory(self);
                return NULL;
            }
            found->kinds = kinds;
            payload = realloc(found->payload, room * sizeof(int64_t));
            if (payload == NULL) {
                no_memory(self);
                return NULL;
            }
            found->payload = payload;
        }
        memset(found->kinds + kinds_room, BLANK, room - kinds_room);
        memset(found->payload + payload_room, 0, (room - payload_room) * sizeof(int64_t));
        found->room = room;
    }
    if (row > found->length)
        found->length = row;
    return found;
}

int put(scanner_t *self, uint32_t row, uint32_t column, uint8_t kind, int64_t payload)
{
    column_t *found = column_at(self, column, row);
    if (found == NULL)
        return 0;
    found->kinds[row - 1] = kind;
    found->payload[row - 1] = payload;
    if (row > self->rows)
        self->rows = row;
    self->filled++;
    return 1;
}

static uint64_t hash_of(const char *text, size_t length)
{
    uint64_t hash = 1469598103934665603ULL;
    size_t at;
    for (at = 0; at < length; at++)
        hash = (hash ^ (uint8_t)text[at]) * 1099511628211ULL;
    return hash ^ (hash >> 29);
}

const char *text_at(const texts_t *texts, size_t index, size_t *length)
{
    size_t start = index ? texts->ends[index - 1] : 0;
    *length = texts->ends[index] - start;
    return texts->bytes + start;
}

static int enlarge_table(texts_t *texts)
{
    size_t size = texts->table_size ? texts->table_size * 2 : 1024, index;
    uint32_t *table = calloc(size, sizeof(uint32_t));
    if (table == NULL)
        return 0;
    for (index = 0; index < texts->count; index++) {
        size_t length, at;
        const char *text = text_at(texts, index, &length);
        at = hash_of(text, length) & (size - 1);
        while (table[at])
            at = (at + 1) & (size - 1);
        table[at] = (uint32_t)index + 1;
    }
    free(texts->table);
    texts->table = table;
    texts->table_size = size;
    return 1;
}

/* Index of a text among those that are kept; -1 where there is no memory. */
int64_t text_index(texts_t *texts, const char *text, size_t length)
{
    size_t at;
    if (texts->count >= UINT32_MAX - 1)
        return -1;
    if (texts->count * 2 >= texts->table_size && !enlarge_table(texts))
        return -1;
    at = hash_of(text, length) & (texts->table_size - 1);
    while (texts->table[at]) {
        size_t known_length, index = texts->table[at] - 1;
        const char *known = text_at(texts, index, &known_length);
        if (known_length == length && memcmp(known, text, length) == 0)
            return (int64_t)index;
        at = (at + 1) & (texts->table_size - 1);
    }
    if (!grow((void **)&texts->bytes, &texts->room, texts->length + length + 1, 1)
        || !grow((void **)&texts->ends, &texts->ends_room, texts->count + 1, sizeof(size_t)))
        return -1;
    memcpy(texts->bytes + texts->length, text, length);
    texts->length += length;
    texts->ends[texts->count] = texts->length;
    texts->table[at] = (uint32_t)texts->count + 1;
    return (int64_t)texts->count++;
}

int put_text(scanner_t *self, uint32_t row, uint32_t column, uint8_t kind, slice_t text)
{
    int64_t index = text_index(&self->texts, text.text, text.length);
    if (index < 0)
        return no_memory(self);
    return put(self, row, column, kind, index);
}

void texts_release(texts_t *texts)
{
    free(texts->bytes);
    free(texts->ends);
    free(texts->table);
}

void release(scanner_t *self)
{
    size_t at;
    for (at = 0; at < self->width; at++) {
        free(self->columns[at].kinds);
        free(self->columns[at].payload);
    }
    free(self->columns);
    free(self->dated);
    free(self->carry);
    texts_release(&self->texts);
    free(self->hidden.items);
    free(self->hollow.items);
    free(self->doubtful.items);
}
