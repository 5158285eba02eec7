/* The words that XML of a sheet is made of. */
#include "sheet_scan.h"

int is_blank(char letter)
{
    return letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r';
}

const char *skip_blanks(const char *at, const char *end)
{
    while (at < end && is_blank(*at))
        at++;
    return at;
}

static int is_letter(char letter)
{
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
}

static int is_of_name(char letter)
{
    return is_letter(letter) || (letter >= '0' && letter <= '9') || letter == ':' || letter == '_'
        || letter == '-' || letter == '.';
}

const char *find(const char *at, const char *end, const char *word)
{
    size_t length = strlen(word);
    while (at < end) {
        at = memchr(at, *word, (size_t)(end - at));
        if (at == NULL || (size_t)(end - at) < length)
            return NULL;
        if (memcmp(at, word, length) == 0)
            return at;
        at++;
    }
    return NULL;
}

int same(slice_t slice, const char *word)
{
    return slice.length == strlen(word) && memcmp(slice.text, word, slice.length) == 0;
}

/* Read the attributes of a tag from behind its name; NULL where they are written oddly. */
const char *read_tag(const char *at, const char *end, tag_t *tag)
{
    memset(tag, 0, sizeof(*tag));
    for (;;) {
        const char *name, *value;
        size_t name_length;
        char quote;
        slice_t *wanted = NULL;
        const char *before = at;
        at = skip_blanks(at, end);
        if (at >= end)
            return NULL;
        if (*at == '>')
            return at + 1;
        if (*at == '/') {
            if (at + 1 >= end || at[1] != '>')
                return NULL;
            tag->is_closed = 1;
            return at + 2;
        }
        if (at == before)
            return NULL;
        name = at;
        while (at < end && is_of_name(*at))
            at++;
        name_length = (size_t)(at - name);
        if (!is_letter(*name))
            return NULL;
        if (at + 1 >= end || *at != '=' || name_length == 0)
            return NULL;
        quote = at[1];
        if (quote != '"' && quote != '\'')
            return NULL;
        value = at + 2;
        at = memchr(value, quote, (size_t)(end - value));
        if (at == NULL)
            return NULL;
        if (name_length == 1)
            wanted = *name == 'r' ? &tag->r : *name == 's' ? &tag->s : *name == 't' ? &tag->t : NULL;
        else if (name_length == 2 && memcmp(name, "ht", 2) == 0)
            wanted = &tag->ht;
        else if (name_length == 6 && memcmp(name, "hidden", 6) == 0)
            wanted = &tag->hidden;
        else if (name_length == 9 && memcmp(name, "xml:space", 9) == 0)
            wanted = &tag->space;
        if (wanted != NULL) {
            if (wanted->text != NULL)
                return NULL;
            wanted->text = value;
            wanted->length = (size_t)(at - value);
            if (memchr(value, '&', wanted->length) || memchr(value, '<', wanted->length))
                return NULL;
        }
        else if (memchr(value, '<', (size_t)(at - value)))
            return NULL;
        at++;
    }
}

/* A whole number without a sign, at most `most`; -1 for anything else. */
int64_t whole(slice_t slice, int64_t most)
{
    int64_t number = 0;
    size_t at;
    if (slice.length == 0 || slice.length > 10)
        return -1;
    for (at = 0; at < slice.length; at++) {
        char digit = slice.text[at];
        if (digit < '0' || digit > '9')
            return -1;
        number = number * 10 + (digit - '0');
    }
    return number <= most ? number : -1;
}

/* Take an address such as AB12 apart; 0 where it is none. */
int read_address(slice_t slice, uint32_t *row, uint32_t *column)
{
    slice_t digits = slice;
    int64_t number;
    uint32_t letters = 0;
    while (digits.length && *digits.text >= 'A' && *digits.text <= 'Z') {
        letters = letters * 26 + (uint32_t)(*digits.text - 'A') + 1;
        if (letters > MOST_COLUMNS)
            return 0;
        digits.text++;
        digits.length--;
    }
    number = whole(digits, MOST_ROWS);
    if (letters == 0 || number < 1 || *digits.text == '0')
        return 0;
    *column = letters;
    *row = (uint32_t)number;
    return 1;
}

static const double POWERS[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/* Read a number that both steps of give the nearest double of: digits below 2^53, and one power
 * of ten that is a double itself. 0 where it is not as plain as that. */
int plain_number(slice_t slice, double *value)
{
    const char *at = slice.text, *end = slice.text + slice.length;
    uint64_t digits = 0;
    int decimals = 0, count = 0, is_negative = 0, has_point = 0;
    if (at < end && *at == '-') {
        is_negative = 1;
        at++;
    }
    for (; at < end; at++) {
        if (*at >= '0' && *at <= '9') {
            if (digits > (UINT64_C(1) << 53) / 10 - 1)
                return 0;
            digits = digits * 10 + (uint64_t)(*at - '0');
            decimals += has_point;
            count++;
        }
        else if (*at == '.' && !has_point)
            has_point = 1;
        else
            return 0;
    }
    if (count == 0 || decimals > 22)
        return 0;
    *value = (double)digits / POWERS[decimals];
    if (is_negative)
        *value = -*value;
    return 1;
}

slice_t stripped(slice_t text)
{
    while (text.length && is_blank(*text.text)) {
        text.text++;
        text.length--;
    }
    while (text.length && is_blank(text.text[text.length - 1]))
        text.length--;
    return text;
}

/* Whether every & of a text begins a mark such as &amp; or &#26469; that is closed. */
static int has_whole_marks(slice_t text)
{
    const char *at = text.text, *end = text.text + text.length;
    while ((at = memchr(at, '&', (size_t)(end - at))) != NULL) {
        const char *name = ++at;
        if (at < end && *at == '#')
            at++;
        while (at < end && (is_letter(*at) || (*at >= '0' && *at <= '9')))
            at++;
        if (at >= end || *at != ';' || at == name)
            return 0;
    }
    return 1;
}

/* The text between a tag and its end; NULL where other tags stand in it. */
const char *read_text(const char *at, const char *end, const char *close, slice_t *text)
{
    const char *stop = memchr(at, '<', (size_t)(end - at));
    if (stop == NULL || !starts(stop, end, close))
        return NULL;
    text->text = at;
    text->length = (size_t)(stop - at);
    return has_whole_marks(*text) ? stop + strlen(close) : NULL;
}
