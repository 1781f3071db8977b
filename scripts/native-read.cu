// Reads an array of the same size on the same card without a browser, by the same rules: the words are hashed, every byte
// is counted once, the sum must be exact, the figure is the median of samples. Run by scripts/bench-gpu.mjs.
//   native-read BYTES  ->  one line of JSON
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <vector>
#include <cuda_runtime.h>

#define CHECK(call)                                                                 \
  do {                                                                              \
    cudaError_t error = (call);                                                     \
    if (error != cudaSuccess) {                                                     \
      std::fprintf(stderr, "%s: %s\n", #call, cudaGetErrorString(error));           \
      return 1;                                                                     \
    }                                                                               \
  } while (0)

__host__ __device__ inline uint32_t hashed(uint32_t index) {
  uint32_t x = index + 0x9e3779b9u;
  x = (x ^ (x >> 16)) * 0x21f0aaadu;
  x = (x ^ (x >> 15)) * 0x735a2d97u;
  return x ^ (x >> 15);
}

__global__ void fill(uint32_t* words, size_t count) {
  for (size_t i = blockIdx.x * size_t(blockDim.x) + threadIdx.x; i < count; i += size_t(gridDim.x) * blockDim.x)
    words[i] = hashed(uint32_t(i));
}

// UNROLL loads in flight, each with a sum of its own; neighbours load neighbouring bytes.
template <int UNROLL>
__global__ void read(const uint4* __restrict__ source, uint32_t* __restrict__ sums, size_t elements) {
  const size_t threads = size_t(gridDim.x) * blockDim.x;
  const size_t self = blockIdx.x * size_t(blockDim.x) + threadIdx.x;
  uint4 sum[UNROLL] = {};
  for (size_t at = self; at < elements; at += UNROLL * threads) {
#pragma unroll
    for (int i = 0; i < UNROLL; i++) {
      const uint4 loaded = source[at + i * threads];
      sum[i].x += loaded.x;
      sum[i].y += loaded.y;
      sum[i].z += loaded.z;
      sum[i].w += loaded.w;
    }
  }
  uint32_t total = 0;
#pragma unroll
  for (int i = 0; i < UNROLL; i++) total += sum[i].x + sum[i].y + sum[i].z + sum[i].w;
  sums[self] += total;
}

struct Shape {
  int unroll, groups;
};

static void launch(Shape shape, const uint4* source, uint32_t* sums, size_t elements) {
  if (shape.unroll == 4) read<4><<<shape.groups, 256>>>(source, sums, elements);
  else read<8><<<shape.groups, 256>>>(source, sums, elements);
}

int main(int argc, char** argv) {
  const size_t bytes = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : size_t(1) << 30;
  const size_t elements = bytes / 16;
  const Shape shapes[] = {{4, 1024}, {4, 4096}, {8, 1024}, {8, 4096}};
  const int most_groups = 4096;
  // The loops have no remainder.
  if (bytes == 0 || bytes % (size_t(16) * 8 * 256 * most_groups) != 0) {
    std::fprintf(stderr, "The size must be a multiple of 128 MiB.\n");
    return 1;
  }
  uint32_t *words, *sums;
  CHECK(cudaMalloc(&words, bytes));
  CHECK(cudaMalloc(&sums, size_t(most_groups) * 256 * 4));
  fill<<<4096, 256>>>(words, bytes / 4);
  CHECK(cudaDeviceSynchronize());
  uint32_t expected = 0;
  for (size_t i = 0; i < bytes / 4; i++) expected += hashed(uint32_t(i));

  cudaEvent_t begin, end;
  CHECK(cudaEventCreate(&begin));
  CHECK(cudaEventCreate(&end));
  const uint4* source = reinterpret_cast<const uint4*>(words);
  double best = 0, worst = 0, median = 0;
  Shape winner = shapes[0];
  for (const Shape shape : shapes) {
    const size_t invocations = size_t(shape.groups) * 256;
    std::vector<uint32_t> found(invocations);
    CHECK(cudaMemset(sums, 0, invocations * 4));
    uint32_t passes = 0;
    // As many passes as take 0.15 s, which warm the card up as well.
    float milliseconds = 0;
    int count = 1;
    for (; milliseconds < 150; count *= 2) {
      CHECK(cudaEventRecord(begin));
      for (int i = 0; i < count; i++) launch(shape, source, sums, elements);
      CHECK(cudaEventRecord(end));
      CHECK(cudaEventSynchronize(end));
      CHECK(cudaEventElapsedTime(&milliseconds, begin, end));
      passes += count;
    }
    count /= 2;
    std::vector<double> rates;
    for (int sample = 0; sample < 11; sample++) {
      CHECK(cudaEventRecord(begin));
      for (int i = 0; i < count; i++) launch(shape, source, sums, elements);
      CHECK(cudaEventRecord(end));
      CHECK(cudaEventSynchronize(end));
      CHECK(cudaEventElapsedTime(&milliseconds, begin, end));
      passes += count;
      rates.push_back(double(bytes) * count / (milliseconds * 1e-3));
    }
    CHECK(cudaMemcpy(found.data(), sums, invocations * 4, cudaMemcpyDeviceToHost));
    uint32_t sum = 0;
    for (const uint32_t word : found) sum += word;
    if (sum != expected * passes) {
      std::fprintf(stderr, "Wrong sum: %u, and must be %u.\n", sum, expected * passes);
      return 1;
    }
    std::sort(rates.begin(), rates.end());
    if (rates[5] > median) {
      winner = shape;
      median = rates[5];
      best = rates[10];
      worst = rates[0];
    }
  }
  cudaDeviceProp card;
  CHECK(cudaGetDeviceProperties(&card, 0));
  std::printf(
      "{\"card\":\"%s\",\"bufferBytes\":%zu,\"unroll\":%d,\"groups\":%d,\"medianBytesPerSecond\":%.0f,"
      "\"bestBytesPerSecond\":%.0f,\"worstBytesPerSecond\":%.0f}\n",
      card.name, bytes, winner.unroll, winner.groups, median, best, worst);
  return 0;
}
