// Native c-blosc, one thread, driven line by line so that its turns interleave with ours:
//   load FILE TYPESIZE SHUFFLE   reads the array and answers with the packed size
//   c                            compresses once and answers with the CPU nanoseconds it took
//   d                            decompresses once, likewise
//   check                        whether what was decompressed equals the file
#include <blosc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static long long now(void) {
  struct timespec at;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &at);
  return at.tv_sec * 1000000000LL + at.tv_nsec;
}

int main(void) {
  char command[4096], path[2048];
  char *source = NULL, *packed = NULL, *output = NULL;
  size_t size = 0;
  int typesize = 1, shuffle = 1;
  setvbuf(stdout, NULL, _IOLBF, 0);
  while (fgets(command, sizeof command, stdin)) {
    if (sscanf(command, "load %2047s %d %d", path, &typesize, &shuffle) == 3) {
      FILE *file = fopen(path, "rb");
      if (!file) return 1;
      fseek(file, 0, SEEK_END);
      size = (size_t)ftell(file);
      rewind(file);
      source = realloc(source, size);
      packed = realloc(packed, size + BLOSC_MAX_OVERHEAD);
      output = realloc(output, size);
      if (fread(source, 1, size, file) != size) return 1;
      fclose(file);
      printf("%d\n", blosc_compress_ctx(5, shuffle, typesize, size, source, packed, size + BLOSC_MAX_OVERHEAD, "lz4", 0, 1));
    } else if (command[0] == 'c' && command[1] == '\n') {
      long long start = now();
      blosc_compress_ctx(5, shuffle, typesize, size, source, packed, size + BLOSC_MAX_OVERHEAD, "lz4", 0, 1);
      printf("%lld\n", now() - start);
    } else if (command[0] == 'd') {
      long long start = now();
      blosc_decompress_ctx(packed, output, size, 1);
      printf("%lld\n", now() - start);
    } else {
      printf("%d\n", memcmp(source, output, size) == 0);
    }
  }
  return 0;
}
