/*
 * The processor's memory bandwidth without a browser: what `npm run bench:cpu` sets the browser's figure against.
 *
 *   cc -O3 -march=native -pthread native-read.c -o native-read
 *   ./native-read THREADS MEBIBYTES_PER_THREAD MILLISECONDS_PER_SAMPLE
 *
 * Writes "ready", then takes a sample for every line of input, "read", "write", "copy" or "triad", and answers with a line:
 * its bytes per second, a read and a write counted once, a copy twice and a triad three times. Reads come first, because
 * the others write over what their sums are checked with.
 *
 * Every thread has an array of its own, filled with a hash of the index, on huge pages where the system gives them. A sample
 * begins when all threads stand at a barrier and ends for all of them when the first one's time is up; its figure is what
 * all of them moved in between / the time from the first one's start to the last one's end.
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>

/* The compiler splits this into what the processor has. */
typedef uint32_t vector __attribute__((vector_size(64), aligned(64), may_alias));

enum { VECTOR_WORDS = sizeof(vector) / sizeof(uint32_t), UNROLL = 8, MOST_THREADS = 64 };
enum kernel { READ, WRITE, COPY, TRIAD, KERNELS };

static const char *const NAMES[KERNELS] = {"read", "write", "copy", "triad"};
static const int COUNTED[KERNELS] = {1, 1, 2, 3};
/* 4 MiB a step: long enough that looking at the clock costs nothing, short enough to stop in time. */
static const size_t STEP_BYTES = (size_t)4 << 20;
static const size_t HUGE_PAGE_BYTES = (size_t)2 << 20;

static int threads;
static size_t bytes_per_thread;
static double seconds_per_sample;
static pthread_barrier_t barrier;
static atomic_int stopped, wrong;
static int asked;
static double began[MOST_THREADS], ended[MOST_THREADS], moved[MOST_THREADS];

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static uint32_t hashed_word(uint32_t index) {
  uint32_t x = index + 0x9e3779b9u;
  x = (x ^ (x >> 16)) * 0x21f0aaadu;
  x = (x ^ (x >> 15)) * 0x735a2d97u;
  return x ^ (x >> 15);
}

static uint32_t sum_of(vector v) {
  uint32_t sum = 0;
  for (int lane = 0; lane < VECTOR_WORDS; lane++) sum += v[lane];
  return sum;
}

static uint32_t read_range(const vector *from, const vector *to) {
  vector s[UNROLL] = {{0}};
  for (; from < to; from += UNROLL)
    for (int k = 0; k < UNROLL; k++) s[k] += from[k];
  for (int k = 1; k < UNROLL; k++) s[0] += s[k];
  return sum_of(s[0]);
}

/* The empty asm keeps the compiler from turning a loop into memset or memcpy, which may write past the caches. */
static void write_range(vector *from, const vector *to, uint32_t value) {
  const vector v = (vector){0} + value;
  for (; from < to; from += UNROLL) {
    for (int k = 0; k < UNROLL; k++) from[k] = v;
    __asm__ volatile("" ::: "memory");
  }
}

static void copy_range(vector *from, const vector *to, const vector *source) {
  for (; from < to; from += UNROLL, source += UNROLL) {
    for (int k = 0; k < UNROLL; k++) from[k] = source[k];
    __asm__ volatile("" ::: "memory");
  }
}

static void triad_range(vector *from, const vector *to, const vector *left, const vector *right) {
  for (; from < to; from += UNROLL, left += UNROLL, right += UNROLL) {
    for (int k = 0; k < UNROLL; k++) from[k] = left[k] + right[k] + (right[k] << 1);
    __asm__ volatile("" ::: "memory");
  }
}

static vector *allocate(size_t bytes) {
  char *memory = mmap(NULL, bytes + HUGE_PAGE_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return NULL;
  memory += HUGE_PAGE_BYTES - (uintptr_t)memory % HUGE_PAGE_BYTES;
#ifdef MADV_HUGEPAGE
  madvise(memory, bytes, MADV_HUGEPAGE);
#endif
  return (vector *)memory;
}

/* One sample: what this thread moved until the first thread's time was up, in bytes. A copy takes the halves of the array
 * and a triad its thirds, as in the browser. */
static double run(enum kernel kernel, vector *array, uint32_t expected, double until, size_t *at, uint32_t *sum) {
  const size_t parts = kernel == COPY ? 2 : kernel == TRIAD ? 3 : 1;
  const size_t block = sizeof(vector) * UNROLL;
  const size_t range = bytes_per_thread / parts / block * block;
  const size_t vectors = range / sizeof(vector);
  double bytes = 0;
  while (!atomic_load_explicit(&stopped, memory_order_relaxed)) {
    const size_t step = range - *at < STEP_BYTES ? range - *at : STEP_BYTES;
    vector *from = array + *at / sizeof(vector);
    vector *to = from + step / sizeof(vector);
    if (kernel == READ) *sum += read_range(from, to);
    else if (kernel == WRITE) write_range(from, to, 0x5bd1e995u);
    else if (kernel == COPY) copy_range(from, to, from + vectors);
    else triad_range(from, to, from + vectors, from + 2 * vectors);
    bytes += (double)step;
    *at += step;
    if (*at == range) {
      if (kernel == READ && *sum != expected) atomic_store(&wrong, 1);
      *at = 0;
      *sum = 0;
    }
    if (now() >= until) atomic_store(&stopped, 1);
  }
  return bytes * COUNTED[kernel];
}

/* KERNELS: the end of the input. */
static int next_kernel(void) {
  static int is_ready = 0;
  if (!is_ready) printf("ready\n");
  is_ready = 1;
  fflush(stdout);
  char line[16];
  if (fgets(line, sizeof line, stdin) == NULL) return KERNELS;
  line[strcspn(line, "\n")] = '\0';
  for (int kernel = 0; kernel < KERNELS; kernel++)
    if (strcmp(line, NAMES[kernel]) == 0) return kernel;
  fprintf(stderr, "unknown: %s\n", line);
  return KERNELS;
}

static void answer(void) {
  if (atomic_load(&wrong)) {
    fprintf(stderr, "wrong sum\n");
    exit(1);
  }
  double first = began[0], last = ended[0], bytes = 0;
  for (int k = 0; k < threads; k++) {
    if (began[k] < first) first = began[k];
    if (ended[k] > last) last = ended[k];
    bytes += moved[k];
  }
  printf("%.0f\n", bytes / (last - first));
}

static void *work(void *argument) {
  const int me = (int)(intptr_t)argument;
  vector *array = allocate(bytes_per_thread);
  if (array == NULL) {
    fprintf(stderr, "not enough memory\n");
    exit(1);
  }
  uint32_t expected = 0;
  const uint32_t words = (uint32_t)(bytes_per_thread / sizeof(uint32_t));
  for (uint32_t k = 0; k < words; k++) {
    const uint32_t word = hashed_word(k + (uint32_t)me * words);
    ((uint32_t *)(void *)array)[k] = word;
    expected += word;
  }
  pthread_barrier_wait(&barrier);
  size_t at = 0;
  uint32_t sum = 0;
  int before = READ;
  for (;;) {
    /* The first thread says at one barrier what is done from the next to the third. */
    if (me == 0) asked = next_kernel();
    pthread_barrier_wait(&barrier);
    const int kernel = asked;
    if (kernel == KERNELS) return NULL;
    if (kernel != before) at = 0;
    before = kernel;
    if (me == 0) atomic_store(&stopped, 0);
    pthread_barrier_wait(&barrier);
    began[me] = now();
    moved[me] = run((enum kernel)kernel, array, expected, began[me] + seconds_per_sample, &at, &sum);
    ended[me] = now();
    pthread_barrier_wait(&barrier);
    if (me == 0) answer();
  }
}

int main(int count, char **arguments) {
  if (count != 4) {
    fprintf(stderr, "usage: %s THREADS MEBIBYTES_PER_THREAD MILLISECONDS_PER_SAMPLE\n", arguments[0]);
    return 2;
  }
  threads = atoi(arguments[1]);
  bytes_per_thread = (size_t)atoi(arguments[2]) << 20;
  seconds_per_sample = atof(arguments[3]) / 1000;
  if (threads < 1 || threads > MOST_THREADS || bytes_per_thread == 0) return 2;
  pthread_t ids[MOST_THREADS];
  pthread_barrier_init(&barrier, NULL, (unsigned)threads);
  for (int k = 0; k < threads; k++)
    if (pthread_create(&ids[k], NULL, work, (void *)(intptr_t)k) != 0) return 1;
  for (int k = 0; k < threads; k++) pthread_join(ids[k], NULL);
  return 0;
}
