// SPDX-License-Identifier: BSL-1.0
#include "benchmarks/scale/commands.hpp"
#include "benchmarks/support/texts.hpp"

#include <pangkas/io/output.hpp>
#include <pangkas/io/read_file.hpp>
#include <pangkas/io/sha256.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::benchmarks {
namespace {

/// Units a processor second, the best of several rounds: a limit is what the machine can do.
template <class Run>
double best_rate(double units, Run run) {
  double best = 0;
  for (int round = 0; round < 5; ++round) {
    const stopwatch watch;
    const auto result = run();
    keep(result);
    best = std::max(best, units / watch.elapsed().processor);
  }
  return best;
}

/// All numbers below @p size in an order in which each follows from the one before it.
std::vector<std::uint32_t> one_circle(std::size_t size) {
  std::vector<std::uint32_t> next(size);
  std::iota(next.begin(), next.end(), 0U);
  std::uint64_t state = 1;  // Sattolo's shuffle
  for (std::size_t i = size - 1; i > 0; --i) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    std::swap(next[i], next[(state >> 33) % i]);
  }
  return next;
}

}  // namespace

json limits(const std::string& file, const std::string& folder, std::size_t positions) {
  json result;
  const std::string text = read_file(file);
  const auto bytes = static_cast<double>(text.size());
  result["read_bytes"] = best_rate(bytes, [&] { return read_file(file); });
  result["scan_bytes"] = best_rate(bytes, [&] { return count_lines(text); });
  result["sha256_bytes"] = best_rate(bytes, [&] { return sha256_hex(text); });
  const std::string path = folder + "/limit";
  result["write_bytes"] = best_rate(bytes, [&] {
    output_file out(path);
    for (std::string_view rest = text; !rest.empty();) {
      const std::string_view piece = rest.substr(0, std::size_t{1} << 20);
      out.write(piece);
      rest.remove_prefix(piece.size());
    }
    out.commit();
    return 0;
  });
  std::filesystem::remove(path);

  const std::vector<std::uint32_t> next = one_circle(positions);
  const auto count = static_cast<double>(positions);
  result["stream_bytes"] = best_rate(
      4 * count, [&] { return std::accumulate(next.begin(), next.end(), std::uint64_t{0}); });
  std::vector<std::uint32_t> filled(positions);
  result["fill_bytes"] = best_rate(4 * count, [&] {
    std::fill(filled.begin(), filled.end(), static_cast<std::uint32_t>(filled[0] + 1));
    return filled[positions / 2];
  });
  result["gathers"] = best_rate(count, [&] {
    std::uint64_t sum = 0;
    for (const std::uint32_t at : next) sum += next[at];
    return sum;
  });
  const std::size_t steps = std::min<std::size_t>(positions, 1'000'000);
  result["misses_in_a_chain"] = best_rate(static_cast<double>(steps), [&] {
    std::uint32_t at = 0;
    for (std::size_t i = 0; i < steps; ++i) at = next[at];
    return at;
  });
  return result;
}

}  // namespace pangkas::benchmarks
