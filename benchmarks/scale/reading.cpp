// SPDX-License-Identifier: BSL-1.0
#include "benchmarks/scale/commands.hpp"
#include "benchmarks/scale/read_table.hpp"
#include "benchmarks/support/boost_graphs.hpp"
#include "benchmarks/support/texts.hpp"

#include <sys/mman.h>
#include <sys/resource.h>
#include <pangkas/core/position.hpp>
#include <pangkas/io/read_file.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace pangkas::benchmarks {
namespace {

/// What a reader found, in two numbers that depend on every superior of every row.
struct found_lines {
  std::size_t positions = 0;
  std::uint64_t mark = 0;

  void add(row_index superior) {
    ++positions;
    mark = mark * 0x9e3779b97f4a7c15U + superior;
  }
};

/// Since warm_memory(), if the kernel can say so.
std::size_t peak_bytes() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmHWM:")) return std::stoull(line.substr(6)) * 1024;
  rusage use{};
  getrusage(RUSAGE_SELF, &use);
  return static_cast<std::size_t>(use.ru_maxrss) * 1024;
}

json result_of(const spent& time, const found_lines& found) {
  json result = to_json(time);
  result["peak_bytes"] = peak_bytes();
  result["positions"] = found.positions;
  result["mark"] = found.mark;
  return result;
}

/// Takes memory and gives it back: a virtual machine may have to ask its host for memory that
/// nobody used lately, which costs ten times as much as clearing it, and says nothing about a
/// reader.
void warm_memory(const std::string& file) {
  const std::size_t bytes = 4 * std::filesystem::file_size(file);
  void* const begin =
      mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (begin == MAP_FAILED) return;
  madvise(begin, bytes, MADV_HUGEPAGE);
  std::memset(begin, 1, bytes);
  munmap(begin, bytes);
  std::ofstream("/proc/self/clear_refs") << 5;  // the peak of memory begins anew
}

/// The bytes once, when they are in memory already.
json newline_scan(const std::string& file) {
  const std::string text = read_file(file);
  found_lines found;
  found.positions = count_lines(text) - 1;  // touches the pages, too
  const stopwatch watch;
  const std::size_t lines = count_lines(text);
  keep(lines);
  return result_of(watch.elapsed(), found);
}

/// What one writes by hand: cells are cut by memchr, quotes stripped, two columns kept, codes found
/// in a hash table, lines put into a graph. No number is read, no other text kept, nothing checked.
json memchr_unordered_map_boost(const std::string& file) {
  const stopwatch watch;
  const std::string bytes = read_file(file);
  std::string_view text = bytes;
  std::vector<std::string_view> codes;
  std::vector<std::string_view> superior_codes;
  const auto cut = [](std::string_view& from, char at) {
    const void* found = std::memchr(from.data(), at, from.size());
    const std::size_t length =
        found == nullptr ? from.size()
                         : static_cast<std::size_t>(static_cast<const char*>(found) - from.data());
    const std::string_view piece = from.substr(0, length);
    from.remove_prefix(std::min(length + 1, from.size()));
    return piece;
  };
  cut(text, '\n');
  while (!text.empty()) {
    std::string_view row = cut(text, '\n');
    for (std::size_t column = 0; column <= 4; ++column) {
      std::string_view cell;
      if (row.starts_with('"')) {
        row.remove_prefix(1);
        cell = cut(row, '"');
        cut(row, ',');
      } else {
        cell = cut(row, ',');
      }
      if (column == 0) codes.push_back(cell);
      if (column == 4) superior_codes.push_back(cell);
    }
  }
  std::unordered_map<std::string_view, row_index> rows;
  rows.reserve(codes.size());
  for (row_index row = 0; row < codes.size(); ++row) rows.emplace(codes[row], row);
  adjacency_graph graph(codes.size());
  for (row_index row = 0; row < codes.size(); ++row)
    if (!superior_codes[row].empty()) add_edge(rows.at(superior_codes[row]), row, graph);
  const spent time = watch.elapsed();
  std::vector<row_index> superiors(codes.size(), no_row);
  for (row_index above = 0; above < codes.size(); ++above)
    for (const auto& line : boost::make_iterator_range(out_edges(above, graph)))
      superiors[target(line, graph)] = above;
  found_lines found;
  for (const row_index superior : superiors) found.add(superior);
  return result_of(time, found);
}

json ours(const std::string& file, std::size_t threads, bool hashed) {
  const stopwatch watch;
  const read_result read = read_table(file, threads, hashed);
  const spent time = watch.elapsed();
  found_lines found;
  for (const row_index superior : read.organisation.parts().superiors) found.add(superior);
  json result = result_of(time, found);
  result["findings"] = read.findings.size();
  return result;
}

}  // namespace

read_result read_table(const std::string& file, std::size_t threads, bool hashed) {
  read_options options;
  options.hash_inputs = hashed;
  options.threads = threads;
  options.map_files = true;
  return read_organisation(std::vector{file}, options);
}

json read_once(const std::string& contender, const std::string& file, std::size_t threads) {
  warm_memory(file);
  if (contender == "newline_scan") return newline_scan(file);
  if (contender == "memchr_unordered_map_boost") return memchr_unordered_map_boost(file);
  if (contender == "ours") return ours(file, threads, false);
  if (contender == "ours_hashed") return ours(file, threads, true);
  throw std::invalid_argument("no such contender: " + contender);
}

}  // namespace pangkas::benchmarks
