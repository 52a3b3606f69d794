/* For `naive`: what is given back stays as it was, and nothing is written over it. Only large blocks go back, such
   as those that a password is stretched in, or the machine would run out of memory. */

#include <malloc.h>
#include <string.h>

enum { KEPT_BYTES_MAX = 64 * 1024 };

/* That of glibc, in whose place the next one stands. */
void __libc_free(void *block);

void free(void *block)
{
    if (malloc_usable_size(block) > KEPT_BYTES_MAX)
        __libc_free(block);
}

void *realloc(void *block, size_t bytes)
{
    size_t before = malloc_usable_size(block);
    void *larger;

    if (bytes != 0 && bytes <= before)
        return block;
    larger = malloc(bytes);
    if (larger != NULL && block != NULL) {
        memcpy(larger, block, before < bytes ? before : bytes);
        free(block);
    }
    return larger;
}
